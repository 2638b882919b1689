import { defineCommand } from '../../command.ts'
import { listChanges } from '../../db/history/changes.ts'
import { listWins } from '../../db/wins/wins.ts'
import type { Change } from '../../domain/journal.ts'
import type { Win } from '../../domain/win.ts'
import { changeFields, changeJson, winFields, winJson } from '../../json.ts'
import type { Style } from '../../terminal/paint.ts'
import { plural } from '../../terminal/words.ts'
import { withHints } from '../../views/answer.ts'
import { calendar } from '../../views/calendar.ts'
import { changeTable } from '../../views/journal.ts'
import { winTable } from '../../views/win.ts'
import { flag } from '../shared/options.ts'

/** How many wins are listed below the calendar. */
const rows = 10

type Output = { readonly wins: readonly Win[] } | { readonly changes: readonly Change[] }

export default defineCommand<{ changes: boolean }, Output>({
  fields: (args) => (flag(args, 'changes') ? changeFields : winFields),
  input: (args) => ({ changes: flag(args, 'changes') }),
  async run({ changes }, context) {
    const db = await context.db()
    if (!changes) return { wins: await listWins(db) }
    const viewer = await context.actor.viewer()
    const filter = { table: 'daily_wins', limit: context.pageSize } as const
    return { changes: await listChanges(db, viewer, filter) }
  },
  human: (output, style) =>
    'wins' in output ? winPages(output.wins, style) : changePage(output.changes, style),
  json: (output) => ('wins' in output ? output.wins.map(winJson) : output.changes.map(changeJson)),
})

function winPages(wins: readonly Win[], style: Style): string {
  const { paint } = style
  if (wins.length === 0) {
    return withHints('No Daily Wins yet.', [{ lead: 'Pick one', command: 'win pick' }], style)
  }
  const days = new Map(wins.map((win) => [win.date, win.status]))
  const earlier = wins.length - rows
  const rest = earlier > 0 ? [paint.dim(`… and ${plural(earlier, 'earlier win')}`)] : []
  return [calendar(days, style), '', winTable(wins.slice(0, rows), style), ...rest].join('\n')
}

function changePage(changes: readonly Change[], style: Style): string {
  if (changes.length > 0) return changeTable(changes, style)
  return 'No recorded changes.'
}
