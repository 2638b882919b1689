import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { essentials } from '../support/household/every-command.ts'
import { copiesOf, type Household } from '../support/household/household.ts'
import { failure, sampleHousehold, success, usageFailure } from '../support/household/sample.ts'
import { terminal } from '../support/program/terminal.ts'

/**
 * On Thursday 26 November: the rent is late since Friday, Alex won Monday with the tap, Sam did the
 * dishes on Tuesday, both take turns with the bins, and Sam has a secret.
 */
const busy = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('task', 'edit', 'rent', '--due', '2026-11-20', '--priority', 'urgent')
  home.setClock('2026-11-23T12:00:00.000Z')
  await home.json('win', 'pick', 'tap', '--as', 'alex')
  await home.json('win', 'done', '--as', 'alex')
  home.setClock('2026-11-24T12:00:00.000Z')
  await home.json('task', 'add', 'Dishes', ...essentials, 'x', '--due', 'today', '--owner', 'alex')
  await home.json('task', 'done', 'dishes', '--by', 'sam')
  await home.json('add', 'Call grandma due:today')
  home.setClock('2026-11-26T12:00:00.000Z')
  await home.json(
    ...[
      'routine',
      'add',
      'Bins',
      '--domain',
      'chores',
      '--effort',
      'tiny',
      '--every',
      'week on sat',
    ],
    ...['--definition-of-done', 'At the curb', '--turns', 'rotate', '--among', 'sam,alex'],
  )
  const secret = ['--owner', 'sam', '--private', '--due', '2026-11-27', '--as', 'sam']
  await home.json('task', 'add', 'Buy a present', ...essentials, 'x', ...secret)
  await home.json('away', 'add', 'alex', '--from', '2026-11-27', '--until', '2026-12-01')
  await home.json('rest', 'add', '2026-11-29')
  return home
})

type Day = {
  readonly date: string
  readonly rest_day: boolean
  readonly away: readonly { readonly user: string | null }[]
  readonly win: { readonly task: { readonly title: string } } | null
  readonly streak: number | null
  readonly items: readonly {
    readonly title: string
    readonly user: string | null
    readonly status: string | null
  }[]
}

/** What a sheet says of each of its days. */
async function daysOf(home: Household, ...words: readonly string[]) {
  const { days } = (await home.json('sheet', ...words)) as { readonly days: readonly Day[] }
  return days.map(({ date, items, win, streak, away, rest_day }) =>
    [
      date.slice(5),
      ...(rest_day ? ['rest'] : []),
      ...away.map(({ user }) => `${user} is away`),
      ...(win ? [`won by ${win.task.title}, ${streak}`] : []),
      ...items.map(({ title, user, status }) => `${title}: ${user} ${status}`),
    ].join(' · '),
  )
}

const dishes = '11-24 · Call grandma: null BACKLOG · Dishes: Sam DONE'

