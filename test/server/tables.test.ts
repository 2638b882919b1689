import { expect, test } from 'vitest'
import { openPostgres } from '../../src/db/postgres/connection.ts'
import { newHouseholdUrl, serverOf } from '../support/server/server.ts'

test('a migration looks at the tables of its own household alone', async () => {
  const [mine] = [serverOf(await newHouseholdUrl()), await newHouseholdUrl()]
  const db = openPostgres(mine, 'command')
  const tables = await db.introspection.getTables()
  await db.destroy()
  expect({
    schemas: [...new Set(tables.map(({ schema }) => schema))],
    names: tables.map(({ name }) => name).sort(),
  }).toEqual({
    schemas: [mine.schema],
    names: [
      'absences',
      'categories',
      'changes',
      'commands',
      'daily_wins',
      'household',
      'import_keys',
      'kysely_migration',
      'kysely_migration_lock',
      'notes',
      'occurrences',
      'removed_passwords',
      'rest_days',
      'routine_members',
      'routines',
      'sessions',
      'task_counts',
      'tasks',
      'users',
    ],
  })
})
