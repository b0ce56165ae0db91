import { defineConfig } from '@playwright/test'

/** The faults of `npm run faults`; the tests of `npm test` are elsewhere. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.fault.ts',
  outputDir: '../../../test-results/faults',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  use: { trace: 'off', screenshot: 'off', video: 'off' },
})
