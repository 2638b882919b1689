import { fold } from '../domain/text.ts'
import type { Instant } from '../domain/time.ts'
import type { User, UserId, UserReference } from '../domain/user.ts'
import { MomentumError } from '../errors.ts'
import { isUniqueViolation } from './dialect.ts'
import type { Db } from './schema.ts'
import { write } from './write.ts'

const userColumns = ['id', 'name', 'role', 'active', 'created_at', 'updated_at'] as const

type UserRow = Omit<User, 'active'> & { readonly active: boolean | 0 | 1 }

/** What becomes of the tasks of a user who is removed. */
export type TasksFate = 'keep' | 'delete' | { readonly giveTo: UserId }

/** @throws MomentumError `conflict` when the name is taken, in whatever case */
export async function addUser(
  db: Db,
  draft: Pick<User, 'name' | 'role'>,
  now: Instant,
): Promise<User> {
  const row = await write(db, (tx) =>
    tx
      .insertInto('users')
      .values({ ...draft, name_key: fold(draft.name), created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.column('name_key').doNothing())
      .returning(userColumns)
      .executeTakeFirst(),
  )
  if (!row) throw nameTaken(draft.name)
  return toUser(row)
}

/** Sorted by name, the inactive ones only with `all`. */
export async function listUsers(db: Db, filter: { readonly all: boolean }): Promise<User[]> {
  const rows = await db
    .selectFrom('users')
    .select(userColumns)
    .$if(!filter.all, (query) => query.where('active', '=', true))
    .orderBy('name_key')
    .execute()
  return rows.map(toUser)
}

/** @throws MomentumError `not_found` */
export async function getUser(db: Db, reference: UserReference): Promise<User> {
  const row = await db
    .selectFrom('users')
    .select(userColumns)
    .$if('id' in reference, (query) =>
      query.where('id', '=', 'id' in reference ? reference.id : (0 as UserId)),
    )
    .$if('name' in reference, (query) =>
      query.where('name_key', '=', 'name' in reference ? fold(reference.name) : ''),
    )
    .executeTakeFirst()
  if (row) return toUser(row)
  const named = 'id' in reference ? `with the number ${reference.id}` : `“${reference.name}”`
  throw new MomentumError(
    'not_found',
    `There is no user ${named}.`,
    'See: momentum user list --all',
  )
}

/** @throws MomentumError `refused` for a user who does not take part any more */
export function requireActive(user: User, deed: string): void {
  if (user.active) return
  throw new MomentumError(
    'refused',
    `${user.name} is not active and cannot ${deed}.`,
    `First: momentum user activate ${user.id}`,
  )
}

/** @throws MomentumError `conflict` when the new name is taken */
export async function editUser(
  db: Db,
  id: UserId,
  changes: Partial<Pick<User, 'name' | 'role' | 'active'>>,
  now: Instant,
): Promise<User> {
  const { name } = changes
  const key = name === undefined ? {} : { name_key: fold(name) }
  try {
    const row = await write(db, (tx) =>
      tx
        .updateTable('users')
        .set({ ...changes, ...key, updated_at: now })
        .where('id', '=', id)
        .returning(userColumns)
        .executeTakeFirstOrThrow(),
    )
    return toUser(row)
  } catch (error) {
    throw name !== undefined && isUniqueViolation(error) ? nameTaken(name) : error
  }
}

/**
 * Removes a user; wins stay in the history without the name of who picked them.
 *
 * @throws MomentumError `refused` while tasks are theirs and their fate is not said, or when tasks
 * that would be deleted have a win
 */
export async function removeUser(
  db: Db,
  user: User,
  fate: TasksFate | undefined,
  now: Instant,
): Promise<void> {
  await write(db, async (tx) => {
    await settleTasks(tx, user, fate, now)
    await tx.deleteFrom('users').where('id', '=', user.id).execute()
  })
}

async function settleTasks(tx: Db, user: User, fate: TasksFate | undefined, now: Instant) {
  if (fate === undefined) return requireNoTasks(tx, user)
  if (fate === 'delete') {
    await requireNoWins(tx, user)
    await tx.deleteFrom('tasks').where('owner_user_id', '=', user.id).execute()
    return
  }
  if (fate !== 'keep') requireActive(await getUser(tx, { id: fate.giveTo }), 'be given a task')
  await tx
    .updateTable('tasks')
    .set({ owner_user_id: fate === 'keep' ? null : fate.giveTo, updated_at: now })
    .where('owner_user_id', '=', user.id)
    .execute()
}

async function requireNoTasks(tx: Db, user: User): Promise<void> {
  const count = await countOwnedTasks(tx, user.id)
  if (count === 0) return
  throw new MomentumError(
    'refused',
    `${user.name} owns ${count === 1 ? 'a task' : `${count} tasks`}.`,
    'Say what becomes of them: --tasks keep (without an owner), --tasks delete, or --tasks <user>',
  )
}

async function requireNoWins(tx: Db, user: User): Promise<void> {
  const won = await tx
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .select(['tasks.id', 'tasks.title'])
    .where('tasks.owner_user_id', '=', user.id)
    .orderBy('tasks.id')
    .executeTakeFirst()
  if (!won) return
  throw new MomentumError(
    'refused',
    `“${won.title}” is a Daily Win in the history and cannot be deleted.`,
    'Use --tasks keep, or --tasks <user> to give them to somebody.',
  )
}

/** How many tasks are theirs, finished ones included. */
export async function countOwnedTasks(db: Db, owner: UserId): Promise<number> {
  const { count } = await db
    .selectFrom('tasks')
    .select((eb) => eb.fn.count<number | string>('id').as('count'))
    .where('owner_user_id', '=', owner)
    .executeTakeFirstOrThrow()
  return Number(count)
}

function toUser(row: UserRow): User {
  return { ...row, active: Boolean(row.active) }
}

function nameTaken(name: string): MomentumError {
  return new MomentumError(
    'conflict',
    `There is already a user named “${name}”.`,
    'Choose another name, or see: momentum user list --all',
  )
}
