/**
 * How the browser part is built: client/ into dist/client, every file named by its content, nothing fetched from
 * another origin and nothing inlined, because the page's security policy admits neither. The manifest lets a test weigh
 * the entry.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  plugins: [react({ jsxImportSource: '#ui' })],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: fileURLToPath(new URL('dist/client', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
});
