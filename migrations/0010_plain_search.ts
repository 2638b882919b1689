import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindsOf } from './columns.ts'

/**
 * Folds texts further, so that a search ignores accents. Folds names further, so that two names
 * cannot differ only in blanks or invisible characters. Nothing that was typed changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await refold(db, { text: foldAccents, name: foldName })
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await refold(db, { text: fold, name: fold })
}

/** How texts and names are folded. This never changes, whatever the program does later. */
type Folding = { readonly text: Fold; readonly name: Fold }
type Fold = (text: string) => string

function fold(text: string): string {
  const folded = text.normalize('NFC').toLowerCase().toUpperCase().toLowerCase()
  return folded.replaceAll('ς', 'σ').normalize('NFC')
}

const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const blanks = /[\p{Zs}\t]+/gu

function foldName(name: string): string {
  return fold(name.replace(unseen, '').replace(blanks, ' ').trim())
}

const apostrophes = /[\u00b4\u02b9\u02bb-\u02bd\u02c8\u0060\u2018-\u201b\u2032\u2035\uff07]/g
const quotationMarks = /[\u00ab\u00bb\u201c-\u201f\u2033\u2036\u301d-\u301f\uff02]/g
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
const letters: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  þ: 'th',
  ŧ: 't',
}

function foldAccents(text: string): string {
  const plain = text
    .replace(apostrophes, "'")
    .replace(quotationMarks, '"')
    .replace(dashes, '-')
    .normalize('NFKD')
    .replace(accents, '')
    .replace(unseen, '')
    .replace(blanks, ' ')
  return fold(plain).replace(/[æœøłđðħþŧ]/g, (letter) => letters[letter] ?? letter)
}

async function refold(db: Kysely<unknown>, { text, name }: Folding): Promise<void> {
  const resume = await pauseTriggers(db)
  const isRefolded = await refoldTasks(db, text)
  await refoldNames(db, 'users', name)
  await refoldNames(db, 'categories', name)
  await resume(isRefolded)
}

const tables = ['users', 'categories', 'tasks']

/**
 * Nothing that was typed changes, so there is nothing to record and no `updated_at` to set. The
 * search index of SQLite would take milliseconds for each text, so it is rebuilt at the end.
 *
 * @returns a function that brings the triggers back, and rebuilds the index if texts changed
 */
async function pauseTriggers(db: Kysely<unknown>) {
  const { spell } = kindsOf(db)
  return spell({ sqlite: pauseInFile, postgres: pauseOnServer })(db)
}

async function pauseInFile(db: Kysely<unknown>) {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master
    where type = 'trigger' and tbl_name in (${sql.join(tables.map((table) => sql.lit(table)))})
    order by name
  `.execute(db)
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(db)
  return async (isIndexStale: boolean) => {
    for (const trigger of rows) await sql.raw(trigger.sql).execute(db)
    if (!isIndexStale) return
    const setting = (value: number) =>
      sql`insert into tasks_search (tasks_search, rank) values ('secure-delete', ${sql.lit(value)})`
    await setting(0).execute(db)
    await sql`insert into tasks_search (tasks_search) values ('rebuild')`.execute(db)
    await setting(1).execute(db)
  }
}

async function pauseOnServer(db: Kysely<unknown>) {
  const set = async (word: string) => {
    for (const table of tables) {
      await sql`alter table ${sql.table(table)} ${sql.raw(word)} trigger user`.execute(db)
    }
  }
  await set('disable')
  return () => set('enable')
}

/** How many rows are read at once, and written with one statement. */
const batchSize = 500

type Task = {
  readonly id: number | string
  readonly title: string
  readonly definition_of_done: string
  readonly materials_needed: string | null
  readonly description: string | null
  readonly search_text: string
}

/** @returns whether there was anything to change */
async function refoldTasks(db: Kysely<unknown>, foldText: Fold): Promise<boolean> {
  let isChanged = false
  let last: Task['id'] = Number.MIN_SAFE_INTEGER
  for (;;) {
    const { rows } = await sql<Task>`
      select id, title, definition_of_done, materials_needed, description, search_text
      from tasks where id > ${last} order by id limit ${sql.lit(batchSize)}
    `.execute(db)
    const changed = rows.flatMap((task) => {
      const { title, definition_of_done, materials_needed, description } = task
      const texts = [title, definition_of_done, materials_needed ?? '', description ?? '']
      const key = foldText(texts.join('\n'))
      // Programs before step 0004 wrote no line for the description.
      return key.trimEnd() === task.search_text.trimEnd() ? [] : [{ id: task.id, key }]
    })
    if (changed.length > 0) await writeKeys(db, 'tasks', 'search_text', changed)
    isChanged ||= changed.length > 0
    if (rows.length < batchSize) return isChanged
    last = rows.at(-1)?.id ?? last
  }
}

type Named = {
  readonly id: number | string
  readonly owner: number | string | null
  readonly name: string
  readonly name_key: string
}

/** Where names would become the same, all but one keep the key that tells them apart. */
async function refoldNames(db: Kysely<unknown>, table: string, foldNamed: Fold): Promise<void> {
  const owner = table === 'users' ? sql`null` : sql.ref('user_id')
  const { rows } = await sql<Named>`
    select id, ${owner} as owner, name, name_key from ${sql.table(table)} order by id
  `.execute(db)
  const taken = new Set(rows.map((row) => `${row.owner} ${row.name_key}`))
  const changed: Key[] = []
  for (const { id, owner: user, name, name_key } of rows) {
    const key = foldNamed(name)
    if (key === name_key || taken.has(`${user} ${key}`)) continue
    taken.add(`${user} ${key}`)
    changed.push({ id, key })
  }
  for (let start = 0; start < changed.length; start += batchSize) {
    await writeKeys(db, table, 'name_key', changed.slice(start, start + batchSize))
  }
}

type Key = { readonly id: number | string; readonly key: string }

async function writeKeys(
  db: Kysely<unknown>,
  table: string,
  column: string,
  keys: readonly Key[],
): Promise<void> {
  const rows = keys.map(
    ({ id, key }): RawBuilder<unknown> => sql`(cast(${id} as bigint), cast(${key} as text))`,
  )
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = keys.column2
    from (values ${sql.join(rows)}) as keys where ${sql.table(table)}.id = keys.column1
  `.execute(db)
}
