import type { Args } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { parseCount } from '../../domain/count.ts'
import { ruleSentence } from '../../domain/routine/say.ts'
import { firstDates } from '../../domain/routine/schedule.ts'
import { MomentumError } from '../../errors.ts'
import { datesPage, type RuleDates } from '../../views/routine-dates.ts'
import { flag, parsed } from '../shared/options.ts'
import {
  mostListed,
  parseRepetition,
  parseRuleOptions,
  type Repetition,
  requireSchedule,
  withoutOptions,
} from './shared/rule-options.ts'

export default defineCommand<RuleDates, RuleDates>({
  // The answer is a list of dates, which have no keys.
  fields: ['date'],
  input(args, context) {
    const count = parsed(args, 'count', (text) => parseCount('--count', text, 1, mostListed)) ?? 10
    const given = { ...parseRuleOptions(args, context.today), ...readRule(args) }
    const schedule = requireSchedule(given, context.today)
    const dates = firstDates(schedule, count + 1)
    return {
      says: ruleSentence(schedule.rule),
      dates: dates.slice(0, count),
      isAll: dates.length <= count,
    }
  },
  run: (dates) => Promise.resolve(dates),
  human: datesPage,
  json: ({ dates }) => dates,
})

function readRule(args: Args): Repetition {
  const [rule = ''] = args.operands
  const isAfter = flag(args, 'after')
  try {
    return parseRepetition(rule, isAfter ? 'AFTER' : 'CALENDAR')
  } catch (error) {
    if (!(error instanceof MomentumError)) throw error
    throw withoutOptions(error, (option, text) => {
      if (option === 'after') return `"${text}" --after`
      return isAfter ? `"${text}" without --after` : `"${text}"`
    })
  }
}
