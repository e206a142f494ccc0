import { hoverTooltips, jumpToDefinitionKeymap, LSPClient, serverDiagnostics } from '@codemirror/lsp-client';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import DOMPurify from 'dompurify';
import type { Transport } from '../protocol/transport';
import { inlayHints } from './inlayHints';

// A check of Rust takes its time in a page without a server.
const Timeout = 60_000;

/** What the language server adds to the editor: messages as one types, what things are, where they come from, moves and borrows. */
export class LanguageServer {
  readonly #client: LSPClient;

  constructor(transport: Transport) {
    this.#client = new LSPClient({
      timeout: Timeout,
      // A shared program's comments may hold anything.
      sanitizeHTML: html => DOMPurify.sanitize(html),
      extensions: [serverDiagnostics(), hoverTooltips(), keymap.of(jumpToDefinitionKeymap)],
    });
    const handlers = new Set<(value: string) => void>();
    transport.onMessage = message => {
      for (const handler of handlers) {
        handler(message);
      }
    };
    transport.onClose = () => this.#client.disconnect();
    this.#client.connect({
      send: message => transport.send(message),
      subscribe: handler => void handlers.add(handler),
      unsubscribe: handler => void handlers.delete(handler),
    });
  }

  /** The editor's extension for a program of this name. */
  extensionFor(name: string): Extension {
    return [this.#client.plugin(`file:///${encodeURIComponent(name)}`, name.endsWith('.rs') ? 'rust' : 'c'), inlayHints(this.#client)];
  }
}
