import { expect, test } from 'vitest'
import { searchTexts } from '../../../src/db/check/search-texts.ts'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import { addTask, editTask } from '../../../src/db/tasks/changes.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { assignTask, moveTask } from '../../../src/db/tasks/moves.ts'
import { getTask } from '../../../src/db/tasks/references.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import { finishedStatuses, openStatuses } from '../../../src/domain/task-status.ts'
import { foldAccents } from '../../../src/domain/text.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { draft, toDone, uuid, writer } from '../../support/household/values.ts'

/** A household with tasks of these titles, numbered from 1. */
async function titled(...titles: readonly string[]) {
  const db = await newDatabase()
  for (const [index, title] of titles.entries()) {
    await addTask(writer(db), draft(index + 1, { title }), at(0))
  }
  return db
}

const signs = ['100% cotton', 'a_b', 'axb', 'C:\\temp', '1000 cotton', 'Straße', 'CAFÉ', 'ÉTÉ']

const searches: readonly (readonly [search: string, titles: readonly string[]])[] = [
  ['100%', ['100% cotton']],
  ['%', ['100% cotton']],
  ['a_b', ['a_b']],
  ['_', ['a_b']],
  ['\\', ['C:\\temp']],
  ['c:\\T', ['C:\\temp']],
  ['STRASSE', ['Straße']],
  ['straße', ['Straße']],
  ['ß', ['Straße']],
  ['café', ['CAFÉ']],
  ['Cafe\u0301', ['CAFÉ']],
  ['été', ['ÉTÉ']],
  ['cafe', ['CAFÉ']],
  ['strase', []],
  ['cotton%', []],
  ["'; drop table tasks; --", []],
]

test.each(searches)(
  'F096 finds %j as it is written, in any case and any form',
  async (search, found) => {
    const db = await titled(...signs)
    expect((await listTasks(db, null, { search })).map(({ title }) => title)).toEqual(found)
  },
)

const accents = [
  ['creme', 'Crème brûlée'],
  ['CRÈME', 'Creme of the week'],
  ['istanbul', 'Call İstanbul'],
  ["don't", 'Don’t forget the bins'],
  ['don’t', "Don't forget the keys"],
  ['10 kg', 'Buy 10\u00a0kg of flour'],
  ['10\u00a0kg', 'Buy 10 kg of rice'],
  ['full', 'The bin is ｆｕｌｌ'],
  ['lodz', 'Write to Łódź'],
  ['5-6', 'Meet at 5–6'],
  ['aeble', 'Pick the æbler'],
] as const

test.each(accents)('finds %j in “%s”, without its accents and forms', async (search, title) => {
  const db = await titled('Mow the lawn', title)
  const found = await listTasks(db, null, { search })
  expect([
    found.map((task) => task.title),
    (await getTask(db, null, { text: search, part: search }, openStatuses)).id,
  ]).toEqual([[title], 2])
})

test.each([
  ['creme', ['Crème', 'Creme'], 2],
  ['CRÈME', ['Creme', 'Crème'], 2],
  ['creme', ['Fold in the crème', 'Whip the creme'], 2],
  ['zoe', ['Call Zoe back', 'Zoë'], 2],
] as const)('a title with the accents of %j goes before others: %j', async (part, titles, id) => {
  const db = await titled(...titles)
  expect((await getTask(db, null, { text: part, part }, openStatuses)).id).toEqual(id)
})

test('searches the title, the definition of done, the materials and the description', async () => {
  const db = await newDatabase()
  await addTask(writer(db), draft(1, { title: 'Descale the KETTLE' }), at(0))
  await addTask(writer(db), draft(2, { definition_of_done: 'The kettle shines.' }), at(0))
  await addTask(writer(db), draft(3, { materials_needed: 'A kettle\nA sponge' }), at(0))
  await addTask(writer(db), draft(4), at(0))
  await addTask(writer(db), draft(5, { description: 'Not the KETTLE of the neighbors' }), at(0))
  const found = async (search: string) =>
    (await listTasks(db, null, { search })).map(({ id }) => id)
  expect([await found('kettle'), await found('sponge'), await found('chores')]).toEqual([
    [1, 2, 3, 5],
    [3],
    [],
  ])
})

