import type { Task, TaskStatus } from '../domain/task.ts'
import { type Cell, dayOf, details, type Paint, paragraph, type Style, table } from '../format.ts'

const looks = {
  BACKLOG: { sign: '○', colour: 'dim' },
  ACTIVE: { sign: '●', colour: 'cyan' },
  PAUSED: { sign: '◐', colour: 'yellow' },
  BLOCKED: { sign: '■', colour: 'red' },
  DONE: { sign: '✓', colour: 'green' },
  ABANDONED: { sign: '×', colour: 'dim' },
} as const satisfies Record<TaskStatus, { sign: string; colour: keyof Paint }>

/** "● active": a sign and a word, so that no meaning hangs on the colour. */
export function statusCell(status: TaskStatus, { paint }: Style) {
  const { sign, colour } = looks[status]
  return { text: `${sign} ${status.toLowerCase()}`, paint: paint[colour] }
}

export function statusText(status: TaskStatus, style: Style): string {
  const { text, paint } = statusCell(status, style)
  return paint(text)
}

/** Tasks, one a line. */
export function taskTable(tasks: readonly Task[], style: Style): string {
  const { paint } = style
  const rows = tasks.map((task): Cell[] => [
    { text: String(task.id), paint: paint.dim },
    task.status === 'DONE' || task.status === 'ABANDONED'
      ? { text: task.title, paint: paint.dim }
      : task.title,
    task.domain.toLowerCase(),
    task.effort.toLowerCase(),
    task.owner ?? { text: '–', paint: paint.dim },
    statusCell(task.status, style),
  ])
  return table(
    [
      { title: 'id', align: 'right' },
      { title: 'task', flexible: true },
      { title: 'domain', from: 70 },
      { title: 'effort', from: 50 },
      { title: 'owner', flexible: true },
      { title: 'status' },
    ],
    rows,
    style,
  )
}

/** Everything there is to know about a task. */
export function taskDetails(task: Task, style: Style): string {
  const { paint } = style
  const heading = paragraph(
    `${paint.bold(task.title)}  ${paint.dim(`#${task.id}`)}`,
    0,
    style.columns,
  )
  const facts = details(
    [
      ['Status', statusText(task.status, style)],
      ['Why', task.status_note],
      ['Done means', task.definition_of_done],
      ['Needed', task.materials_needed],
      ['Domain', task.domain.toLowerCase()],
      ['Effort', task.effort.toLowerCase()],
      ['Owner', task.owner ?? 'nobody'],
      ['Added', dayOf(task.created_at, style)],
      ['Done', task.completed_at && dayOf(task.completed_at, style)],
      ['uuid', paint.dim(task.uuid)],
    ],
    style,
  )
  return `${heading}\n\n${facts}`
}

/** "#3 · repairs · small · Alex" */
export function taskLine(task: Task): string {
  const { id, domain, effort, owner } = task
  return [`#${id}`, domain.toLowerCase(), effort.toLowerCase(), owner ?? 'nobody’s'].join(' · ')
}

/** "Fix the tap is done." for one; a list for several. */
export function movedTasks(tasks: readonly Task[], style: Style): string {
  if (tasks.length > 1) return taskTable(tasks, style)
  return tasks.map((task) => movedTask(task, style)).join('\n')
}

export function movedTask(task: Task, style: Style): string {
  const { sign, colour } = looks[task.status]
  const words = {
    BACKLOG: 'is in the backlog',
    ACTIVE: 'is under way',
    PAUSED: 'is paused',
    BLOCKED: 'is blocked',
    DONE: 'is done',
    ABANDONED: 'is abandoned',
  } as const satisfies Record<TaskStatus, string>
  const why = task.status_note === null ? '.' : `: ${task.status_note.replaceAll('\n', ' ')}`
  const sentence = `${style.paint[colour](sign)} ${task.title} ${words[task.status]}${why}`
  return paragraph(sentence, 0, style.columns)
}
