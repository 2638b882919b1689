import { describe, expect, it } from 'vitest'
import { runInNewHousehold, success, usageFailure } from '../../support/household/sample.ts'

const preview = (...words: readonly string[]) => runInNewHousehold('routine', 'preview', ...words)

describe('routine preview', () => {
  it('tells a person how a rule is understood, and its dates; it needs no database', async () => {
    expect([
      await preview('2 weeks on thu and mon', '--count', '4'),
      await preview('10 days', '--after', '--times', '2', '--count', '2'),
    ]).toEqual([
      {
        ...success(
          'Every 2 weeks on mon, thu',
          '2026-11-30  Mon  in 8 days',
          '2026-12-03  Thu  in 11 days',
          '2026-12-14  Mon',
          '2026-12-17  Thu',
        ),
        made: false,
      },
      {
        ...success(
          '10 days after it was done',
          '2026-11-22  Sun  today',
          '2026-12-02  Wed  in 10 days',
          'Then it ends.',
        ),
        made: false,
      },
    ])
  })

  it.each([
    [
      ['month on 31', '--start', '2027-01-15', '--count', '3'],
      ['2027-01-31', '2027-02-28', '2027-03-31'],
    ],
    [
      ['3 months', '--season', 'nov-mar', '--count', '3'],
      ['2026-11-22', '2027-02-22', '2027-11-22'],
    ],
    [
      ['1 month', '--after', '--season', 'nov-mar', '--start', '2027-03-20', '--times', '2'],
      ['2027-03-20', '2027-11-01'],
    ],
    [
      ['fri', '--until', '2026-12-04'],
      ['2026-11-27', '2026-12-04'],
    ],
    [
      ['fri', '--start', '9999-12-20'],
      ['9999-12-24', '9999-12-31'],
    ],
  ])('gives a program the dates of %j', async (words, dates) => {
    const { stdout, ...rest } = await preview(...words, '--json')
    expect([JSON.parse(stdout), rest]).toEqual([dates, { code: 0, stderr: '', made: false }])
  })

  it('shows ten unless told otherwise', async () => {
    const counts = []
    for (const words of [[], ['--count', '10000']]) {
      const { stdout } = await preview('day', '--json', ...words)
      counts.push(JSON.parse(stdout).length)
    }
    expect(counts).toEqual([10, 10000])
  })

  it.each([
    [['biweekly'], '“biweekly” means two things.', 'Write "2 weeks" or "week on mon,thu".'],
    [['every! 10 days'], '“every!” counts from when it was done.', 'Write "10 days" --after.'],
    [
      [''],
      'Missing rule: how often should it repeat?',
      'Write day, week on mon, 2 weeks on mon,thu, month on 15, month on last fri, or year on 3 oct.',
    ],
    [['tue', '--after'], '“tue” is not a length of time.', 'Write "week on tue" without --after.'],
    [['after 10 days'], '“after” counts from when it was done.', 'Write "10 days" --after.'],
    [
      ['3 dec', '--season', 'jul'],
      '“year on 3 dec” has no date in the season jul.',
      'Change the season or the rule.',
    ],
    [
      ['day', '--count', '0'],
      '--count must be a whole number from 1 to 10000, not “0”.',
      undefined,
    ],
    [
      ['day', '--times', '0'],
      '--times must be a whole number from 1 to 10000000, not “0”.',
      undefined,
    ],
    [
      ['day', '--until', 'yesterday'],
      'The last day, 2026-11-21, is before the start, 2026-11-22.',
      'Choose a later --until, or leave it out.',
    ],
    [
      ['2', 'weeks'],
      'Unexpected “weeks”.',
      "Put text of several words in quotes: momentum routine preview '2 weeks'",
    ],
  ])('refuses %j', async (words, message, hint) => {
    expect(await preview(...words)).toEqual({ ...usageFailure(message, hint), made: false })
  })
})