test('a definition of done that nobody gave is not searched, also after an undo and a redo', async () => {
  const db = await newDatabase()
  const unsaid = { definition_of_done: 'As the title says', reviewed: false }
  await addTask(writer(db), draft(1, unsaid), at(0))
  await addTask(writer(db), draft(2, { ...unsaid, title: 'Read what the title says' }), at(0))
  await addTask(writer(db), draft(3, { ...unsaid, reviewed: true }), at(0))
  const found = async () =>
    (await listTasks(db, null, { search: 'the title says' })).map(({ id }) => id)
  const results = [await found()]
  // The same words, from somebody who means them.
  await editTask(writer(db), null, 1 as TaskId, { definition_of_done: 'As the title says' }, at(1))
  results.push(await found())
  for (const direction of ['undo', 'redo'] as const) {
    const rules = { count: 1, accept: () => {}, mayChange: () => true }
    await reverseCommands(writer(db), null, direction, rules)
    results.push(await found())
  }
  await editTask(writer(db), null, 2 as TaskId, { title: 'Read', due_date: day(1) }, at(3))
  results.push(await found())
  expect([...results, await searchTexts.findFault(db, { seesAll: true, advance() {} })]).toEqual([
    [2, 3],
    [1, 2, 3],
    [2, 3],
    [1, 2, 3],
    [1, 3],
    undefined,
  ])
})

test('finds a task by number, uuid, beginning of the uuid, and part of the title', async () => {
  const db = await titled('Descale the kettle')
  await addTask(writer(db), { ...draft(2), uuid: 'abcdef01-2345-4678-9abc-def012345678' }, at(0))
  const [first, second] = await listTasks(db, null, {})
  expect([
    await getTask(db, null, { text: '1', id: 1 as TaskId }, openStatuses),
    await getTask(db, null, { text: uuid(1), uuid: uuid(1) }, openStatuses),
    await getTask(db, null, { text: 'abcdef01', uuid: 'abcdef01' }, openStatuses),
    await getTask(db, null, { text: 'abcdef01-23', uuid: 'abcdef01-23' }, openStatuses),
    await getTask(db, null, { text: 'KETT', part: 'KETT' }, openStatuses),
  ]).toEqual([first, first, second, second, first])
})

test('a number goes before a uuid, and a uuid before a title', async () => {
  const db = await titled('abcdef01 is in the title', 'Two')
  await addTask(writer(db), { ...draft(3), uuid: 'abcdef01-2345-4678-9abc-def012345678' }, at(0))
  await addTask(writer(db), { ...draft(4), uuid: '12345678-2345-4678-9abc-def012345678' }, at(0))
  expect([
    (
      await getTask(
        db,
        null,
        { text: 'abcdef01', uuid: 'abcdef01', part: 'abcdef01' },
        openStatuses,
      )
    ).id,
    (
      await getTask(
        db,
        null,
        { text: '12345678', id: 12345678 as TaskId, uuid: '12345678' },
        openStatuses,
      )
    ).id,
  ]).toEqual([3, 4])
})

const exact = [
  ['kettle', 2],
  ['KETTLE', 2],
  ['descale', 1],
  ['mend%', 4],
] as const

test.each(exact)('a title that is the whole of “%s” goes before longer ones', async (part, id) => {
  const db = await titled('Descale the kettle', 'Kettle', 'Kettles', 'Mend%', 'Mend 100% wool')
  expect((await getTask(db, null, { text: part, part }, openStatuses)).id).toEqual(id)
})

const titlesOnly = ['It is done', '%', '_', '\\'] as const

test.each(titlesOnly)('does not take “%s” for a part of a title', async (part) => {
  const db = await titled('Task 1', 'Task 2')
  await expect(getTask(db, null, { text: part, part }, openStatuses)).rejects.toEqual(
    new MomentumError('not_found', `No task title contains “${part}”.`, {
      lead: 'See',
      command: 'task list --all',
    }),
  )
})

test('says which number no task has', async () => {
  const db = await titled('Task 1')
  await expect(getTask(db, null, { text: '7', id: 7 as TaskId }, openStatuses)).rejects.toEqual(
    new MomentumError('not_found', 'There is no task with the number 7.', {
      lead: 'See',
      command: 'task list --all',
    }),
  )
})

test('names the candidates of a part that several titles have', async () => {
  const db = await titled('Fix the tap', 'Bread', 'Tap dance')
  await expect(getTask(db, null, { text: 'TAP', part: 'TAP' }, openStatuses)).rejects.toEqual(
    new MomentumError(
      'ambiguous',
      '“TAP” matches several tasks: 1 “Fix the tap” (backlog), 3 “Tap dance” (backlog).',
      'Use its number.',
    ),
  )
})

test('names five candidates and says that there are more', async () => {
  const db = await titled('tap a', 'tap b', 'tap c', 'tap d', 'tap e', 'tap f', 'tap g')
  await expect(getTask(db, null, { text: 'tap', part: 'tap' }, openStatuses)).rejects.toEqual(
    new MomentumError(
      'ambiguous',
      '“tap” matches several tasks: 1 “tap a” (backlog), 2 “tap b” (backlog), 3 “tap c” (backlog), 4 “tap d” (backlog), 5 “tap e” (backlog) and more.',
      'Use its number.',
    ),
  )
})

