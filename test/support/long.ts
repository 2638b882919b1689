/** Whether the long forms of tests are run, which take many minutes: `npm run test:long`. */
export const isLongRun = process.env.MOMENTUM_TEST_LONG === '1'

/** Tells what the long form of a test went through and passed, for `docs/reliability.md`. */
export function reportCount(what: string, count: number): void {
  if (isLongRun) process.stdout.write(`counted: ${what}: ${count}\n`)
}
