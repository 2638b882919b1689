import { type RawBuilder, sql } from 'kysely'

// For the functions of triggers on PostgreSQL. Some run with the rights of their owner, so nobody
// else may decide what their names mean or when they run. Released steps depend on these
// statements: add to them, but never change them.

/** The first statement in a function of one table's triggers: it refuses to work for any other. */
export function refuseOtherTables(table: string): RawBuilder<unknown> {
  return sql`if tg_relid <> ${sql.lit(table)}::regclass then
        raise exception '% is only for the household''s table %.', tg_name, ${sql.lit(table)}
          using errcode = 'insufficient_privilege';
      end if;`
}

/**
 * Has a function look for names in the household's schema, and only then among the temporary tables
 * of a session, which would otherwise come first. Nobody but its owner can make a trigger of it.
 */
export function protectFunction(name: string): RawBuilder<unknown> {
  const path = `alter function ${name}() set search_path = %I, pg_temp`
  return sql`do $$ begin
    execute format(${sql.lit(path)}, current_schema());
    revoke execute on function ${sql.raw(name)}() from public;
  end $$`
}
