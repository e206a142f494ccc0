import { defineConfig, type Plugin } from 'vite';

// The server sends this as a header; a site has whatever server there is, and says it itself.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";

const contentPolicy: Plugin = {
  name: 'content-policy',
  transformIndexHtml: () => [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' }],
};

// `npm run dev` speaks to a server that runs beside it: `crabwalk studio --port 7070`.
// The mode `site` makes the page that needs no server: Crabwalk.Browser puts Crabwalk itself beside it.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: mode === 'site' ? [contentPolicy] : [],
  worker: { format: 'es' },
  build: { target: 'es2023', outDir: mode === 'site' ? 'site' : 'dist', sourcemap: mode !== 'site', assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
  server: { fs: { allow: ['..'] }, proxy: { '/dap': { target: 'http://localhost:7070', ws: true }, '/lsp': { target: 'http://localhost:7070', ws: true } } },
}));
