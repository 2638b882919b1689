import { defineCommand } from '../../command.ts'
import { countRows } from '../../db/dialect.ts'
import { listChanges, streamChanges } from '../../db/history/changes.ts'
import { readAtOneMoment } from '../../db/transaction.ts'
import { findRest } from '../../db/wins/rest.ts'
import { listWinDays, listWins, streamWins } from '../../db/wins/wins.ts'
import { findWinYear } from '../../db/wins/year.ts'
import type { Change } from '../../domain/journal.ts'
import type { Rest } from '../../domain/rest.ts'
import { addDays } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { parseYear, type WinYear } from '../../domain/win-year.ts'
import { changeFields, changeJson } from '../../json/journal.ts'
import { winFields, winJson, winYearFields, winYearJson } from '../../json/win.ts'
import type { Style } from '../../terminal/paint.ts'
import { plural } from '../../terminal/words.ts'
import { withHints } from '../../views/answer.ts'
import { calendar, mostWeeks } from '../../views/calendar.ts'
import { changeTable } from '../../views/journal.ts'
import { winTable } from '../../views/win.ts'
import { winYearPage } from '../../views/win-year.ts'
import { flag, parsed, requireAtMostOne } from '../shared/options.ts'
import { inParts } from '../shared/parts.ts'

/** How many wins are listed below the calendar. */
const rows = 10

type Output =
  | Page
  | { readonly changes: readonly Change[] }
  | { readonly year: WinYear }
  /** A program gets everything, in parts. */
  | { readonly wins: AsyncIterable<readonly Win[]> }
  | { readonly allChanges: AsyncIterable<readonly Change[]> }

/** What a person sees: the latest wins and, in the calendar, the days of a year. */
type Page = {
  readonly latest: readonly Win[]
  readonly days: readonly Pick<Win, 'date' | 'status'>[]
  readonly rest: Rest
  /** How many wins there are. */
  readonly count: number
}

type Input = { readonly changes: boolean; readonly year: number | undefined }

export default defineCommand<Input, Output>({
  fields(args) {
    if (args.options.year !== undefined) return winYearFields
    return flag(args, 'changes') ? changeFields : winFields
  },
  input(args, { today }) {
    requireAtMostOne(args, 'year', 'changes')
    const year = parsed(args, 'year', (text) => parseYear(text, today))
    return { changes: flag(args, 'changes'), year }
  },
  // A long history is read in many parts.
  isLongWork: true,
  async run({ changes, year }, context) {
    const db = await context.db()
    const limit = context.pageSize
    if (year !== undefined) {
      return { year: await readAtOneMoment(db, (tx) => findWinYear(tx, year, context.today)) }
    }
    if (changes) {
      const viewer = await context.actor.viewer()
      const filter = { table: 'daily_wins', limit } as const
      if (limit === undefined) return { allChanges: streamChanges(db, viewer, filter) }
      return { changes: await listChanges(db, viewer, filter) }
    }
    if (limit === undefined) return { wins: streamWins(db) }
    return {
      latest: await listWins(db, rows),
      days: await listWinDays(db, {
        from: addDays(context.today, -7 * mostWeeks),
        until: context.today,
      }),
      rest: await findRest(db, context.today),
      count: await countRows(db, 'daily_wins'),
    }
  },
  human(output, style) {
    if ('changes' in output) return changePage(output.changes, style)
    if ('year' in output) return winYearPage(output.year, style)
    // Only a program gets everything.
    return 'latest' in output ? winPages(output, style) : ''
  },
  json(output) {
    if ('wins' in output) return inParts(output.wins, winJson)
    if ('allChanges' in output) return inParts(output.allChanges, changeJson)
    if ('year' in output) return winYearJson(output.year)
    return 'changes' in output ? output.changes.map(changeJson) : output.latest.map(winJson)
  },
})

function winPages({ latest, days, rest, count }: Page, style: Style): string {
  const { paint } = style
  if (count === 0) {
    return withHints('No Daily Wins yet.', [{ lead: 'Pick one', command: 'win pick' }], style)
  }
  const byDate = new Map(days.map((win) => [win.date, win.status]))
  const earlier = count - latest.length
  const more = earlier > 0 ? [paint.dim(`… and ${plural(earlier, 'earlier win')}`)] : []
  return [calendar(byDate, rest, style), '', winTable(latest, style), ...more].join('\n')
}

function changePage(changes: readonly Change[], style: Style): string {
  if (changes.length > 0) return changeTable(changes, style)
  return 'No recorded changes.'
}
