import { describe, expect, test } from 'vitest'
import { parseRule } from '../../../src/domain/routine/parse.ts'
import type { Rule } from '../../../src/domain/routine/rule.ts'
import { ruleText } from '../../../src/domain/routine/say.ts'

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

const everyForms =
  'Write day, week on mon, 2 weeks on mon,thu, month on 15, month on last fri, or year on 3 oct.'
const afterForms = 'Write 10d, 2w, 3m, 1y, or 2 weeks on sat.'
const weekdayForms = 'Write mon, tue, … or mon-fri.'
const dayOfMonthForms = 'Write 1 to 31, last day, or last fri.'
const dayOfYearForms = 'Write 3 oct, or first sun of may.'
const twoRoutines = 'Add two routines instead.'
const tenYears = 'Write at most 3652 days, 521 weeks, 120 months or 10 years.'

const days = (interval: number) => ({ unit: 'day', interval })
const weeks = (interval: number, ...weekdays: string[]) => ({ unit: 'week', interval, weekdays })
const months = (interval: number, ...days: number[]) => ({ unit: 'month', interval, days })
const nth = (interval: number, ...nth: [number, string][]) => ({
  unit: 'month',
  interval,
  nth: nth.map(([n, weekday]) => ({ n, weekday })),
})
const year = (day: number, month: number) => ({ unit: 'year', interval: 1, month, day })
const workdays = ['mon', 'tue', 'wed', 'thu', 'fri']

/** The words that people use for the forms that are stored. */
const said: Readonly<Record<string, readonly string[]>> = {
  day: ['one day', '1d', 'days', 'daily', 'every day'],
  '2 days': ['two days', 'other day', '2d'],
  '4 days': ['four days'],
  '5 days': ['five days'],
  '6 days': ['six days'],
  '7 days': ['seven days'],
  '8 days': ['eight days'],
  '9 days': ['nine days'],
  '10 days': ['ten days'],
  week: ['one week', '1w', '1 wk', 'weekly'],
  '2 weeks': ['fortnight', 'fortnightly', 'two wks', 'other week'],
  '6 weeks': ['three fortnights'],
  'month on 5': ['monthly on 5', '1m on 5', '1 mo on 5', 'one month on the 5th'],
  '3 months on 5': ['quarter on 5', 'quarterly on 5', 'three months on 5'],
  'year on 5 oct': ['yearly on 5 oct', 'annually on 5 oct', '1y on 5 oct', '1 yr on 5 october'],
  'month on first fri': ['month on the 1st friday', 'month on first fri'],
  'month on second fri': ['month on the 2nd friday', 'month on second fri'],
  'month on third fri': ['month on the 3rd friday', 'month on third fri'],
  'month on fourth fri': ['month on the 4th friday', 'month on fourth fri'],
  'month on last fri': ['month on the last friday'],
}

test.each(
  Object.entries(said).flatMap(([stored, forms]) => forms.map((form) => ({ form, stored }))),
)('“$form” is stored as “$stored”', ({ form, stored }) => {
  expect(ruleText(parseRule(form, 'CALENDAR'))).toEqual(stored)
})

