/** Whether the long forms of tests are run, which take many minutes: `npm run test:long`. */
export const isLongRun = process.env.MOMENTUM_TEST_LONG === '1'

/**
 * How long a test may take in its long form, in milliseconds. Only what hangs takes so long, however
 * busy the computer is.
 */
export const longPatience = 6 * 3_600_000

/** Some of a list, which stand for all of it in the short form of a test. */
export function sample<Item>(items: readonly Item[], every: number): readonly Item[] {
  return isLongRun ? items : items.filter((_, index) => index % every === 0)
}

/** Tells what the long form of a test went through and passed, for `docs/reliability.md`. */
export function reportCount(what: string, count: number): void {
  if (isLongRun) process.stdout.write(`counted: ${what}: ${count}\n`)
}
