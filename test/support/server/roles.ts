import { randomUUID } from 'node:crypto'
import { inject, onTestFinished } from 'vitest'
import { changeRights, execute } from './server.ts'

/** Whether the tests may make roles on their server; somebody else's may not allow it. */
export async function mayMakeRoles(): Promise<boolean> {
  const rows = await execute(
    'select 1 from pg_roles where rolname = current_user and (rolsuper or rolcreaterole)',
  )
  return rows.length > 0
}

/** The URL for a role of its own, which may nothing and goes when the test ends. */
export async function newRoleUrl(
  url: string,
  settings = '',
): Promise<{ url: string; role: string }> {
  const role = `test_${randomUUID().replaceAll('-', '')}`
  await execute(`create role ${role} login password 'of-a-role' ${settings}`)
  onTestFinished(async () => {
    await changeRights(`drop owned by ${role}`)
    await execute(`drop role ${role}`)
  })
  const its = new URL(url)
  its.username = role
  its.password = 'of-a-role'
  return { url: its.href, role }
}

/** The same place, with some words of the URL changed. */
export function withUrlOptions(url: string, words: Readonly<Record<string, string>>): string {
  const its = new URL(url)
  for (const [word, value] of Object.entries(words)) its.searchParams.set(word, value)
  return its.href
}

/** The same place, reached by another way. */
export function throughPort(url: string, port: number): string {
  const its = new URL(url)
  its.hostname = 'localhost'
  its.port = String(port)
  return its.href
}

/** The database of the tests, in no schema of a household. */
export function databaseUrl(): string {
  return inject('postgresUrl')
}
