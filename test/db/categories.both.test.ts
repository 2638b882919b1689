import { expect, test } from 'vitest'
import {
  addCategory,
  editCategory,
  getCategory,
  listCategories,
  removeCategory,
} from '../../src/db/categories.ts'
import { removeUser } from '../../src/db/household/user-removal.ts'
import type { Db } from '../../src/db/schema.ts'
import { addTask } from '../../src/db/tasks/changes.ts'
import { listTasks } from '../../src/db/tasks/lists.ts'
import { type CategoryId, type Color, parseColor } from '../../src/domain/category.ts'
import type { UserId } from '../../src/domain/user.ts'
import { MomentumError } from '../../src/errors.ts'
import { addMember, at, newDatabase } from '../support/database/database.ts'
import { draft, today, writer } from '../support/household/values.ts'

const green = parseColor('green')

function add(db: Db, name: string, user_id: UserId | null = null) {
  return addCategory(writer(db), { name, color: green, user_id }, at(1))
}

/** Alex and Sam, with a garden each and one of the household's. */
async function gardens() {
  const db = await newDatabase()
  const [alex, sam] = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
  const household = await add(db, 'Garden')
  const own = [await add(db, 'Garden', sam.id), await add(db, 'Garden', alex.id)] as const
  return { db, alex, sam, household, sams: own[0], alexs: own[1] }
}

test('gives back what it wrote', async () => {
  const { household, sams, sam } = await gardens()
  const garden = { name: 'Garden', color: '#4c9f70', created_at: at(1), updated_at: at(1) }
  expect([household, sams]).toEqual([
    { id: 1, ...garden, user_id: null, user: null },
    { id: 2, ...garden, user_id: sam.id, user: 'Sam' },
  ])
})

test('an edit that breaks another rule is not blamed on the name', async () => {
  const { db, sams } = await gardens()
  const edit = editCategory(writer(db), sams.id, { color: 'greenish' as Color }, at(2))
  await expect(edit).rejects.not.toMatchObject({ code: 'conflict' })
  expect(await getCategory(db, null, { id: sams.id })).toEqual(sams)
})

test('lists the household’s first, then each user’s', async () => {
  const { db, household, sams, alexs } = await gardens()
  const attic = await add(db, 'attic')
  expect(await listCategories(db)).toEqual([attic, household, alexs, sams])
})

test('a name means the viewer’s own, then the household’s', async () => {
  const { db, alex, sam, household, sams, alexs } = await gardens()
  const meant = (viewer: UserId | null) => getCategory(db, viewer, { name: 'GARDEN' })
  expect([await meant(null), await meant(alex.id), await meant(sam.id)]).toEqual([
    household,
    alexs,
    sams,
  ])
})

test('a name without accents means the one that has them, unless another is exactly that name', async () => {
  const db = await newDatabase()
  const [creme, caffe] = [await add(db, 'Crème'), await add(db, 'Caffè')]
  const meant = (name: string) => getCategory(db, null, { name })
  expect([await meant('creme'), await meant('CAFFE'), await meant('caffé')]).toEqual([
    creme,
    caffe,
    caffe,
  ])
  const plain = await add(db, 'Creme')
  expect([await meant('creme'), await meant('crème')]).toEqual([plain, creme])
  await expect(meant('crêmé')).rejects.toEqual(
    new MomentumError(
      'ambiguous',
      '“Crème” matches several categories: 1 (Crème), 3 (Creme).',
      'Use its number.',
    ),
  )
})

test('a name that only another one has means that one, and of several none', async () => {
  const { db, alex, household, sams } = await gardens()
  await removeCategory(writer(db), household.id)
  await expect(getCategory(db, null, { name: 'garden' })).rejects.toEqual(
    new MomentumError(
      'ambiguous',
      '“Garden” matches several categories: 2 (Sam), 3 (Alex).',
      'Use its number.',
    ),
  )
  await removeUser(writer(db), { viewer: null, today }, alex, undefined, at(2))
  expect(await getCategory(db, null, { name: 'garden' })).toEqual(sams)
})

