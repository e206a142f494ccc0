import type { Transport } from './transport';

interface Message {
  seq: number;
  type: 'request' | 'response' | 'event';
}

interface Response extends Message {
  type: 'response';
  request_seq: number;
  success: boolean;
  message?: string;
  body?: unknown;
}

interface Event extends Message {
  type: 'event';
  event: string;
  body?: unknown;
}

/** A request was refused; the message is the server's, for people. */
export class RequestError extends Error {}

/** The other side is gone, and with it the walk; a new connection can make it again. */
export class ConnectionLost extends RequestError {}

/** The client side of the Debug Adapter Protocol: requests with answers, and events. */
export class DebugClient {
  readonly #transport: Transport;
  readonly #waiting = new Map<number, { resolve: (body: unknown) => void; reject: (error: Error) => void }>();
  readonly #listeners = new Map<string, (body: unknown) => void>();
  #next = 1;
  #isClosed = false;

  constructor(transport: Transport) {
    this.#transport = transport;
    transport.onMessage = text => this.#take(JSON.parse(text) as Response | Event);
    transport.onClose = reason => this.#end(new ConnectionLost(reason));
  }

  /** Asks, and waits for the answer. Rejects with a RequestError when the server refuses or is gone. */
  request<Body>(command: string, args: object = {}): Promise<Body> {
    if (this.#isClosed) {
      return Promise.reject(new ConnectionLost('the connection to Crabwalk is closed'));
    }

    const seq = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(seq, { resolve: body => resolve(body as Body), reject });
      this.#transport.send(JSON.stringify({ seq, type: 'request', command, arguments: args }));
    });
  }

  /** Listens to the events of a name; there is one listener for each. */
  on<Body>(event: string, listener: (body: Body) => void): void {
    this.#listeners.set(event, body => listener(body as Body));
  }

  /** Ends the conversation; what waits is refused. */
  close(): void {
    this.#end(new RequestError('the walk was given up for a newer one'));
    this.#transport.close();
  }

  #take(message: Response | Event): void {
    if (message.type === 'event') {
      this.#listeners.get(message.event)?.(message.body);
      return;
    }

    const waiting = this.#waiting.get(message.request_seq);
    this.#waiting.delete(message.request_seq);
    if (message.success) {
      waiting?.resolve(message.body);
    } else {
      waiting?.reject(new RequestError(message.message ?? 'the request was refused'));
    }
  }

  #end(why: RequestError): void {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.values()) {
      reject(why);
    }

    this.#waiting.clear();
  }
}
