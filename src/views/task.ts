import type { Priority, Task, TaskStatus } from '../domain/task.ts'
import { isHidden, isOpen } from '../domain/task-status.ts'
import type { CalendarDate } from '../domain/time.ts'
import { details, paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, type Look, paintedSign, signCell, table } from '../terminal/table.ts'
import { dayOf, relativeDate } from '../terminal/words.ts'

const looks = {
  BACKLOG: { sign: '○', color: 'dim' },
  ACTIVE: { sign: '●', color: 'cyan' },
  PAUSED: { sign: '◐', color: 'yellow' },
  BLOCKED: { sign: '■', color: 'red' },
  DONE: { sign: '✓', color: 'green' },
  ABANDONED: { sign: '✗', color: 'dim' },
} as const satisfies Record<TaskStatus, Look>

/** The sign of what is overdue. */
export const late: Look = { sign: '!', color: 'red' }

/** "● active": a sign and a word, so that color is never needed to understand it. */
export function statusCell(status: TaskStatus, { paint }: Style) {
  return signCell(looks[status], status.toLowerCase(), paint)
}

export function statusText(status: TaskStatus, style: Style): string {
  const { text, paint } = statusCell(status, style)
  return paint(text)
}

/** "●" in the color of the status. */
export function statusSign(status: TaskStatus, { paint }: Style): string {
  return paintedSign(looks[status], paint)
}

/** Tasks, one per line. */
export function taskTable(tasks: readonly Task[], style: Style): string {
  const { paint } = style
  const areHidden = tasks.some((task) => isHidden(task, style.today))
  const isSigned = (style.columns ?? Infinity) < (areHidden ? 75 : signedBelow)
  const rows = tasks.map((task): Cell[] => [
    { text: String(task.id), paint: paint.dim },
    titleCell(task, isSigned, style),
    task.domain.toLowerCase(),
    task.effort.toLowerCase(),
    priorityCell(task.priority, style),
    dueCell(task, style),
    ...(areHidden ? [startCell(task, style)] : []),
    ownerCell(task, style),
    task.category ?? { text: '–', paint: paint.dim },
    statusCell(task.status, style),
  ])
  return table(
    [
      { title: 'id', align: 'right' },
      { title: 'task', flexible: true },
      { title: 'domain', from: 100 },
      { title: 'effort', from: 90 },
      { title: 'priority', from: areHidden ? 75 : signedBelow },
      { title: 'due', from: areHidden ? 75 : signedBelow },
      ...(areHidden ? [{ title: 'starts' }] : []),
      { title: 'owner', flexible: true },
      { title: 'category', flexible: true, from: 110 },
      { title: 'status' },
    ],
    rows,
    style,
  )
}

/** In a narrower terminal, a sign says what is urgent or overdue, instead of columns. */
const signedBelow = 60

function titleCell(task: Task, isSigned: boolean, style: Style): Cell {
  const { paint } = style
  const text = listedTitle(task)
  if (!isOpen(task.status)) return { text, paint: paint.dim }
  const isPressing = task.priority === 'URGENT' || isOverdue(task, style)
  return isSigned && isPressing ? signCell(late, text, paint) : text
}

/** The title; a sign says that the task repeats. */
function listedTitle({ title, routine_id }: Task): string {
  return routine_id === null ? title : `${title} ↻`
}

/** What a routine says of its task, in words. */
export type RoutineWords = {
  /** How often it comes. */
  readonly says: string
  /** Whose turn it is, and why. */
  readonly turn: string | undefined
}

/**
 * All the fields of a task.
 *
 * @param words undefined for a task without a routine
 */
export function taskDetails(task: Task, style: Style, words?: RoutineWords): string {
  const { paint } = style
  const heading = paragraph(
    `${paint.bold(task.title)}  ${paint.dim(`#${task.id}`)}`,
    0,
    style.columns,
  )
  const facts = details(
    [
      ['Status', statusText(task.status, style)],
      ['Note', task.status_note],
      ['Done means', task.definition_of_done],
      ['Description', task.description],
      ['Materials', task.materials_needed],
      ['Domain', task.domain.toLowerCase()],
      ['Effort', task.effort.toLowerCase()],
      ['Owner', task.private ? `${task.owner} (private)` : (task.owner ?? 'Unassigned')],
      ['Category', task.category],
      ['Priority', task.priority.toLowerCase()],
      ['Due', dueFact(task, style)],
      ['Routine', routineFact(task, words?.says)],
      ['Time', timeFact(task, style)],
      ['Turn', words?.turn ?? null],
      ['Starts', task.starts_on && dateFact(task.starts_on, style)],
      ['Added', dayOf(task.created_at, style)],
      ['Done', doneFact(task, style)],
      ['UUID', paint.dim(task.uuid)],
    ],
    style,
  )
  return `${heading}\n\n${facts}`
}

