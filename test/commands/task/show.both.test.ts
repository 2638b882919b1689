import { describe, expect, it } from 'vitest'
import {
  failure,
  sampleHousehold,
  shownTask,
  success,
  tap,
} from '../../support/household/sample.ts'

const shown = [
  'Descale the kettle  #1',
  '',
  'Status      ○ backlog',
  'Done means  No crust',
  'Materials   Vinegar',
  'Domain      chores',
  'Effort      tiny',
  'Owner       Unassigned',
  'Priority    medium',
  'Added       2026-11-20',
  'UUID        00000000-0000-4000-8000-000000000001',
]

describe('task show', () => {
  it('shows a person what there is to know', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'show', '1')).toEqual(success(...shown))
  })

  it('shows why a task stands where it stands, and texts of several lines', async () => {
    const home = await sampleHousehold()
    await home.run('task', 'edit', '2', '--definition-of-done', 'Dry\nand clean')
    await home.run('task', 'pause', '2', '--note', 'Rain')
    expect(await home.run('task', 'show', '2')).toEqual(
      success(
        'Fix the tap  #2',
        '',
        'Status      ◐ paused',
        'Note        Rain',
        'Done means  Dry',
        '            and clean',
        'Domain      repairs',
        'Effort      small',
        'Owner       Alex',
        'Priority    medium',
        'Added       2026-11-20',
        'UUID        00000000-0000-4000-8000-000000000002',
      ),
    )
  })

  it('shows when a task was done', async () => {
    const home = await sampleHousehold()
    await home.run('task', 'done', '2')
    const { stdout } = await home.run('task', 'show', '2')
    expect(stdout.split('\n').slice(2, 9)).toEqual([
      'Status      ✓ done',
      'Done means  Dry for an hour',
      'Domain      repairs',
      'Effort      small',
      'Owner       Alex',
      'Priority    medium',
      'Added       2026-11-20',
    ])
    expect(stdout).toContain('\nDone        2026-11-22\n')
  })

  it.each([
    ['2'],
    ['tap'],
    [' FIX the '],
    ['Fix the tap'],
    ['00000000-0000-4000-8000-000000000002'],
    ['00000000-0000-4000-8000-000000000002'.toUpperCase()],
  ])('finds a task by %j', async (words) => {
    const home = await sampleHousehold()
    expect(await home.json('task', 'show', words)).toEqual(shownTask(tap))
    expect(await home.run('task', 'show', words, '--quiet')).toEqual(success('2'))
  })

  it('takes a title that is the whole text before those that contain it', async () => {
    const home = await sampleHousehold()
    const words = ['--domain', 'other', '--effort', 'tiny', '--definition-of-done', 'x']
    await home.run('task', 'add', 'The', ...words)
    expect(await home.json('task', 'show', 'the', '--fields', 'id')).toEqual({ id: 4 })
  })

  it('finds a task only by its title, not by what is needed for it', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'show', 'vinegar')).toEqual(
      failure(3, 'No task title contains “vinegar”.', 'See: momentum task list --all'),
    )
  })

  it.each([
    ['99', 'There is no task with the number 99.'],
    ['kettles', 'No task title contains “kettles”.'],
    ['%', 'No task title contains “%”.'],
    ['ffffffff', 'No task title contains “ffffffff”.'],
  ])('says that there is no task %j', async (words, message) => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'show', words)).toEqual(
      failure(3, message, 'See: momentum task list --all'),
    )
  })

  it.each([
    [
      't',
      '1 “Descale the kettle” (backlog), 2 “Fix the tap” (backlog, Alex), 3 “Pay the rent” (backlog, Sam)',
    ],
    [
      'the',
      '1 “Descale the kettle” (backlog), 2 “Fix the tap” (backlog, Alex), 3 “Pay the rent” (backlog, Sam)',
    ],
    [
      '00000000',
      '1 “Descale the kettle” (backlog), 2 “Fix the tap” (backlog, Alex), 3 “Pay the rent” (backlog, Sam)',
    ],
  ])('refuses %j where it fits more than one', async (words, candidates) => {
    const home = await sampleHousehold()
    const { code, stderr } = await home.run('task', 'show', words, '--json')
    const ambiguous = {
      error: {
        code: 'ambiguous',
        message: `“${words}” matches several tasks: ${candidates}.`,
        hint: 'Use its number.',
      },
    }
    expect({ code, stderr }).toEqual({ code: 3, stderr: `${JSON.stringify(ambiguous)}\n` })
  })

  it('names five candidates and says that there are more', async () => {
    const home = await sampleHousehold()
    const words = ['--domain', 'other', '--effort', 'tiny', '--definition-of-done', 'x']
    for (const title of ['Jam 1', 'Jam 2', 'Jam 3', 'Jam 4', 'Jam 5', 'Jam 6']) {
      await home.run('task', 'add', title, ...words)
    }
    const { code, stderr } = await home.run('task', 'show', 'jam', '--json')
    expect({ code, error: JSON.parse(stderr).error.message }).toEqual({
      code: 3,
      error:
        '“jam” matches several tasks: 4 “Jam 1” (backlog), 5 “Jam 2” (backlog), 6 “Jam 3” (backlog), 7 “Jam 4” (backlog), 8 “Jam 5” (backlog) and more.',
    })
  })

  it('tells the days of the household’s zone (F110)', async () => {
    const home = await sampleHousehold()
    home.env.MOMENTUM_TZ = 'America/New_York'
    home.setClock('2026-11-23T03:30:00.000Z')
    await home.json('task', 'done', 'tap')
    const { stdout } = await home.run('task', 'show', 'tap')
    expect(stdout.split('\n').slice(8, 10)).toEqual([
      'Added       2026-11-20',
      'Done        2026-11-22',
    ])
  })

  it('shows tabs as blanks and line breaks of every system as such', async () => {
    const home = await sampleHousehold()
    await home.json('task', 'edit', '2', '--definition-of-done', 'Dry\r\n\tand clean')
    const { stdout } = await home.run('task', 'show', '2')
    expect(stdout.split('\n').slice(3, 5)).toEqual(['Done means  Dry', '                and clean'])
  })

  it('takes digits for a number, however many, and never for a title (F107)', async () => {
    const home = await sampleHousehold()
    const digits = '1234567890123456'
    await home.json('task', 'edit', '1', '--title', `Call ${digits}000`)
    for (const number of [digits, `${digits}000`, `#${digits}`]) {
      expect(await home.run('task', 'show', number)).toEqual(
        failure(
          3,
          `There is no task with the number ${number.replace('#', '')}.`,
          'See: momentum task list --all',
        ),
      )
    }
  })
})
