import { defineConfig } from 'vitest/config'

// Where .ci/run wants the counts.
const report = process.env.MOMENTUM_TEST_REPORT

const onServer = ['test/server/**/*.test.ts', 'test/**/*.both.test.ts']

export default defineConfig({
  test: {
    // On two cores Vitest would take one; most tests wait for a disk, a server or another program.
    maxWorkers: 2,
    // Only what hangs takes so long.
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: ['test/server/**'],
          globalSetup: ['test/support/program/printed-secrets.ts'],
          provide: { dialect: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: onServer,
          globalSetup: [
            'test/support/program/printed-secrets.ts',
            'test/support/server/postgres-server.ts',
          ],
          provide: { dialect: 'postgres' },
        },
      },
    ],
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'migrations/**/*.ts'],
      // Run only in a process of its own: test/program starts the built one.
      exclude: ['src/start.ts', 'src/output.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 90, branches: 90 },
    },
  },
})
