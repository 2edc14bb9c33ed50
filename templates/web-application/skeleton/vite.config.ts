import react from '@vitejs/plugin-react';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';
import { precompress } from './vite/precompress.ts';
import { resilienceMatrix } from './vite/resilience-matrix.ts';

export default defineConfig(({ mode }) => ({
  plugins: [react(), resilienceMatrix(), precompress()],
  build: {
    outDir: 'dist/app',
    // For reading a stack from production: made, not referenced, and not served.
    sourcemap: 'hidden',
    // A file in the page itself would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 8080,
    // As in production, where a gateway takes /api to the service behind it.
    proxy: {
      '/api': {
        target: loadEnv(mode, '.', '').API_PROXY ?? 'http://127.0.0.1:4010',
        rewrite: (path) => path.replace(/^\/api/, ''),
      },
    },
  },
  test: {
    // What a machine that is busy needs; a test that hangs is found all the same.
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: { name: 'app', include: ['test/app/**/*.test.{ts,tsx}'], environment: 'jsdom' },
      },
      { extends: true, test: { name: 'server', include: ['test/server/**/*.test.ts'], environment: 'node' } },
    ],
  },
}));
