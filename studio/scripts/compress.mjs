// Puts a brotli form beside each text of the built site, which the server sends to browsers that take it.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = new URL('../dist', import.meta.url).pathname;
const texts = new Set(['.html', '.js', '.css', '.svg', '.json', '.wasm', '.map']);

for (const name of readdirSync(dist, { recursive: true })) {
  const path = join(dist, name);
  if (statSync(path).isFile() && texts.has(extname(path))) {
    const bytes = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
}
