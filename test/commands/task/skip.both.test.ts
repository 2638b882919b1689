import { describe, expect, test } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, household } from '../../support/household/household.ts'
import { failure, success, usageFailure } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']

/** Sunday 22 November: tasks 1 to 3 repeat, the third one is Alex's own, and task 4 does not. */
const withRoutines = copiesOf(async () => {
  const home = household()
  for (const name of ['Alex', 'Sam']) await home.json('user', 'add', name)
  const routine = (title: string, ...words: string[]) =>
    home.json('routine', 'add', title, ...essentials, ...words)
  await routine('Bins', '--every', 'tue', '--owner', 'sam')
  await routine('Dishes', '--every', 'day')
  await routine('Gifts', '--every', '3 dec', '--private', '--as', 'alex')
  await addTask(home, 'Fix the tap')
  return home
})

const dates = ['--fields', 'id,due_date,next_task_id']

describe('task skip', () => {
  test('says when it comes next', async () => {
    const home = await withRoutines()
    expect([
      await home.run('task', 'skip', 'bins'),
      await home.run('task', 'skip', 'dishes', '--missed', '--note', 'Late'),
      await home.run('task', 'skip', 'dishes', '-q'),
    ]).toEqual([
      success('✓ Bins is skipped.', '  Next on Tue 1 Dec.'),
      success('✓ Dishes is recorded as missed.', '  Next on Mon 23 Nov.'),
      success('2'),
    ])
  })

  test('says that the routine has ended', async () => {
    const home = await withRoutines()
    const last = ['--every', 'day', '--until', 'today']
    await home.json('routine', 'add', 'Trim the tree', ...essentials, ...last)
    expect(await home.run('task', 'skip', 'trim the tree')).toEqual(
      success('✓ Trim the tree is skipped.', '  The routine has ended.'),
    )
  })

  test('of several lists them as they are now, and gives a program a list', async () => {
    const home = await withRoutines()
    expect(await home.run('task', 'skip', '1', '2')).toEqual(
      success(
        'id  task      domain  effort  priority  due        starts     owner  category  status',
        ' 1  Bins ↻    chores  tiny    medium    in 9 days  in 8 days  Sam    –         ○ backlog',
        ' 2  Dishes ↻  chores  tiny    medium    tomorrow   tomorrow   –      –         ○ backlog',
      ),
    )
    expect(await home.json('task', 'skip', '2', '2', ...dates)).toEqual([
      { id: 2, due_date: '2026-11-24', next_task_id: 2 },
    ])
  })

  test.each([
    [
      ['tap'],
      failure(
        4,
        '“Fix the tap” does not repeat and cannot be skipped.',
        'To put it off by a week: momentum task edit 4 --due +1w',
      ),
    ],
    [
      ['3', '--as', 'sam'],
      failure(3, 'There is no task with the number 3.', 'See: momentum --as sam task list --all'),
    ],
  ])('refuses %j', async (words, answer) => {
    const home = await withRoutines()
    expect(await home.run('task', 'skip', ...words)).toEqual(answer)
  })
})

describe('task skip --missed', () => {
  const missed = ['task', 'skip', 'bins', '--missed'] as const

  test('refuses a time that is still to come', async () => {
    const home = await withRoutines()
    const before = await home.run('routine', 'history', 'bins', '--json')
    const tooEarly = (day: string) =>
      failure(
        4,
        `“Bins” is due on ${day}, so nobody has missed it yet.`,
        'If it is not needed this time: momentum task skip 1',
      )
    expect([
      await home.run(...missed),
      (await home.run('task', 'edit', 'bins', '--due', '2026-11-27', '-q')).code,
      await home.run(...missed),
      await home.run('routine', 'history', 'bins', '--json'),
    ]).toEqual([tooEarly('2026-11-24'), 0, tooEarly('2026-11-27'), before])
  })

  test.each([
    ['on its day', '2026-11-24T12:00:00.000Z', 'none'],
    ['on its day, though it was put off', '2026-11-24T12:00:00.000Z', '2026-11-27'],
    ['on the earlier day to which it was moved', '2026-11-23T12:00:00.000Z', '2026-11-23'],
  ])('takes it %s', async (_, clock, due) => {
    const home = await withRoutines()
    await home.json('task', 'edit', 'bins', '--due', due)
    home.setClock(clock)
    await home.json(...missed)
    const history = await home.json('routine', 'history', 'bins', '--fields', 'date,outcome')
    expect(history).toEqual([{ date: '2026-11-24', outcome: 'MISSED' }])
  })
})

