import { type Kysely, sql } from 'kysely'
import { kindsOf } from './columns.ts'

/** Finds a part of a text, and a title, without reading every task. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  for (const statement of kinds.spell({ sqlite: sqliteSearch, postgres: postgresSearch })) {
    await statement.execute(db)
  }
  // The first line of what is searched is the title.
  const title = kinds.spell({
    sqlite: sql`substr(search_text, 1, instr(search_text, char(10)) - 1)`,
    postgres: sql`split_part(search_text, chr(10), 1)`,
  })
  await sql`create index tasks_title on tasks ((${title}))`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index tasks_title`.execute(db)
  const parts = kindsOf(db).spell({
    sqlite: [
      sql`drop trigger tasks_search_insert`,
      sql`drop trigger tasks_search_delete`,
      sql`drop trigger tasks_search_update`,
      sql`drop table tasks_search`,
    ],
    // The extension may serve other households of the database.
    postgres: [sql`drop index if exists tasks_search`],
  })
  for (const statement of parts) await statement.execute(db)
}

// Which tasks hold three characters in a row; the index keeps no text of its own, and forgets at once
// what was deleted.
const sqliteSearch = [
  sql`create virtual table tasks_search using fts5(
    search_text, content = 'tasks', content_rowid = 'id', tokenize = 'trigram case_sensitive 1',
    detail = none, columnsize = 0
  )`,
  sql`insert into tasks_search (tasks_search, rank) values ('secure-delete', 1)`,
  sql`insert into tasks_search (tasks_search) values ('rebuild')`,
  sql`create trigger tasks_search_insert after insert on tasks begin
    insert into tasks_search (rowid, search_text) values (new.id, new.search_text);
  end`,
  sql`create trigger tasks_search_delete after delete on tasks begin
    insert into tasks_search (tasks_search, rowid, search_text)
      values ('delete', old.id, old.search_text);
  end`,
  sql`create trigger tasks_search_update after update of search_text on tasks
  when new.search_text <> old.search_text begin
    insert into tasks_search (tasks_search, rowid, search_text)
      values ('delete', old.id, old.search_text);
    insert into tasks_search (rowid, search_text) values (new.id, new.search_text);
  end`,
]

// Where the server has no trigrams, or the role may not use them, a search reads every task.
const postgresSearch = [
  sql`do $$
  declare home text;
  begin
    -- Households that are made at once would each make it, and all but one fail.
    perform pg_advisory_xact_lock(hashtextextended('momentum pg_trgm', 0));
    create extension if not exists pg_trgm with schema public;
    select quote_ident(nspname) into home from pg_extension
      join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm';
    execute format('create index tasks_search on tasks using gin (search_text %s.gin_trgm_ops)', home);
  exception
    when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
      null;
  end $$`,
]
