import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const householdWithTask = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  await addTask(home, 'Fix the tap')
  return home
})

const losses = [
  {
    command: 'task remove',
    argv: ['task', 'remove', 'tap'],
    question: 'Delete “Fix the tap”? (You can undo this.) (y/N)',
  },
  {
    command: 'task remove, of several',
    argv: ['task', 'remove', 'tap', '1-1'],
    question: 'Delete “Fix the tap”? (You can undo this.) (y/N)',
  },
  {
    command: 'user remove',
    argv: ['user', 'remove', 'sam'],
    question: 'Delete Sam? Their private tasks are deleted too. (You can undo this.) (y/N)',
  },
  {
    command: 'db migrate --to',
    argv: ['db', 'migrate', '--to', '0006_open_tasks'],
    question:
      'A downgrade deletes changes (2 rows) and commands (2 rows). A backup is made first. Downgrade? (y/N)',
  },
]

test.each(losses)('$command asks first, and Enter alone means no', async ({ argv, question }) => {
  const home = await householdWithTask()
  const before = await readContents(home)
  const person = terminal(home, argv, 120)
  await person.sees(question)
  person.types(keys.enter)

  expect(await person.ends()).toEqual(130)
  expect(person.screen().split('\n').at(-1)).toEqual('Cancelled.')
  expect(await readContents(home)).toEqual(before)
})

test.each([
  [5, '“Fix the tap”, “Task 2”, “Task 3”, “Task 4” and “Task 5”'],
  [6, '“Fix the tap”, “Task 2”, “Task 3”, “Task 4” and 2 other tasks'],
])('a question about %i tasks names a few of them', async (count, named) => {
  const home = await householdWithTask()
  for (let id = 2; id <= count; id += 1) await addTask(home, `Task ${id}`)
  const person = terminal(home, ['task', 'remove', `1-${count}`], 120)
  await person.sees(`Delete ${named}? (You can undo this.) (y/N)`)
  person.types(keys.enter)
  expect(await person.ends()).toEqual(130)
})

test.each(losses)('$command asks nothing with --yes', async ({ argv, question }) => {
  const home = await householdWithTask()
  const person = terminal(home, [...argv, '--yes'])

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).not.toContain(question)
})

const refusals = [
  [
    ['task', 'remove', 'tap'],
    '“Fix the tap” is the Daily Win of 2026-11-22 and cannot be deleted.',
  ],
  [['user', 'remove', 'sam'], 'Sam owns a task.'],
  [['user', 'remove', 'sam', '--tasks', 'delete'], 'is a Daily Win in the history'],
  [['user', 'remove', 'sam', '--tasks', 'kim'], 'Kim is inactive and cannot be assigned a task.'],
  [['user', 'remove', 'sam', '--as', 'sam', '--tasks', 'keep'], 'You own a private task'],
  [['db', 'restore', 'foo.db'], 'There is no file'],
  [['task', 'add', '--owner', 'kim'], 'Kim is inactive and cannot be assigned a task.'],
  [['task', 'add', 'Soup', '--owner', 'zoe'], 'There is no member “zoe”.'],
  [['user', 'add', '--email', 'kim@example.org'], '“kim@example.org” is already in use.'],
  [['task', 'add', 'Soup', '--category', 'attic'], 'There is no category “attic”.'],
  [['task', 'add', '--as', 'zoe'], 'There is no member “zoe”.'],
  [['task', 'add', '--private'], 'The task is private and needs an owner.'],
  [
    ['task', 'add', 'Soup', '--private', '--owner', 'none'],
    '“Soup” is private and needs an owner.',
  ],
  [['task', 'add', '--db', 'typo.db'], 'There is no database at'],
  [['user', 'add', '--db', 'typo.db'], 'There is no database at'],
  [['user', 'add', '--as', 'zoe'], 'There is no member “zoe”.'],
] as const

const refusing = copiesOf(async () => {
  const home = await householdWithTask()
  await home.json('task', 'assign', 'tap', 'sam')
  await home.json('win', 'pick', 'tap')
  await addTask(home, 'Gift', '--owner', 'sam', '--private', '--as', 'sam')
  await home.json('user', 'add', 'Kim', '--email', 'kim@example.org')
  await home.json('user', 'deactivate', 'kim')
  return home
})

test.each(refusals)('%j is refused before anything is asked', async (argv, sentence) => {
  const home = await refusing()
  const before = await readContents(home)
  const person = terminal(home, [...argv], 200)
  expect([await person.ends(), await readContents(home)]).toEqual([expect.any(Number), before])
  expect(person.screen()).toContain(sentence)
  expect(person.screen()).not.toMatch(/\?/)
})

/** What an empty household holds. */
const nothing = { users: [], tasks: [], upcoming: [], routines: [], wins: [] }

test('a password is not asked about where there is none', async () => {
  const home = await householdWithTask()
  const person = terminal(home, ['user', 'password', 'sam', '--reset'], 200)
  expect([await person.ends(), person.screen()]).toEqual([0, '✓ Sam has no password now.'])
})

test('task remove deletes the task when the answer is yes', async () => {
  const home = await householdWithTask()
  const person = terminal(home, ['task', 'remove', 'tap'])
  await person.sees('(y/N)')
  person.types(`y${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', '--all')).toEqual([])
})

test('user remove says how many tasks go with the user', async () => {
  const home = await householdWithTask()
  await home.run('task', 'assign', '1', 'sam')
  const person = terminal(home, ['user', 'remove', 'sam', '--tasks', 'delete'])
  await person.sees(
    'Delete Sam and 1 task? Their private tasks are deleted too. (You can undo\nthis.) (y/N)',
  )
  person.types(`y${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await readContents(home)).toEqual(nothing)
})

test('user remove speaks of no tasks where a member has none', async () => {
  const home = await householdWithTask()
  const person = terminal(home, ['user', 'remove', 'sam', '--tasks', 'delete'])
  await person.sees('Delete Sam? Their private tasks are deleted too. (You can undo this.) (y/N)')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(130)
})

test('user remove counts the private tasks of members who delete themselves', async () => {
  const home = await householdWithTask()
  await home.run('task', 'assign', '1', 'sam')
  await home.run('task', 'edit', '1', '--private', '--as', 'sam')
  const person = terminal(home, ['user', 'remove', 'sam', '--tasks', 'delete', '--as', 'sam'])
  await person.sees('Delete Sam and 1 task? (You can undo this.) (y/N)')
  person.types(`y${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await readContents(home)).toEqual(nothing)
})

test('db migrate back says what is lost, and goes back when the answer is yes', async () => {
  const home = await householdWithTask()
  await home.run('task', 'edit', '1', '--due', '2026-12-24')
  const person = terminal(home, ['db', 'migrate', '--to', '0003_categories'], 120)
  await person.sees('commands (3 rows) and tasks.due_date (1 row)')
  await person.sees('(y/N)')
  person.types(`y${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  const steps = (await home.json('db', 'migrate', '--list')) as { applied: boolean }[]
  expect(steps.at(-1)).toMatchObject({ applied: false })
})

test('nothing is asked about a thing that does not exist', async () => {
  const home = await householdWithTask()
  const task = terminal(home, ['task', 'remove', '9'])
  const user = terminal(home, ['user', 'remove', 'zoe'])

  expect([await task.ends(), await user.ends()]).toEqual([3, 3])
  expect(task.screen() + user.screen()).not.toContain('?')
})