describe('the sheet of a week', () => {
  it('has what was done and what is open, as it is now', async () => {
    const home = await busy()
    expect(await daysOf(home)).toEqual([
      '11-23 · won by Fix the tap, 1 · Fix the tap: Alex DONE',
      dishes,
      '11-25',
      '11-26 · Pay the rent: Sam BACKLOG',
      '11-27 · Alex is away',
      '11-28 · Alex is away · Bins: Sam BACKLOG',
      '11-29 · rest · Alex is away',
    ])
  })

  it('of other weeks has their dates, and next week’s has what is overdue', async () => {
    const home = await busy()
    const late = 'Pay the rent: Sam BACKLOG · Call grandma: null BACKLOG'
    const weeks = ['last week', 'next week', '2026-W50']
    const found = []
    for (const week of weeks) found.push(await daysOf(home, '--week', week))
    expect(found.map((days) => days.filter((day) => day.includes('·')))).toEqual([
      ['11-20 · Pay the rent: Sam BACKLOG'],
      [`11-30 · Alex is away · ${late}`, '12-01 · Alex is away', '12-05 · Bins: Alex null'],
      ['12-12 · Bins: Sam null'],
    ])
  })

  it('has what presses first', async () => {
    const home = await busy()
    await home.json('add', 'Water the plants due:today')
    await home.json('add', 'Post the letter due:today pri:urgent')
    await home.json('add', 'Empty the mailbox due:2026-11-19')
    expect((await daysOf(home))[3]).toBe(
      [
        '11-26 · Empty the mailbox: null BACKLOG · Pay the rent: Sam BACKLOG',
        'Post the letter: null BACKLOG · Water the plants: null BACKLOG',
      ].join(' · '),
    )
  })

  it('has every date of a routine a year ahead', async () => {
    const home = await sampleHousehold()
    for (const title of ['A', 'B', 'C', 'D']) {
      await home.json('routine', 'add', title, ...essentials, 'x', '--every', 'day')
    }
    const days = await daysOf(home, '--week', '2027-11-22')
    expect(days.map((day) => day.split(' · ').length)).toEqual([5, 5, 5, 5, 5, 5, 5])
  })

  it('has what is private only for its owner, on their own sheet', async () => {
    const home = await busy()
    const ofFriday = async (...words: string[]) => (await daysOf(home, ...words))[4]
    const secret = 'Buy a present: Sam BACKLOG'
    expect([
      await ofFriday('--as', 'sam'),
      await ofFriday('--for', 'sam', '--as', 'sam'),
      await ofFriday('--for', 'sam'),
      await ofFriday('--for', 'sam', '--as', 'alex'),
      await ofFriday('--for', 'alex', '--as', 'sam'),
    ]).toEqual([
      '11-27 · Alex is away',
      `11-27 · ${secret}`,
      '11-27',
      '11-27',
      '11-27 · Alex is away',
    ])
    for (const format of ['html', 'text', 'md']) {
      const { stdout } = await home.run('sheet', '--format', format, '--as', 'sam')
      expect(stdout).not.toContain('present')
    }
    await home.json('task', 'done', 'present', '--as', 'sam')
    expect([
      (await daysOf(home, '--for', 'sam', '--as', 'sam'))[3],
      (await daysOf(home, '--for', 'sam'))[3],
    ]).toEqual([
      '11-26 · Pay the rent: Sam BACKLOG · Buy a present: Sam DONE',
      '11-26 · Pay the rent: Sam BACKLOG',
    ])
  })

  it('of a member has their row, and what nobody has', async () => {
    const home = await busy()
    const { user, members } = (await home.json('sheet', '--for', 'sam')) as {
      user: string
      members: object[]
    }
    expect({ user, members }).toEqual({ user: 'Sam', members: [{ user_id: 2, user: 'Sam' }] })
    expect((await daysOf(home, '--for', 'sam'))[1]).toBe(dishes)
    expect((await daysOf(home, '--for', 'alex'))[1]).toBe('11-24 · Call grandma: null BACKLOG')
  })

  it('gives a program the whole of it', async () => {
    const home = await busy()
    const sheet = (await home.json('sheet', '--week', '2026-W50')) as { days: object[] }
    const day = { rest_day: false, away: [], win: null, streak: null, items: [] }
    const dates = [7, 8, 9, 10, 11, 12, 13].map((number) => `2026-12-${`0${number}`.slice(-2)}`)
    const bins = {
      user_id: 2,
      user: 'Sam',
      task_id: null,
      routine_id: 1,
      title: 'Bins',
      definition_of_done: 'At the curb',
      status: null,
      priority: 'MEDIUM',
      due_date: '2026-12-12',
      private: false,
    }
    expect(sheet).toEqual({
      from: '2026-12-07',
      until: '2026-12-13',
      week: '2026-W50',
      user_id: null,
      user: null,
      current_streak: 0,
      members: [
        { user_id: 1, user: 'Alex' },
        { user_id: 2, user: 'Sam' },
      ],
      days: dates.map((date, index) => ({ ...day, date, items: index === 5 ? [bins] : [] })),
    })
  })
})

