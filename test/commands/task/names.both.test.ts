import { describe, expect, it } from 'vitest'
import { addTask, readContents } from '../../support/household/contents.ts'
import { copiesOf, household } from '../../support/household/household.ts'
import { runWithInput } from '../../support/household/members.ts'
import { failure, usageFailure } from '../../support/household/sample.ts'
import { uuid } from '../../support/household/values.ts'

/** 1 “Call mum”, 2 “Go to the bank”, 3 “Water the plants”, 4 “Buy 3 eggs” and 5 “Call bank”. */
const chores = copiesOf(async () => {
  const home = household()
  for (const title of ['Call mum', 'Go to the bank', 'Water the plants', 'Buy 3 eggs']) {
    await addTask(home, title)
  }
  return home
})

/** The same with Sam. */
const choresOfSam = copiesOf(async () => {
  const home = await chores()
  await home.json('user', 'add', 'Sam')
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
  const hint = 'Put text of several words in quotes: --note "shop …"'
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

it.each([
  [['--definition-of-done', 'It rang'], "--definition-of-done 'It rang'"],
  [['--no-private', '--completed-by', 'sam'], '--no-private --completed-by sam'],
])('repeats the options in the hint: %j', async (options, typed) => {
  const home = await chores()
  const { stderr } = await home.run('task', 'edit', 'call', 'bank', ...options)
  expect(stderr.split('\n')[1]).toEqual(
    `  If you mean these tasks: momentum task edit 1 2 ${typed}`,
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

describe.each([
  { verb: 'edit', options: ['--effort', 'tiny'] },
  { verb: 'assign', options: ['--to', 'sam'] },
  { verb: 'remove', options: ['--yes'] },
  { verb: 'take', options: ['--as', 'sam'] },
  { verb: 'done', options: [] },
])('task $verb takes several tasks', ({ verb, options }) => {
  const ids = (tasks: unknown) => (tasks as readonly { id: number }[]).map(({ id }) => id)

  it.each([
    [
      ['1', '3'],
      [1, 3],
    ],
    [['1,3'], [1, 3]],
    [['1-3'], [1, 2, 3]],
    [
      ['#4,1-2', '2'],
      [4, 1, 2],
    ],
    [
      ['call mum', '2-2'],
      [1, 2],
    ],
  ])('named by %j', async (words, found) => {
    const home = await choresOfSam()
    expect(ids(await home.json('task', verb, ...words, ...options))).toEqual(found)
  })

  it.each([
    ['one per line', '1\n\n3\r\n', [1, 3]],
    ['as a list, if it is one', '2', [2]],
    ['titles too', 'Water the plants\n4\n', [3, 4]],
  ])('that are piped in: %s', async (_, input, found) => {
    const home = await choresOfSam()
    const answer = await runWithInput(home, input, 'task', verb, '-', ...options, '--json')
    expect({ ...answer, stdout: ids(JSON.parse(answer.stdout)) }).toEqual({
      code: 0,
      stdout: found,
      stderr: '',
    })
  })

  it.each([
    [['1-99'], '', 3, 'There is no task with the number 5.'],
    [['3-1'], '', 2, '3-1 runs backward.'],
    [['1-2000'], '', 2, '1-2000 names more than 1000 tasks.'],
    [['-'], ' \n', 2, 'What is piped in names no task.'],
    [['-'], '1\n99\n', 3, 'There is no task with the number 99.'],
    [['-', '1'], '2\n', 2, 'Name tasks, or read their numbers with “-”, not both.'],
    [['-'], `${'1\n'.repeat(2 ** 19)}1`, 2, 'Too much is piped in: at most 1 MiB.'],
  ])('or none: %j %j', async (words, input, code, message) => {
    const home = await choresOfSam()
    const before = await readContents(home)
    const answer = await runWithInput(home, input, 'task', verb, ...words, ...options)
    expect({ ...answer, stderr: answer.stderr.split('\n')[0] }).toEqual({
      code,
      stdout: '',
      stderr: `momentum: ${message}`,
    })
    expect(await readContents(home)).toEqual(before)
  })
})

it('changes several tasks in one command, which one undo takes back', async () => {
  const home = await choresOfSam()
  const list = () => home.json('task', 'list', '--fields', 'id,title,owner,due_date')
  const before = await list()
  expect([
    await home.run('task', 'edit', '1-2', '--owner', 'sam', '--due', '2026-12-24'),
    await home.run('task', 'assign', '1', '3', 'none'),
    await home.run('task', 'assign', '3', '--to', 'sam'),
    await home.run('task', 'remove', '3,4', '--yes'),
  ]).toMatchInlineSnapshot(`
    [
      {
        "code": 0,
        "stderr": "",
        "stdout": "id  task            domain  effort  priority  due         owner  category  status
     1  Call mum        chores  small   medium    2026-12-24  Sam    –         ○ backlog
     2  Go to the bank  chores  small   medium    2026-12-24  Sam    –         ○ backlog
    ",
      },
      {
        "code": 0,
        "stderr": "",
        "stdout": "✓ Unassigned #1: Call mum
    ✓ Unassigned #3: Water the plants
    ",
      },
      {
        "code": 0,
        "stderr": "",
        "stdout": "✓ Assigned #3 to Sam: Water the plants
    ",
      },
      {
        "code": 0,
        "stderr": "",
        "stdout": "✓ Deleted #3: Water the plants
    ✓ Deleted #4: Buy 3 eggs
    ",
      },
    ]
  `)
  expect(await home.run('undo', '4')).toMatchObject({ code: 0 })
  expect(await list()).toEqual(before)
})

it('gives one title to one task only', async () => {
  const home = await choresOfSam()
  expect(await home.run('task', 'edit', '1', '2', '--title', 'Buy')).toEqual(
    usageFailure(
      '--title changes one task, but 2 are named.',
      'Put a title of several words in quotes: --title "Fix the tap"',
    ),
  )
})

it.each([
  ['show', ['water', 'plants'], 3, 'No task title contains “water plants”.'],
  ['show', ['1', '2'], 2, 'Name one task, not 2.'],
  ['history', ['#1', uuid(2)], 2, 'Name one task, not 2.'],
  ['assign', ['1'], 2, 'Missing <user>.'],
])('task %s %j is refused', async (verb, words, code, message) => {
  const home = await choresOfSam()
  const { stderr, ...answer } = await home.run('task', verb, ...words)
  expect({ ...answer, stderr: stderr.split('\n')[0] }).toEqual({
    code,
    stdout: '',
    stderr: `momentum: ${message}`,
  })
})

it.each([['show'], ['history'], ['toggle']])(
  'task %s takes a title without quotes',
  async (verb) => {
    const [bare, quoted] = [await choresOfSam(), await choresOfSam()]
    expect(await bare.run('task', verb, 'water', 'the', 'plants')).toEqual(
      await quoted.run('task', verb, 'water the plants'),
    )
  },
)

it('a command at a terminal says what “-” is for', async () => {
  const home = await choresOfSam()
  const world = home.world(['task', 'done', '-'], { isInputTerminal: () => true })
  expect(await home.runIn(world)).toEqual(
    usageFailure(
      'Nothing is piped in for “-” to read.',
      'Pipe in numbers, such as those of: momentum task list --overdue --quiet',
    ),
  )
})

it.each([
  ['edit', ['--effort', 'tiny'], ' --effort tiny'],
  ['edit', ['--no-private', '--due', '+1d'], ' --no-private --due +1d'],
  ['assign', ['--to', 'sam'], ' --to sam'],
  ['remove', ['--yes'], ''],
])('task %s %j says which tasks words may mean', async (verb, options, repeated) => {
  const home = await choresOfSam()
  const { stderr } = await home.run('task', verb, 'call', 'bank', ...options)
  expect(stderr.split('\n')[1]).toBe(
    `  If you mean these tasks: momentum task ${verb} 1 2${repeated}`,
  )
})
