import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindsOf } from './columns.ts'

/**
 * Indexes in the orders in which long lists are read: tasks by the fields that sort them, and the
 * journal from its end. A page of a list then reads little more than it shows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, target] of indexesOf(db)) {
    await sql`create index ${sql.id(name)} on ${target}`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [name] of indexesOf(db)) await sql`drop index ${sql.id(name)}`.execute(db)
}

type Index = readonly [name: string, target: RawBuilder<unknown>]

// The order of words, written out because a query must have the same words to use the index.
const priority = sql`case priority when 'LOW' then 0 when 'MEDIUM' then 1 when 'HIGH' then 2 when 'URGENT' then 3 end`
const effort = sql`case effort when 'TINY' then 0 when 'SMALL' then 1 when 'MEDIUM' then 2 when 'COMPLEX' then 3 end`
const domain = sql`case domain when 'CHORES' then 0 when 'BILLS' then 1 when 'FOOD' then 2 when 'REPAIRS' then 3 when 'OTHER' then 4 end`

function indexesOf(db: Kysely<unknown>): readonly Index[] {
  const { spell } = kindsOf(db)
  // SQLite adds the id to every index by itself.
  const id = spell({ sqlite: sql``, postgres: sql`, id` })
  // Most lists are of open tasks. Finished ones, of which there will be many, are kept apart.
  const tasksBy = (key: RawBuilder<unknown>) =>
    sql`tasks ((status = 'DONE' or status = 'ABANDONED'), ${key}${id})`
  return [
    ['tasks_by_priority', tasksBy(sql`(${priority})`)],
    ['tasks_by_effort', tasksBy(sql`(${effort})`)],
    ['tasks_by_domain', tasksBy(sql`(${domain})`)],
    ['tasks_by_created_at', tasksBy(sql`created_at`)],
    ['tasks_by_updated_at', tasksBy(sql`updated_at`)],
    ['tasks_by_completed_at', sql`tasks (completed_at${id}) where completed_at is not null`],
    ['commands_author', sql`commands (made_by_user_id${id})`],
    ['commands_reversing', sql`commands (id) where reverses is not null`],
    // Commands that replaced or filled the whole household are among these.
    ['commands_household', sql`commands (id) where substr(command, 1, 3) = 'db '`],
    ['changes_wins', sql`changes (table_name${id}) where table_name = 'daily_wins'`],
    ...spell({ sqlite: [ends], postgres: [] }),
  ]
}

// The index of three characters also finds shorter texts, except at the end of what is searched.
// Most of these end with two empty lines, because there are no materials and no description.
const ends: Index = [
  'tasks_ends',
  sql`tasks (substr(search_text, -2)) where substr(search_text, -2) <> char(10) || char(10)`,
]
