import { describe, expect, it } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, household } from '../../support/household/household.ts'
import { failure } from '../../support/household/sample.ts'
import { uuid } from '../../support/household/values.ts'

/** 1 “Call mum”, 2 “Go to the bank”, 3 “Water the plants”, 4 “Buy 3 eggs” and 5 “Call bank”. */
const chores = copiesOf(async () => {
  const home = household()
  for (const title of ['Call mum', 'Go to the bank', 'Water the plants', 'Buy 3 eggs']) {
    await addTask(home, title)
  }
  return home
})

const verbs = ['start', 'pause', 'block', 'done', 'abandon', 'reopen'] as const
const noted = ['pause', 'block', 'abandon']

describe.each(verbs)('task %s with several words', (verb) => {
  const ids = ['--fields', 'id']

  it.each([
    ['one number', ['1'], { id: 1 }],
    ['one title in quotes', ['call mum'], { id: 1 }],
    ['one title without quotes', ['Call', 'mum'], { id: 1 }],
    ['one title with a number in it', ['buy', '3', 'eggs'], { id: 4 }],
    ['part of one title without quotes', ['to', 'the', 'ba'], { id: 2 }],
    ['numbers', ['1', '#2'], [{ id: 1 }, { id: 2 }]],
    ['the same number twice', ['1', '1'], [{ id: 1 }]],
    ['a number and the UUID of the same task', ['1', uuid(1)], [{ id: 1 }]],
    ['a number and a part of the same title', ['1', 'mum'], [{ id: 1 }]],
    ['parts of the same title', ['plants', 'water'], [{ id: 3 }]],
    ['UUIDs and numbers', ['3', uuid(2), uuid(1)], [{ id: 3 }, { id: 2 }, { id: 1 }]],
    ['titles in quotes', ['call mum', 'Go to the bank', '4'], [{ id: 1 }, { id: 2 }, { id: 4 }]],
  ])('gives a program an object for one reference, else a list: %s', async (_, words, answer) => {
    const home = await chores()
    expect(await home.json('task', verb, ...words, ...ids)).toEqual(answer)
  })

  it.each([
    [['call', 'bank'], 'call bank', '1 “Call mum” and 2 “Go to the bank”', '1 2'],
    [['mum', '2'], 'mum 2', '1 “Call mum” and 2 “Go to the bank”', '1 2'],
    [
      ['plants', 'bank', 'eggs', 'bank'],
      'plants bank eggs bank',
      '3 “Water the plants”, 2 “Go to the bank” and 4 “Buy 3 eggs”',
      '3 2 4',
    ],
  ])('moves nothing where %j are parts of several titles', async (words, title, tasks, ids) => {
    const home = await chores()
    const before = await home.json('task', 'list', '--all')
    const answer = await home.run('task', verb, ...words)
    expect(answer).toEqual(
      failure(
        3,
        `No task title contains “${title}”, but its words match ${tasks}.`,
        `If you mean these tasks: momentum task ${verb} ${ids}`,
      ),
    )
    expect(await home.json('task', 'list', '--all')).toEqual(before)
    expect(await home.json('task', verb, ...ids.split(' '))).toHaveLength(ids.split(' ').length)
  })

  it.each([
    [['call', 'nobody'], 'No task title contains “call nobody”.'],
    [['the', 'mum'], 'No task title contains “the mum”.'],
    [['1', '99'], 'There is no task with the number 99.'],
    [['1', 'nobody'], 'No task title contains “nobody”.'],
  ])('moves nothing where nothing fits %j', async (words, message) => {
    const home = await chores()
    expect(await home.run('task', verb, ...words)).toEqual(
      failure(3, message, 'See: momentum task list --all'),
    )
  })
})

it.each(['pause', 'block', 'abandon'])('%s says that a note needs quotes', async (verb) => {
  const home = await chores()
  const hint = 'Put a note of several words in quotes: --note "too cold"'
  expect([
    await home.run('task', verb, '1', '--note', 'shop', 'shut'),
    await home.run('task', verb, '--note', 'shop', 'is', 'shut', '1'),
    await home.run('task', verb, '1', 'nobody', '--note', 'shop is shut'),
    await home.run('task', verb, 'nobody', '--note', 'shut'),
  ]).toEqual([
    failure(3, 'No task title contains “shut”.', hint),
    failure(3, 'No task title contains “is”.', hint),
    failure(3, 'No task title contains “nobody”.', 'See: momentum task list --all'),
    failure(3, 'No task title contains “nobody”.', 'See: momentum task list --all'),
  ])
})

it('takes words for one title before it takes them for parts of several', async () => {
  const home = await chores()
  await addTask(home, 'Call bank')
  expect(await home.json('task', 'start', 'call', 'bank', '--fields', 'id')).toEqual({ id: 5 })
})

it('names the candidates of a title without quotes', async () => {
  const home = await chores()
  await addTask(home, 'Call mum')
  expect(await home.run('task', 'done', 'call', 'mum')).toEqual(
    failure(
      3,
      '“call mum” matches several tasks: 1 “Call mum” (backlog), 5 “Call mum” (backlog).',
      'Use its number.',
    ),
  )
})

it.each(noted)('repeats the note of task %s in the hint', async (verb) => {
  const home = await chores()
  const { stderr } = await home.run('task', verb, 'call', 'bank', '--note', 'It’s late')
  expect(stderr.split('\n')[1]).toEqual(
    `  If you mean these tasks: momentum task ${verb} 1 2 --note 'It’s late'`,
  )
})

it('refuses words in the same way with --yes and for a program', async () => {
  const home = await chores()
  const { code, stdout, stderr } = await home.run(
    'task',
    'start',
    'call',
    'bank',
    '--yes',
    '--json',
  )
  expect({ code, stdout, error: JSON.parse(stderr).error.code }).toEqual({
    code: 3,
    stdout: '',
    error: 'ambiguous',
  })
})
