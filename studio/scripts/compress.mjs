// Puts a brotli form beside each text of the built page, which servers send to browsers that take it: `node compress.mjs FOLDER`.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = process.argv[2];
const texts = new Set(['.html', '.js', '.css', '.svg', '.json', '.wasm', '.map']);

for (const name of readdirSync(folder, { recursive: true })) {
  const path = join(folder, name);
  if (statSync(path).isFile() && texts.has(extname(path)) && !existsSync(`${path}.br`)) {
    const bytes = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
}
