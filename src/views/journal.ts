import { type Change, type Direction, type RecordedCommand, summarize } from '../domain/journal.ts'
import type { Instant } from '../domain/time.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'
import { dayOf, plural, relativeDate, timeOf } from '../terminal/words.ts'

/** Changes, one a line, the last one first. */
export function changeTable(changes: readonly Change[], style: Style): string {
  const rows = changes.map((change): Cell[] => [
    whenCell(change.created_at, style),
    whoCell(change.made_by, style),
    { text: change.command ?? 'another program', paint: style.paint.dim },
    change.table_name === 'daily_wins'
      ? `win of ${change.subject}: ${summarize(change)}`
      : summarize(change),
  ])
  return table(
    [
      { title: 'when' },
      { title: 'who', flexible: true },
      { title: 'command', from: 70 },
      { title: 'what', flexible: true },
    ],
    rows,
    style,
  )
}

/** Where there is no command that could be reversed. */
export function nothingLeft(direction: Direction): string {
  return `There is nothing that could be ${reversed[direction]}.`
}

/** What becomes of a command. */
export const reversed: Readonly<Record<Direction, string>> = {
  undo: 'taken back',
  redo: 'done again',
}

/** What undo or redo would go by, numbered as they count. */
export function reversalTable(
  commands: readonly RecordedCommand[],
  direction: Direction,
  style: Style,
): string {
  if (commands.length === 0) return nothingLeft(direction)
  const rows = commands.map((command, index): Cell[] => [
    { text: String(index + 1), paint: style.paint.dim },
    whenCell(command.created_at, style),
    whoCell(command.made_by, style),
    command.command,
    whatWasDone(command),
  ])
  return table(
    [
      { title: 'n', align: 'right' },
      { title: 'when' },
      { title: 'who', flexible: true, from: 50 },
      { title: 'command' },
      { title: 'what', flexible: true },
    ],
    rows,
    style,
  )
}

/** What was reversed, a line each. */
export function reversedLines(
  commands: readonly RecordedCommand[],
  direction: Direction,
  { paint }: Style,
): string {
  const [sign, words] = direction === 'undo' ? ['↶', 'Took back'] : ['↷', 'Did again']
  return commands
    .map((command) => {
      const by = command.made_by === null ? '' : paint.dim(` (${command.made_by})`)
      return `${paint.green(sign)} ${words} ${paint.bold(command.command)}: ${whatWasDone(command)}${by}`
    })
    .join('\n')
}

/** "“Buy milk” status active → done", of several changes the one that the command is about. */
function whatWasDone({ command, changes }: RecordedCommand): string {
  const table = tables[command.split(' ')[0] ?? '']
  const main = changes.find((change) => change.table_name === table) ?? changes[0]
  if (!main) return ''
  const more = changes.length - 1
  const rest = more === 0 ? '' : `, and ${plural(more, 'more change')}`
  return `${subjectOf(main, changes)} ${summarize(main)}${rest}`
}

/** A win by its task, where the command changed that, too. */
function subjectOf({ table_name, subject }: Change, changes: readonly Change[]): string {
  if (table_name !== 'daily_wins') return `“${subject}”`
  const task = changes.find((change) => change.table_name === 'tasks')
  return task ? `“${task.subject}”, win of ${subject},` : `win of ${subject}`
}

/** The table that a noun’s commands are about. */
const tables: Readonly<Record<string, Change['table_name']>> = {
  user: 'users',
  category: 'categories',
  task: 'tasks',
  win: 'daily_wins',
}

function whenCell(instant: Instant, style: Style): Cell {
  const day = relativeDate(dayOf(instant, style), style.today)
  return { text: `${day} ${timeOf(instant, style)}`, paint: style.paint.dim }
}

function whoCell(name: string | null, { paint }: Style): Cell {
  return name ?? { text: '–', paint: paint.dim }
}