describe('--every', () => {
  test.each<[text: string, canonical: string, rule: object]>([
    ['day', 'day', days(1)],
    ['every day', 'day', days(1)],
    ['daily', 'day', days(1)],
    ['1 day', 'day', days(1)],
    ['3 days', '3 days', days(3)],
    ['3d', '3 days', days(3)],
    ['3days', '3 days', days(3)],
    ['three days', '3 days', days(3)],
    ['003 days', '3 days', days(3)],
    ['other day', '2 days', days(2)],
    ['3652 days', '3652 days', days(3652)],
    ['week', 'week', { unit: 'week', interval: 1 }],
    ['weekly', 'week', { unit: 'week', interval: 1 }],
    ['521 weeks', '521 weeks', { unit: 'week', interval: 521 }],
    ['Monday', 'week on mon', weeks(1, 'mon')],
    ['every monday', 'week on mon', weeks(1, 'mon')],
    ['mondays', 'week on mon', weeks(1, 'mon')],
    ['Tues., Thurs.', 'week on tue,thu', weeks(1, 'tue', 'thu')],
    ['mon,thu', 'week on mon,thu', weeks(1, 'mon', 'thu')],
    ['thu and mon', 'week on mon,thu', weeks(1, 'mon', 'thu')],
    ['EVERY THU, AND MON', 'week on mon,thu', weeks(1, 'mon', 'thu')],
    ['week on mon,mon', 'week on mon', weeks(1, 'mon')],
    ['2 weeks on mon,thu', '2 weeks on mon,thu', weeks(2, 'mon', 'thu')],
    ['2w on mon', '2 weeks on mon', weeks(2, 'mon')],
    ['other friday', '2 weeks on fri', weeks(2, 'fri')],
    ['other week on mon and fri', '2 weeks on mon,fri', weeks(2, 'mon', 'fri')],
    ['fortnight on sat', '2 weeks on sat', weeks(2, 'sat')],
    ['2 fortnights', '4 weeks', { unit: 'week', interval: 4 }],
    ['weekdays', 'weekdays', weeks(1, ...workdays)],
    ['weekday', 'weekdays', weeks(1, ...workdays)],
    ['week on mon-fri', 'weekdays', weeks(1, ...workdays)],
    ['Mon – Fri', 'weekdays', weeks(1, ...workdays)],
    ['monday to friday', 'weekdays', weeks(1, ...workdays)],
    ['2 weeks on weekdays', '2 weeks on mon,tue,wed,thu,fri', weeks(2, ...workdays)],
    ['weekend', 'week on sat,sun', weeks(1, 'sat', 'sun')],
    ['other weekend', '2 weeks on sat,sun', weeks(2, 'sat', 'sun')],
    ['week on fri-mon', 'week on mon,fri,sat,sun', weeks(1, 'mon', 'fri', 'sat', 'sun')],
    ['week on sun-sun', 'week on sun', weeks(1, 'sun')],
    ['month', 'month', { unit: 'month', interval: 1 }],
    ['6m', '6 months', { unit: 'month', interval: 6 }],
    ['quarterly', '3 months', { unit: 'month', interval: 3 }],
    ['40 quarters', '120 months', { unit: 'month', interval: 120 }],
    ['month on 15', 'month on 15', months(1, 15)],
    ['other month on 15', '2 months on 15', months(2, 15)],
    ['month on the 1st and 15th', 'month on 1,15', months(1, 1, 15)],
    ['month on 15,1,15', 'month on 1,15', months(1, 1, 15)],
    ['month on last day', 'month on last day', months(1, -1)],
    ['month on last day, 1', 'month on 1,last day', months(1, 1, -1)],
    ['quarter on last day', '3 months on last day', months(3, -1)],
    ['1st', 'month on 1', months(1, 1)],
    ['2nd', 'month on 2', months(1, 2)],
    ['1st and 15th of each month', 'month on 1,15', months(1, 1, 15)],
    ['first day of the month', 'month on 1', months(1, 1)],
    ['last day', 'month on last day', months(1, -1)],
    ['last day of the month', 'month on last day', months(1, -1)],
    ['month on the last day of the month', 'month on last day', months(1, -1)],
    ['quarter on the 1st of the month', '3 months on 1', months(3, 1)],
    ['first monday', 'month on first mon', nth(1, [1, 'mon'])],
    ['last mon of every month', 'month on last mon', nth(1, [-1, 'mon'])],
    ['2 months on the first mon of the month', '2 months on first mon', nth(2, [1, 'mon'])],
    ['second monday of the month', 'month on second mon', nth(1, [2, 'mon'])],
    ['first and third mon', 'month on first mon,third mon', nth(1, [1, 'mon'], [3, 'mon'])],
    ['month on 4th tue', 'month on fourth tue', nth(1, [4, 'tue'])],
    [
      'month on last fri, first tue, first mon',
      'month on first mon,first tue,last fri',
      nth(1, [1, 'mon'], [1, 'tue'], [-1, 'fri']),
    ],
    ['2 months on second wed', '2 months on second wed', nth(2, [2, 'wed'])],
    ['year', 'year', { unit: 'year', interval: 1 }],
    ['annually', 'year', { unit: 'year', interval: 1 }],
    ['2 years', '2 years', { unit: 'year', interval: 2 }],
    ['10y', '10 years', { unit: 'year', interval: 10 }],
    ['year on 3 oct', 'year on 3 oct', year(3, 10)],
    ['oct 3', 'year on 3 oct', year(3, 10)],
    ['Oct. 3rd', 'year on 3 oct', year(3, 10)],
    ['3 october', 'year on 3 oct', year(3, 10)],
    ['3rd of October', 'year on 3 oct', year(3, 10)],
    ['10-03', 'year on 3 oct', year(3, 10)],
    ['year on 02-29', 'year on 29 feb', year(29, 2)],
    ['last day of february', 'year on 29 feb', year(29, 2)],
    ['last day of april', 'year on 30 apr', year(30, 4)],
    ['may 1', 'year on 1 may', year(1, 5)],
    ['other year on 3 oct', '2 years on 3 oct', { ...year(3, 10), interval: 2 }],
    [
      'year on first sun of may',
      'year on first sun of may',
      { unit: 'year', interval: 1, month: 5, nth: [{ n: 1, weekday: 'sun' }] },
    ],
    [
      'second Sunday in May',
      'year on second sun of may',
      { unit: 'year', interval: 1, month: 5, nth: [{ n: 2, weekday: 'sun' }] },
    ],
  ])('%s is stored as “%s”', (text, canonical, rule) => {
    const read = parseRule(text, 'CALENDAR')
    expect([read, ruleText(read)]).toEqual([{ mode: 'CALENDAR', ...rule }, canonical])
    expect(parseRule(canonical, 'CALENDAR')).toEqual(read)
  })

  test.each<[text: string, message: string, hint: string]>([
    ['', 'Missing --every: how often should it repeat?', everyForms],
    [' ', 'Missing --every: how often should it repeat?', everyForms],
    ['every', 'Missing --every: how often should it repeat?', everyForms],
    [', and the', 'Missing --every: how often should it repeat?', everyForms],
    ['0 days', 'Nothing repeats every 0 days.', 'Write a whole number, 1 or more.'],
    ['0d', 'Nothing repeats every 0d.', 'Write a whole number, 1 or more.'],
    ['-2 weeks', 'Nothing repeats every -2 weeks.', 'Write a whole number, 1 or more.'],
    ['1.5 days', 'Nothing repeats every 1.5 days.', 'Write a whole number, 1 or more.'],
    ['99999 days', 'Every 99999 days is more than ten years.', tenYears],
    ['3653 days', 'Every 3653 days is more than ten years.', tenYears],
    ['522 weeks on mon', 'Every 522 weeks is more than ten years.', tenYears],
    ['121 months', 'Every 121 months is more than ten years.', tenYears],
    ['41 quarters', 'Every 41 quarters is more than ten years.', tenYears],
    ['11 years', 'Every 11 years is more than ten years.', tenYears],
    ['month on 32', 'A month has no day 32.', 'Write 1 to 31, or last day.'],
    ['month on 32nd', 'A month has no day 32nd.', 'Write 1 to 31, or last day.'],
    ['month on 0', 'A month has no day 0.', 'Write 1 to 31, or last day.'],
    ['month on -1', 'A month has no day -1.', 'Write 1 to 31, or last day.'],
    ['month on 1.5', 'A month has no day 1.5.', 'Write 1 to 31, or last day.'],
    ['month on 1-5', '“1-5” is not a day of the month.', dayOfMonthForms],
    ['month on mon', '“mon” is not a day of the month.', dayOfMonthForms],
    ['month on 15th mon', '“15th mon” is not a day of the month.', dayOfMonthForms],
    ['month on first weekday', '“first weekday” is not a day of the month.', dayOfMonthForms],
    ['month on first and 15', '“first and 15” is not a day of the month.', dayOfMonthForms],
    ['month on day', '“day” is not a day of the month.', dayOfMonthForms],
    ['first monday of', '“of” is not a day of the month.', dayOfMonthForms],
    ['month on first', 'A weekday is missing after “first”.', dayOfMonthForms],
    ['last', 'A weekday is missing after “last”.', dayOfMonthForms],
    ['year on 31 apr', 'There is no 31 April.', 'Write --every "year on 30 apr".'],
    ['year on 30 feb', 'There is no 30 February.', 'Write --every "year on 29 feb".'],
    ['06-31', 'There is no 31 June.', 'Write --every "year on 30 jun".'],
    ['oct 32', 'There is no 32 October.', 'Write --every "year on 31 oct".'],
    ['0 oct', 'There is no 0 October.', 'Write --every "year on 1 oct".'],
    ['13-10', '“13-10” is not a day of the year.', 'Write --every "year on 13 oct".'],
    ['13/10', '“13/10” is not a day of the year.', 'Write --every "year on 13 oct".'],
    ['3/3', '“3/3” is not a day of the year.', 'Write --every "year on 3 mar".'],
    ['30/2', '“30/2” is not a day of the year.', dayOfYearForms],
    ['02-32', 'There is no 32 February.', 'Write --every "year on 29 feb".'],
    ['32/13', '“32/13” is not a day of the year.', dayOfYearForms],
    ['oct 3 foo', '“oct 3 foo” is not a day of the year.', dayOfYearForms],
    ['3 oct foo', '“3 oct foo” is not a day of the year.', dayOfYearForms],
    ['31st day of april', 'There is no 31 April.', 'Write --every "year on 30 apr".'],
    ['year on 3', '“3” is not a day of the year.', dayOfYearForms],
    ['oct', '“oct” is not a day of the year.', dayOfYearForms],
    ['year on mon', '“mon” is not a day of the year.', dayOfYearForms],
    ['3 oct and 4 nov', '“3 oct and 4 nov” is not one day of the year.', twoRoutines],
    ['3,4 oct', '“3,4 oct” is not one day of the year.', twoRoutines],
    [
      'month on fifth mon',
      'Not every month has a fifth Monday.',
      'Write --every "month on last mon".',
    ],
    ['5th wed', 'Not every month has a fifth Wednesday.', 'Write --every "month on last wed".'],
    [
      'fifth sun of may',
      'Not every month has a fifth Sunday.',
      'Write --every "year on last sun of may".',
    ],
    ['day on mon', 'A daily rule has no weekdays.', 'Write --every "week on mon".'],
    ['3 days on mon,wed', 'A daily rule has no weekdays.', 'Write --every "week on mon,wed".'],
    ['day on mon-fri', 'A daily rule has no weekdays.', 'Write --every weekdays.'],
    ['day on 15', 'Unexpected “on 15” after “day”.', 'Write --every "month on 15".'],
    ['day on foo', 'Unexpected “on foo” after “day”.', everyForms],
    ['month on 15,first mon', '“15,first mon” mixes days of the month with weekdays.', twoRoutines],
    [
      'month on 1st, third mon',
      '“1st, third mon” mixes days of the month with weekdays.',
      twoRoutines,
    ],
    [
      `month on ${workdays.flatMap((day) => [`2nd ${day}`, `3rd ${day}`, `4th ${day}`]).join()}`,
      'The rule names too many days.',
      twoRoutines,
    ],
    ['every! 3 days', '“every!” counts from when it was done.', 'Write --after "3 days".'],
    ['every! mon', '“every!” counts from when it was done.', 'Write --after instead of --every.'],
    ['after 3d', '“after” counts from when it was done.', 'Write --after "3 days".'],
    [
      'every after 1w on sat',
      '“after” counts from when it was done.',
      'Write --after "1 week on sat".',
    ],
    [
      '10 days after it was done',
      '“after” counts from when it was done.',
      'Write --after "10 days".',
    ],
    ['after lunch', '“after lunch” does not say how often to repeat.', everyForms],
    ['week on foo', '“foo” is not a weekday.', weekdayForms],
    ['mon and foo', '“foo” is not a weekday.', weekdayForms],
    ['week on 15', '“15” is not a weekday.', weekdayForms],
    ['week on mon-foo', '“mon-foo” is not a weekday.', weekdayForms],
    ['week on mon-wed-fri', '“mon-wed-fri” is not a weekday.', weekdayForms],
    ['week on mondey', '“mondey” is not a weekday.', `Did you mean monday? ${weekdayForms}`],
    ['week on constructor', '“constructor” is not a weekday.', weekdayForms],
    ['week on', 'A weekday is missing after “on”.', weekdayForms],
    ['month on', 'A day of the month is missing after “on”.', dayOfMonthForms],
    ['year on', 'A day of the year is missing after “on”.', dayOfYearForms],
    ['month on 1st, first third', 'A weekday is missing after “first”.', dayOfMonthForms],
    ['month on first third 5', '“first third 5” is not a day of the month.', dayOfMonthForms],
    ['week mon', 'Unexpected “mon” after “week”.', 'Write --every "week on mon".'],
    ['2 months 15', 'Unexpected “15” after “2 months”.', 'Write --every "2 months on 15".'],
    ['week or so', 'Unexpected “or so” after “week”.', everyForms],
    ['now and then', '“now and then” does not say how often to repeat.', everyForms],
    ['constructor', '“constructor” does not say how often to repeat.', everyForms],
    ['dailly', '“dailly” does not say how often to repeat.', `Did you mean daily? ${everyForms}`],
    ['dayy', '“dayy” does not say how often to repeat.', `Did you mean day? ${everyForms}`],
    ['weeek', '“weeek” does not say how often to repeat.', `Did you mean week? ${everyForms}`],
    [
      'fortnigt',
      '“fortnigt” does not say how often to repeat.',
      `Did you mean fortnight? ${everyForms}`,
    ],
    ['mnoth', '“mnoth” does not say how often to repeat.', `Did you mean month? ${everyForms}`],
    ['qarter', '“qarter” does not say how often to repeat.', `Did you mean quarter? ${everyForms}`],
    ['yaer', '“yaer” does not say how often to repeat.', `Did you mean year? ${everyForms}`],
    ['on mon', '“on mon” does not say how often to repeat.', 'Write --every "week on mon".'],
    [
      '2 mondays',
      '“2 mondays” does not say how often to repeat.',
      'Write --every "2 weeks on mon".',
    ],
    ['1,15', '“1,15” does not say how often to repeat.', 'Write --every "month on 1,15".'],
    ['second week', '“second week” does not say how often to repeat.', 'Write --every "2 weeks".'],
    [
      'second week on mon',
      '“second week on mon” does not say how often to repeat.',
      'Write --every "2 weeks on mon".',
    ],
    [
      'third month on 15',
      '“third month on 15” does not say how often to repeat.',
      'Write --every "3 months on 15".',
    ],
    ['200th month', '“200th month” does not say how often to repeat.', everyForms],
    ['１ day', '“１ day” does not say how often to repeat.', everyForms],
    ['2 minutes', 'Momentum counts days, not hours.', 'Write --every day.'],
    ['12h', 'Momentum counts days, not hours.', 'Write --every day.'],
    ['hourly', 'Momentum counts days, not hours.', 'Write --every day.'],
    ['week on mon at 8:00', 'Momentum counts days, not hours.', 'Leave out “at 8:00”.'],
    ['week on mon at 18', 'Momentum counts days, not hours.', 'Leave out “at 18”.'],
    ['day at 9', 'Momentum counts days, not hours.', 'Leave out “at 9”.'],
    ['monday 8am', 'Momentum counts days, not hours.', 'Leave out “8am”.'],
  ])('%j is refused', (text, message, hint) => {
    expect(() => parseRule(text, 'CALENDAR')).toThrow(usage(message, hint))
  })

  test.each<[text: string, one: string, other: string]>([
    ['biweekly', '"2 weeks"', '"week on mon,thu"'],
    ['Bi-weekly', '"2 weeks"', '"week on mon,thu"'],
    ['bimonthly', '"2 months"', '"month on 1,15"'],
    ['biannual', '"2 years"', '"6 months"'],
    ['second monday', '"2 weeks on mon"', '"month on second mon"'],
    ['2nd tue', '"2 weeks on tue"', '"month on second tue"'],
    ['third friday', '"3 weeks on fri"', '"month on third fri"'],
    ['4th sun', '"4 weeks on sun"', '"month on fourth sun"'],
    ['third day', '"3 days"', '"month on 3"'],
    ['15', '"15 days"', '"month on 15"'],
    ['03/04', '"year on 3 apr"', '"year on 4 mar"'],
    ['3.4.', '"year on 3 apr"', '"year on 4 mar"'],
    ['3-4', '"year on 3 apr"', '"year on 4 mar"'],
  ])('%s is never guessed, but both readings are offered', (text, one, other) => {
    expect(() => parseRule(text, 'CALENDAR')).toThrow(
      usage(`“${text}” means two things.`, `Write --every ${one} or --every ${other}.`),
    )
  })
})

