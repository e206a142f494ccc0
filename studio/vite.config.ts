import { defineConfig } from 'vite';

// `npm run dev` speaks to a server that runs beside it: `crabwalk studio --port 7070`.
export default defineConfig({
  base: './',
  build: { target: 'es2023', sourcemap: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
  server: { fs: { allow: ['..'] }, proxy: { '/dap': { target: 'http://localhost:7070', ws: true }, '/lsp': { target: 'http://localhost:7070', ws: true } } },
});
