import {
  type Change,
  type Direction,
  type RecordedCommand,
  summarize,
  summarizeUndo,
} from '../domain/journal.ts'
import type { Instant } from '../domain/time.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'
import { dayOf, plural, relativeDate, timeOf } from '../terminal/words.ts'

/** Changes, one per line. */
export function changeTable(changes: readonly Change[], style: Style): string {
  const rows = changes.map((change): Cell[] => [
    whenCell(change.created_at, style),
    whoCell(change.made_by, style),
    { text: change.command ?? 'another program', paint: style.paint.dim },
    change.table_name === 'daily_wins'
      ? withSubject(`win of ${change.subject}`, change, summarize)
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

/** The sentence where there is no command to reverse. */
export function nothingToReverse(direction: Direction): string {
  return `Nothing to ${direction}.`
}

/** The participle, as in “can be undone”. */
export const reversed: Readonly<Record<Direction, string>> = {
  undo: 'undone',
  redo: 'redone',
}

/**
 * The commands that can be undone or redone, numbered as `undo n` and `redo n` count them. They are
 * given latest first and shown latest last, so that the next one is right above the prompt.
 */
export function reversalTable(
  { reversals, more }: { readonly reversals: readonly RecordedCommand[]; readonly more: boolean },
  direction: Direction,
  style: Style,
): string {
  if (reversals.length === 0) return nothingToReverse(direction)
  let number = 0
  const rows = reversals.map((command): Cell[] => [
    { text: command.reversible ? String(++number) : '–', paint: style.paint.dim },
    whenCell(command.created_at, style),
    whoCell(command.made_by, style),
    command.command,
    command.reversible ? commandSummary(command, summarize) : irreversible(command),
  ])
  const shown = table(
    [
      { title: 'n', align: 'right' },
      { title: 'when', from: 70 },
      { title: 'who', flexible: true, from: 50 },
      { title: 'command' },
      { title: 'what', flexible: true },
    ],
    rows.toReversed(),
    style,
  )
  if (!more) return shown
  return [style.paint.dim('To list the earlier ones too, add --json.'), shown].join('\n')
}

/** A command that `undo` does not count. */
function irreversible(command: RecordedCommand): string {
  return [commandSummary(command, summarize), '(cannot be undone)'].filter(Boolean).join(' ')
}

/** The reversed commands, one per line. */
export function reversedLines(
  commands: readonly RecordedCommand[],
  direction: Direction,
  { paint }: Style,
): string {
  const [sign, verb] = direction === 'undo' ? (['↶', 'Undid'] as const) : (['↷', 'Redid'] as const)
  const describe = direction === 'undo' ? summarizeUndo : summarize
  return commands
    .map((command) => {
      const by = command.made_by === null ? '' : paint.dim(` (by ${command.made_by})`)
      const summary = commandSummary(command, describe)
      return `${paint.green(sign)} ${verb} ${paint.bold(command.command)}: ${summary}${by}`
    })
    .join('\n')
}

/**
 * Describes the main change of a command and counts the others: "“Buy milk”, status active → done".
 */
function commandSummary(
  { command, changes }: RecordedCommand,
  describe: (change: Change) => string,
): string {
  const table = tableOf(command)
  const ofTable = changes.filter((change) => change.table_name === table)
  // A task that was done comes before the one that its routine added or deleted with it.
  const main = ofTable.find(({ operation }) => operation === 'UPDATE') ?? ofTable[0] ?? changes[0]
  if (!main) return ''
  const more = changes.length - 1
  const rest = more === 0 ? '' : `, and ${plural(more, 'more change')}`
  return `${withSubject(subjectOf(main, changes), main, describe)}${rest}`
}

function withSubject(
  subject: string,
  change: Change,
  describe: (change: Change) => string,
): string {
  const isApart = change.operation === 'UPDATE' || change.table_name === 'notes'
  return `${subject}${isApart ? ', ' : ' '}${describe(change)}`
}

/** Names a win by its task too, when the command changed the task as well. */
function subjectOf({ table_name, subject }: Change, changes: readonly Change[]): string {
  if (table_name !== 'daily_wins') return `“${subject}”`
  const task = changes.find((change) => change.table_name === 'tasks')
  return task ? `“${task.subject}” (win of ${subject})` : `win of ${subject}`
}

/** The table that a command is about. */
function tableOf(command: string): Change['table_name'] | undefined {
  return command === 'task skip' ? 'occurrences' : tables[command.split(' ')[0] ?? '']
}

/** The table that the commands of a noun change. */
const tables: Readonly<Record<string, Change['table_name']>> = {
  user: 'users',
  category: 'categories',
  task: 'tasks',
  win: 'daily_wins',
  routine: 'routines',
  away: 'absences',
  rest: 'rest_days',
}

function whenCell(instant: Instant, style: Style): Cell {
  const day = relativeDate(dayOf(instant, style), style.today)
  return { text: `${day} ${timeOf(instant, style)}`, paint: style.paint.dim }
}

function whoCell(name: string | null, { paint }: Style): Cell {
  return name ?? { text: '–', paint: paint.dim }
}
