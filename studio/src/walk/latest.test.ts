import { expect, it } from 'vitest';
import { Latest } from './latest';

it('runs the first and the last of what is asked for at once', async () => {
  const latest = new Latest();
  const seen: number[] = [];
  let release = () => {};
  latest.run(() => new Promise(resolve => {
    release = () => {
      seen.push(1);
      resolve();
    };
  }));
  latest.run(async () => void seen.push(2));
  latest.run(async () => void seen.push(3));
  release();
  await new Promise(resolve => setTimeout(resolve, 0));
  expect(seen).toEqual([1, 3]);
});
