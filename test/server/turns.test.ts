import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readContents } from '../support/household/contents.ts'
import { copiesOf, type Household } from '../support/household/household.ts'
import { sampleHousehold } from '../support/household/sample.ts'
import { isLongRun } from '../support/long.ts'
import { type Member, members } from '../support/server/logins.ts'
import { newSchemaUrl } from '../support/server/server.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']
const add = (title: string) => ['routine', 'add', title, ...essentials, '--every', 'day'] as const

/** Members who were renamed, deactivated and deleted, and rotas in which all of them took turns. */
const withRotas = copiesOf(async () => {
  const home = await sampleHousehold()
  for (const name of ['Kim', 'Ines', 'Bo']) await home.json('user', 'add', name)
  await home.json(...add('Dishes'), '--among', 'alex,sam,kim,ines,bo')
  await home.json(...add('Oven'), '--turns', 'least', '--among', 'bo,ines,kim,sam,alex')
  await home.json(...add('Rent'), '--owner', 'sam')
  await home.json(...add('Pill'), '--private', '--owner', 'alex', '--as', 'alex')
  await home.json(...add('Bins'), '--among', 'kim,bo')
  for (const [day, name] of ['bo', 'kim', 'alex', 'ines'].entries()) {
    home.setClock(`2026-11-${22 + day}T12:00:00.000Z`)
    await home.json('task', 'done', 'dishes', '--by', name)
    await home.json('task', 'done', 'oven', '--as', name)
  }
  home.setClock('2026-11-26T12:00:00.000Z')
  await home.json('task', 'skip', 'dishes', '--missed')
  await home.json('task', 'skip', 'oven')
  await home.json('task', 'take', 'bins', '--as', 'alex')
  await home.json('user', 'edit', 'kim', '--name', 'Kimberly')
  await home.json('away', 'add', 'alex', '--from', 'today', '--until', '+9d', '--note', 'Sea')
  await home.json('away', 'add', '--everybody', '--from', '2026-12-24', '--until', '2026-12-26')
  await home.json('rest', 'add', 'sunday', '--as', 'sam')
  await home.json('rest', 'add', '2026-12-01')
  await home.json('user', 'deactivate', 'ines')
  await home.json('user', 'remove', 'bo', '--tasks', 'keep', '--yes')
  return home
})

/** The same household by its other place. */
function at(home: Household, place: string): Household {
  return {
    ...home,
    run: (...argv) => home.run(...argv, '--db', place),
    json: (...argv) => home.json(...argv, '--db', place),
  }
}

/** All that is told of turns. */
async function told(home: Household) {
  const routines = ['dishes', 'oven', 'rent', 'bins']
  const histories = []
  for (const routine of routines) histories.push(await home.json('routine', 'history', routine))
  return {
    ...(await readContents(home)),
    histories,
    own: await home.json('task', 'list', '--all', '--as', 'alex'),
    next: await home.json('routine', 'next', 'dishes', '--count', '9'),
    away: await home.json('away', 'list'),
    rest: await home.json('rest', 'list'),
    load: await home.json('load', '--by', 'user'),
    shown: /^Turn .*$/m.exec((await home.run('task', 'show', 'dishes')).stdout)?.[0],
    check: ((await home.json('db', 'check')) as { name: string }[]).filter(({ name }) =>
      /^(routines|rotas|history|foreign keys|numbers)$/.test(name),
    ),
  }
}

/** What follows in one place, and has to follow in the other. */
async function lives(home: Household): Promise<unknown> {
  home.setClock('2026-11-26T13:00:00.000Z')
  const answers = [
    await home.json('task', 'done', 'dishes', '--as', 'sam', '--early'),
    await home.json('task', 'done', 'oven', '--by', 'kimberly', '--early'),
    await home.json('user', 'activate', 'ines'),
    await home.json('routine', 'edit', 'bins', '--among', 'ines,sam'),
    await home.json('away', 'remove', '1', '--yes'),
    await home.json('undo', '--fields', 'command'),
    await home.json('user', 'remove', 'kimberly', '--tasks', 'keep', '--yes'),
    await told(home),
    await home.json('undo', '--fields', 'command'),
    await told(home),
  ]
  // Each place makes its own, and goes by its own clock when it forgets a deleted member.
  return JSON.parse(JSON.stringify(answers), (key, value) =>
    key === 'uuid' || key === 'updated_at' ? '…' : value,
  )
}

test('turns are told, and follow, as before where a household was copied there and back', async () => {
  const home = await withRotas()
  const [url, back] = [newSchemaUrl(), join(home.folder, 'back.db')]
  await home.json('db', 'copy', '--to', url)
  await home.json('db', 'copy', '--db', url, '--to', back)
  const [there, here] = [at(home, url), at(home, back)]
  const before = await told(home)
  expect([await told(there), await told(here)]).toEqual([before, before])
  const followed = await lives(home)
  // What the way there had lost is not there on the way back either.
  for (const each of isLongRun ? [there, here] : [here]) {
    expect(await lives(each)).toEqual(followed)
  }
})

