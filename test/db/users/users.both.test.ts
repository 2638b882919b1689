import { expect, test } from 'vitest'
import { removeUser } from '../../../src/db/household/user-removal.ts'
import type { Db } from '../../../src/db/schema.ts'
import { transact } from '../../../src/db/transaction.ts'
import { countGuess, findPasswordHash, setPasswordHash } from '../../../src/db/users/passwords.ts'
import {
  addUser,
  editUser,
  getUser,
  listUsers,
  requireActive,
} from '../../../src/db/users/users.ts'
import type { User, UserId } from '../../../src/domain/user.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { hash } from '../../support/household/members.ts'
import { today, userValue, writer } from '../../support/household/values.ts'

const taken = (name: string) =>
  new MomentumError('conflict', `There is already a member named “${name}”.`, {
    lead: 'Choose another name, or see',
    command: 'user list --all',
    forActor: false,
  })

test('adds an active user', async () => {
  const db = await newDatabase()
  const user = await addUser(writer(db), { name: 'Alex', role: 'cook' }, at(0))
  expect([user, await listUsers(db, { all: false })]).toEqual([
    userValue({ role: 'cook', created_at: at(0), updated_at: at(0) }),
    [user],
  ])
})

const sameNames = [
  ['Alex', 'ALEX'],
  ['Émile', 'émile'],
  ['Weiß', 'WEISS'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
  ['José', 'Jose\u0301'],
  ['Anna Marie', 'Anna  Marie'],
  ['Anna Marie', 'anna\u00a0marie'],
  ['AnnaMarie', 'Anna\u200dMarie'],
  ['Anna Marie', 'Anna\u200dMarie'],
  ['Anna Marie', 'An\u200bna\u00a0 Marie'],
  ['Anna\u00adMarie', 'AnnaMarie'],
] as const

test.each(sameNames)('a name is taken in any case: %s, %s', async (first, second) => {
  const db = await newDatabase()
  await addMember(db, first)
  await expect(addMember(db, second)).rejects.toEqual(taken(second))
  expect((await listUsers(db, { all: true })).map(({ name }) => name)).toEqual([first])
})

const plainNames = [
  ['zoe', 'Zoë'],
  ['Soren', 'Søren'],
  ["d'arc", 'D’Arc'],
  ['istanbul', 'İstanbul'],
  ['full', 'ｆｕｌｌ'],
] as const

test.each(plainNames)(
  'without accents, %s finds %s, unless somebody has exactly that name',
  async (typed, name) => {
    const db = await newDatabase()
    const accented = await addMember(db, name)
    const found = await getUser(db, { name: typed })
    const plain = await addMember(db, typed)
    expect([found, await getUser(db, { name: typed }), await getUser(db, { name })]).toEqual([
      accented,
      plain,
      accented,
    ])
  },
)

test('a name without accents that matches several members names the candidates', async () => {
  const db = await newDatabase()
  for (const name of ['Zoë', 'Zoé']) await addMember(db, name)
  await expect(getUser(db, { name: 'zoe' })).rejects.toEqual(
    new MomentumError(
      'ambiguous',
      '“zoe” matches several members: 2 (Zoé), 1 (Zoë).',
      'Use their number.',
    ),
  )
})

test('the words that a name begins with mean the member, unless somebody has exactly that name', async () => {
  const db = await newDatabase()
  const anna = await addMember(db, 'Zoë Anna Maria')
  const first = [await getUser(db, { name: 'zoe' }), await getUser(db, { name: 'ZOË anna' })]
  const zoe = await addMember(db, 'Zoe')
  expect([...first, await getUser(db, { name: 'zoë' })]).toEqual([anna, anna, zoe])
})

test.each([
  ['zoe', 'ambiguous', '“zoe” matches several members: 1 (Zoë Anna), 2 (Zoë Berta).'],
  ['anna', 'not_found', 'There is no member “anna”.'],
  ['zo', 'not_found', 'There is no member “zo”.'],
])('“%s” names neither of two members with the same first name', async (name, code, message) => {
  const db = await newDatabase()
  for (const full of ['Zoë Anna', 'Zoë Berta']) await addMember(db, full)
  await expect(getUser(db, { name })).rejects.toMatchObject({ code, message })
})

test('lists by name in any case, and those who left only when asked', async () => {
  const db = await newDatabase()
  for (const name of ['sam', 'Zoë', 'Alex', 'Émile']) await addMember(db, name)
  const sam = await getUser(db, { name: 'Sam' })
  await editUser(writer(db), sam, { active: false }, at(1))
  const names = async (all: boolean) => (await listUsers(db, { all })).map(({ name }) => name)
  expect([await names(false), await names(true)]).toEqual([
    ['Alex', 'Zoë', 'Émile'],
    ['Alex', 'sam', 'Zoë', 'Émile'],
  ])
})

test('finds a user by number, and by name in any case', async () => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  const jose = await addMember(db, 'José')
  expect([
    await getUser(db, { id: jose.id }),
    await getUser(db, { name: 'JOSÉ' }),
    await getUser(db, { name: 'jose\u0301' }),
  ]).toEqual([jose, jose, jose])
})

