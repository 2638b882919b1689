import { describe, expect, it } from 'vitest'
import { household, noon, screen } from '../support/household/household.ts'
import {
  kettle,
  pickedWin,
  sampleHousehold,
  success,
  tap,
  usageFailure,
} from '../support/household/sample.ts'

const none = { BACKLOG: 0, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 }

/** Won yesterday; today's win is the kettle, and the tap is blocked. */
async function working() {
  const home = await sampleHousehold()
  await home.json('win', 'pick', 'rent', '--date', 'yesterday')
  await home.json('win', 'done', '--date', 'yesterday')
  await home.json('task', 'block', 'tap', '--note', 'No washer\nuntil Monday')
  home.setClock(noon)
  await home.json('win', 'pick', 'kettle', '--as', 'sam')
  return home
}

const page = [
  'Sunday 22 November 2026  ▲ 1 day in a row',
  '',
  'Daily Win    Descale the kettle  ● active  #1 · unassigned',
  '             Done means: No crust',
  'Blocked      ■ 2  Fix the tap – Alex · No washer until Monday',
  '',
  '  → momentum win done  when it is done',
]

describe('momentum alone', () => {
  it('welcomes a new household', async () => {
    const home = household()
    await home.json('db', 'init')
    expect(await home.run()).toEqual(
      success(
        'Sunday 22 November 2026  no streak yet',
        '',
        'Your household is empty. Add people and a first task:',
        '',
        '  → momentum user add Alex',
        '  → momentum task add  asks what needs doing',
        '  → momentum win pick  picks the task to finish today',
      ),
    )
  })

  it('shows the win, what needs attention, and what to type next', async () => {
    const home = await working()
    expect(await home.run()).toEqual(success(...page))
  })

  it('gives a program all of it', async () => {
    const home = await working()
    const task = { ...kettle, status: 'ACTIVE', updated_at: noon }
    expect(await home.json()).toEqual({
      date: '2026-11-22',
      win: {
        ...pickedWin,
        id: 2,
        task_id: 1,
        task,
        selected_by_user_id: 2,
        selected_by: 'Sam',
      },
      current_streak: 1,
      longest_streak: 1,
      rest_day: false,
      due: [],
      blocked: [
        {
          ...tap,
          status: 'BLOCKED',
          status_note: 'No washer\nuntil Monday',
          updated_at: '2026-11-22T12:00:02.000Z',
        },
      ],
      unowned: [task],
      counts: { ...none, ACTIVE: 1, BLOCKED: 1, DONE: 1 },
      tomorrow: [],
      away: [],
      yours: [],
      in_progress: [task],
      soon: [],
    })
  })

  it('gives a program empty lists and nulls where there is nothing', async () => {
    const home = household()
    await home.json('db', 'init')
    expect(await home.json()).toEqual({
      date: '2026-11-22',
      win: null,
      current_streak: 0,
      longest_streak: 0,
      rest_day: false,
      due: [],
      blocked: [],
      unowned: [],
      counts: none,
      tomorrow: [],
      away: [],
      yours: [],
      in_progress: [],
      soon: [],
    })
  })

  it('picks the fields that were asked for', async () => {
    const home = await sampleHousehold()
    expect(await home.json('--fields', 'counts,date')).toEqual({
      counts: { ...none, BACKLOG: 3 },
      date: '2026-11-22',
    })
    const { code, stdout, stderr } = await home.run('--fields', 'nope')
    const message =
      'There is no field “nope” here: choose from date, win, current_streak, longest_streak, due, blocked, unowned, counts, tomorrow, away, rest_day, yours, in_progress and soon.'
    expect({ code, stdout, stderr: JSON.parse(stderr) }).toEqual({
      code: 2,
      stdout: '',
      stderr: { error: { code: 'usage', message, hint: null } },
    })
  })

  it('has no id to print when quiet', async () => {
    const home = await working()
    expect(await home.run('--quiet')).toEqual(success())
  })

  it('fits a terminal of sixty columns', async () => {
    const home = await working()
    await home.json('task', 'edit', 'tap', '--title', `Fix the ${'very '.repeat(8)}old tap`)
    const world = home.world(['--no-color'], { stdout: screen(60) })
    expect(await home.runIn(world)).toEqual(
      success(
        `Sunday 22 November 2026${' '.repeat(21)}▲ 1 day in a row`,
        ...page.slice(1, 4),
        'Blocked      ■ 2  Fix the very very v… – Alex · No washer u…',
        ...page.slice(5),
      ),
    )
  })

  it('shows no more than a few rows of a list', async () => {
    const home = await sampleHousehold()
    const words = ['--domain', 'food', '--effort', 'small', '--definition-of-done', 'Eaten']
    for (const name of ['Soup', 'Bread', 'Jam', 'Tea', 'Pie', 'Egg']) {
      await home.run('task', 'add', name, ...words)
    }
    const { stdout } = await home.run()
    expect(stdout.split('\n').slice(4, -3)).toEqual([
      'Unassigned   ○ 1  Descale the kettle – tiny',
      '             ○ 4  Soup – small',
      '             ○ 5  Bread – small',
      '             ○ 6  Jam – small',
      '             ○ 7  Tea – small',
      '             … and 2 more: momentum task list --owner none',
    ])
  })

  it.each([
    [['win', 'pause', '--note', 'Rain'], '  → momentum win resume  when you can continue'],
    [['win', 'block', '--note', 'Rain'], '  → momentum win resume  when you can continue'],
    [['win', 'done'], '  → momentum win history  shows the days you won'],
    [['win', 'drop', '--note', 'Rain'], '  → momentum win pick  picks the task to finish today'],
  ])('says what to type after %j', async (words, line) => {
    const home = await working()
    await home.json(...words)
    const { stdout } = await home.run()
    expect(stdout.trimEnd().split('\n').at(-1)).toEqual(line)
  })

  it('asks what became of an earlier win', async () => {
    const home = await working()
    home.setClock('2026-11-23T12:00:00.000Z')
    const { stdout } = await home.run()
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      'Monday 23 November 2026  no current streak · longest 1',
      '',
      '! Did you finish “Descale the kettle” (yesterday’s win)?',
      '  → momentum win done --date 2026-11-22',
      '',
      'Daily Win    Nothing is picked for today yet.',
    ])
  })

  it('knows the day from the household’s time zone', async () => {
    const home = await sampleHousehold()
    home.env.MOMENTUM_TZ = 'Pacific/Auckland'
    expect(await home.json('--fields', 'date')).toEqual({ date: '2026-11-23' })
    home.env.MOMENTUM_TZ = 'America/Los_Angeles'
    home.setClock('2026-11-22T07:00:00.000Z')
    expect(await home.json('--fields', 'date')).toEqual({ date: '2026-11-21' })
  })

  it('refuses a time zone that does not exist', async () => {
    const home = await sampleHousehold()
    home.env.MOMENTUM_TZ = 'Mars/Phobos'
    expect(await home.run()).toEqual(
      usageFailure(
        'There is no time zone “Mars/Phobos”.',
        'Set MOMENTUM_TZ to a name like Europe/Berlin.',
      ),
    )
    expect(await home.run('win', 'pick', 'tap')).toEqual(
      usageFailure(
        'There is no time zone “Mars/Phobos”.',
        'Set MOMENTUM_TZ to a name like Europe/Berlin.',
      ),
    )
  })

  it('counts what is done and what was given up', async () => {
    const home = await sampleHousehold()
    await home.json('task', 'abandon', 'tap')
    await home.json('task', 'done', 'rent')
    expect(await home.json('--fields', 'counts,unowned')).toEqual({
      counts: { ...none, BACKLOG: 1, DONE: 1, ABANDONED: 1 },
      unowned: [kettle],
    })
  })
  it('shows who looks what is theirs, and nothing twice', async () => {
    const home = await sampleHousehold()
    await home.json('task', 'edit', 'rent', '--due', 'yesterday', '--private', '--as', 'sam')
    await home.json('task', 'edit', 'tap', '--due', 'today')
    await home.json('task', 'edit', 'kettle', '--due', '2026-11-25')
    await home.json('away', 'add', 'alex', '--from', 'today', '--until', '2026-11-24')
    const rows = (line: string) => [
      'Sunday 22 November 2026  no streak yet',
      '',
      'Daily Win    Nothing is picked for today yet.',
      ...(line === '' ? [] : ['', line]),
      'Due today    ○ Alex: Fix the tap',
      'Next 3 days  Wed 25 Nov  Unassigned: Descale the kettle',
      'Away         Alex until Tue 24 Nov',
      '',
    ]
    const next = (words: string) => `  → momentum ${words}win pick  picks the task to finish today`
    expect([await home.run('--as', 'sam'), await home.run()]).toEqual([
      success(...rows('Yours        ! 3  Pay the rent – since yesterday'), next('--as sam ')),
      success(...rows(''), next('')),
    ])
  })

  it('says how to list what does not fit, in words that work', async () => {
    const home = await sampleHousehold()
    const words = ['--domain', 'food', '--effort', 'small', '--definition-of-done', 'Eaten']
    for (let number = 1; number <= 8; number += 1) {
      await home.json('task', 'add', `Meal ${number}`, ...words, '--owner', 'sam')
      await home.json('task', 'block', `Meal ${number}`, '--note', 'No salt')
      await home.json('task', 'add', `Errand ${number}`, ...words, '--owner', 'alex')
      await home.json('task', 'start', `Errand ${number}`)
    }
    const { stdout } = await home.run('--as', 'alex')
    const hints = stdout
      .split('\n')
      .flatMap((line) => /… and (\d) more: momentum (.*)/.exec(line) ?? [])
    const listed: unknown[] = []
    for (const typed of [hints[2], hints[5]]) {
      const tasks = (await home.json(...(typed ?? '').split(' '))) as { title: string }[]
      listed.push(tasks.map(({ title }) => title).filter((title) => title !== 'Fix the tap'))
    }
    const titles = (name: string) => [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `${name} ${number}`)
    expect([hints[1], hints[4], listed]).toEqual(['3', '3', [titles('Errand'), titles('Meal')]])
  })
})
