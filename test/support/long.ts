/** Whether the long forms of tests are run, which take many minutes: `npm run test:long`. */
export const isLongRun = process.env.MOMENTUM_TEST_LONG === '1'

/** Some of a list, which stand for all of it in the short form of a test. */
export function sample<Item>(items: readonly Item[], every: number): readonly Item[] {
  return isLongRun ? items : items.filter((_, index) => index % every === 0)
}

/** Tells what the long form of a test went through and passed, for `docs/reliability.md`. */
export function reportCount(what: string, count: number): void {
  if (isLongRun) process.stdout.write(`counted: ${what}: ${count}\n`)
}
