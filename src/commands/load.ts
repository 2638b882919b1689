import type { Args } from '../command.ts'
import { defineCommand } from '../command.ts'
import {
  findLoad,
  findLoadByDomain,
  findLoadByRoutine,
  findUnowned,
  type LoadByDomain,
  type LoadByRoutine,
  listDoneTitles,
} from '../db/household/load.ts'
import { readAtOneMoment } from '../db/transaction.ts'
import { listUsers } from '../db/users/users.ts'
import { parseChoice } from '../domain/choice.ts'
import { parsePastDate } from '../domain/date.ts'
import type { Load, Period } from '../domain/load.ts'
import { addDays, type CalendarDate } from '../domain/time.ts'
import { usageError } from '../errors.ts'
import { loadByDomainJson, loadByRoutineJson, loadFields, loadJson } from '../json/load.ts'
import {
  domainTable,
  type LoadWords,
  loadPage,
  memberTable,
  routineLoadTable,
} from '../views/load.ts'
import { domainChart, memberChart, routineChart } from '../views/load-chart.ts'
import { flag, parsed, requireAtMostOne } from './shared/options.ts'
import { parsedWeeks } from './shared/weeks.ts'

/** What the load is shown by; by members unless told. */
const groupings = ['user', 'domain', 'routine'] as const

type Grouping = (typeof groupings)[number]

type Input = {
  readonly period: Period
  readonly by: Grouping | undefined
  /** Whether a person sees bars; a program gets the same numbers. */
  readonly chart: boolean
}

type Output = { readonly chart: boolean } & (
  | { readonly words: LoadWords }
  | { readonly members: Load }
  | { readonly domains: LoadByDomain }
  | { readonly routines: LoadByRoutine }
)

export default defineCommand<Input, Output>({
  fields: (args) => loadFields[parseGrouping(args) ?? 'user'],
  // In a long period, there may be many tasks.
  isLongWork: true,
  input: (args, { today }) => ({
    period: parsePeriod(args, today),
    by: parseGrouping(args),
    chart: flag(args, 'chart'),
  }),
  async run({ period, by, chart }, context) {
    const { today, settings } = context
    const days = { ...period, ...settings.days }
    return readAtOneMoment(await context.db(), async (db): Promise<Output> => {
      if (by === 'domain') return { chart, domains: await findLoadByDomain(db, days) }
      if (by === 'routine') return { chart, routines: await findLoadByRoutine(db, days) }
      const load = await findLoad(db, days)
      // Neither a program nor a chart needs words.
      if (by === 'user' || chart || context.pageSize === undefined) return { chart, members: load }
      const done = await listDoneTitles(db, days)
      const unowned = await findUnowned(db, today)
      const members = (await listUsers(db, { all: false })).length
      return { chart, words: { load, done, unowned, members } }
    })
  },
  human(output, style) {
    const { chart } = output
    if ('words' in output) return loadPage(output.words, style)
    if ('members' in output) return (chart ? memberChart : memberTable)(output.members, style)
    return 'domains' in output
      ? (chart ? domainChart : domainTable)(output.domains, style)
      : (chart ? routineChart : routineLoadTable)(output.routines, style)
  },
  json(output) {
    if ('words' in output) return loadJson(output.words.load)
    if ('members' in output) return loadJson(output.members)
    return 'domains' in output
      ? loadByDomainJson(output.domains)
      : loadByRoutineJson(output.routines)
  },
})

function parseGrouping(args: Args): Grouping | undefined {
  return parsed(args, 'by', (text) => parseChoice('--by', text, groupings))
}

/** The last 28 days, unless others were asked for. */
function parsePeriod(args: Args, today: CalendarDate): Period {
  requireAtMostOne(args, 'weeks', 'from')
  requireAtMostOne(args, 'weeks', 'until')
  const past = (text: string) => parsePastDate(text, today, futureLoadError)
  const weeks = parsedWeeks(args) ?? 4
  const until = parsed(args, 'until', past) ?? today
  const from = parsed(args, 'from', past) ?? addDays(until, 1 - 7 * weeks)
  if (from <= until) return { from, until }
  throw usageError(`--from ${from} is after --until ${until}.`, {
    lead: 'To swap them',
    command: `load --from ${until} --until ${from}`,
  })
}

function futureLoadError(date: CalendarDate) {
  return usageError(
    `${date} is in the future; the load is what was done until today.`,
    'Type today, yesterday or a past date.',
  )
}
