import { describe, expect, it } from 'vitest'
import { copiesOf, household } from '../../support/household/household.ts'
import { success, usageFailure } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'x']

/** Three weeks of Alex and Sam, until Sunday the 22nd of November. */
const threeWeeks = copiesOf(async () => {
  const home = household()
  const on = async (date: string, ...argv: string[]) => {
    home.setClock(`${date}T12:00:00.000Z`)
    await home.json(...argv)
  }
  await on('2026-11-02', 'db', 'init')
  await on('2026-11-02', 'user', 'add', 'Alex')
  await on('2026-11-02', 'user', 'add', 'Sam')
  await on('2026-11-03', 'task', 'add', 'Fix the tap', ...essentials, '--owner', 'alex')
  await on('2026-11-04', 'task', 'add', 'Pay the rent', ...essentials)
  await on('2026-11-04', 'task', 'add', 'Gift', ...essentials, '--owner', 'sam', '--private')
  await on('2026-11-10', 'task', 'start', '1')
  await on('2026-11-11', 'task', 'add', 'Buy chalk', ...essentials, '--starts', '2026-12-01')
  await on('2026-11-12', 'task', 'done', '2')
  await on('2026-11-18', 'task', 'block', '1', '--note', 'No washer')
  await on('2026-11-19', 'task', 'done', '3', '--as', 'sam')
  await on('2026-11-20', 'task', 'add', 'Sweep', ...essentials)
  home.setClock('2026-11-22T12:00:00.000Z')
  return home
})

const week = (from: string, until: string, counts: object) => {
  return { from, until, backlog: 0, active: 0, paused: 0, blocked: 0, done: 0, ...counts }
}

describe('task burndown', () => {
  it('shows what was open at the end of each week, and what was done', async () => {
    const home = await threeWeeks()
    expect(await home.run('task', 'burndown', '--weeks', '3')).toEqual(
      success(
        'Open tasks at the end of each week',
        '3 tasks are open, 1 more than on Sun 8 Nov. In these 3 weeks, 1 task was done.',
        '',
        'week of  done  open',
        '2 Nov       0     2  ░░░░░░░░',
        '9 Nov       1     2  ████░░░░',
        'now         0     3  ▒▒▒▒░░░░░░░░',
        '                     ├───────┼───',
        '                     0       2',
        '',
        'Now:  █ 0 active  ▒ 1 blocked  ░ 2 in the backlog',
      ),
    )
  })

  it('gives a program the numbers of each week, with the private tasks of who asks', async () => {
    const home = await threeWeeks()
    const weeks = ['task', 'burndown', '--weeks', '3']
    const second = week('2026-11-09', '2026-11-15', { backlog: 1, active: 1, done: 1 })
    const third = week('2026-11-16', '2026-11-22', { backlog: 2, blocked: 1 })
    expect([await home.json(...weeks), await home.json(...weeks, '--as', 'sam')]).toEqual([
      [week('2026-11-02', '2026-11-08', { backlog: 2 }), second, third],
      [
        week('2026-11-02', '2026-11-08', { backlog: 3 }),
        { ...second, backlog: 2 },
        { ...third, done: 1 },
      ],
    ])
  })

  it('has the numbers of the lists in the present week', async () => {
    const home = await threeWeeks()
    const count = async (...options: string[]) =>
      ((await home.json('task', 'list', ...options)) as unknown[]).length
    expect(await home.json('task', 'burndown', '--weeks', '1')).toEqual([
      week('2026-11-16', '2026-11-22', {
        backlog: (await count('--status', 'backlog')) + (await count('--upcoming')),
        blocked: await count('--status', 'blocked'),
      }),
    ])
  })

  it('takes back what was undone', async () => {
    const home = await threeWeeks()
    await home.json('undo', '2')
    expect(await home.json('task', 'burndown', '--weeks', '1')).toEqual([
      week('2026-11-16', '2026-11-22', { backlog: 1, active: 1 }),
    ])
  })

  it('has twelve weeks unless told', async () => {
    const home = await threeWeeks()
    expect(await home.json('task', 'burndown')).toHaveLength(12)
  })

  it('says so if there is nothing', async () => {
    const home = household()
    await home.json('db', 'init')
    expect(await home.run('task', 'burndown')).toEqual(
      success('No task was open or done in these 12 weeks.', 'Add one: momentum task add'),
    )
  })

  it.each(['0', '523', 'x', '-1', '1.5', ''])('refuses %j weeks', async (weeks) => {
    const home = household()
    expect(await home.run('task', 'burndown', `--weeks=${weeks}`)).toEqual(
      usageFailure(`--weeks must be a whole number from 1 to 522, not “${weeks}”.`),
    )
  })
})