describe('its formats', () => {
  it('are a page unless another one is asked for, the same each time', async () => {
    const home = await busy()
    const page = await home.run('sheet')
    expect([page.code, page.stderr, page.stdout.slice(0, 15)]).toEqual([0, '', '<!doctype html>'])
    expect(await home.run('sheet', '--format', 'HTML', '--paper', 'A4', '--out', '-')).toEqual(page)
    const starts = []
    for (const format of ['text', 'md']) {
      const { stdout } = await home.run('sheet', '--format', format, '--for', 'sam')
      starts.push(stdout.split('\n')[0])
    }
    expect(starts).toEqual(['Sam’s week of 23 November 2026', '# Sam’s week of 23 November 2026'])
  })

  it('are text at a terminal, where nobody reads a page', async () => {
    const home = await busy()
    const person = terminal(home, ['sheet', '--week', 'this week'])
    await person.sees('Sunday 29 Nov · rest day')
    await person.sees("To print it from a browser: momentum sheet --week 'this week' --open")
    expect(await person.ends()).toBe(0)
  })

  it('write out what would reverse the rest of a line', async () => {
    const home = await sampleHousehold()
    const essential = ['--due', 'today', ...essentials, 'A \u2066B']
    await home.json('task', 'add', 'Up \u202edown', ...essential)
    const lines = []
    for (const format of ['text', 'md']) {
      const { stdout } = await home.run('sheet', '--format', format)
      lines.push(...stdout.split('\n').filter((line) => /Up|A .*B/.test(line)))
    }
    expect(lines.map((line) => line.trim())).toEqual([
      'Unassigned  [ ] Up <U+202E>down',
      'Done means: A <U+2066>B',
      '- [ ] Up \\<U+202E\\>down — *A \\<U+2066\\>B*',
    ])
  })

  it('go to a file, which is replaced only with --force', async () => {
    const home = await busy()
    const file = join(home.folder, 'sheet.html')
    const page = await home.run('sheet')
    expect(await home.run('sheet', '--out', 'sheet.html')).toEqual(
      success(`✓ Wrote “Week of 23 November 2026”: ${file}`, 'To print it, open it in a browser.'),
    )
    expect(readFileSync(file, 'utf8')).toBe(page.stdout)
    writeFileSync(file, 'before')
    expect(await home.run('sheet', '--out', file)).toEqual(
      failure(4, `“${file}” already exists; it was not changed.`, 'To replace it, add --force.'),
    )
    expect(readFileSync(file, 'utf8')).toBe('before')
    expect(await home.json('sheet', '--format', 'text', '--out', file, '--force')).toEqual({
      file,
      format: 'text',
      from: '2026-11-23',
      until: '2026-11-29',
      items: 5,
    })
    const text = await home.run('sheet', '--format', 'text')
    expect(readFileSync(file, 'utf8')).toBe(text.stdout)
  })

  it.each([
    [
      ['--format', 'pdf'],
      'Momentum does not write PDF files.',
      'Print the page to a PDF in your browser: momentum sheet --out sheet.html',
    ],
    [
      ['--format', 'svg'],
      'A sheet is a page, and not a picture.',
      'Reports have pictures: momentum report --picture wins --out wins.svg',
    ],
    [['--format', 'xml'], 'There is no format “xml”: choose html, text or md.', undefined],
    [['--paper', 'a3'], 'There is no paper “a3”: choose a4 or letter.', undefined],
    [
      ['--paper', 'a4', '--format', 'md'],
      '--paper goes with --format html: text has no pages.',
      undefined,
    ],
    [['--week', '2026-W54'], '2026 has no week 54.', 'Its last week is 2026-W53.'],
    [['--force'], '--force goes with --out: which file may be replaced?', undefined],
  ])('refuse %j', async (words, message, hint) => {
    const home = await sampleHousehold()
    expect(await home.run('sheet', ...words)).toEqual(usageFailure(message, hint))
  })

  it('need a member and a folder that exist', async () => {
    const home = await sampleHousehold()
    const { code } = await home.run('sheet', '--for', 'nobody')
    const folder = join(home.folder, 'no')
    expect([code, await home.run('sheet', '--out', 'no/sheet.html')]).toEqual([
      3,
      usageFailure(`There is no folder “${folder}”.`, 'Create it first.'),
    ])
  })
})
