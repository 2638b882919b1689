import { describe, expect, it } from 'vitest'
import { readDay, readIso, withoutTimes } from '../../../src/exchange/todoist/dates.ts'
import { isRepetition, readRepetition } from '../../../src/exchange/todoist/repetitions.ts'
import { reading } from '../../support/exchange/reading.ts'

describe('a date of Todoist', () => {
  it.each([
    ['tomorrow', '2026-11-23'],
    ['Tom 4pm', '2026-11-23'],
    ['tod', '2026-11-22'],
    ['tonight', '2026-11-22'],
    ['today @ 10', '2026-11-22'],
    ['in 5 days', '2026-11-27'],
    ['27 Jan', '2027-01-27'],
    ['Jan 27 2027 at 9:00', '2027-01-27'],
    ['27 January 2027 9am', '2027-01-27'],
    ['on 27th', '2026-11-27'],
    ['the 3rd', '2026-12-03'],
    ['31st', '2026-12-31'],
    ['fri at 20:00', '2026-11-27'],
    ['this weekend', '2026-11-28'],
    ['next week', '2026-11-23'],
    ['tomorrow in the morning', '2026-11-23'],
    ['end of month', '2026-11-30'],
    ['next friday', undefined],
    ['01/02/2027', undefined],
    ['30 feb', undefined],
    ['32nd', undefined],
    ['in 2 hours', undefined],
    ['someday', undefined],
  ])('%s is %s', (text, day) => {
    const { words } = withoutTimes(text)
    expect([isRepetition(words), readDay(words, reading)]).toEqual([false, day])
  })

  it.each([
    ['2026-12-01', { date: '2026-12-01', hasTime: false }],
    ['2026-12-01T09:00:00', { date: '2026-12-01', hasTime: true }],
    ['2026-12-01 09:00', { date: '2026-12-01', hasTime: true }],
    ['2026-12-01T23:30:00Z', { date: '2026-12-02', hasTime: true }],
    ['9999-12-31T23:59:59Z', { date: undefined, hasTime: true }],
    ['2026-12-01T23:30:00+01:00', { date: '2026-12-01', hasTime: true }],
    ['2026-13-01', { date: undefined, hasTime: false }],
    ['1 Dec', undefined],
  ])('%s in ISO 8601 is %j', (text, found) => {
    expect(readIso(text, reading)).toEqual(found)
  })
})

const every = (rule: string, limits = {}) => {
  return { mode: 'CALENDAR', rule, start: '2026-11-22', until: undefined, ...limits }
}
const whenDone = (rule: string) => ({ ...every(rule), mode: 'AFTER' })

describe('a date of Todoist that repeats', () => {
  it.each([
    ['every day', every('day')],
    ['everyday', every('day')],
    ['Daily', every('day')],
    ['every morning', every('day')],
    ['every day at 8am', every('day')],
    ['every day 9am, 2pm', every('day')],
    ['every 3 days', every('3 days')],
    ['every other week', every('2 weeks')],
    ['every mon, fri', every('week on mon,fri')],
    ['ev monday', every('week on mon')],
    ['ev other fri', every('2 weeks on fri')],
    ['every weekday', every('weekdays')],
    ['every workday', every('weekdays')],
    ['every weekend', every('week on sat,sun')],
    ['every 27th', every('month on 27')],
    ['every 27', every('month on 27')],
    ['every 1st, 15th', every('month on 1,15')],
    ['every last day', every('month on last day')],
    ['every 3rd friday', every('month on third fri')],
    ['every second mon at 20:00', every('month on second mon')],
    ['every last friday', every('month on last fri')],
    ['every jan 27', every('year on 27 jan')],
    ['every quarter', every('3 months')],
    ['yearly', every('year')],
    ['every day starting 1 dec', every('day', { start: '2026-12-01' })],
    [
      'every 2 weeks at 9:00 from 2026-12-01 until 5 mar',
      every('2 weeks', { start: '2026-12-01', until: '2027-03-05' }),
    ],
    ['every day for 3 weeks', every('day', { until: '2026-12-12' })],
    ['every day for 2 months', every('day', { until: '2027-01-21' })],
    ['every! 3 days', whenDone('3 days')],
    ['every! day', whenDone('1 day')],
    ['ev! other week', whenDone('2 weeks')],
    ['every! mon, fri', whenDone('1 day on mon,fri')],
    ['every! month at 9am', whenDone('1 month')],
    ['after 10 days', whenDone('10 days')],
    ['every hour', undefined],
    ['every 3rd workday', undefined],
    ['every last workday', undefined],
    ['every 5th friday', undefined],
    ['every 14 jan, 14 apr', undefined],
    ['every! 27th', undefined],
    ['every 0 days', undefined],
    ['every day until someday', undefined],
    ['every day for ever', undefined],
    ['every day until 2020-01-01', undefined],
  ])('%s is %j', (text, repetition) => {
    const { words } = withoutTimes(text)
    expect([isRepetition(words), readRepetition(words, reading)]).toEqual([true, repetition])
  })
})
