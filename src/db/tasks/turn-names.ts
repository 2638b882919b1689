import { type ExpressionBuilder, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * The `turn_names` of a task: a line for each member, `3 Sam`, and for each deleted one with what
 * is recorded of them, `4{"name":"Kim"}`. The database finds them once for all tasks of a query,
 * and only if one of these has a reason.
 */
export function turnNames(eb: ExpressionBuilder<Schema, 'tasks'>) {
  const place = sql.ref<number>('id')
  const members = eb
    .selectFrom('users')
    .select([place.as('place'), sql<string>`id || ' ' || name`.as('line')])
  const deleted = eb
    .selectFrom('changes')
    .select([place.as('place'), sql<string>`row_id || before`.as('line')])
    .where('table_name', '=', 'users')
    .where('operation', '=', 'DELETE')
  const lines = eb
    .selectFrom(members.unionAll(deleted).as('names'))
    .select(sql<string | null>`string_agg(line, ${sql.lit('\n')} order by place)`.as('lines'))
  return eb.case().when('tasks.turn_reason', 'is not', null).then(lines).end().as('turn_names')
}