/** "Bins, every week on tue (routine 1)" */
function routineFact({ routine_id, routine }: Task, says: string | undefined): string | null {
  if (routine_id === null || routine === null) return null
  const words = says === undefined ? routine : `${routine}, ${says}`
  return `${words} (routine ${routine_id})`
}

/** "3, planned for 2026-11-24 (in 2 days)" */
function timeFact({ occurrence_number, occurrence_date }: Task, style: Style): string | null {
  if (occurrence_number === null || occurrence_date === null) return null
  return `${occurrence_number}, planned for ${dateFact(occurrence_date, style)}`
}

/** "2026-11-22", or "2026-11-22 by Sam" if that is not its owner. */
function doneFact({ completed_at, completed_on, completed_by, owner }: Task, style: Style) {
  if (completed_at === null) return null
  const day = completed_on ?? dayOf(completed_at, style)
  return completed_by === null || completed_by === owner ? day : `${day} by ${completed_by}`
}

/** "#3 · repairs · small · Alex · due tomorrow" */
export function taskLine(task: Task, style: Style): string {
  return `#${task.id} · ${taskFacts(task, style)}`
}

/** "repairs · small · Alex · due tomorrow", and "starts in 3 days" for a hidden task. */
export function taskFacts(task: Task, style: Style): string {
  const { domain, effort, owner, due_date, starts_on } = task
  const facts = [domain.toLowerCase(), effort.toLowerCase(), owner ?? 'unassigned']
  const due = due_date === null ? [] : [`due ${dueText(task, style)}`]
  const hidden = isHidden(task, style.today) ? starts_on : null
  const starts = hidden === null ? [] : [`starts ${relativeDate(hidden, style.today)}`]
  return [...facts, ...due, ...starts, ...(task.private ? ['private'] : [])].join(' · ')
}

/** "tomorrow", or "3 days ago, overdue" for an unfinished task. */
function dueText(task: Task, style: Style): string {
  if (task.due_date === null) return ''
  const when = relativeDate(task.due_date, style.today)
  return isOverdue(task, style) ? `${when}, overdue` : when
}

/** "2026-11-27 (in 5 days)" */
function dueFact(task: Task, style: Style): string | null {
  const when = dueText(task, style)
  return when === '' || when === task.due_date ? task.due_date : `${task.due_date} (${when})`
}

/** "2026-11-27 (in 5 days)", or the date alone if it is far away. */
function dateFact(date: CalendarDate, { today }: Style): string {
  const when = relativeDate(date, today)
  return when === date ? date : `${date} (${when})`
}

function startCell(task: Task, style: Style): Cell {
  if (task.starts_on === null) return { text: '–', paint: style.paint.dim }
  return relativeDate(task.starts_on, style.today)
}

function isOverdue({ due_date, status }: Task, { today }: Style): boolean {
  return due_date !== null && due_date < today && isOpen(status)
}

function dueCell(task: Task, style: Style): Cell {
  const { paint } = style
  const overdue = isOverdue(task, style)
  if (task.due_date === null) return { text: '–', paint: paint.dim }
  const text = relativeDate(task.due_date, style.today)
  return overdue ? signCell(late, text, paint) : text
}

function ownerCell({ owner, private: hidden }: Task, { paint }: Style): Cell {
  if (owner === null) return { text: '–', paint: paint.dim }
  return hidden ? `${owner} (private)` : owner
}

function priorityCell(priority: Priority, { paint }: Style): Cell {
  const text = priority.toLowerCase()
  if (priority === 'URGENT') return { text, paint: paint.bold }
  return priority === 'MEDIUM' || priority === 'LOW' ? { text, paint: paint.dim } : text
}

/** "Fix the tap is done." for one task; a list for several. */
export function movedTasks(tasks: readonly Task[], style: Style): string {
  if (tasks.length > 1) return taskTable(tasks, style)
  return tasks.map((task) => movedTask(task, style)).join('\n')
}

/** "✓ Fix the tap is done.", or "◐ Fix the tap is paused: rain" with the note. */
function movedTask(task: Task, style: Style): string {
  const words = {
    BACKLOG: 'is in the backlog',
    ACTIVE: 'is active',
    PAUSED: 'is paused',
    BLOCKED: 'is blocked',
    DONE: 'is done',
    ABANDONED: 'is abandoned',
  } as const satisfies Record<TaskStatus, string>
  const end = task.status_note === null ? '.' : `: ${task.status_note.replaceAll('\n', ' ')}`
  const sentence = `${statusSign(task.status, style)} ${task.title} ${words[task.status]}${end}`
  return paragraph(sentence, 0, style.columns)
}
