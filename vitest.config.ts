import { defineConfig } from 'vitest/config'

// Where .ci/run wants the counts.
const report = process.env.MOMENTUM_TEST_REPORT

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'migrations/**/*.ts'],
      // Runs only in a process of its own: test/program.test.ts starts the built one.
      exclude: ['src/start.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 90, branches: 90 },
    },
  },
})