test('titles that are the same are ambiguous, and longer ones not among the candidates', async () => {
  const db = await titled('Tap', 'tap', 'Tap dance')
  await expect(getTask(db, null, { text: 'tap', part: 'tap' }, openStatuses)).rejects.toEqual(
    new MomentumError(
      'ambiguous',
      '“tap” matches several tasks: 1 “Tap” (backlog), 2 “tap” (backlog).',
      'Use its number.',
    ),
  )
})

test('names the candidates of a beginning that several uuids have', async () => {
  const db = await titled('One', 'Two')
  await expect(
    getTask(db, null, { text: '00000000', uuid: '00000000' }, openStatuses),
  ).rejects.toEqual(
    new MomentumError(
      'ambiguous',
      '“00000000” matches several tasks: 1 “One” (backlog), 2 “Two” (backlog).',
      'Use its number.',
    ),
  )
})

test('a task of a preferred status is found among many finished ones of the same title', async () => {
  const db = await titled(...Array.from({ length: 8 }, () => 'Water plants'))
  for (const id of [1, 2, 3, 4, 5, 6, 7]) {
    await moveTask(writer(db), null, id as TaskId, toDone, at(1))
  }
  for (const text of ['water plants', 'plants', 'a']) {
    const reference = { text, part: text }
    expect((await getTask(db, null, reference, openStatuses)).id).toEqual(8)
    await expect(getTask(db, null, reference, finishedStatuses)).rejects.toThrow(
      '1 “Water plants” (done), 2 “Water plants” (done), 3 “Water plants” (done), 4 “Water plants” (done), 5 “Water plants” (done) and more.',
    )
  }
})

test('the whole title comes before the preferred status', async () => {
  const db = await titled('Water plants', 'Water plants on the balcony')
  await moveTask(writer(db), null, 1 as TaskId, toDone, at(1))
  const found = await Promise.all(
    ['water plants', 'water'].map((text) => getTask(db, null, { text, part: text }, openStatuses)),
  )
  expect(found.map(({ id }) => id)).toEqual([1, 2])
})

test('the accents that were typed come before the preferred status', async () => {
  const db = await titled('Creme', 'Crème')
  await moveTask(writer(db), null, 1 as TaskId, toDone, at(1))
  const found = await Promise.all(
    ['creme', 'crème'].map((text) => getTask(db, null, { text, part: text }, openStatuses)),
  )
  expect(found.map(({ id }) => id)).toEqual([1, 2])
})

test('candidates show how they differ', async () => {
  const db = await titled('Water plants', 'Water plants', 'Water plants')
  const sam = await addMember(db, 'Sam')
  await assignTask(writer(db), null, 2 as TaskId, sam.id, at(1))
  await moveTask(writer(db), null, 2 as TaskId, { to: 'PAUSED' }, at(1))
  await editTask(writer(db), null, 3 as TaskId, { due_date: day(5), owner_user_id: sam.id }, at(1))
  await expect(getTask(db, null, { text: 'plants', part: 'plants' }, openStatuses)).rejects.toThrow(
    '“plants” matches several tasks: 1 “Water plants” (backlog), 2 “Water plants” (paused, Sam), 3 “Water plants” (backlog, Sam, due 2026-11-27).',
  )
})

test('one or two characters are found wherever they are, at the end of a text as well', async () => {
  const db = await newDatabase()
  const texts = [
    { title: 'Zoo', definition_of_done: 'b', description: 'ends with q' },
    { title: 'Pay', definition_of_done: 'wj', materials_needed: 'xk', description: null },
    { title: 'A', definition_of_done: 'B', description: 'vx' },
    { title: 'é', definition_of_done: '9)', description: '🛠🧹' },
    { title: '%_', definition_of_done: '100%', description: '50%' },
  ]
  for (const [index, fields] of texts.entries()) {
    await addTask(writer(db), draft(index + 1, fields), at(0))
  }
  const rows = await db.selectFrom('tasks').select(['id', 'search_text']).orderBy('id').execute()
  const characters = [...new Set(rows.flatMap((row) => [...row.search_text]))].concat('ü', '~')
  const wanted: Record<string, unknown> = {}
  const found: Record<string, unknown> = {}
  for (const first of characters.filter((each) => each !== '\n')) {
    for (const second of ['', 'q', 'x', 'k', 'j', '%', ')', 'o', '🧹']) {
      const key = foldAccents(first + second)
      const search = first + second
      found[search] = (await listTasks(db, null, { search })).map(({ id }) => id)
      wanted[search] = rows.filter((row) => row.search_text.includes(key)).map(({ id }) => id)
    }
  }
  expect(found).toEqual(wanted)
})
