import { defineConfig } from 'vitest/config';

// The browser's tests need a server and Chromium: `npm run test:browser`.
export default defineConfig({ test: { include: ['src/**/*.test.ts'] } });
