import { expect, it } from 'vitest';
import { placeOf } from './cells';

it('reads where a cell lies from its title', () => {
  expect(placeOf('a int = 10, at 0x7ffe0010, 4 bytes')).toEqual({ memoryReference: '0x7ffe0010', bytes: 4 });
  expect(placeOf('text char[20] = ", at 0x1, 2 bytes", at 0x40, 20 bytes')).toEqual({ memoryReference: '0x40', bytes: 20 });
});

it('finds no place for a cell that has none', () => {
  expect(placeOf('r int = 3')).toBeNull();
  expect(placeOf('marker (), at 0x10')).toBeNull();
});
