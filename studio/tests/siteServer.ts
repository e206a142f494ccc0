import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves a folder as any web host would, and nothing else: what it holds and no more, compressed where a compressed form lies beside. */
export class SiteServer {
  /** How many bytes have gone out. */
  sent = 0;
  readonly #server: Server;

  constructor(folder: string) {
    this.#server = createServer((request, response) => {
      const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
      const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
      if (!file.startsWith(folder) || !existsSync(file)) {
        response.writeHead(404).end();
        return;
      }

      const compressed = existsSync(`${file}.br`);
      const bytes = readFileSync(compressed ? `${file}.br` : file);
      this.sent += bytes.length;
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', ...(compressed && { 'content-encoding': 'br' }), 'cache-control': 'max-age=3600' });
      response.end(bytes);
    });
  }

  /** Begins, and says where. */
  async start(): Promise<string> {
    await new Promise<void>(done => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
