/** What the page tells its worker. Numbers of sessions are the page's. */
export type ToWorker =
  | { kind: 'open'; session: number; protocol: 'dap' | 'lsp' }
  | { kind: 'message'; session: number; text: string }
  | { kind: 'close'; session: number };

/** What the worker tells the page: a session's message, that one of the page's messages is dealt with, or that it cannot go on. */
export type ToPage =
  | { kind: 'message'; session: number; text: string }
  | { kind: 'handled'; session: number }
  | { kind: 'failed'; reason: string };
