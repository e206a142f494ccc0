import type { Transport } from '../protocol/transport';
import type { ToPage, ToWorker } from './messages';

const LongestAnswer = 60_000;
const LongestGoodbye = 1_500;

interface Session {
  transport: Transport;
  unanswered: number;
  patience: number;
  isGivenUp: boolean;
}

/**
 * Crabwalk in a worker of the page, for one protocol. A worker answers one message after the other and cannot be interrupted: one that
 * answers too late, or whose session was given up in the midst of an answer, is ended, and the next session gets a new one.
 */
export class WorkerHost {
  readonly #protocol: 'dap' | 'lsp';
  readonly #ready: Promise<unknown>;
  readonly #sessions = new Map<number, Session>();
  #worker: Worker | null = null;
  #next = 1;

  /** @param ready What the worker waits for: two that start at once are in each other's way. */
  constructor(protocol: 'dap' | 'lsp', ready: Promise<unknown> = Promise.resolve()) {
    this.#protocol = protocol;
    this.#ready = ready;
  }

  /** Opens a session; messages that are sent before the worker has started wait there. */
  open(): Transport {
    const number = this.#next++;
    const transport: Transport = {
      send: text => this.#send(number, text),
      close: () => this.#close(number),
      onMessage: () => {},
      onClose: () => {},
    };
    this.#sessions.set(number, { transport, unanswered: 0, patience: 0, isGivenUp: false });
    this.#post({ kind: 'open', session: number, protocol: this.#protocol });
    return transport;
  }

  #post(message: ToWorker): void {
    void this.#ready.then(() => {
      // What was lost with an earlier worker is nothing to a new one.
      if (this.#worker || this.#sessions.has(message.session)) {
        this.#started().postMessage(message);
      }
    });
  }

  #started(): Worker {
    if (!this.#worker) {
      this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: `crabwalk ${this.#protocol}` });
      this.#worker.onmessage = (event: MessageEvent<ToPage>) => this.#take(event.data);
      this.#worker.onerror = event => this.#restart(`Crabwalk could not be started in this browser: ${event.message}`);
    }

    return this.#worker;
  }

  #send(number: number, text: string): void {
    const session = this.#sessions.get(number);
    if (session) {
      session.unanswered++;
      this.#wait(session, LongestAnswer, 'this took longer than a page can wait; the command `crabwalk studio` is several times quicker');
      this.#post({ kind: 'message', session: number, text });
    }
  }

  #close(number: number): void {
    const session = this.#sessions.get(number);
    if (session && session.unanswered > 0) {
      session.isGivenUp = true;
      session.transport.onMessage = () => {};
      session.transport.onClose = () => {};
      this.#wait(session, LongestGoodbye, 'Crabwalk was started anew');
    } else {
      this.#forget(number);
    }
  }

  #forget(number: number): void {
    const session = this.#sessions.get(number);
    if (session) {
      clearTimeout(session.patience);
      this.#sessions.delete(number);
      this.#post({ kind: 'close', session: number });
    }
  }

  #take(message: ToPage): void {
    switch (message.kind) {
      case 'message':
        this.#sessions.get(message.session)?.transport.onMessage(message.text);
        break;
      case 'handled':
        this.#handled(message.session);
        break;
      case 'failed':
        this.#restart(message.reason);
        break;
      default:
        message satisfies never;
    }
  }

  #handled(number: number): void {
    const session = this.#sessions.get(number);
    if (session && --session.unanswered === 0) {
      clearTimeout(session.patience);
      if (session.isGivenUp) {
        this.#forget(number);
      }
    }
  }

  #wait(session: Session, milliseconds: number, reason: string): void {
    clearTimeout(session.patience);
    session.patience = window.setTimeout(() => this.#restart(reason), milliseconds);
  }

  #restart(reason: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    const lost = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of lost) {
      clearTimeout(session.patience);
      session.transport.onClose(reason);
    }
  }
}
