import { expect, it } from 'vitest';
import { fractionOf, roomForLabels, stepAt } from './scale';

it('finds the step under the finger, and its place again', () => {
  expect(stepAt(0, 27)).toBe(1);
  expect(stepAt(1, 27)).toBe(27);
  expect(stepAt(-3, 27)).toBe(1);
  for (let step = 1; step <= 27; step++) {
    expect(stepAt(fractionOf(step, 27), 27)).toBe(step);
  }
});

it('gives a walk of one step one place', () => {
  expect(fractionOf(1, 1)).toBe(0);
  expect(stepAt(0.7, 1)).toBe(1);
});

it('leaves out labels that would touch', () => {
  expect(roomForLabels([10, 20, 60], [20, 20, 20], 4)).toEqual([true, false, true]);
});
