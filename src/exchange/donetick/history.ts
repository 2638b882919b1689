import { toInstant } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { faultOf } from '../checked.ts'
import { type Fields, idOf, momentOf, numberOf, objectsOf, textOf } from '../fields.ts'
import { plainText } from '../plain-text.ts'
import type { Completion } from '../plan.ts'
import type { Reading, TimeRecord } from '../records.ts'
import type { Donetick, Line } from './file.ts'

const outcomes = new Map([
  [1, 'DONE'],
  [2, 'SKIPPED'],
  [5, 'MISSED'],
] as const)

/** The times of a chore that are over, in the order of their dates. */
export function timesOf({ line, fields }: Line, id: string, file: Donetick): readonly TimeRecord[] {
  const own = objectsOf(fields, 'history').map((entry) => ({ line, fields: entry }))
  const times = [...own, ...(file.history.get(id) ?? [])].flatMap((entry) => {
    try {
      return timeOf(entry, file)
    } catch (error) {
      file.findings.fault(entry.line, faultOf(error))
      return []
    }
  })
  file.history.delete(id)
  return times.toSorted((one, other) =>
    one.date < other.date ? -1 : Number(one.date > other.date),
  )
}

function timeOf({ line, fields }: Line, { reading, names }: Donetick): readonly TimeRecord[] {
  const status = numberOf(fields, 'status') ?? 0
  const outcome = outcomes.get(status as 1 | 2 | 5)
  if (outcome === undefined) return []
  const id = idOf(fields, 'id')
  const performed = momentOf(fields, 'performedAt')
  const due = momentOf(fields, 'dueDate')
  const planned = due ?? performed
  if (planned === undefined) throw usageError('This time in the history has no date.')
  const by = idOf(fields, 'completedBy')
  const note = textOf(fields, 'notes')
  const isDone = outcome === 'DONE'
  return [
    {
      line,
      sourceId: id,
      date: reading.dayOf(planned),
      outcome,
      ...(isDone && performed ? doneAt(performed, reading) : {}),
      completedBy: isDone && by && by !== '0' ? (names.get(by) ?? by) : undefined,
      note: note && plainText(note),
    },
  ]
}

/** When a chore was done that does not repeat: its completion is its last change. */
export function completionOf(
  fields: Fields,
  times: readonly TimeRecord[],
  reading: Reading,
): Completion {
  const changed = momentOf(fields, 'updatedAt')
  const { completedAt, completedOn, completedBy } =
    times.findLast(({ outcome }) => outcome === 'DONE') ?? {}
  return {
    ...(changed ? doneAt(changed, reading) : {}),
    ...(completedAt && completedOn ? { completedAt, completedOn } : {}),
    completedBy,
  }
}

function doneAt(moment: Date, reading: Reading) {
  return { completedAt: toInstant(moment), completedOn: reading.dayOf(moment) }
}
