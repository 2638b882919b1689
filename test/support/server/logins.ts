import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { expect, inject, onTestFinished } from 'vitest'
import { createDatabase } from '../../../src/db/database.ts'
import { household } from '../household/household.ts'
import { changeRights, execute, serverOf } from './server.ts'

// A household on a server whose members have logins of their own.

const script = readFileSync('docs/one-login-per-member.sql', 'utf8')

/** A role that owns a household and is no superuser, as on a hosted service. */
export async function owner() {
  const id = randomUUID().replaceAll('-', '').slice(0, 12)
  const [role, schema] = [`owner_${id}`, `test_${id}`]
  const { host, port, database } = serverOf(inject('postgresUrl'))
  const urlOf = (login: string, password: string) =>
    `postgres://${login}:${password}@${host}:${port}/${database}?schema=${schema}`
  await execute(`create role ${role} login createrole password 'uncommon-cow'`)
  await changeRights(`grant create on database ${database} to ${role}`)
  onTestFinished(async () => {
    for (const login of [`ann_${id}`, `bob_${id}`, role]) await dropRole(login)
  })
  const url = urlOf(role, 'uncommon-cow')
  await createDatabase({ server: serverOf(url) })
  return { id, role, schema, url, host, port }
}

export async function dropRole(role: string): Promise<void> {
  const found = await execute('select from pg_roles where rolname = $1', [role])
  if (found.length > 0) await changeRights(`drop owned by ${role} cascade; drop role ${role}`)
}

/** Runs SQL with a login's own URL. */
export async function ask(url: string, text: string): Promise<unknown[]> {
  const { host, port, user, password, database } = serverOf(url)
  const client = new Client({ host, port, user, password, database })
  await client.connect()
  try {
    const answers = [await client.query(text)].flat()
    return answers.at(-1)?.rows ?? []
  } finally {
    await client.end()
  }
}

/** What the server says to SQL that it refuses, or what it answers. */
export async function attempt(url: string, text: string): Promise<unknown> {
  return ask(url, text).catch((error: { code?: string }) => error.code)
}

/**
 * The script for a household's schema; the text is that of the present page, or of an older one.
 */
export function scriptFor(schema: string, text = script): string {
  const line = 'set local search_path = smiths, pg_temp;'
  expect(text).toContain(`\n${line}\n`)
  return text.replace(line, `set local search_path = ${schema}, pg_temp;`)
}

export type Member = { readonly url: string; readonly run: Run; readonly json: RunJson }
type Run = ReturnType<typeof household>['run']
type RunJson = ReturnType<typeof household>['json']

/** A household of Ann, Bob and four tasks, and its owner's login; the members have none yet. */
export async function sharedHousehold() {
  const { id, role, schema, url, host, port } = await owner()
  // It has no household of its own: a place in a file costs nothing.
  const home = household('sqlite')
  const at = (its: string): Member => ({
    url: its,
    run: (...argv) => home.run('--db', its, ...argv),
    json: (...argv) => home.json('--db', its, ...argv),
  })
  const boss = at(url)
  await boss.json('user', 'add', 'Ann')
  await boss.json('user', 'add', 'Bob')
  await addTask(boss, 'Wrap the present', '--owner', 'ann', '--as', 'ann', '--private')
  await addTask(boss, 'Water the plants', '--owner', 'ann')
  await addTask(boss, 'See the dentist', '--owner', 'bob', '--as', 'bob', '--private')
  await addTask(boss, 'Fix the tap')
  /** Calls a function of the script, as the owner. */
  const call = async (words: string): Promise<string> => {
    const [row] = await ask(url, `select ${schema}.momentum_${words} as said`)
    return (row as { said: string }).said
  }
  const addMember = async (name: string) => {
    const said = await call(`add_member('${name.toLowerCase()}_${id}', '${name}')`)
    return at(said.replace('HOST', `${host}:${port}`))
  }
  return { id, role, schema, home, boss, call, addMember }
}

/**
 * Ann has a private task 1 and a shared one 2, Bob a private task 3, and nobody owns task 4. Each
 * has a login of their own.
 */
export async function members() {
  const { addMember, ...shared } = await sharedHousehold()
  await ask(shared.boss.url, scriptFor(shared.schema))
  return { ...shared, ann: await addMember('Ann'), bob: await addMember('Bob') }
}

export function addTask(
  { json }: Pick<Member, 'json'>,
  title: string,
  ...options: readonly string[]
) {
  const words = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']
  return json('task', 'add', title, ...words, ...options)
}

export const ids = (rows: unknown) => (rows as { id: number }[]).map(({ id }) => id)