test('a word of two meanings is named without the words after it', () => {
  expect(() => parseRule('biweekly on tue', 'CALENDAR')).toThrow(
    usage('“biweekly” means two things.', 'Write --every "2 weeks" or --every "week on mon,thu".'),
  )
})

describe('--after', () => {
  test.each<[text: string, canonical: string, rule: object]>([
    ['10d', '10 days', days(10)],
    ['1 day', '1 day', days(1)],
    ['ten days', '10 days', days(10)],
    ['After 10 days', '10 days', days(10)],
    ['2w', '2 weeks', { unit: 'week', interval: 2 }],
    ['1 fortnight', '2 weeks', { unit: 'week', interval: 2 }],
    ['1 month', '1 month', { unit: 'month', interval: 1 }],
    ['6M', '6 months', { unit: 'month', interval: 6 }],
    ['1 quarter', '3 months', { unit: 'month', interval: 3 }],
    ['1y', '1 year', { unit: 'year', interval: 1 }],
    ['10 years', '10 years', { unit: 'year', interval: 10 }],
    ['4 weeks on sun', '4 weeks on sun', weeks(4, 'sun')],
    ['10d on the weekend', '10 days on sat,sun', { ...days(10), weekdays: ['sat', 'sun'] }],
    [
      '1 month on weekdays',
      '1 month on mon,tue,wed,thu,fri',
      { unit: 'month', interval: 1, weekdays: workdays },
    ],
  ])('%s is stored as “%s”', (text, canonical, rule) => {
    const read: Rule = parseRule(text, 'AFTER')
    expect([read, ruleText(read)]).toEqual([{ mode: 'AFTER', ...rule }, canonical])
    expect(parseRule(canonical, 'AFTER')).toEqual(read)
  })

  test.each(['0d', '10', '2 hours', '-3d', '1.5d', 'lunch', 'after lunch', 'every now'])(
    '%s is no distance',
    (text) => {
      expect(() => parseRule(text, 'AFTER')).toThrow(
        usage(`“${text}” is not a length of time.`, afterForms),
      )
    },
  )

  test.each<[text: string, message: string, hint: string]>([
    ['', 'Missing --after: how long after it is done should it repeat?', afterForms],
    ['mon', '“mon” is not a length of time.', 'Write --every "week on mon".'],
    ['after tue', '“after tue” is not a length of time.', afterForms],
    ['week', '“week” is not a length of time.', 'Write --every week.'],
    ['daily', '“daily” is not a length of time.', 'Write --every day.'],
    ['15th', '“15th” is not a length of time.', 'Write --every "month on 15".'],
    ['every tue', '“every tue” is not a length of time.', 'Write --every "week on tue".'],
    ['every 3 days', '“every 3 days” is not a length of time.', 'Write --after "3 days".'],
    ['3d or so', 'Unexpected “or so” after “3d”.', 'Write --after "3 days".'],
    ['2 weeks sat', 'Unexpected “sat” after “2 weeks”.', 'Write --after "2 weeks on sat".'],
    ['2 weeks on', 'A weekday is missing after “on”.', weekdayForms],
    ['6m on 15', '“15” is not a weekday.', weekdayForms],
    ['3653d', '3653d is more than ten years.', tenYears],
  ])('%j is refused', (text, message, hint) => {
    expect(() => parseRule(text, 'AFTER')).toThrow(usage(message, hint))
  })
})

test.each<[text: string, message: string, hint?: string]>([
  ['day '.repeat(60), 'The rule is 239 characters long; the limit is 200.'],
  ['week\non mon', 'The rule contains a line break.', 'Write it on one line, in plain text.'],
  [
    'day \ud800',
    'The rule contains an unreadable character.',
    'Type it again. Text must be valid UTF-8 without NUL characters.',
  ],
])('%j is no text of a rule', (text, message, hint) => {
  expect(() => parseRule(text, 'CALENDAR')).toThrow(usage(message, hint))
})
