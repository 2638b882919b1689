import { describe, expect, it } from 'vitest'
import { noon } from '../../support/household/household.ts'
import {
  addedTask,
  failure,
  runInNewHousehold,
  sampleHousehold,
  shownTask,
  success,
  usageFailure,
} from '../../support/household/sample.ts'
import { fixedTurn, routineValue, uuid } from '../../support/household/values.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'At the curb']
const bins = ['routine', 'add', 'Bins', ...essentials]

const help = 'See: momentum routine add --help'

/** Sam's bins, after the sample's three tasks. */
const added = routineValue({ uuid: uuid(4), next_task_id: 4, created_at: noon, updated_at: noon })

const live = addedTask(4, {
  uuid: uuid(5),
  title: 'Bins',
  definition_of_done: 'At the curb',
  owner_user_id: 2,
  owner: 'Sam',
  due_date: '2026-11-24',
  routine_id: 1,
  routine: 'Bins',
  occurrence_number: 1,
  occurrence_date: '2026-11-24',
  starts_on: '2026-11-23',
  turn_reason: fixedTurn('Sam'),
})

describe('routine add', () => {
  it('tells a person how it repeats, when it first comes, whose it is, and its task', async () => {
    const home = await sampleHousehold()
    expect([
      await home.run(...bins, '--every', 'tue', '--owner', 'sam'),
      await home.run(...bins, '--after', '10d', '--start', '2027-02-01'),
      await home.run(...bins, '--every', 'other fri', '--private', '--as', 'alex'),
      await home.run(
        ...[...bins, '--every', 'day', '--season', 'nov-mar'],
        ...['--until', '2027-11-05', '--times', '9'],
      ),
    ]).toEqual([
      success('✓ Added routine 1: Bins, every week on tue', '  first on Tue 24 Nov · Sam · task 4'),
      success(
        '✓ Added routine 2: Bins, 10 days after it was done',
        '  first on Mon 1 Feb 2027 · unassigned · task 5',
      ),
      success(
        '✓ Added routine 3: Bins, every 2 weeks on fri',
        '  first on Fri 4 Dec · Alex (private) · task 6',
      ),
      success(
        '✓ Added routine 4: Bins, every day',
        '  first on Sun 22 Nov · nov-mar · until Fri 5 Nov 2027 · 9 times · unassigned · task 7',
      ),
    ])
  })

  it('gives a program the routine, and adds its first task', async () => {
    const home = await sampleHousehold()
    expect([
      await home.json(...bins, '--every', 'tue', '--owner', 'sam'),
      await home.json('task', 'show', '4'),
    ]).toEqual([added, shownTask(live)])
  })

  it('prints only the number when quiet', async () => {
    const home = await sampleHousehold()
    expect(await home.run(...bins, '--every', 'tue', '-q')).toEqual(success('1'))
  })

  it('takes every option', async () => {
    const home = await sampleHousehold()
    await home.json('category', 'add', 'Garden')
    const routine = await home.json(
      ...[...bins, '--every', '2 weeks on thu,mon', '--start', '2026-12-01', '--until', '+1m'],
      ...['--times', '5', '--season', 'nov-mar', '--lead', '3', '--when-away', 'Keep'],
      ...['--description', 'Two of them', '--materials', 'Bags', '--owner', 'alex'],
      ...['--category', 'garden', '--priority', 'high', '--private'],
    )
    expect(routine).toEqual({
      ...added,
      description: 'Two of them',
      materials_needed: 'Bags',
      owner_user_id: 1,
      owner: 'Alex',
      category_id: 1,
      category: 'Garden',
      priority: 'HIGH',
      private: true,
      rule: '2 weeks on mon,thu',
      says: 'every 2 weeks on mon, thu',
      start_date: '2026-12-01',
      until_date: '2026-12-22',
      times: 5,
      season_from: '11-01',
      season_to: '03-31',
      lead_days: 3,
      when_away: 'KEEP',
      next_date: '2026-12-03',
      turn: 'Alex',
      created_at: '2026-11-22T12:00:01.000Z',
      updated_at: '2026-11-22T12:00:01.000Z',
    })
  })

  it('reads none as no value, and keeps bills also while everybody is away', async () => {
    const home = await sampleHousehold()
    const none = ['--until', '--times', '--season', '--owner', '--category', '--description']
    const routine = await home.json(
      ...[
        ...bins.with(4, 'bills'),
        '--after',
        '1 month',
        ...none.flatMap((name) => [name, 'none']),
      ],
    )
    expect(routine).toEqual({
      ...added,
      domain: 'BILLS',
      owner_user_id: null,
      owner: null,
      mode: 'AFTER',
      rule: '1 month',
      says: '1 month after it was done',
      lead_days: 7,
      when_away: 'KEEP',
      turns: 'NONE',
      next_date: '2026-11-22',
      turn: null,
    })
  })

  it.each([
    [['--every', 'day'], 'every day', 'Sun 22 Nov'],
    [['--every', 'weekdays'], 'every weekday', 'Mon 23 Nov'],
    [['--every', 'month on 31'], 'every month on 31', 'Mon 30 Nov'],
    [['--every', '29 feb'], 'every year on 29 feb', 'Sun 28 Feb 2027'],
    [['--every', 'week', '--start', '2026-11-01'], 'every week', 'Sun 1 Nov'],
    [
      ['--after', '2w', '--season', 'apr-oct'],
      '2 weeks after it was done',
      'Thu 1 Apr 2027 · apr-oct',
    ],
  ])('%j first comes on its first day from the start', async (words, says, first) => {
    const home = await sampleHousehold()
    expect(await home.run(...bins, ...words)).toEqual(
      success(`✓ Added routine 1: Bins, ${says}`, `  first on ${first} · unassigned · task 4`),
    )
  })

  it.each([
    [[], 'title, --domain, --effort, --definition-of-done, --every or --after'],
    [['Bins', '--every', 'tue'], '--domain, --effort, --definition-of-done'],
    [bins.slice(2), '--every or --after'],
  ])('names all that is missing in %j', async (words, missing) => {
    expect(await runInNewHousehold('routine', 'add', ...words)).toEqual({
      ...usageFailure(`Missing: ${missing}.`, help),
      made: false,
    })
  })

  const later = 'Choose a later --until, or leave it out.'
  const dates = 'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.'

  it.each([
    [['--every', 'tue', '--after', '10d'], 'Use --every or --after, not both.', undefined],
    [
      ['--every', 'biweekly'],
      '“biweekly” means two things.',
      'Write --every "2 weeks" or --every "week on mon,thu".',
    ],
    [
      ['--every', 'week', '--start', '2026-12-01', '--until', '2026-11-30'],
      'The last day, 2026-11-30, is before the start, 2026-12-01.',
      later,
    ],
    [
      ['--every', 'week', '--until', 'yesterday'],
      'The last day, 2026-11-21, is before the start, 2026-11-22.',
      later,
    ],
    [
      ['--every', 'tue', '--until', '2026-11-23'],
      'The first date of “week on tue”, 2026-11-24, is after its last day, 2026-11-23.',
      later,
    ],
    [
      ['--every', '15 jul', '--season', 'nov-mar'],
      '“year on 15 jul” has no date in the season nov-mar.',
      'Change the season or the rule.',
    ],
    [
      ['--every', '6 months', '--season', '1 jan-2 jan'],
      '“6 months” has no date in the season 1 jan-2 jan.',
      'Change the season or the rule.',
    ],
    [
      ['--every', 'sat', '--start', '9999-12-31'],
      '“week on sat” has no date before the year 10000.',
      undefined,
    ],
    [['--every', 'week', '--start', '10000-01-01'], '“10000-01-01” is not a date.', dates],
    [['--every', 'week', '--until', '10000-01-01'], '“10000-01-01” is not a date.', dates],
    [
      ['--every', 'week', '--start', '2026-02-30'],
      'The date 2026-02-30 does not exist.',
      undefined,
    ],
    [
      ['--every', 'week', '--times', '0'],
      '--times must be a whole number from 1 to 10000000, not “0”.',
      undefined,
    ],
    [
      ['--every', 'week', '--lead', '367'],
      '--lead must be a whole number from 0 to 366, not “367”.',
      undefined,
    ],
    [
      ['--every', 'week', '--lead', '-1'],
      '--lead must be a whole number from 0 to 366, not “-1”.',
      undefined,
    ],
    [
      ['--every', 'week', '--when-away', 'move'],
      'There is no --when-away “move”: choose skip or keep.',
      undefined,
    ],
    [['--every', 'week', '--season', '30 feb-mar'], 'There is no 30 February.', undefined],
    [['--after', 'tue'], '“tue” is not a length of time.', 'Write --every "week on tue".'],
    [
      ['--after', '11 years'],
      '11 years is more than ten years.',
      'Write at most 3652 days, 521 weeks, 120 months or 10 years.',
    ],
  ])('refuses %j before it makes a database', async (words, message, hint) => {
    expect(await runInNewHousehold(...bins, ...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })

  it('refuses who and what is not there, and adds nothing', async () => {
    const home = await sampleHousehold()
    await home.json('category', 'add', 'Garden')
    await home.json('category', 'remove', 'garden', '--yes')
    await home.json('user', 'deactivate', 'sam')
    const tue = [...bins, '--every', 'tue']
    expect([
      await home.run(...tue, '--category', 'garden'),
      await home.run(...tue, '--owner', 'sam'),
      await home.run(...tue, '--owner', 'zoe'),
      await home.run(...tue, '--private'),
      await home.run('routine', 'list', '--all', '-q'),
      await home.run('task', 'list', '--all', '-q'),
    ]).toEqual([
      failure(3, 'There is no category “garden”.', 'See: momentum category list'),
      failure(
        4,
        'Sam is inactive and cannot be assigned a task.',
        'First: momentum user activate Sam',
      ),
      failure(3, 'There is no member “zoe”.', 'See: momentum user list --all'),
      failure(4, '“Bins” is private and needs an owner.', 'Add --owner <user>, or --no-private.'),
      success(),
      success('1', '2', '3'),
    ])
  })
})

describe('task add --every and --after', () => {
  const task = ['task', 'add', 'Bins', ...essentials]

  it('is the same in fewer words', async () => {
    const [one, other] = [await sampleHousehold(), await sampleHousehold()]
    for (const words of [
      ['--every', 'tue', '--owner', 'sam'],
      ['--after', '10 days', '--private', '--as', 'alex'],
      ['--every', 'month on 1', '--priority', 'low', '--json'],
      ['--every', 'month', '--fields', 'id,says,next_date'],
      ['--every', 'week', '-q'],
      ['--every', 'biweekly'],
      ['--every', 'week', '--after', '10d'],
    ]) {
      expect(await one.run(...task, ...words)).toEqual(await other.run(...bins, ...words))
    }
    expect(await one.json('task', 'list', '--upcoming', '--as', 'alex')).toEqual(
      await other.json('task', 'list', '--upcoming', '--as', 'alex'),
    )
  })

  it.each([
    [[...task, '--every', 'tue', '--due', 'tue'], '--due is for a task that does not repeat.'],
    [
      [...task, '--after', '10d', '--starts', 'tue'],
      '--starts is for a task that does not repeat.',
    ],
  ])('refuses %j before it makes a database', async (words, message) => {
    expect(await runInNewHousehold(...words)).toEqual({
      ...usageFailure(message, 'To say when a routine begins: momentum routine add --help'),
      made: false,
    })
  })

  it('names what is missing as task add does', async () => {
    expect(await runInNewHousehold('task', 'add', '--every', 'tue')).toEqual({
      ...usageFailure(
        'Missing: title, --domain, --effort, --definition-of-done.',
        'See: momentum task add --help',
      ),
      made: false,
    })
  })
})
