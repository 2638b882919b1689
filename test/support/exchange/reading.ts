import fc from 'fast-check'
import type { Note } from '../../../src/domain/note.ts'
import type { Routine } from '../../../src/domain/routine/routine.ts'
import type { RoutineId, Task, TaskId } from '../../../src/domain/task.ts'
import {
  type CalendarDate,
  calendarOf,
  type Instant,
  startOfDay,
} from '../../../src/domain/time.ts'
import { MomentumError } from '../../../src/errors.ts'
import type { FileRecords, ReadFile, Reading } from '../../../src/exchange/records.ts'
import type { WriteTasks } from '../../../src/exchange/writing.ts'
import { today } from '../household/values.ts'

/** The evening of the day that the tests live in, in Berlin. */
export const reading: Reading = {
  today,
  now: '2026-11-22T18:00:00.000Z' as Instant,
  dayOf: calendarOf({ zone: 'Europe/Berlin' }),
}

/** Everything that a reader finds in a text, without what it leaves out. */
export async function findIn(read: ReadFile, text: string) {
  const { tasks, routines, lost, faults } = await read(text, reading)
  // Leaves out what is undefined.
  const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))
  return plain({ tasks, routines, lost: Object.fromEntries(lost), faults }) as Found
}

type Found = Pick<FileRecords, 'tasks' | 'routines' | 'faults'> & {
  readonly lost: Readonly<Record<string, number>>
}

/** Texts of nothing but damage: a file that is cut at any place, or has odd bytes in it. */
export function damagedTexts(text: string): readonly string[] {
  const cuts = Array.from({ length: Math.ceil(text.length / 100) }, (_, index) => index * 100)
  const random = fc.sample(fc.string({ unit: 'binary', maxLength: 200 }), { numRuns: 100, seed: 7 })
  return [
    ...cuts.map((end) => text.slice(0, end)),
    ...random,
    ...random.map((odd, index) => text.slice(0, index * 7) + odd + text.slice(index * 7)),
  ]
}

/** The texts at which a reader fails, rather than finding faults or refusing the whole file. */
export async function failuresOf(read: ReadFile, texts: readonly string[]): Promise<string[]> {
  const failing: string[] = []
  for (const text of texts) {
    try {
      const { faults } = await read(text, reading)
      if (!faults.every(({ message }) => /^[^\n]+[.?]$/.test(message))) failing.push(text)
    } catch (error) {
      if (!(error instanceof MomentumError) || error.code !== 'usage') failing.push(text)
    }
  }
  return failing
}

/** What a writer makes of tasks, which arrive in batches of two. */
export async function written(
  write: WriteTasks,
  tasks: readonly Task[],
  routines: ReadonlyMap<RoutineId, Routine> = new Map(),
  notes: ReadonlyMap<TaskId, readonly Note[]> = new Map(),
): Promise<string> {
  const { dayOf } = reading
  const startOf = (day: CalendarDate) => startOfDay(day, { zone: 'Europe/Berlin' })
  const batches = async function* () {
    for (let at = 0; at < tasks.length; at += 2) yield tasks.slice(at, at + 2)
  }
  const parts = write(batches(), { routines, notes, startOf, dayOf })
  let text = ''
  for await (const part of parts) text += part
  return text
}