const unknown = [
  [{ id: 7 as UserId }, 'There is no member with the number 7.'],
  [{ name: 'Kim' }, 'There is no member “Kim”.'],
  [{ name: 'A%' }, 'There is no member “A%”.'],
] as const

test.each(unknown)('does not find %j', async (reference, message) => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  await expect(getUser(db, reference)).rejects.toEqual(
    new MomentumError('not_found', message, {
      lead: 'See',
      command: 'user list --all',
      forActor: false,
    }),
  )
})

test.each([
  ['Al', 'Did you mean Alex?'],
  ['alxe', 'Did you mean Alex?'],
  ['aisha', 'Did you mean Aïcha?'],
  ['Zoes', 'Did you mean Zoë?'],
  ['a', 'Did you mean Alex or Aïcha?'],
])('asks whom “%s” means', async (name, question) => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  await addMember(db, 'Aïcha')
  const zoe = await addMember(db, 'Zoë')
  await editUser(writer(db), zoe, { active: false }, at(1))
  await expect(getUser(db, { name })).rejects.toEqual(
    new MomentumError('not_found', `There is no member “${name}”.`, question),
  )
})

test('edits what is named and leaves the rest', async () => {
  const db = await newDatabase()
  const user = await addUser(writer(db), { name: 'Alex', role: 'cook' }, at(0))
  const renamed = await editUser(writer(db), user, { name: 'ALEX' }, at(1))
  const cleared = await editUser(writer(db), user, { role: null, active: false }, at(2))
  expect([renamed, cleared, await getUser(db, { name: 'alex' })]).toEqual([
    { ...user, name: 'ALEX', updated_at: at(1) },
    { ...user, name: 'ALEX', role: null, active: false, updated_at: at(2) },
    cleared,
  ])
})

test('a rename to a name that is taken changes nothing', async () => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  const sam = await addMember(db, 'Sam')
  await expect(editUser(writer(db), sam, { name: 'alex', role: 'cook' }, at(1))).rejects.toEqual(
    taken('alex'),
  )
  expect(await getUser(db, { id: sam.id })).toEqual(sam)
})

test('of a name and an address that are both taken, the name is told', async () => {
  const db = await newDatabase()
  const alex = await addUser(writer(db), { name: 'Alex', email: 'alex@example.org' }, at(0))
  const sam = await addMember(db, 'Sam')
  const both = { name: 'ALEX', email: 'ALEX@example.org' }
  await expect(addUser(writer(db), both, at(1))).rejects.toEqual(taken('ALEX'))
  await expect(editUser(writer(db), sam, both, at(1))).rejects.toEqual(taken('ALEX'))
  expect(await listUsers(db, { all: true })).toEqual([alex, sam])
})

