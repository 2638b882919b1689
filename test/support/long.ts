/** Whether the long forms of tests are run, which take many minutes: `npm run test:long`. */
export const long = process.env.MOMENTUM_TEST_LONG === '1'

/** Tells what the long form of a test went through and passed, for `docs/reliability.md`. */
export function tellCount(what: string, count: number): void {
  if (long) process.stdout.write(`counted: ${what}: ${count}\n`)
}
