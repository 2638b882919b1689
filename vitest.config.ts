import { defineConfig } from 'vitest/config'

// Where .ci/run wants the counts.
const report = process.env.MOMENTUM_TEST_REPORT

const isLongRun = process.env.MOMENTUM_TEST_LONG === '1'

/** What differs between the databases is in the queries; the rest repeats in the long run alone. */
const onBoth = isLongRun ? 'test/**/*.both.test.ts' : 'test/db/**/*.both.test.ts'

const shared = {
  // Only what hangs takes so long.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // To load the program for each file anew takes as long as to run most of them; it keeps nothing
  // of a household from one command to the next.
  isolate: false,
}

export default defineConfig({
  test: {
    // On two cores Vitest would take one. Some tests wait for what does not come, or for a clock.
    maxWorkers: 3,
    globalSetup: ['test/support/program/bundle.ts', 'test/support/program/printed-secrets.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: ['test/server/**'],
          provide: { dialect: 'sqlite' },
        },
      },
      {
        test: {
          ...shared,
          name: 'postgres',
          include: ['test/server/**/*.test.ts', onBoth],
          globalSetup: ['test/support/server/postgres-server.ts'],
          provide: { dialect: 'postgres' },
        },
      },
    ],
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}', 'migrations/**/*.ts'],
      // Run only in a process of its own: test/program and test/prompts start the built one.
      exclude: ['src/start.ts', 'src/terminal/output.ts', 'src/terminal/plain-prompt.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 97, branches: 95 },
    },
  },
})
