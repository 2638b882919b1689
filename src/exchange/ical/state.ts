import type { TaskStatus } from '../../domain/task.ts'
import type { Findings, TaskRecord } from '../records.ts'
import type { Todo } from './components.ts'
import { instantOf, readDuration, type When } from './times.ts'
import {
  BadLine,
  lineOf,
  linesOf,
  numberOf,
  type Reader,
  readWord,
  shown,
  textOf,
  timeOf,
} from './todo.ts'

/** How far a task has come. @throws BadLine for an unknown status */
export function readStatus(todo: Todo): TaskStatus | undefined {
  const line = lineOf(todo, 'STATUS')
  const written = line?.value.trim().toUpperCase() ?? ''
  const percent = numberOf(todo, 'PERCENT-COMPLETE', 100) ?? 0
  if (written === 'CANCELLED') return 'ABANDONED'
  if (written === 'COMPLETED' || percent === 100 || lineOf(todo, 'COMPLETED')) return 'DONE'
  const own = readWord(todo, 'X-MOMENTUM-STATUS', ['PAUSED', 'BLOCKED'])
  if (written === 'IN-PROCESS') return own ?? 'ACTIVE'
  if (written === 'NEEDS-ACTION') return own ?? 'BACKLOG'
  if (line === undefined || written === '') return percent > 0 ? 'ACTIVE' : own
  throw new BadLine(line.number, `There is no status “${shown(line.value)}”.`)
}

/** When a task was done, at the latest now; without COMPLETED, when it was last changed. */
export function readCompletion(
  todo: Todo,
  reader: Reader,
): Pick<TaskRecord, 'completedAt' | 'completedOn' | 'completedBy'> {
  const { reading } = reader
  const completed = timeOf(todo, 'COMPLETED', reader)
  const when = completed ?? timeOf(todo, 'LAST-MODIFIED', reader) ?? timeOf(todo, 'DTSTAMP', reader)
  const on = timeOf(todo, 'X-MOMENTUM-COMPLETED-ON', reader) ?? when
  return {
    completedAt: when && instantOf(when, reading),
    completedOn: on && (on.day < reading.today ? on.day : reading.today),
    completedBy: textOf(todo, 'X-MOMENTUM-COMPLETED-BY'),
  }
}

/** The dates of a task. */
export type Dates = {
  readonly start: When | undefined
  readonly due: Pick<When, 'day'> | undefined
}

/** Reads when a task begins and when it is due; hours are lost. */
export function readDates(todo: Todo, reader: Reader): Dates {
  const start = timeOf(todo, 'DTSTART', reader)
  const due = timeOf(todo, 'DUE', reader)
  if (due !== undefined) {
    reader.findings.lose('times of day', due.hasHours ? 1 : 0)
    return { start, due }
  }
  reader.findings.lose('times of day', start?.hasHours ? 1 : 0)
  const line = lineOf(todo, 'DURATION')
  if (line === undefined || start === undefined) return { start, due: undefined }
  const duration = readDuration(line.value)
  const end = duration && new Date(start.moment().getTime() + duration.milliseconds)
  const day = end && !Number.isNaN(end.getTime()) ? reader.reading.dayOf(end) : undefined
  if (day !== undefined && /^\d{4}-/.test(day)) return { start, due: { day } }
  throw new BadLine(line.number, `DURATION is “${shown(line.value)}”, which is none.`)
}

/** Notes the dates that no rule has. */
export function loseDates(todo: Todo, findings: Findings): void {
  findings.lose('extra dates', countDates(todo, 'RDATE'))
  findings.lose('exception dates', countDates(todo, 'EXDATE'))
}

/** How many dates the lines of a property name. */
function countDates(todo: Todo, name: string): number {
  return linesOf(todo, name).reduce((sum, { value }) => sum + value.split(',').length, 0)
}
