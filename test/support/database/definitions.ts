import { sql } from 'kysely'
import { serverSchema } from '../../../src/db/dialect.ts'
import type { Db } from '../../../src/db/schema.ts'

/** What a schema consists of, in the order of kind and name; columns in their own. */
export async function definitionsOf(db: Db): Promise<unknown[]> {
  const schema = serverSchema(db)
  const query =
    schema === undefined
      ? sql`select type, name, tbl_name, sql from sqlite_master order by type, name`
      : onServer(schema)
  return (await query.execute(db)).rows
}

function onServer(schema: string) {
  const place = sql`${schema}::regnamespace`
  return sql`
    select 'column' as type, relname as place, row_number() over
        (partition by relname order by attnum) as number, attname as name,
      concat_ws(' ', format_type(atttypid, atttypmod), attcollation::regcollation, attnotnull,
        attidentity, pg_get_expr(adbin, adrelid)) as text
    from pg_attribute join pg_class on pg_class.oid = attrelid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = ${place} and relkind = 'r' and attnum > 0 and not attisdropped
    union all
    select 'rule', conrelid::regclass::text, 0, conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = ${place} and conrelid <> 0
    union all
    select relkind::text, coalesce(indrelid::regclass::text, ''), 0, relname,
      coalesce(pg_get_indexdef(indexrelid), '')
    from pg_class left join pg_index on indexrelid = oid where relnamespace = ${place}
      and relkind <> 'c'
    union all
    select 'trigger', tgrelid::regclass::text, 0, tgname, pg_get_triggerdef(pg_trigger.oid)
    from pg_trigger join pg_class on pg_class.oid = tgrelid
    where relnamespace = ${place} and not tgisinternal
    union all
    select 'function', '', 0, proname, concat_ws(' ', prosrc, prosecdef, proconfig is null) from pg_proc where pronamespace = ${place}
    order by 1, 2, 3, 4
  `
}
