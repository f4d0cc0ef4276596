import { defineConfig } from 'vitest/config'

const fuzzing = process.env.FUZZ !== undefined

export default defineConfig({
  // Tests run on the sources: no build stands between an edit and its test.
  resolve: { conditions: ['@proviso/source'] },
  ssr: { resolve: { conditions: ['@proviso/source'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'conformance/**/*.test.ts',
      '{scripts,bench}/**/*.test.js',
    ],
    setupFiles: fuzzing ? ['scripts/long-properties.js'] : [],
    testTimeout: fuzzing ? 900_000 : 60_000,
    // a machine under load prepares slowly: what hangs is still ended
    hookTimeout: 120_000,
  },
})
