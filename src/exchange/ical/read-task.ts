import type { TaskRecord } from '../records.ts'
import { type Entry, uuidOf } from './entries.ts'
import { loseDates, readCompletion, readDates, readStatus } from './state.ts'
import { readTemplate } from './template.ts'
import type { Titles } from './titles.ts'
import { type Reader, textOf, timeOf } from './todo.ts'

/** Reads a task that is no routine; a rule that it has stays in the description. */
export function readTask(entry: Entry, titles: Titles, reader: Reader): TaskRecord {
  const { todo, uid, recurrence, sourceId } = entry
  const { findings } = reader
  const { start, due } = readDates(todo, reader)
  const status = readStatus(todo)
  const begins = start && (due === undefined || start.day < due.day) ? start.day : undefined
  const starts = timeOf(todo, 'X-MOMENTUM-STARTS', reader)?.day ?? begins
  const { description, ...template } = readTemplate(todo, reader)
  const rules = ['RRULE', 'EXRULE'].flatMap((name) => todo.lines.get(name) ?? [])
  findings.lose('rules', rules.length > 0 ? 1 : 0)
  loseDates(todo, findings)
  const repeats = rules.map(({ name, value }) =>
    name === 'RRULE' ? `Repeats: ${value.trim()}` : `Except: ${value.trim()}`,
  )
  const texts = [...(description === undefined ? [] : [description]), ...repeats]
  return {
    ...template,
    sourceId,
    uuid: recurrence === undefined ? uuidOf(uid) : undefined,
    title: titles.of(entry),
    description: texts.length > 0 ? texts.join('\n') : undefined,
    status,
    statusNote: textOf(todo, 'X-MOMENTUM-STATUS-NOTE'),
    due: due?.day ?? recurrence?.day,
    starts,
    ...(status === 'DONE' ? readCompletion(todo, reader) : {}),
  }
}
