/** Programs that somebody changed or wrote, kept in this browser alone. */
export class Shelf {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** The text that was kept under a name; null when it was never changed. */
  find(name: string): string | null {
    return this.#storage.getItem(key(name));
  }

  /** Keeps a text; one that is as it came is forgotten. */
  keep(name: string, text: string, original: string | null): void {
    try {
      if (text === original) {
        this.#storage.removeItem(key(name));
      } else {
        this.#storage.setItem(key(name), text);
      }
    } catch {
      // A full or forbidden storage keeps nothing: the link still does.
    }
  }

  forget(name: string): void {
    this.#storage.removeItem(key(name));
  }

  /** All names, in alphabetical order. */
  names(): string[] {
    const names: string[] = [];
    for (let i = 0; i < this.#storage.length; i++) {
      const at = this.#storage.key(i);
      if (at?.startsWith(prefix)) {
        names.push(at.slice(prefix.length));
      }
    }

    return names.sort();
  }
}

const prefix = 'program:';

function key(name: string): string {
  return prefix + name;
}