test('turns are told as before after a backup was restored on a server', async () => {
  const home = await withRotas()
  const before = await told(home)
  await home.json('db', 'backup', 'backup.db')
  await home.json('user', 'remove', 'kimberly', '--tasks', 'keep', '--yes')
  await home.json('task', 'done', 'dishes', '--as', 'sam', '--early')
  await home.json('db', 'restore', join(home.folder, 'backup.db'), '--yes')
  expect(await told(home)).toEqual(before)
})

const turn = ['--fields', 'owner,turn_reason'] as const

/** Ann, Bob and Cleo, who has no login, take turns at routine 2; routine 1 is Ann’s alone. */
async function loginsWithRota() {
  const its = await members()
  await its.boss.json('user', 'add', 'Cleo')
  await its.ann.json(...add('Pill'), '--private', '--owner', 'ann', '--as', 'ann')
  await its.bob.json(...add('Dishes'), '--among', 'ann,bob,cleo', '--as', 'bob')
  return its
}

/** Whose turn a task is, why, and who else takes turns, as a member sees it. */
async function turnSeen({ json }: Member, name: string, title: string) {
  type Shown = { owner: string; turn_reason: { because: string; others: { user: string }[] } }
  const { owner, turn_reason } = (await json('task', 'show', title, ...turn, '--as', name)) as Shown
  return [owner, turn_reason.because, turn_reason.others.map(({ user }) => user)]
}

test('members with logins of their own pass turns on, each by what they may see', async () => {
  const { boss, ann, bob } = await loginsWithRota()
  const asAnn = (...argv: string[]) => ann.json(...argv, '--as', 'ann')
  const asBob = (...argv: string[]) => bob.json(...argv, '--as', 'bob')
  const private_ = ['--private', '--turns', 'fixed', '--owner', 'ann']
  const seen = [await turnSeen(bob, 'bob', 'dishes'), await turnSeen(ann, 'ann', 'pill')]
  for (const change of [
    () => asAnn('task', 'done', 'dishes'),
    () => asBob('away', 'add', 'bob', '--from', 'today', '--until', '+5d'),
    () => asBob('user', 'remove', 'cleo', '--tasks', 'keep', '--yes'),
    () => asBob('undo'),
    () => asAnn('routine', 'edit', 'dishes', ...private_),
    () => asAnn('undo'),
    () => asBob('routine', 'edit', 'dishes', '--turns', 'least', '--among', 'bob,cleo,ann'),
    () => asAnn('task', 'done', 'dishes', '--early'),
    () => boss.json('db', 'check', '--repair'),
  ]) {
    await change()
    seen.push(await turnSeen(ann, 'ann', 'dishes'))
  }
  const checks = (await boss.json('db', 'check')) as { name: string; ok: boolean }[]
  expect([seen, checks.filter(({ ok }) => !ok)]).toEqual([
    [
      ['Ann', 'NEVER_YET', ['Bob', 'Cleo']],
      ['Ann', 'FIXED', []],
      ['Bob', 'NEVER_YET', ['Ann', 'Cleo']],
      ['Cleo', 'NEVER_YET', ['Ann', 'Bob']],
      ['Ann', 'ONLY_ONE_HERE', ['Bob']],
      ['Cleo', 'NEVER_YET', ['Ann', 'Bob']],
      ['Ann', 'FIXED', []],
      ['Cleo', 'NEVER_YET', ['Ann', 'Bob']],
      ['Cleo', 'LEAST_EFFORT', ['Bob', 'Ann']],
      ['Cleo', 'LEAST_EFFORT', ['Bob', 'Ann']],
      ['Cleo', 'LEAST_EFFORT', ['Bob', 'Ann']],
    ],
    [],
  ])
})

test('a server that goes back before turns and up again is sound, and takes new rotas', async () => {
  const home = await withRotas()
  await home.json('db', 'migrate', '--to', '0012_routines', '--yes')
  await home.json('db', 'migrate')
  const rotas = ['--fields', 'title,turns,members'] as const
  const seen = [
    await home.json('routine', 'list', ...rotas),
    await home.json('task', 'done', 'dishes', '--early', '--fields', 'status'),
    await home.json('task', 'show', 'dishes', ...turn),
    await home.json('routine', 'edit', 'dishes', '--among', 'sam,alex', '--fields', 'members'),
    await home.json('task', 'show', 'dishes', ...turn),
  ]
  const checks = (await home.json('db', 'check')) as { name: string; ok: boolean }[]
  const nobody = { mode: 'ROTATE', because: 'NOBODY_LEFT', user: null, last: null, others: [] }
  const alex = { mode: 'ROTATE', because: 'LONGEST_AGO', user: 'Alex', last: '2026-11-24' }
  expect([...seen, checks.filter(({ ok }) => !ok)]).toEqual([
    [
      { title: 'Dishes', turns: 'ROTATE', members: [] },
      { title: 'Oven', turns: 'LEAST', members: [] },
      { title: 'Rent', turns: 'FIXED', members: [] },
      { title: 'Bins', turns: 'ROTATE', members: [] },
    ],
    { status: 'DONE' },
    { owner: null, turn_reason: nobody },
    { members: ['Sam', 'Alex'] },
    {
      owner: 'Alex',
      turn_reason: { ...alex, others: [{ user: 'Sam', last: '2026-11-26', missed: true }] },
    },
    [],
  ])
})
