import { filesOf, LEFT_OUT, testsOf } from './parts.mjs'

/** What the runner in its own process has to know. */
process.env.MUTATION_TESTS = JSON.stringify(testsOf(process.env.MUTATION_PART))
process.env.MUTATION_LEFT_OUT = JSON.stringify(LEFT_OUT)
/** The tests build laptops and clocks of their own; what this machine is set to must not leak in. */
Object.assign(process.env, { TZ: 'UTC', LC_ALL: 'C.UTF-8', LANGUAGE: '' })

/** Started by scripts/mutation.mjs, which says which part in the environment; MUTATION_FILES names files, or lines such as `main/core/plan.ts:20-40`. */
export default {
  mutate: process.env.MUTATION_FILES?.split(' ') ?? filesOf(process.env.MUTATION_PART ?? 'rest'),
  testRunner: 'core',
  plugins: ['./test/mutation/runner.mjs', './test/mutation/words.mjs'],
  ignorers: ['words'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
  // Modules that were loaded afresh stay in memory.
  maxTestRunnerReuse: 500,
  // Loops without end are found by counting; a busy machine must not look like one.
  timeoutMS: 15_000,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: process.env.MUTATION_REPORT ?? 'coverage/mutation.json' },
  tempDirName: process.env.MUTATION_FOLDER ?? 'coverage/mutation/work',
  tsconfigFile: 'none',
  disableTypeChecks: false,
  ignorePatterns: ['.stryker-tmp*', 'dist', 'out', 'coverage', 'test-results', 'renderer', 'test/e2e'],
  allowEmpty: true,
}
