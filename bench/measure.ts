import { type Call, run } from './program.ts'

/** A command to measure. */
export type Subject = {
  readonly name: string
  readonly call: Call
  /** The expected exit code, 0 by default. */
  readonly code?: number
  /** The command that undoes its change, given what it printed. It is not timed. */
  readonly undo?: (stdout: string) => Call
}

/**
 * Times the subjects in turn, round after round, so that other work on the machine affects all of
 * them alike. The first round fills caches and does not count.
 *
 * @returns the median of each subject, in milliseconds, by name
 */
export function measure(
  subjects: readonly Subject[],
  rounds: number,
  tell: (round: number) => void,
): ReadonlyMap<string, number> {
  const times = new Map(subjects.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round += 1) {
    tell(round)
    for (const { name, call, code = 0, undo } of subjects) {
      const { stdout, time } = run(call, { code })
      if (round > 0) times.get(name)?.push(time)
      if (undo) run(undo(stdout))
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]))
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}
