import type { ExpressionBuilder } from 'kysely'
import { enumerate } from '../../domain/enumerate.ts'
import type { Instant } from '../../domain/time.ts'
import type { User, Viewer } from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import { violatedConstraint } from '../error-codes.ts'
import {
  countPrivateRoutines,
  leaveRotas,
  leaveRoutines,
  type OwnedRoutines,
  passOnLive,
  replaceLive,
} from '../routines/owned.ts'
import { countRoutines, type Reader } from '../routines/routines.ts'
import type { PassedTurn } from '../routines/turns.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { countTasks } from '../tasks/lists.ts'
import { whileDeleting } from '../tasks/search.ts'
import { type Writer, write } from '../transaction.ts'
import { getUser, requireActive, requireSameAccess } from '../users/users.ts'

/** What happens to the tasks and routines of a member who is deleted; private ones are deleted. */
export type OwnedTasks = OwnedRoutines

/**
 * Deletes a member, with their private tasks and routines and their categories. Their wins stay in
 * the history, without the name of the member who picked them.
 *
 * @param tasks what happens to the other tasks and routines; undefined for a member without any
 * @returns the turns of the member that passed to somebody else
 * @throws MomentumError `refused` while they own tasks or routines that the viewer can see and
 * `tasks` is undefined, when a task to be deleted was a Daily Win, or when members who delete
 * themselves would lose private ones without `delete`
 */
export async function removeUser(
  writer: Writer,
  { viewer, today }: Reader,
  user: User,
  tasks: OwnedTasks | undefined,
  now: Instant,
): Promise<readonly PassedTurn[]> {
  return write(writer, async (tx) => {
    await requireSameAccess(tx, user)
    await requireUserRemovable(tx, viewer, user, tasks)
    const passed = await leaveRotas(tx, user.id, today, now)
    const live = await leaveRoutines(tx, user.id, tasks ?? 'keep', now)
    await deleteTasks(tx, user, tasks)
    await replaceLive(tx, live, { day: today, now })
    const owner = typeof tasks === 'object' ? tasks.giveTo : null
    await passOnLive(tx, user.id, owner, today, now)
    await tx
      .updateTable('tasks')
      .set({ owner_user_id: owner, updated_at: now })
      .where('owner_user_id', '=', user.id)
      .execute()
    const deleting = tx.deleteFrom('users').where('id', '=', user.id).execute()
    await deleting.catch((error: unknown) => refuseLogin(error, user))
    return passed
  })
}

/** @throws MomentumError `refused` if {@link removeUser} would, so that nobody is asked first */
export async function requireUserRemovable(
  db: Db,
  viewer: Viewer,
  user: User,
  tasks: OwnedTasks | undefined,
): Promise<void> {
  if (tasks === undefined) await requireNoTasks(db, viewer, user)
  if (tasks === 'delete') await requireNoWins(db, user)
  else if (viewer === user.id) await requireNothingPrivate(db, user)
  if (typeof tasks === 'object') {
    requireActive(await getUser(db, { id: tasks.giveTo }), 'be assigned a task')
  }
}

/** Deletes the private tasks of a member, or all of them. */
async function deleteTasks(tx: Tx, user: User, tasks: OwnedTasks | undefined): Promise<void> {
  const isDeleted = (eb: ExpressionBuilder<Schema, 'tasks'>) =>
    eb.and([
      eb('owner_user_id', '=', user.id),
      ...(tasks === 'delete' ? [] : [eb('private', '=', true)]),
    ])
  const { count } = await tx
    .selectFrom('tasks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(isDeleted)
    .executeTakeFirstOrThrow()
  await whileDeleting(tx, count, () => tx.deleteFrom('tasks').where(isDeleted).execute())
}

/** On a server with one login per member, nobody else can delete a login or its private tasks. */
function refuseLogin(error: unknown, { name }: User): never {
  const rule = violatedConstraint(error)
  if (rule === undefined) throw error
  throw refusedError(
    rule === 'check'
      ? `${name} has private tasks, which the server shows to ${name}’s login only.`
      : `${name} has a login on the server.`,
    'First ask the person who set up the server to run: select momentum_remove_member(…)',
  )
}

async function requireNoTasks(db: Db, viewer: Viewer, user: User): Promise<void> {
  const tasks = await countTasks(db, viewer, { owners: [user.id] })
  const routines = await countRoutines(db, viewer, user.id)
  if (tasks + routines === 0) return
  throw refusedError(
    `${user.name} owns ${inWords({ 'a task': tasks, 'a routine': routines })}.`,
    routines === 0
      ? 'Choose what happens to their tasks: --tasks keep (unassigned), --tasks delete, or --tasks <user>'
      : 'Choose what happens to their tasks and routines: --tasks keep (unassigned), --tasks delete, or --tasks <user>',
  )
}

/** Only the owner may decide to delete private tasks, and nobody else learns that they exist. */
async function requireNothingPrivate(db: Db, user: User): Promise<void> {
  const { count } = await db
    .selectFrom('tasks')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('owner_user_id', '=', user.id)
    .where('private', '=', true)
    .executeTakeFirstOrThrow()
  const tasks = Number(count)
  const routines = await countPrivateRoutines(db, user.id)
  if (tasks + routines === 0) return
  throw refusedError(
    `You own ${inWords({ 'a private task': tasks, 'a private routine': routines })}, which nobody could see once you are deleted.`,
    'Make them visible with --no-private, delete them, or delete all tasks with --tasks delete.',
  )
}

/** `2 tasks and a routine`, without the kinds of which there are none. */
function inWords(counts: Readonly<Record<string, number>>): string {
  const words = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([one, count]) => (count === 1 ? one : `${count} ${one.slice(2)}s`))
  return enumerate(words, 'and')
}

async function requireNoWins(db: Db, user: User): Promise<void> {
  const won = await db
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .select(['tasks.id', 'tasks.title'])
    .where('tasks.owner_user_id', '=', user.id)
    .orderBy('tasks.id')
    .executeTakeFirst()
  if (!won) return
  throw refusedError(
    `“${won.title}” is a Daily Win in the history and cannot be deleted.`,
    'Use --tasks keep, or --tasks <user> to assign them to another member.',
  )
}
