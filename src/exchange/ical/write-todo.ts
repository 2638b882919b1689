import { isLive } from '../../domain/live-task.ts'
import type { Note } from '../../domain/note.ts'
import { nameDays } from '../../domain/routine/named-days.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import { ruleText } from '../../domain/routine/say.ts'
import type { Priority, Task, TaskStatus } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import { escapeText, writeLine } from './lines.ts'
import { readRule } from './read-rule.ts'
import { writeRule } from './write-rule.ts'

/** `20261122T183000Z`: fractions of a second have no place. */
export function writeInstant(instant: Instant): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** `20261122` */
export function writeDate(date: CalendarDate): string {
  return date.replaceAll('-', '')
}

/** A line with a text; nothing for no text. */
export function writeText(name: string, text: string | null): string {
  return text === null || text === '' ? '' : writeLine(name, escapeText(text))
}

/** A line with a date; nothing for no date. */
export function writeDay(name: string, date: CalendarDate | null): string {
  return date === null ? '' : writeLine(`${name};VALUE=DATE`, writeDate(date))
}

/** How a description ends that says what done means. */
export function doneMeans(definition: string): string {
  return `Done means: ${definition}`
}

/** The description of a task, and what done means if somebody said so; null for neither. */
export function describe({
  description,
  definition_of_done,
  reviewed,
}: Pick<Task, 'description' | 'definition_of_done' | 'reviewed'>): string | null {
  const texts = [description, reviewed ? doneMeans(definition_of_done) : null]
  return texts.filter((text) => text !== null).join('\n\n') || null
}

const priorities: Readonly<Record<Priority, number>> = { URGENT: 1, HIGH: 3, MEDIUM: 5, LOW: 9 }

const statuses: Readonly<Record<TaskStatus, string>> = {
  BACKLOG: 'NEEDS-ACTION',
  ACTIVE: 'IN-PROCESS',
  PAUSED: 'NEEDS-ACTION',
  BLOCKED: 'NEEDS-ACTION',
  DONE: 'COMPLETED',
  ABANDONED: 'CANCELLED',
}

/** A task as a VTODO. What iCalendar has no place for is in properties of our own. */
export function writeTodo(
  task: Task,
  routine: Routine | undefined,
  notes: readonly Note[] = [],
): string {
  const { status, completed_at } = task
  const isDone = completed_at !== null
  const repetition = routine && isLive(task) ? writeRepetition(task, routine) : undefined
  const isOwn = status === 'PAUSED' || status === 'BLOCKED'
  return [
    'BEGIN:VTODO\r\n',
    // Other programs know the task and its next times as one thing, which stays when it is done.
    writeLine('UID', routine && repetition ? routine.uuid : task.uuid),
    writeLine('DTSTAMP', writeInstant(task.updated_at)),
    writeLine('CREATED', writeInstant(task.created_at)),
    writeLine('LAST-MODIFIED', writeInstant(task.updated_at)),
    writeText('SUMMARY', task.title),
    writeText('DESCRIPTION', describe(task)),
    ...notes.flatMap((note) => [
      writeText('COMMENT', `${beforeNote(note)}${note.text}`),
      writeText('X-MOMENTUM-NOTE', note.text),
    ]),
    ...(repetition ?? writeDates(task)),
    writeLine('PRIORITY', `${priorities[task.priority]}`),
    writeLine('STATUS', statuses[status]),
    isDone ? writeLine('COMPLETED', writeInstant(completed_at)) : '',
    isDone ? writeLine('PERCENT-COMPLETE', '100') : '',
    writeText('CATEGORIES', task.category),
    writeText('RESOURCES', task.materials_needed),
    task.private ? writeLine('CLASS', 'PRIVATE') : '',
    writeLine('X-MOMENTUM-DOMAIN', task.domain),
    writeLine('X-MOMENTUM-EFFORT', task.effort),
    writeText('X-MOMENTUM-DONE-MEANS', task.reviewed ? task.definition_of_done : null),
    writeText('X-MOMENTUM-OWNER', task.owner),
    task.private ? writeLine('X-MOMENTUM-PRIVATE', 'TRUE') : '',
    isOwn ? writeLine('X-MOMENTUM-STATUS', status) : '',
    writeText('X-MOMENTUM-STATUS-NOTE', task.status_note),
    task.completed_on ? writeLine('X-MOMENTUM-COMPLETED-ON', writeDate(task.completed_on)) : '',
    writeText('X-MOMENTUM-COMPLETED-BY', task.completed_by),
    'END:VTODO\r\n',
  ].join('')
}

/** When a note was written, and by whom. */
function beforeNote({ created_at, author }: Note): string {
  return `${created_at.slice(0, 10)}${author === null ? '' : ` ${author}`}: `
}

/** DTSTART must be before DUE. */
function writeDates({ starts_on, due_date }: Task): readonly string[] {
  const isBefore = starts_on !== null && (due_date === null || starts_on < due_date)
  return [
    writeDay('DTSTART', isBefore ? starts_on : null),
    writeDay('DUE', due_date),
    writeDay('X-MOMENTUM-STARTS', isBefore ? null : starts_on),
  ]
}

/**
 * The rule counts from DTSTART, so it has the planned date; when it is shown is our own.
 *
 * @returns undefined for a rule that cannot be said
 */
function writeRepetition(task: Task, routine: Routine): readonly string[] | undefined {
  const { due_date, occurrence_date } = task
  const due = due_date ?? occurrence_date
  const planned = occurrence_date !== null && due !== null && occurrence_date < due
  const rule = writeRule(routine)
  const isAfter = routine.mode === 'AFTER' && routine.season_from === null
  if (rule === undefined && !isAfter) return undefined
  return [
    writeDay('DTSTART', planned ? occurrence_date : due),
    writeDay('DUE', due),
    rule === undefined ? '' : writeLine('RRULE', rule),
    rule === undefined ? '' : writeOwnRule(rule, routine),
    planned || occurrence_date === due ? '' : writeDay('X-MOMENTUM-PLANNED', occurrence_date),
    isAfter ? writeText('X-MOMENTUM-AFTER', routine.rule) : '',
    writeLine('X-MOMENTUM-TASK', task.uuid),
    writeLine('X-MOMENTUM-LEAD-DAYS', `${routine.lead_days}`),
    routine.turns === 'NONE' ? '' : writeLine('X-MOMENTUM-TURNS', routine.turns),
    routine.members.length === 0
      ? ''
      : writeLine('X-MOMENTUM-MEMBERS', routine.members.map(escapeText).join(',')),
  ]
}

/** Several rules can have the same RRULE, which is read as one of them. */
function writeOwnRule(written: string, { rule, mode, start_date }: Routine): string {
  const own = ruleText(nameDays(parseRule(rule, mode), start_date))
  const isRead = readRule(written, start_date)?.rule === own
  return isRead ? '' : writeText('X-MOMENTUM-RULE', own)
}
