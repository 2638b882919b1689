import { median } from './median.ts'
import { type Call, type Run, run } from './program.ts'
import type { Terminal } from './terminal.ts'

/** A program to measure. */
export type Subject = Run & {
  readonly name: string
  readonly call: Call
  /** Whether it runs at a terminal instead of writing to a pipe. */
  readonly isAtTerminal?: boolean
  /** The command that undoes its change. It is not timed. */
  readonly undo?: Call
}

/** A program that takes longer than this, in milliseconds, is not run in every round. */
const slow = 500

/** In how many rounds a slow program runs once. */
const slowRounds = 10

/**
 * Times the subjects round after round, each round in another random order, so that neither other
 * work on the machine nor the subject before favors one of them. The first round fills caches and
 * does not count.
 *
 * @returns the median of each subject, in milliseconds, by name
 */
export async function measure(
  subjects: readonly Subject[],
  rounds: number,
  terminal: Terminal,
  tell: (round: number) => void,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map(subjects.map((subject) => [subject, [] as number[]]))
  const slowOnes = new Set<Subject>()
  for (let round = 0; round <= rounds; round += 1) {
    tell(round)
    for (const subject of shuffled(subjects)) {
      if (slowOnes.has(subject) && (rounds - round) % slowRounds !== 0) continue
      const time = await timeOf(subject, terminal)
      if (round > 0) times.get(subject)?.push(time)
      else if (time > slow) slowOnes.add(subject)
      if (subject.undo) run(subject.undo)
    }
  }
  return new Map([...times].map(([{ name }, all]) => [name, median(all)]))
}

async function timeOf({ call, isAtTerminal, ...how }: Subject, terminal: Terminal) {
  return isAtTerminal ? terminal.run(call, how) : run(call, how).time
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const places = new Map(items.map((item) => [item, Math.random()]))
  return items.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}
