import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject, onTestFinished } from 'vitest'
import { createDatabase } from '../../src/db/database.ts'
import { parseServerUrl, type Server } from '../../src/db/server-url.ts'

/** The URL of a schema that is not there yet, and that goes when the test ends. */
export function newSchemaUrl(): string {
  const url = urlOfSchema()
  onTestFinished(async () => {
    await execute(`drop schema if exists ${serverOf(url).schema} cascade`)
  })
  return url
}

/** Households of this file's tests that are over. */
const free: string[] = []

/** The URL of a household that is migrated and empty; a test that changes its schema uses another one. */
export async function newHouseholdUrl(): Promise<string> {
  const url = free.pop() ?? (await makeHousehold())
  const { schema } = serverOf(url)
  onTestFinished(async () => {
    const tables = ['users', 'categories', 'tasks', 'daily_wins', 'sessions']
    const names = tables.map((table) => `${schema}.${table}`).join(', ')
    await execute(`truncate ${names} restart identity`)
    free.push(url)
  })
  return url
}

async function makeHousehold(): Promise<string> {
  const url = urlOfSchema()
  await createDatabase({ server: serverOf(url) })
  return url
}

function urlOfSchema(): string {
  const url = new URL(inject('postgresUrl'))
  url.searchParams.set('schema', `test_${randomUUID().replaceAll('-', '')}`)
  return url.href
}

export function serverOf(url: string): Server {
  return parseServerUrl(url)
}

/** Runs SQL as the owner of the server's database. */
export async function execute(text: string, values: unknown[] = []): Promise<unknown[]> {
  const { host, port, user, password, database } = serverOf(inject('postgresUrl'))
  const client = new Client({ host, port, user, password, database })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
