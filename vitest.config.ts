import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@proviso/source'] },
  ssr: { resolve: { conditions: ['@proviso/source'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'conformance/**/*.test.ts'],
    testTimeout: 60_000,
  },
})
