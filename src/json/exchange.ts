import type { ImportReport } from '../db/exchange/source.ts'
import type { CalendarEvent } from '../exchange/ical/feed.ts'
import type { Exported } from '../exchange/writing.ts'
import { pick } from './pick.ts'

export const importFields = [
  'format',
  'records',
  'added',
  'routines',
  'updated',
  'unchanged',
  'kept',
  'skipped',
  'lost',
] as const

export const exportFields = ['format', 'file', 'tasks', 'text'] as const

export const eventFields = [
  'uid',
  'date',
  'title',
  'user',
  'description',
  'private',
  'updated_at',
] as const satisfies readonly (keyof CalendarEvent)[]

export const calendarFileFields = ['file', 'events', 'tasks'] as const

/** What was lost, the most frequent first. */
export function importJson({ imported, format, records }: ImportReport) {
  const members = [...imported.strangers].map(
    ([name, count]) => [`“${name}”, who is no member`, count] as const,
  )
  const lost = [...imported.lost, ...members].map(([what, count]) => ({ what, count }))
  return pick(
    { ...imported, format, records, lost: lost.toSorted((a, b) => b.count - a.count) },
    importFields,
  )
}

export function exportJson(exported: Exported) {
  const { text } = exported
  return pick({ ...exported, text: typeof text === 'string' ? text : null }, exportFields)
}

export function eventJson(event: CalendarEvent) {
  return pick(event, eventFields)
}

export function calendarFileJson(written: {
  readonly file: string
  readonly events: number
  readonly tasks: number
}) {
  return pick(written, calendarFileFields)
}
