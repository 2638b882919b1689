import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, inject, onTestFinished, test } from 'vitest'
import { household } from '../support/household/household.ts'
import { addTask, ask, attempt, dropRole, scriptFor } from '../support/server/logins.ts'
import { execute, serverOf } from '../support/server/server.ts'

const page = readFileSync('docs/sharing.md', 'utf8')

/** What an administrator types for two families, as the page says it. */
function statementsFor(family: string, heading = '## Two families on one server'): string[] {
  const section = page.slice(page.indexOf(heading)).split('\n## ')[0] ?? ''
  const blocks = [...section.matchAll(/```sql\n([^`]*)```/g)].map(([, block = '']) => block)
  return blocks
    .flatMap((block) => block.trim().split('\n'))
    .map((line) => line.replaceAll('smiths', family).replace('long and random', `of ${family}`))
}

/** A family whose members are Ann and Bob, who have the same private task in every family. */
async function newFamily() {
  const family = `family_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const statements = statementsFor(family)
  expect(statements).toHaveLength(5)
  onTestFinished(async () => {
    await execute(`drop database if exists ${family} with (force)`)
    for (const role of [`${family}_ann`, `${family}_bob`, family]) await dropRole(role)
  })
  for (const statement of statements) await execute(statement)
  for (const statement of statements.slice(3)) await execute(statement.replace('_ann', '_bob'))
  const { host, port } = serverOf(inject('postgresUrl'))
  const urlOf = (login: string, database = family) =>
    `postgres://${login}:of%20${family}@${host}:${port}/${database}`
  const home = household('sqlite')
  home.env.MOMENTUM_DB = urlOf(family)
  await home.json('db', 'init')
  for (const name of ['Ann', 'Bob']) await home.json('user', 'add', name)
  await addTask(home, 'Wrap the present', '--owner', 'ann', '--as', 'ann', '--private')
  await ask(urlOf(family), scriptFor('public'))
  for (const name of ['Ann', 'Bob']) {
    await ask(
      urlOf(family),
      `select momentum_add_member('${family}_${name.toLowerCase()}', '${name}')`,
    )
  }
  return { family, home, urlOf, owner: urlOf(family), ann: urlOf(`${family}_ann`) }
}

test('two families on one server, set up as the page says, do not reach each other', async () => {
  const [smiths, jones] = [await newFamily(), await newFamily()]
  const theirs = jones.family
  const tried: unknown[] = []
  for (const url of [smiths.owner, smiths.ann]) {
    const login = serverOf(url).user
    tried.push(
      await attempt(smiths.urlOf(login, theirs), 'select title from tasks'),
      await attempt(url, `alter role ${theirs} password 'x'`),
      await attempt(url, `alter role ${theirs}_ann password 'x'`),
      await attempt(url, `drop role ${theirs}_ann`),
      await attempt(url, `grant ${theirs} to ${login}`),
      await attempt(url, `grant ${theirs}_ann to ${login}`),
      await attempt(url, `set role ${theirs}_ann`),
      await attempt(url, `grant pg_read_server_files to ${login}`),
      await attempt(url, `grant pg_read_all_data to ${login}`),
      await attempt(url, `comment on role ${theirs}_ann is 'Momentum ${smiths.family}.public'`),
      await attempt(url, 'create role mallory'),
      await attempt(url, `grant connect on database ${theirs} to ${login}`),
      await attempt(url, `alter database ${theirs} rename to mine`),
    )
  }
  const add = (words: string) => attempt(smiths.owner, `select momentum_${words}`)
  const taken = [
    await add(`add_member('${theirs}_ann', 'Ann')`),
    await add(`new_password('${theirs}_ann')`),
    await add(`new_password('${smiths.family}_ann')`),
    await add(`add_member('mallory_${theirs}', 'Ann')`),
  ]
  jones.home.env.MOMENTUM_DB = jones.ann
  expect({
    tried,
    taken,
    hers: await jones.home.json('task', 'list', '--as', 'ann', '--fields', 'title'),
    his: await ask(smiths.urlOf(`${smiths.family}_bob`), 'select title from tasks'),
  }).toEqual({
    tried: tried.map(() => '42501'),
    taken: Array(4).fill('P0001'),
    hers: [{ title: 'Wrap the present' }],
    his: [],
  })
})

test('no logins are made where everyone can create functions that sessions find', async () => {
  const { family, owner } = await newFamily()
  const administrator = new URL(inject('postgresUrl'))
  administrator.pathname = family
  // As a database of before PostgreSQL 15 is.
  await ask(
    administrator.href,
    'alter schema public owner to current_user; grant all on schema public to public',
  )
  const refused = await ask(owner, scriptFor('public')).then(
    () => 'not refused',
    ({ hint }: { hint: string }) => hint,
  )
  await ask(administrator.href, refused.replace('Ask an administrator to run: ', ''))
  expect([refused, await attempt(owner, scriptFor('public'))]).toEqual([
    `Ask an administrator to run: revoke create on schema public from public; grant create on schema public to ${family}`,
    [],
  ])
})
