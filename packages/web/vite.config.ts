import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The page is built from the sources of the packages it shows, into the folder the server reads. */
export default defineConfig({
  root: fileURLToPath(new URL('page', import.meta.url)),
  resolve: { conditions: ['@proviso/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: fileURLToPath(new URL('dist/page', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // files, never `data:` addresses: the policy the page is served with allows none for scripts, styles or fonts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4733', '/changes.atom': 'http://127.0.0.1:4733' } },
})
