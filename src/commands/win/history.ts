import { defineCommand } from '../../command.ts'
import { countRows } from '../../db/dialect.ts'
import { listChanges } from '../../db/history/changes.ts'
import { listWinDays, listWins } from '../../db/wins/wins.ts'
import type { Change } from '../../domain/journal.ts'
import { addDays } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { changeFields, changeJson, winFields, winJson } from '../../json.ts'
import type { Style } from '../../terminal/paint.ts'
import { plural } from '../../terminal/words.ts'
import { withHints } from '../../views/answer.ts'
import { calendar, mostWeeks } from '../../views/calendar.ts'
import { changeTable } from '../../views/journal.ts'
import { winTable } from '../../views/win.ts'
import { flag } from '../shared/options.ts'

/** How many wins are listed below the calendar. */
const rows = 10

type Output = { readonly wins: readonly Win[] } | Page | { readonly changes: readonly Change[] }

/** What a person sees: the latest wins and, in the calendar, the days of a year. */
type Page = {
  readonly latest: readonly Win[]
  readonly days: readonly Pick<Win, 'date' | 'status'>[]
  /** How many wins there are. */
  readonly count: number
}

export default defineCommand<{ changes: boolean }, Output>({
  fields: (args) => (flag(args, 'changes') ? changeFields : winFields),
  input: (args) => ({ changes: flag(args, 'changes') }),
  async run({ changes }, context) {
    const db = await context.db()
    if (!changes && context.pageSize === undefined) return { wins: await listWins(db) }
    if (!changes) {
      const since = addDays(context.today, -7 * mostWeeks)
      return {
        latest: await listWins(db, rows),
        days: await listWinDays(db, since),
        count: await countRows(db, 'daily_wins'),
      }
    }
    const viewer = await context.actor.viewer()
    const filter = { table: 'daily_wins', limit: context.pageSize } as const
    return { changes: await listChanges(db, viewer, filter) }
  },
  human(output, style) {
    if ('changes' in output) return changePage(output.changes, style)
    // Only a program gets all wins.
    return 'latest' in output ? winPages(output, style) : ''
  },
  json(output) {
    if ('changes' in output) return output.changes.map(changeJson)
    return ('latest' in output ? output.latest : output.wins).map(winJson)
  },
})

function winPages({ latest, days, count }: Page, style: Style): string {
  const { paint } = style
  if (count === 0) {
    return withHints('No Daily Wins yet.', [{ lead: 'Pick one', command: 'win pick' }], style)
  }
  const byDate = new Map(days.map((win) => [win.date, win.status]))
  const earlier = count - latest.length
  const rest = earlier > 0 ? [paint.dim(`… and ${plural(earlier, 'earlier win')}`)] : []
  return [calendar(byDate, style), '', winTable(latest, style), ...rest].join('\n')
}

function changePage(changes: readonly Change[], style: Style): string {
  if (changes.length > 0) return changeTable(changes, style)
  return 'No recorded changes.'
}
