import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    environment: 'node',
    // The tests build laptops and servers of their own; what this machine happens to be set to must not leak in.
    env: { TZ: 'UTC', LC_ALL: 'C.UTF-8', LANGUAGE: '' },
    coverage: { provider: 'v8', include: ['main/**'], reportsDirectory: 'coverage' },
  },
})
