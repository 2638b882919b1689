import { sql } from 'kysely'
import { migrations } from '../migrations/index.ts'
import { migrate } from '../src/db/migrate/migrate.ts'
import type { Db } from '../src/db/schema.ts'
import { createInMemory } from '../src/db/sqlite/connection.ts'

// `npm run schema` writes docs/schema.md from a database that has run every step.

type Column = { name: string; type: string; notnull: 0 | 1; dflt_value: string | null; pk: 0 | 1 }
type Reference = { from: string; table: string; to: string; on_delete: string }
type Index = { name: string; unique: 0 | 1; partial: 0 | 1; statement: string }

/** The tables in the order of the page, each with the reasons for its design. */
const decisions: Readonly<Record<string, readonly string[]>> = {
  household: [
    'The identity of the household, in one row. The database makes it, and every copy and backup keeps it, so that a login in one household is never taken for one in another.',
  ],
  users: [
    'A user is a member of the household. `name_key` is the name in NFC and case-folded, in any alphabet, without invisible characters and with one blank for a run of blanks. SQLite ignores case in ASCII only, so this form is stored beside the name; it is unique, and names are sorted by it. `email_key` is the email address in NFC and case-folded.',
    'A name cannot consist of digits alone, because a command would read it as an `id`.',
    '`password_hash` is a bcrypt hash and optional. `failed_guesses` and `guess_after` slow down password guesses but never block them. They do not count as changes to the user, so the trigger of `updated_at` ignores them.',
    '`uuid` is the same in every copy of the household. The database makes it. A login on a computer names the user by it, because another user may have the same `id` in an earlier backup.',
  ],
  sessions: [
    'A session lets a person with its token act as the user for 30 days. The database stores only the SHA-256 of the token, so nobody can read a token from the file. Deleting a user deletes their sessions.',
  ],
  categories: [
    'A category belongs to a user or, without a `user_id`, to the household. Names are unique per owner. The household’s categories need a second, partial index, because a unique index treats two nulls as different. Deleting a user deletes their categories; the tasks in them stay, without a category.',
  ],
  routines: [
    'A routine is work that repeats. It has one open task at a time, its live task. Its columns up to `private`, and `reviewed`, are those that its tasks get. `rule` says when it repeats, in one canonical form; `momentum routine add --help` shows how it is written. With `CALENDAR`, the dates follow from `start_date` alone, and with `AFTER` from the day on which it was last done.',
    '`season_from` and `season_to` are days of any year, `MM-DD`. `paused_until` is the day on which a paused routine resumes by itself.',
    'A private routine has an owner, like a private task. Deleting a user or a category keeps its routines, without an owner or a category.',
    'A trigger deletes the occurrences of a routine before the routine, so that what is recorded of them stays with its owner.',
  ],
  tasks: [
    'A task is a work item with a status. Its `id` is never reused (`autoincrement`), so a number in a shell history always means the same task. Its `uuid` is the same in every copy of the household.',
    '`completed_at` is set if and only if the task is done. `status_note` says why the task is waiting or abandoned; it is null while the task is active or done.',
    '`search_text` holds the title, the definition of done, the materials and the description, case-folded and without accents, one line each, so a search is one comparison that ignores accents, and case in any alphabet. Momentum writes it with every change. Another program that changes one of these texts should write it too.',
    'A CHECK requires an owner for a private task, because nobody could see it without one. A downgrade to a step before `private` deletes private tasks, so that they are not shown to everyone; the backup that is made first contains them.',
    'Deleting a user or a category keeps its tasks and routines, without an owner or a category. Momentum refuses to delete a user who owns tasks or routines that others can see until `--tasks` says what happens to them; the user’s private ones are deleted.',
    '`routine_id`, `occurrence_number` and `occurrence_date` say which time of which routine it is. A partial unique index makes sure that a routine has at most one open task. `due_date` begins as `occurrence_date` and may be moved. Until `starts_on`, an open task that nobody has started is in no list.',
    '`completed_on` is the day on which a task was done, and `completed_by_user_id` who did it. Both are null for tasks that were done before there were these columns.',
    '`reviewed` says whether a person gave the task its definition of done. A task of quick add without one has “As the title says” and is not reviewed; it cannot be picked as a Daily Win until it has one of its own.',
    'A trigger deletes the notes of a task before the task, so that what is recorded of them stays with its owner.',
  ],
  task_counts: [
    'The number of tasks in each status, which triggers maintain, so that today’s page need not count. `private_to` is 0 for the tasks that everyone can see, and the owner’s id for private ones.',
  ],
  daily_wins: [
    'A Daily Win is the one task of a date. `date` is unique, so only one of two people who pick at the same moment succeeds. A partial unique index makes a task the open win of at most one date.',
    'A task that was ever a win cannot be deleted (RESTRICT), so the history stays complete. Deleting a user keeps the wins they picked, without their name.',
    '`completed_at` is the same instant as the task’s when the win is finished; it stays if the task is reopened. `note` is required while a win is paused or blocked, and cleared when it is done.',
  ],
  occurrences: [
    'A time of a routine that was done, skipped or missed. `number` counts them from 1, `date` is the day for which it was planned, and `on_date` the day on which it was done.',
    'They stay when their task is deleted. Deleting a user keeps them, without the name.',
  ],
  routine_members: [
    'The members who take turns at a routine, in the order of `position`. Deleting a user takes them out of every rota. A private routine has no rota.',
  ],
  absences: [
    'Days on which a member is away or, without a `user_id`, everybody. Deleting a user deletes their absences.',
  ],
  rest_days: [
    'Days on which the household owes no Daily Win: all days from `from_date` to `until_date`, or only those that are a `weekday`. Without an `until_date` it holds until further notice. Deleting the user who set it keeps it, without the name.',
  ],
  notes: [
    'What somebody wrote down about a task. Only who sees the task sees its notes. Deleting the user who wrote a note keeps it, without the name.',
  ],
  commands: [
    'A command that changed the household, so that it can be undone. `made_by_user_id` is not a foreign key, and `made_by` holds the name at that time, because the history outlives the user. Both are null while Momentum does not know who acts.',
    'An undo or a redo is a command that `reverses` another one. `recording` is null once the command has ended; until then it says whether the triggers record its changes. A command that another program left open does not stop the next one.',
    'A command of `db` without changes is one that replaced or filled the whole household: `db restore` or `db seed --demo`. It cannot be undone, so `undo` stops at it.',
    '`zone` is the IANA name of the time zone in which the command ran, and null if that is not known or an older version made the change. `momentum db check` compares it with the current time zone; it is in no JSON.',
    '`momentum db forget` deletes old commands with their changes.',
  ],
  changes: [
    'A change of one row, which triggers on `users`, `categories`, `routines`, `tasks`, `daily_wins`, `occurrences`, `routine_members`, `absences`, `rest_days` and `notes` record, whichever program makes it. `command_id` is null if it was not Momentum. `row_id` is not a foreign key, because the row may be deleted.',
    '`before` and `after` are JSON: the whole row, or the changed columns of an UPDATE. They contain no password hash and no column that is computed from others.',
    '`private_to` is the only member who may see the change, because the task was private. `closed_to` is the same for every change of a task or routine that is private now, and of its wins, notes, occurrences or rota.',
  ],
  import_keys: [
    'Where a row was imported from, so that a second import of the same thing adds nothing twice: one row for each time that an import added or changed something. `source` is the format, and `source_id` a hash of what names the thing there. `row_id` is not a foreign key, because the row may be deleted.',
    '`source_hash` is a hash of what the source said, and `row_hash` one of the row as it was then: they tell which of the two has changed since. What a command says that was undone does not count, so this table is not part of the history.',
  ],
  removed_passwords: [
    'The password hash of a deleted user, under the `id` of the user, so that undoing the deletion keeps the password. `momentum db forget` deletes it with the history.',
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

\`npm run schema\` writes this page from a migrated database; a test fails when it is out of date.

Every table is STRICT and stores instants as UTC text (\`2026-11-22T18:30:00.000Z\`). Every table except
\`task_counts\` has an \`id\` that is never reused. A calendar day is a \`YYYY-MM-DD\` without a time.
Every rule that SQL can express is a constraint, which binds every program that writes. A trigger sets
\`updated_at\` with every change. Booleans are 0 and 1. The file has the \`application_id\` \`MOM1\`.

The tables are shown as SQLite has them. On a PostgreSQL server, the same steps make the same tables, rules
and indexes with PostgreSQL's own types, in one schema per household:

| what | SQLite | PostgreSQL |
| --- | --- | --- |
| \`id\` | \`integer primary key autoincrement\` | \`bigint generated by default as identity\` |
| a reference to an \`id\` | \`integer\` | \`bigint\` |
| text | \`text\` | \`text collate "C"\`: sorted byte by byte, like in the file |
| \`uuid\` | \`text\` | \`uuid\` |
| an instant | \`text\` | \`timestamptz(3)\` |
| a calendar day | \`text\` | \`date\` |
| true or false | \`integer\`, 0 or 1 | \`boolean\` |

Where SQLite checks a value with a glob, PostgreSQL uses a regular expression. PostgreSQL's \`infinity\` is
neither a day nor an instant. The JSON of every command is the same on both databases.`
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
        `| \`${name}\` | ${type.toLowerCase()} | ${notnull || pk ? '' : 'optional'} | ${defaultOf(dflt_value)} |`,
    )
    const own = (await indexes(db, table)).map(
      ({ name, unique, partial, statement }) =>
        `\`${name}\` on \`${indexed(statement)}\`${unique ? ', unique' : ''}${partial ? ', partial' : ''}`,
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

/** The default of a column, in one cell of the page. */
function defaultOf(expression: string | null): string {
  if (!expression) return ''
  if (expression.includes('randomblob')) return 'a new UUID'
  return `\`${expression}\``
}

function steps(): string {
  return `## Migrations

${Object.keys(migrations)
  .map((name) => `- \`${name}\``)
  .join('\n')}

**List and run.** \`momentum db migrate --list\` lists the steps. \`momentum db migrate\` makes a backup of the
file and runs the pending steps in one transaction: all of them or none. The next command upgrades an
SQLite file with an older schema automatically. The steps are ordinary Kysely modules: any Kysely
\`Migrator\` can list and run them from the folder \`migrations\`.

**Downgrade.** \`momentum db migrate --down\` goes one step back, and \`--to <name>\` goes to the state after a
named step. A downgrade says what would be lost and asks first. One to before \`0016_import\` forgets what was
imported from where, so the next import of the same file adds it again.

**Write.** A step is a file \`migrations/NNNN_slug.ts\` with \`up\` and \`down\`, both on
\`Kysely<unknown>\`. It may import \`columns.ts\`, \`functions.ts\` and \`recording.ts\`, but nothing from
\`src\`. List it in \`migrations/index.ts\`, name it in \`schemaStep\` of \`src/db/schema.ts\`, describe its
tables in \`docs/schema.ts\`, and run \`npm run schema\`. If it adds a table or a column that people change,
list that in \`migrations/journal.ts\`, end \`up\` with \`startRecording\` and begin \`down\` with
\`stopRecording\`. Never edit a released step or what it uses from the shared files: correct it with a new
step. Steps run in a transaction with \`foreign_keys\` off, so that a table can be rebuilt; broken references
roll it back.`
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
    select list.name, list."unique", list.partial, sqlite_master.sql as statement
    from pragma_index_list(${table}) as list join sqlite_master on sqlite_master.name = list.name
    where list.origin = 'c' order by list.name
  `
  return (await query.execute(db)).rows
}

/** What an index is on: columns and expressions, in the words of the statement that creates it. */
function indexed(statement: string): string {
  const [, listed = ''] = /\((.*?)\)(\s+where .*)?$/is.exec(statement) ?? []
  return listed.replaceAll('"', '').replace(/\s+/g, ' ')
}

await main()
