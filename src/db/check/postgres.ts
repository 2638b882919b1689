import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { migrations } from '../../../migrations/index.ts'
import { serverSchema, tableIn } from '../dialect.ts'
import type { Db } from '../schema.ts'
import { CheckError, compareDefinitions, type Proofs, withRollback } from './proof.ts'

/** The checks of a household on a server. */
export const proofs: Proofs = {
  connects,
  integrity,
  foreignKeys,
  listDifferences,
  schemaHint: {
    lead: 'Correct the schema, or copy the household to a new one',
    command: 'db copy --to <url>',
  },
  more: { 'private tasks': privacy },
}

async function connects(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select current_setting('server_version') as version
  `.execute(db)
  return `PostgreSQL ${rows[0]?.version}`
}

/** A server checks its pages itself. It marks an index or a constraint that is not valid. */
async function integrity(db: Db): Promise<string> {
  const schema = serverSchema(db)
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = ${schema}::regnamespace and not indisvalid
    union all
    select conname from pg_constraint
    where connamespace = ${schema}::regnamespace and not convalidated
  `.execute(db)
  if (rows.length > 0) {
    throw new CheckError(
      `not valid: ${rows.map(({ name }) => name).join(', ')}`,
      'On the server, reindex the index or validate the constraint.',
    )
  }
  return 'every index and constraint is valid'
}

type Reference = { readonly child: string; readonly key: string; readonly parent: string }

async function foreignKeys(db: Db): Promise<string> {
  const { rows } = await sql<Reference>`
    select child.relname as child, attname as key, parent.relname as parent
    from pg_constraint
    join pg_class as child on child.oid = conrelid
    join pg_class as parent on parent.oid = confrelid
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and connamespace = ${serverSchema(db)}::regnamespace
    order by 1, 2
  `.execute(db)
  for (const { child, key, parent } of rows) {
    const broken = await countBroken(db, { child, key, parent })
    if (broken > 0) throw new Error(`${broken} broken, from ${child}.${key} to ${parent}`)
  }
  return 'no broken references'
}

async function countBroken(db: Db, { child, key, parent }: Reference): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${tableIn(db, child)} as child
    where child.${sql.id(key)} is not null and not exists (
      select 1 from ${tableIn(db, parent)} as parent where parent.id = child.${sql.id(key)}
    )
  `.execute(db)
  return rows[0]?.count ?? 0
}

/** Creates a new schema beside the household's, compares the two, and rolls back. */
async function listDifferences(db: Db): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ may: boolean }>`
    select has_database_privilege(current_database(), 'create') as may
  `.execute(db)
  if (!rows[0]?.may) return undefined
  const schema = serverSchema(db) ?? ''
  const { found, expected } = await withRollback(db, async (tx) => {
    const found = await definitions(tx, [schema])
    return { found, expected: await newDefinitions(tx, schema) }
  })
  const ours = [...expected.keys()].map((name) => name.split('.')[0])
  // The script for one login per member adds triggers to the household's tables.
  const compared = [...found].filter(
    ([name]) => ours.includes(name.split('.')[0]) && !name.includes('.momentum_'),
  )
  return compareDefinitions(expected, new Map(compared))
}

/** The definitions that the migrations would create in a schema. */
async function newDefinitions(tx: Db, schema: string): Promise<Map<string, string>> {
  // No other text contains this name, so that it can be replaced by that of the household's schema.
  const draft = `momentum_check_${randomUUID().replaceAll('-', '')}`
  await sql`create schema ${sql.id(draft)}`.execute(tx)
  await sql`set local search_path = ${sql.id(draft)}`.execute(tx)
  for (const step of Object.values(migrations)) await step.up(tx.withoutPlugins())
  // The household's schema can also hold an extension, whose names are written without it there.
  const created = await definitions(tx, [draft, schema])
  const { rows } = await sql<{ quoted: string }>`select quote_ident(${schema}) as quoted`.execute(
    tx,
  )
  const quoted = rows[0]?.quoted ?? schema
  return new Map([...created].map(([name, text]) => [name, text.replaceAll(draft, quoted)]))
}

/**
 * The columns, constraints, indexes and triggers of a schema, by `table.name`.
 *
 * @param path the schema, and others whose names are written without them
 */
async function definitions(
  tx: Db,
  path: readonly [schema: string, ...others: string[]],
): Promise<Map<string, string>> {
  const [schema] = path
  await sql`set local search_path = ${sql.join(path.map((name) => sql.id(name)))}`.execute(tx)
  const { rows } = await sql<{ name: string; text: string }>`
    select relname || '.' || attname as name, concat_ws(' ', format_type(atttypid, atttypmod),
      attcollation::regcollation, attnotnull, attidentity, pg_get_expr(adbin, adrelid)) as text
    from pg_attribute join pg_class on pg_class.oid = attrelid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = ${schema}::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
    union all
    -- When a dump is restored, the server writes other parentheses.
    select relname || '.' || conname, translate(pg_get_constraintdef(pg_constraint.oid), '()', '')
    from pg_constraint
    join pg_class on pg_class.oid = conrelid
    where connamespace = ${schema}::regnamespace and contype <> 'n'
    union all
    select tablename || '.' || indexname, indexdef from pg_indexes where schemaname = ${schema}
    union all
    select relname || '.' || tgname, concat_ws(' ', pg_get_triggerdef(pg_trigger.oid), tgenabled,
      prosecdef, proconfig, prosrc)
    from pg_trigger join pg_proc on pg_proc.oid = tgfoid
    join pg_class on pg_class.oid = tgrelid
    where relnamespace = ${schema}::regnamespace and not tgisinternal
  `.execute(tx)
  // An index and the constraint that it serves have the same name, and come in any order.
  const named = Map.groupBy(rows, ({ name }) => name)
  const textOf = (parts: typeof rows) =>
    parts
      .map(({ text }) => text)
      .toSorted()
      .join('\n')
  return new Map([...named].map(([name, parts]) => [name, textOf(parts)]))
}

/** Says whether the server itself hides private tasks from other logins. */
async function privacy(db: Db): Promise<string> {
  const { rows } = await sql<{ guarded: boolean }>`
    select relrowsecurity and relforcerowsecurity as guarded from pg_class
    where relnamespace = ${serverSchema(db)}::regnamespace and relname = 'tasks'
  `.execute(db)
  return rows[0]?.guarded
    ? 'the server shows them only to the login of their owner'
    : 'hidden in Momentum; anyone with this login can read them with other programs'
}