test('a user who is refused costs no number', async () => {
  const db = await newDatabase()
  await addUser(writer(db), { name: 'Alex', email: 'alex@example.org' }, at(0))
  const refused = [
    addUser(writer(db), { name: 'ALEX' }, at(1)),
    addUser(writer(db), { name: 'Sam', email: 'Alex@Example.org' }, at(1)),
  ]
  await Promise.all(refused.map((adding) => expect(adding).rejects.toThrow(MomentumError)))
  expect((await addMember(db, 'Sam')).id).toEqual(2)
})

test('a user keeps a name in another case, and an address', async () => {
  const db = await newDatabase()
  const alex = await addUser(writer(db), { name: 'Alex', email: 'alex@example.org' }, at(0))
  const same = { name: 'ALEX', email: 'ALEX@example.org' }
  expect(await editUser(writer(db), alex, same, at(1))).toEqual({
    ...alex,
    ...same,
    updated_at: at(1),
  })
})

test('a user who is inactive is told what to do first', async () => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  const user = await editUser(writer(db), alex, { active: false }, at(1))
  expect(() => requireActive(user, 'be assigned a task')).toThrow(
    new MomentumError('refused', 'Alex is inactive and cannot be assigned a task.', {
      lead: 'First',
      command: 'user activate Alex',
    }),
  )
})

test('a user whose name is two words is told of by number', async () => {
  const db = await newDatabase()
  const user = await editUser(
    writer(db),
    await addMember(db, 'Anna Lena'),
    { active: false },
    at(1),
  )
  expect(() => requireActive(user, 'pick a Daily Win')).toThrow(
    new MomentumError('refused', 'Anna Lena is inactive and cannot pick a Daily Win.', {
      lead: 'First',
      command: 'user activate 1',
    }),
  )
})

const meanwhile = new MomentumError(
  'conflict',
  'Someone else changed or deleted Alex at the same time, so nothing was done.',
  { lead: 'Check the list, then try again', command: 'user list --all', forActor: false },
)

type Deed = (db: Db, user: User) => Promise<unknown>

const deeds: readonly (readonly [string, Deed])[] = [
  ['edited', (db, user) => editUser(writer(db), user, { name: 'Mallory' }, at(2))],
  ['removed', (db, user) => removeUser(writer(db), { viewer: null, today }, user, 'delete', at(2))],
  ['given a password', (db, user) => setPasswordHash(writer(db), user, null, at(2))],
]

test.each(deeds)('a user who set a password meanwhile is not %s', async (_, deed) => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  await setPasswordHash(writer(db), alex, hash, at(1))
  await expect(deed(db, alex)).rejects.toEqual(meanwhile)
  expect([await getUser(db, { id: alex.id }), await findPasswordHash(db, alex.id)]).toEqual([
    { ...alex, has_password: true, updated_at: at(1) },
    hash,
  ])
})

test.each(deeds)('a user who was removed meanwhile is not %s', async (_, deed) => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  await removeUser(writer(db), { viewer: null, today }, alex, undefined, at(1))
  await expect(deed(db, alex)).rejects.toEqual(meanwhile)
  expect(await listUsers(db, { all: true })).toEqual([])
})

test('a guess is timed inside its write, so that one that began earlier waits as well (F179)', async () => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  const early = () => new Date(at(0))
  for (let count = 0; count < 5; count += 1) await countGuess(db, alex, early)
  // The guess begins now, but has to wait for another write, which ends a minute later.
  let now = at(0)
  const clock = () => new Date(now)
  const other = transact(db, async () => {
    now = at(60)
  })
  const guess = countGuess(db, alex, clock)
  await Promise.all([other, guess])
  await expect(countGuess(db, alex, clock)).rejects.toEqual(
    new MomentumError(
      'not_allowed',
      'There were too many wrong passwords for Alex.',
      'Try again in a second.',
    ),
  )
  const { failed_guesses, guess_after } = await db
    .selectFrom('users')
    .select(['failed_guesses', 'guess_after'])
    .executeTakeFirstOrThrow()
  expect([failed_guesses, guess_after]).toEqual([6, at(61)])
})
