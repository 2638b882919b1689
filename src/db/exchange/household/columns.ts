import type { TableName } from '../../../domain/journal.ts'
import { fold, nameKey } from '../../../domain/text.ts'
import type { Instant } from '../../../domain/time.ts'
import type { UserId } from '../../../domain/user.ts'
import { categoryKey } from '../../../exchange/jsonl/check.ts'
import type { CategoryReference, Row, RowType } from '../../../exchange/jsonl/rows.ts'
import { storedTurnReason } from '../../../exchange/jsonl/turn.ts'
import { searchText } from '../../tasks/changes.ts'
import type { Here } from './here.ts'

/** The tables of the types of rows. */
export const tableOf = {
  user: 'users',
  category: 'categories',
  routine: 'routines',
  task: 'tasks',
  win: 'daily_wins',
  occurrence: 'occurrences',
  absence: 'absences',
  rest: 'rest_days',
  note: 'notes',
} as const satisfies Record<RowType, TableName>

/** The numbers that the rows of a file have in this household, by what they are the same by. */
export class Ids {
  readonly #ids = new Map<string, number>()

  constructor({ rows }: Here) {
    for (const type of ['user', 'category', 'routine', 'task'] as const) {
      for (const [identity, [found]] of rows[type]) if (found) this.#ids.set(identity, found.id)
    }
  }

  set(identity: string, id: number): void {
    this.#ids.set(identity, id)
  }

  get(identity: string): number | null {
    return this.#ids.get(identity) ?? null
  }

  user(uuid: string | null): number | null {
    return uuid === null ? null : this.get(`user/${uuid}`)
  }

  category(category: CategoryReference | null): number | null {
    return category === null ? null : this.get(`category/${categoryKey(category)}`)
  }

  routine(uuid: string | null): number | null {
    return uuid === null ? null : this.get(`routine/${uuid}`)
  }

  task(uuid: string | null): number | null {
    return uuid === null ? null : this.get(`task/${uuid}`)
  }
}

/** The columns of a row, which are the same ones for all rows of a type. */
export function columnsOf<Type extends RowType>(
  type: Type,
  row: Row<Type>,
  ids: Ids,
  now: Instant,
): object {
  const columns: (row: Row<Type>, ids: Ids) => object = columnsOfTypes[type]
  const { created_at, updated_at, ...values } = columns(row, ids) as Partial<Moments>
  const created = created_at ?? now
  if (type === 'occurrence' || type === 'note') return { ...values, created_at: created }
  return { ...values, created_at: created, updated_at: updated_at ?? created }
}

type Moments = { readonly created_at: Instant | null; readonly updated_at: Instant | null }

const columnsOfTypes: {
  readonly [Type in RowType]: (row: Row<Type>, ids: Ids) => object
} = {
  user: (row) => ({
    ...row,
    name_key: nameKey(row.name),
    email_key: row.email === null ? null : fold(row.email),
  }),
  category: ({ owner_uuid, ...row }, ids) => ({
    ...row,
    name_key: nameKey(row.name),
    user_id: ids.user(owner_uuid),
  }),
  routine: ({ owner_uuid, category, member_uuids: _, ...row }, ids) => ({
    ...row,
    owner_user_id: ids.user(owner_uuid),
    category_id: ids.category(category),
  }),
  task: ({ owner_uuid, category, completed_by_uuid, routine_uuid, turn_reason, ...row }, ids) => ({
    ...row,
    owner_user_id: ids.user(owner_uuid),
    category_id: ids.category(category),
    completed_by_user_id: ids.user(completed_by_uuid),
    routine_id: ids.routine(routine_uuid),
    turn_reason:
      turn_reason &&
      // These are numbers of members.
      storedTurnReason(turn_reason, (uuid) => (ids.user(uuid) ?? undefined) as UserId | undefined),
    search_text: searchText(row),
  }),
  win: ({ task_uuid, selected_by_uuid, completed_by_uuid, ...row }, ids) => ({
    ...row,
    task_id: ids.task(task_uuid),
    selected_by_user_id: ids.user(selected_by_uuid),
    completed_by_user_id: ids.user(completed_by_uuid),
  }),
  occurrence: ({ routine_uuid, turn_uuid, completed_by_uuid, task_uuid, ...row }, ids) => ({
    ...row,
    routine_id: ids.routine(routine_uuid),
    turn_user_id: ids.user(turn_uuid),
    completed_by_user_id: ids.user(completed_by_uuid),
    task_id: ids.task(task_uuid),
  }),
  absence: ({ user_uuid, ...row }, ids) => ({ ...row, user_id: ids.user(user_uuid) }),
  rest: ({ set_by_uuid, ...row }, ids) => ({ ...row, set_by_user_id: ids.user(set_by_uuid) }),
  note: ({ task_uuid, author_uuid, ...row }, ids) => ({
    ...row,
    task_id: ids.task(task_uuid),
    author_user_id: ids.user(author_uuid),
  }),
}
