import { sql } from 'kysely'
import { fold, nameKey } from '../../domain/text.ts'
import { type Instant, toInstant } from '../../domain/time.ts'
import { batchSize } from '../batches.ts'
import { countRows } from '../dialect.ts'
import type { Db, Tx } from '../schema.ts'
import { searchSources, searchText } from '../tasks/changes.ts'
import type { Derived } from './derived.ts'
import { CheckError } from './proof.ts'

/** Texts and names in the folded form in which they are searched, sorted and compared. */
export const searchTexts: Derived = {
  detail: 'agree with what was typed',
  async findFault(db, { advance }) {
    const total = (await countRows(db, 'tasks')) + 1
    const counts = new Map<Table, number>()
    for (const table of tables) {
      const seen = new Set<string>()
      for await (const rows of readRows(db, table)) {
        for (const row of rows) requireSingle(table, row, seen)
        counts.set(table, (counts.get(table) ?? 0) + rows.filter(({ isWrong }) => isWrong).length)
        if (table === 'tasks') advance(rows.length / total)
      }
    }
    const wrong = [...counts].filter(([, count]) => count > 0)
    if (wrong.length === 0) return undefined
    return `differ in ${wrong.map(([table, count]) => `${count} of the ${nouns[table]}`).join(', ')}`
  },
  async mend(tx) {
    for (const table of tables) {
      for await (const rows of readRows(tx, table)) {
        for (const row of rows.filter(({ isWrong }) => isWrong)) await writeKeys(tx, table, row)
      }
    }
  },
}

/** A row with folded texts. */
type Row = {
  readonly id: number
  readonly updated_at: Instant
  /** The folded texts that follow from what was typed. */
  readonly keys: Readonly<Record<string, string | null>>
  /** Whether others are stored. */
  readonly isWrong: boolean
  /** What no other row may have. */
  readonly unique: readonly (string | null)[]
}

const tables = ['tasks', 'users', 'categories'] as const
type Table = (typeof tables)[number]
const nouns = { tasks: 'tasks', users: 'members', categories: 'categories' } as const

async function* readRows(db: Db, table: Table): AsyncGenerator<readonly Row[]> {
  const read = { tasks: readTasks, users: readUsers, categories: readCategories }[table]
  let last = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = await read(db, last)
    yield rows
    if (rows.length < batchSize) return
    last = rows.at(-1)?.id ?? last
  }
}

const isAfter = (last: number) => sql<boolean>`id > ${last}`

async function readTasks(db: Db, last: number): Promise<readonly Row[]> {
  const rows = await db
    .selectFrom('tasks')
    .select(['id', 'updated_at', 'search_text'])
    .select(searchSources)
    .where(isAfter(last))
    .orderBy('id')
    .limit(batchSize)
    .execute()
  return rows.map(({ id, updated_at, search_text: stored, ...texts }) => {
    const search_text = searchText(texts)
    // Programs before step 0015 also searched the definition of done of unreviewed tasks.
    const right = [search_text, searchText({ ...texts, reviewed: true })].map(withoutEmptyLines)
    const isWrong = !right.includes(withoutEmptyLines(stored))
    return { id, updated_at, keys: { search_text }, isWrong, unique: [] }
  })
}

async function readUsers(db: Db, last: number): Promise<readonly Row[]> {
  const rows = await db
    .selectFrom('users')
    .select(['id', 'updated_at', 'name', 'name_key', 'email', 'email_key'])
    .where(isAfter(last))
    .orderBy('id')
    .limit(batchSize)
    .execute()
  const keyed = rows.map(async ({ id, updated_at, name, email, ...stored }) => {
    const others = db.selectFrom('users').select('id').where('id', '<>', id)
    const name_key = await freeKey(name, stored.name_key, (key) =>
      others.where('name_key', '=', key).executeTakeFirst(),
    )
    const keys = { name_key, email_key: email === null ? null : fold(email) }
    const isWrong = keys.name_key !== stored.name_key || keys.email_key !== stored.email_key
    return { id, updated_at, keys, isWrong, unique: [`name ${keys.name_key}`, keys.email_key] }
  })
  return Promise.all(keyed)
}

async function readCategories(db: Db, last: number): Promise<readonly Row[]> {
  const rows = await db
    .selectFrom('categories')
    .select(['id', 'updated_at', 'name', 'name_key', 'user_id'])
    .where(isAfter(last))
    .orderBy('id')
    .limit(batchSize)
    .execute()
  const keyed = rows.map(async ({ id, updated_at, name, name_key: stored, user_id }) => {
    const others = db
      .selectFrom('categories')
      .select('id')
      .where('id', '<>', id)
      .where('user_id', 'is not distinct from', user_id)
    const name_key = await freeKey(name, stored, (key) =>
      others.where('name_key', '=', key).executeTakeFirst(),
    )
    const isWrong = name_key !== stored
    return { id, updated_at, keys: { name_key }, isWrong, unique: [`${user_id} ${name_key}`] }
  })
  return Promise.all(keyed)
}

/**
 * The folded form of a name. An earlier version may have accepted a name that differs from another
 * only in its blanks; such a name keeps the form of that version.
 */
async function freeKey(
  name: string,
  stored: string,
  findOther: (key: string) => Promise<object | undefined>,
): Promise<string> {
  const key = nameKey(name)
  if (stored === key || stored !== fold(name)) return key
  return (await findOther(key)) ? stored : key
}

/** Programs before step 0004 wrote no line for the description, which is not needed to search. */
function withoutEmptyLines(text: string): string {
  return text.replace(/\n+$/, '')
}

/** @throws CheckError for a row that only case tells from one that was seen before */
function requireSingle(table: Table, { id, unique }: Row, seen: Set<string>): void {
  for (const key of unique) {
    if (key === null) continue
    if (seen.has(key)) throw sameNameError(table, id)
    seen.add(key)
  }
}

function sameNameError(table: Table, id: number): CheckError {
  const what = table === 'users' ? 'member' : 'category'
  const command = table === 'users' ? 'user edit' : 'category edit'
  return new CheckError(`only case tells ${what} ${id} from another one`, {
    lead: 'Give one of them another name',
    command: `${command} ${id} --name <name>`,
  })
}

/** Replaces the folded texts of a row, which was not changed by that. */
async function writeKeys(tx: Tx, table: Table, { id, keys, updated_at }: Row): Promise<void> {
  const set = (values: object) =>
    tx
      .updateTable(table)
      // The columns are those of the table, which Kysely cannot check for one that varies.
      .set(values as never)
      .where(sql<boolean>`id = ${id}`)
      .execute()
  // A trigger sets the time of the change, except where the update itself moves it.
  const moved = toInstant(new Date(Date.parse(updated_at) - 1))
  await set({ ...keys, updated_at: moved })
  await set({ updated_at })
}