test('a number means that one, whoever asks', async () => {
  const { db, alex, sams } = await gardens()
  expect(await getCategory(db, alex.id, { id: sams.id })).toEqual(sams)
})

test.each(['gardn', 'Gärdens', 'ga'])('asks whether “%s” is another one, once', async (name) => {
  const { db } = await gardens()
  await expect(getCategory(db, null, { name })).rejects.toEqual(
    new MomentumError('not_found', `There is no category “${name}”.`, 'Did you mean Garden?'),
  )
})

test.each([
  [{ name: 'Shed' }, 'There is no category “Shed”.'],
  [{ id: 9 as CategoryId }, 'There is no category with the number 9.'],
])('finds none for %j', async (reference, message) => {
  const { db } = await gardens()
  await expect(getCategory(db, null, reference)).rejects.toEqual(
    new MomentumError('not_found', message, { lead: 'See', command: 'category list' }),
  )
})

test.each(['GARDEN', 'gärtenstraße'])('refuses “%s” twice for one owner', async (name) => {
  const { db, sam } = await gardens()
  await add(db, 'GÄRTENSTRASSE')
  await add(db, 'GÄRTENSTRASSE', sam.id)
  const before = await listCategories(db)
  const taken = new MomentumError('conflict', `There is already a category named “${name}”.`, {
    lead: 'Choose another name, or see',
    command: 'category list',
  })
  await expect(add(db, name)).rejects.toEqual(taken)
  await expect(add(db, name, sam.id)).rejects.toEqual(taken)
  expect(await listCategories(db)).toEqual(before)
})

test('changes what is named, and leaves the rest', async () => {
  const { db, sams } = await gardens()
  const red = parseColor('red')
  expect([
    await editCategory(writer(db), sams.id, { color: red }, at(5)),
    await editCategory(writer(db), sams.id, { name: 'Shed' }, at(6)),
    await getCategory(db, null, { name: 'shed' }),
  ]).toEqual([
    { ...sams, color: red, updated_at: at(5) },
    { ...sams, color: red, name: 'Shed', updated_at: at(6) },
    { ...sams, color: red, name: 'Shed', updated_at: at(6) },
  ])
})

test('refuses to change a name to one that the owner has', async () => {
  const { db, sam, sams } = await gardens()
  await add(db, 'Shed', sam.id)
  await expect(editCategory(writer(db), sams.id, { name: 'SHED' }, at(5))).rejects.toEqual(
    new MomentumError('conflict', 'There is already a category named “SHED”.', {
      lead: 'Choose another name, or see',
      command: 'category list',
    }),
  )
  expect(await getCategory(db, null, { id: sams.id })).toEqual(sams)
})

test('a category that goes, alone or with its user, leaves its tasks', async () => {
  const { db, sam, household, sams } = await gardens()
  for (const [number, category_id] of [household.id, sams.id].entries()) {
    await addTask(writer(db), draft(number + 1, { category_id }), at(1))
  }
  const tasks = async () =>
    (await listTasks(db, null, {})).map(({ id, category_id, category }) => [
      id,
      category_id,
      category,
    ])
  const before = await tasks()
  await removeCategory(writer(db), household.id)
  const between = await tasks()
  await removeUser(writer(db), { viewer: null, today }, sam, undefined, at(3))
  expect([before, between, await tasks(), (await listCategories(db)).map(({ id }) => id)]).toEqual([
    [
      [1, 1, 'Garden'],
      [2, 2, 'Garden'],
    ],
    [
      [1, null, null],
      [2, 2, 'Garden'],
    ],
    [
      [1, null, null],
      [2, null, null],
    ],
    [3],
  ])
})

test('a name that is taken costs no number', async () => {
  const { db } = await gardens()
  await expect(add(db, 'GARDEN')).rejects.toThrow('There is already a category named “GARDEN”.')
  expect((await add(db, 'Shed')).id).toEqual(4)
})

test('the number of one that is gone is never given again', async () => {
  const { db, alexs } = await gardens()
  await removeCategory(writer(db), alexs.id)
  expect((await add(db, 'Shed')).id).toEqual(4)
})
