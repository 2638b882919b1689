import type { CategoryId } from '../../../domain/category.ts'
import type { RoutineId } from '../../../domain/task.ts'
import type { UserId, Viewer } from '../../../domain/user.ts'
import type { CategoryReference } from '../../../exchange/jsonl/rows.ts'
import { isVisibleTo } from '../../routines/routines.ts'
import type { Db } from '../../schema.ts'

/** What numbers of a household stand for elsewhere. */
export type Names = {
  readonly users: ReadonlyMap<UserId, string>
  readonly categories: ReadonlyMap<CategoryId, CategoryReference>
  /** Only the routines that the viewer may see. */
  readonly routines: ReadonlyMap<RoutineId, string>
}

export async function loadNames(db: Db, viewer: Viewer): Promise<Names> {
  const users = await db.selectFrom('users').select(['id', 'uuid']).execute()
  const uuids = new Map(users.map(({ id, uuid }) => [id, uuid]))
  const categories = await db.selectFrom('categories').select(['id', 'name', 'user_id']).execute()
  const routines = await db
    .selectFrom('routines')
    .select(['id', 'uuid'])
    .where(isVisibleTo(viewer))
    .execute()
  return {
    users: uuids,
    categories: new Map(
      categories.map(({ id, name, user_id }) => {
        return [id, { name, owner_uuid: user_id === null ? null : (uuids.get(user_id) ?? null) }]
      }),
    ),
    routines: new Map(routines.map(({ id, uuid }) => [id, uuid])),
  }
}

/** The name of what a number stands for; null for none. */
export function nameOf<Id, Name>(names: ReadonlyMap<Id, Name>, id: Id | null): Name | null {
  return id === null ? null : (names.get(id) ?? null)
}
