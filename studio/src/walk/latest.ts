/**
 * Runs one piece of work at a time; of those that are asked for meanwhile only the last is run. Somebody who drags along the timeline
 * asks for a hundred steps and wants to see the one under the finger.
 */
export class Latest {
  #next: (() => Promise<void>) | null = null;
  #isRunning = false;

  /** Asks for work; what waited before is forgotten. */
  run(work: () => Promise<void>): void {
    this.#next = work;
    if (!this.#isRunning) {
      void this.#drain();
    }
  }

  async #drain(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#next) {
        const work = this.#next;
        this.#next = null;
        await work();
      }
    } finally {
      this.#isRunning = false;
    }
  }
}
