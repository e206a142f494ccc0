import { expect, it } from 'vitest';
import type { Scene } from '../protocol/messages';
import { isRight, questionOf } from './guesses';

const scene: Scene = {
  step: 3,
  sentence: [],
  stacks: [{ frames: [{ signature: 'int main()', variables: [
    { id: 'f1.p', name: 'p', value: '0x6fa650', touch: 'changed' },
    { id: 'f1.v', name: 'v', parts: [{ id: 'f1.v[1]', name: '[1]', value: '30', touch: 'read, changed' }] },
  ] }] }],
};

it('asks for what changed and can be foretold', () => {
  expect(questionOf(scene)).toEqual({ name: 'v[1]', value: '30' });
});

it('asks nothing when nothing changed', () => {
  expect(questionOf({ step: 1, sentence: [] })).toBeNull();
});

it('does not mind blanks and quotes', () => {
  expect(isRight(' "a" ', { name: 's', value: "'a'" })).toBe(true);
  expect(isRight('31', { name: 'v', value: '30' })).toBe(false);
});