describe('task take', () => {
  test('makes who acts the owner', async () => {
    const home = await withRoutines()
    const owner = ['--fields', 'id,owner']
    expect([
      await home.run('task', 'take', 'bins', '--as', 'sam'),
      await home.run('task', 'take', 'bins', '--as', 'alex'),
      await home.json('task', 'take', '1', '4', '--as', 'sam', ...owner),
    ]).toEqual([
      success('✓ #1 is yours now: Bins'),
      success('✓ #1 is yours now: Bins', '  It was Sam’s turn.'),
      [
        { id: 1, owner: 'Sam' },
        { id: 4, owner: 'Sam' },
      ],
    ])
  })

  test('refuses what is finished, private to another member, or taken by nobody', async () => {
    const home = await withRoutines()
    await home.json('task', 'done', '4')
    expect([
      await home.run('task', 'take', '1'),
      await home.run('task', 'take', 'gifts', '--as', 'sam'),
      await home.run('task', 'take', '1', '4', '--as', 'alex'),
      await home.json('task', 'show', '1', '--fields', 'owner'),
    ]).toEqual([
      usageFailure(
        'task take needs to know who you are.',
        'Add --as <user>, or log in once: momentum login <user>',
      ),
      failure(3, 'No task title contains “gifts”.', 'See: momentum --as sam task list --all'),
      failure(
        4,
        '“Fix the tap” is done and cannot be taken over.',
        'To put it back in the backlog first: momentum --as alex task reopen 4',
      ),
      { owner: 'Sam' },
    ])
  })
})

describe('task edit of who did it', () => {
  const edit = (...words: string[]) => ['task', 'edit', 'bins', ...words]
  const credit = ['--fields', 'id,completed_on,completed_by,next_task_id']

  test('corrects the finished one of that title, and what follows', async () => {
    const home = await withRoutines()
    home.setClock('2026-12-02T12:00:00.000Z')
    await home.json('task', 'done', 'bins', '--by', 'alex')
    const corrected = edit('--completed-on', '2026-11-24', '--completed-by', 'sam')
    expect([
      await home.json(...corrected, ...credit),
      await home.json('task', 'list', '--search', 'bins', ...dates),
      await home.json(...edit('--completed-by', 'none'), ...credit),
    ]).toEqual([
      { id: 1, completed_on: '2026-11-24', completed_by: 'Sam', next_task_id: 5 },
      [{ id: 5, due_date: '2026-12-01', next_task_id: null }],
      { id: 1, completed_on: '2026-11-24', completed_by: null, next_task_id: 5 },
    ])
  })

  test('changes other fields in the same command', async () => {
    const home = await withRoutines()
    await home.json('task', 'done', '4')
    const both = ['--completed-by', 'sam', '--title', 'Mend the tap']
    const fields = ['--fields', 'title,completed_by']
    expect(await home.json('task', 'edit', '4', ...both, ...fields)).toEqual({
      title: 'Mend the tap',
      completed_by: 'Sam',
    })
  })

  test('refuses a day in the future, and what is not done', async () => {
    const home = await withRoutines()
    expect([
      await home.run('task', 'edit', '4', '--completed-on', 'tomorrow'),
      await home.run('task', 'done', '4', '--on', '2026-12-01'),
      await home.run('task', 'edit', '4', '--completed-on', 'today', '--title', 'x'),
    ]).toEqual([
      usageFailure(
        '2026-11-23 is in the future; a task can only be done today or earlier.',
        'Type today, yesterday or a past date.',
      ),
      usageFailure(
        '2026-12-01 is in the future; a task can only be done today or earlier.',
        'Type today, yesterday or a past date.',
      ),
      failure(
        4,
        '“Fix the tap” is not done, so --completed-on and --completed-by do not apply.',
        'If it is done: momentum task done 4 --on 2026-11-22',
      ),
    ])
  })
})
