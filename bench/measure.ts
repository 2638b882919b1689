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
 * Times the subjects round after round, each round in another random order, so that neither other
 * work on the machine nor the subject before favors one of them. The first round fills caches and
 * does not count.
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
    for (const { name, call, code = 0, undo } of shuffled(subjects)) {
      const { stdout, time } = run(call, { code })
      if (round > 0) times.get(name)?.push(time)
      if (undo) run(undo(stdout))
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]))
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const places = new Map(items.map((item) => [item, Math.random()]))
  return items.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}
