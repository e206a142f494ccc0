import { expect, it } from 'vitest';
import { Shelf } from './shelf';

class Memory {
  readonly #items = new Map<string, string>();
  get length() { return this.#items.size; }
  key(i: number) { return [...this.#items.keys()][i] ?? null; }
  getItem(key: string) { return this.#items.get(key) ?? null; }
  setItem(key: string, value: string) { this.#items.set(key, value); }
  removeItem(key: string) { this.#items.delete(key); }
  clear() { this.#items.clear(); }
}

it('keeps what was changed, and only that', () => {
  const shelf = new Shelf(new Memory());
  shelf.keep('b.c', 'new', 'old');
  shelf.keep('a.rs', 'mine', null);
  shelf.keep('c.c', 'same', 'same');
  expect(shelf.names()).toEqual(['a.rs', 'b.c']);
  expect(shelf.find('b.c')).toBe('new');
  shelf.keep('b.c', 'old', 'old');
  shelf.forget('a.rs');
  expect(shelf.names()).toEqual([]);
});
