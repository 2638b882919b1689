import { describe, expect, test } from 'vitest'
import { noon } from '../../support/household/household.ts'
import {
  failure,
  oneOClock,
  runInNewHousehold,
  sampleHousehold,
  success,
  tap,
  usageFailure,
} from '../../support/household/sample.ts'
import { keys, terminal } from '../../support/program/terminal.ts'

const plumber = {
  id: 1,
  task_id: 2,
  author_user_id: 2,
  author: 'Sam',
  text: 'The plumber comes on Friday',
  created_at: noon,
}

/** Sam’s note on the tap, at noon; an hour later a longer one of nobody. */
async function noted() {
  const home = await sampleHousehold()
  await home.json('task', 'note', 'tap', ...plumber.text.split(' '), '--as', 'sam')
  home.setClock(oneOClock)
  await home.json('task', 'note', '2', 'Bring:\n- a washer\n- a bucket')
  return home
}

const washer = {
  id: 2,
  task_id: 2,
  author_user_id: null,
  author: null,
  text: 'Bring:\n- a washer\n- a bucket',
  created_at: oneOClock,
}

function notesOf(task: unknown) {
  return (task as { notes: { author: string | null }[] }).notes
}

describe('task note', () => {
  test('keeps a note with its author and its day, which task show gives with the task', async () => {
    const home = await sampleHousehold()
    const words = ['task', 'note', 'tap', 'The', 'plumber', 'comes on', 'Friday']
    expect([
      await home.json(...words, '--as', 'sam'),
      await home.json('task', 'show', 'tap'),
      await home.json('task', 'show', 'tap', '--fields', 'notes'),
      await home.json('task', 'show', '1', '--fields', 'notes'),
    ]).toEqual([plumber, { ...tap, notes: [plumber] }, { notes: [plumber] }, { notes: [] }])
  })

  test('tells a person which note it added, and task show shows all of them', async () => {
    const home = await sampleHousehold()
    expect([
      await home.run('task', 'note', 'tap', 'Call', 'first', '--as', 'alex'),
      await home.run('task', 'note', 'tap', 'Two\nlines', '-q'),
    ]).toEqual([success('✓ Added note #1 to #2: Fix the tap'), success('2')])
    const { stdout } = await home.run('task', 'show', 'tap')
    expect(stdout.slice(stdout.indexOf('Notes'))).toEqual(
      'Notes\n#1  Call first (Alex, today)\n#2  Two\n    lines (today)\n',
    )
  })

  test('asks for the words on a terminal', async () => {
    const home = await sampleHousehold()
    const person = terminal(home, ['task', 'note', 'tap'])
    await person.sees('Note:')
    person.types(`Ask Sam${keys.enter}`)
    const code = await person.ends()
    expect([code, await home.json('task', 'show', 'tap', '--fields', 'notes')]).toMatchObject([
      0,
      { notes: [{ text: 'Ask Sam' }] },
    ])
  })

  test.each([
    [['task', 'note'], 'Missing <task>.', 'See: momentum task note --help'],
    [
      ['task', 'note', '3'],
      'Missing the text of the note.',
      'Type: momentum task note <task> <words>',
    ],
    [['task', 'note', '3', ' '], 'The note is empty.', undefined],
    [
      ['task', 'note', '3', 'x'.repeat(1001)],
      'The note is 1001 characters long; the limit is 1000.',
      undefined,
    ],
    [
      ['task', 'note', '--remove', 'two'],
      '“two” is not the number of a note.',
      'To see the numbers: momentum task show <task>',
    ],
    [
      ['task', 'note', '3', 'Call', 'first', '--remove', '2'],
      'Unexpected “Call first”: --remove takes no text.',
      'To delete the note: momentum task note --remove 2',
    ],
  ])('refuses %j before it opens the database', async (words, message, hint) => {
    expect(await runInNewHousehold(...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })
})

describe('task note --remove', () => {
  test('deletes a note, of any task or of the one that is named', async () => {
    const home = await noted()
    expect([
      await home.json('task', 'note', '--remove', '1', '--yes'),
      await home.run('task', 'note', 'tap', '--remove', '#2', '--yes'),
      await home.json('task', 'show', 'tap', '--fields', 'notes'),
    ]).toEqual([plumber, success('✓ Deleted note #2 of #2: Fix the tap'), { notes: [] }])
  })

  test('asks a person first, and deletes nothing without an answer', async () => {
    const home = await noted()
    const person = terminal(home, ['task', 'note', '--remove', '2'])
    await person.sees('Delete the note “Bring: - a washer - a bucket”?')
    person.types(keys.enter)
    expect([await person.ends(), await home.run('task', 'note', '--remove', '1')]).toEqual([
      130,
      usageFailure(
        'This needs confirmation, but there is no terminal to ask on.',
        'To go ahead, add --yes.',
      ),
    ])
    expect(await home.json('task', 'show', 'tap', '--fields', 'notes')).toEqual({
      notes: [plumber, washer],
    })
  })

  test('finds no note that is not there, or is on another task', async () => {
    const home = await noted()
    expect([
      await home.run('task', 'note', '--remove', '9', '--yes'),
      await home.run('task', 'note', 'rent', '--remove', '1', '--yes'),
    ]).toEqual([
      failure(
        3,
        'There is no note with the number 9.',
        'To see the notes on a task: momentum task show <task>',
      ),
      failure(
        3,
        'Task 3 has no note with the number 1.',
        'To see the notes on a task: momentum task show 3',
      ),
    ])
  })
})

test('the notes on a private task are for its owner alone, even in the history', async () => {
  const home = await noted()
  await home.json('task', 'edit', 'tap', '--private', '--as', 'alex')
  await home.json('task', 'note', 'tap', 'Secretly', '--as', 'alex')
  const of = async (...who: string[]) => [
    (await home.run('task', 'note', 'tap', 'x', ...who)).code,
    (await home.run('task', 'note', '--remove', '1', '--yes', ...who)).code,
    (await home.run('task', 'history', '2', ...who)).code,
    ((await home.json('undo', '--list', ...who)) as { command: string }[]).filter(
      ({ command }) => command === 'task note',
    ).length,
  ]
  expect([await of('--as', 'sam'), await of(), await of('--as', 'alex')]).toEqual([
    [3, 3, 3, 0],
    [3, 3, 3, 0],
    [0, 0, 0, 3],
  ])
  await home.json('task', 'remove', 'tap', '--yes', '--as', 'alex')
  expect(await of('--as', 'sam')).toEqual([3, 3, 3, 0])
})

test('the history of a task tells of its notes, also of those that were deleted', async () => {
  const home = await noted()
  await home.json('task', 'note', 'rent', 'Another task')
  await home.json('task', 'note', '--remove', '1', '--yes', '--as', 'alex')
  const changes = (await home.json('task', 'history', 'tap')) as Record<string, unknown>[]
  const history = changes.map(({ table_name, row_id, subject, operation, command }) => [
    ...[table_name, row_id, subject, operation, command],
  ])
  expect(history).toEqual([
    ['notes', 1, 'Fix the tap', 'DELETE', 'task note'],
    ['notes', 2, 'Fix the tap', 'INSERT', 'task note'],
    ['notes', 1, 'Fix the tap', 'INSERT', 'task note'],
    ['tasks', 2, 'Fix the tap', 'INSERT', 'task add'],
  ])
  const { stdout } = await home.run('task', 'history', 'tap')
  expect(stdout.split('\n').slice(3, 6)).toEqual([
    'today 13:00       Alex  task note  note “The plumber comes on Friday” deleted',
    'today 13:00       –     task note  note “Bring: - a washer - a bucket” added',
    'today 12:00       Sam   task note  note “The plumber comes on Friday” added',
  ])
})

test('an undo says which note it took away or brought back', async () => {
  const home = await noted()
  await home.json('task', 'note', '--remove', '1', '--yes')
  expect([
    await home.run('undo'),
    await home.run('undo'),
    await home.json('task', 'show', 'tap', '--fields', 'notes'),
    await home.run('redo'),
  ]).toEqual([
    success('↶ Undid task note: “Fix the tap”, note “The plumber comes on Friday” is back'),
    success('↶ Undid task note: “Fix the tap”, note “Bring: - a washer - a bucket” deleted'),
    { notes: [plumber] },
    success('↷ Redid task note: “Fix the tap”, note “Bring: - a washer - a bucket” added'),
  ])
})

test('a task comes back with its notes, and is not taken away while somebody else noted it', async () => {
  const home = await sampleHousehold()
  await home.json('db', 'seed', '--as', 'alex')
  const [{ id }] = (await home.json('task', 'list', '--sort', 'id:desc')) as [{ id: number }]
  await home.json('task', 'note', `${id}`, 'Mine', '--as', 'sam')
  expect(await home.run('undo', '--as', 'alex')).toMatchObject({ code: 4 })
  await home.json('task', 'remove', `${id}`, '--yes', '--as', 'sam')
  await home.json('undo', '--as', 'sam')
  expect(await home.json('task', 'show', `${id}`, '--fields', 'notes')).toMatchObject({
    notes: [{ text: 'Mine', author: 'Sam' }],
  })
})

test('a note stays without the name of a member who is deleted, and gets it back', async () => {
  const home = await noted()
  await home.json('user', 'remove', 'sam', '--tasks', 'keep', '--yes')
  const authors = async () =>
    notesOf(await home.json('task', 'show', 'tap')).map(({ author }) => author)
  const without = await authors()
  await home.json('undo')
  expect([without, await authors()]).toEqual([
    [null, null],
    ['Sam', null],
  ])
})
