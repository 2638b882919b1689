import { sql } from 'kysely'
import { migrations } from '../migrations/index.ts'
import { migrate } from '../src/db/migrate.ts'
import type { Db } from '../src/db/schema.ts'
import { createInMemory } from '../src/db/sqlite.ts'

// Writes docs/schema.md from a database that has run every step: npm run schema

type Column = { name: string; type: string; notnull: 0 | 1; dflt_value: string | null; pk: 0 | 1 }
type Reference = { from: string; table: string; to: string; on_delete: string }
type Index = { name: string; unique: 0 | 1; origin: string; partial: 0 | 1; columns: string }

/** The tables in the order in which they are explained, and why they are as they are. */
const decisions: Readonly<Record<string, readonly string[]>> = {
  users: [
    'A user is a member of the household. `name_key` is the name as Momentum folds it (NFC, without case, in any alphabet): SQLite folds ASCII only, so that the folded form is kept beside the name, is unique, and is what names are sorted by. `email_key` is the same for the address.',
    'A name may not be digits alone, since a command takes those for an `id`.',
    '`password_hash` is bcrypt, and optional. `failed_guesses` and `guess_after` make wrong guesses slower, never impossible; they are not a change of the user, so that the trigger of `updated_at` passes over them.',
  ],
  sessions: [
    'A session lets whoever holds its token act as the user for 30 days. The database keeps the SHA-256 of the token alone: who reads the file learns no token. Sessions go with their user.',
  ],
  categories: [
    'A category is a user’s own or, without a `user_id`, the household’s. Names are unique per owner: a second, partial index does it for the household’s, because two nulls differ to a unique index. A user’s categories go with the user; tasks go on without.',
  ],
  tasks: [
    'A task is a work item with a state. Its `id` is never given again (`autoincrement`), so that a number in a shell history always means the same task; its `uuid` is the same in every copy of the household.',
    '`completed_at` is there exactly when the task is done. `status_note` says why nobody is working on it, and is empty while somebody is, or when it is done.',
    '`search_text` holds the title, the definition of done, the materials and the description, folded, a line each: a search is one comparison that does not care about case in any alphabet. Momentum writes it with every change; a program that changes a text by itself should write it, too.',
    'A private task needs an owner, by a CHECK: without one nobody could see it. A step back over `private` takes private tasks along rather than show them to everybody; the copy that is put beside has them.',
    'A user or a category that goes leaves its tasks behind, without an owner or category. What becomes of the tasks of a user is asked for before.',
  ],
  task_counts: [
    'How many tasks there are in each status, kept by triggers: today’s page tells it without counting. `private_to` is 0 for the tasks that all can see, or the owner of private ones.',
  ],
  daily_wins: [
    'A Daily Win is the one task of one date: `date` is unique, so that of two people who pick at the same moment one wins. A task is the open win of one date at the most, by a partial unique index.',
    'A task that was ever a win cannot be deleted (RESTRICT): the history stays whole. A user who goes leaves the wins they picked behind, without a name.',
    '`completed_at` is the same instant as the task’s. `note` is needed while a win is paused or blocked.',
  ],
}

async function main(): Promise<void> {
  const db = createInMemory()
  try {
    await migrate(db, 'latest')
    const tables = Object.keys(decisions)
    process.stdout.write(
      `${[intro(), await diagram(db, tables), ...(await sections(db, tables)), steps()].join('\n\n')}\n`,
    )
  } finally {
    await db.destroy()
  }
}

function intro(): string {
  return `# Schema

Written by \`npm run schema\` from a migrated database; a test fails when it is out of date.

Every table is STRICT, has an \`id\` that is never given again, and instants as UTC text
(\`2026-11-22T18:30:00.000Z\`); a calendar day is a \`YYYY-MM-DD\` that has no time. Every rule that
SQL can express is a constraint, whichever program writes. \`updated_at\` moves with every change by a
trigger. Booleans are 0 and 1. The file carries the \`application_id\` \`MOM1\`.`
}

async function diagram(db: Db, tables: readonly string[]): Promise<string> {
  const lines: string[] = []
  for (const table of tables) {
    for (const { from, table: parent, on_delete } of await references(db, table)) {
      lines.push(`  ${parent} |o--o{ ${table} : "${from}, ${on_delete.toLowerCase()}"`)
    }
  }
  for (const table of tables) {
    lines.push(`  ${table} {`)
    for (const { name, type, pk } of await columns(db, table)) {
      lines.push(`    ${type.toLowerCase()} ${name}${pk ? ' PK' : ''}`)
    }
    lines.push('  }')
  }
  return ['```mermaid', 'erDiagram', ...lines, '```'].join('\n')
}

async function sections(db: Db, tables: readonly string[]): Promise<string[]> {
  const parts: string[] = []
  for (const table of tables) {
    const rows = (await columns(db, table)).map(
      ({ name, type, notnull, dflt_value, pk }) =>
        `| \`${name}\` | ${type.toLowerCase()} | ${notnull || pk ? '' : 'optional'} | ${dflt_value ? `\`${dflt_value}\`` : ''} |`,
    )
    const own = (await indexes(db, table)).map(
      ({ name, unique, partial, columns }) =>
        `\`${name}\` on \`${columns}\`${unique ? ', unique' : ''}${partial ? ', partial' : ''}`,
    )
    parts.push(
      [
        `## ${table}`,
        ['| column | type | | default |', '| --- | --- | --- | --- |', ...rows].join('\n'),
        ...(own.length > 0 ? [`Indexes: ${own.join('; ')}.`] : []),
        ...(decisions[table] ?? []),
      ].join('\n\n'),
    )
  }
  return parts
}

function steps(): string {
  return `## Migrations

${Object.keys(migrations)
  .map((name) => `- \`${name}\``)
  .join('\n')}

**List and run.** \`momentum db migrate --list\` lists the steps and \`momentum db migrate\` runs those that
are pending, all of them or none, in one transaction; a copy of the file is put beside it first. A
SQLite file of an older schema is upgraded by the next command of its own accord. The steps are
ordinary Kysely modules: any Kysely \`Migrator\` over the folder \`migrations\` lists and runs them, too.

**Undo.** \`momentum db migrate --down\` goes one step back and \`--to <name>\` to the state after a named
step. Going back says what would be lost and asks first.

**Write.** A step is a file \`migrations/NNNN_slug.ts\` with \`up\` and \`down\`, on \`Kysely<unknown>\`; it
imports from \`columns.ts\` and nothing of \`src\`. List it in \`migrations/index.ts\`, name it in
\`schemaStep\` of \`src/db/schema.ts\`, describe its tables in \`docs/schema.ts\`, and run
\`npm run schema\`. A released step, and what it uses of \`columns.ts\`, is never edited: mend it with a
new one. Steps run inside a transaction with \`foreign_keys\` off, so that a table can be rebuilt; broken
references undo them.`
}

async function columns(db: Db, table: string): Promise<Column[]> {
  return (await sql<Column>`select * from pragma_table_info(${table})`.execute(db)).rows
}

async function references(db: Db, table: string): Promise<Reference[]> {
  const query = sql<Reference>`select * from pragma_foreign_key_list(${table}) order by "from"`
  return (await query.execute(db)).rows
}

async function indexes(db: Db, table: string): Promise<Index[]> {
  const query = sql<Index>`
    select list.name, list."unique", list.origin, list.partial, (
      select group_concat(info.name, ', ') from pragma_index_info(list.name) as info
    ) as columns
    from pragma_index_list(${table}) as list where list.origin = 'c' order by list.name
  `
  return (await query.execute(db)).rows
}

await main()
