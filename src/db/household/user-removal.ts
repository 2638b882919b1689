import type { Instant } from '../../domain/time.ts'
import type { User, UserId, Viewer } from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import { violatedConstraint } from '../error-codes.ts'
import type { Tx } from '../schema.ts'
import { countTasks } from '../tasks/lists.ts'
import { type Writer, write } from '../transaction.ts'
import { getUser, requireActive, requireSameAccess } from '../users/users.ts'

/** What becomes of the tasks of a user who is removed. */
export type TasksFate = 'keep' | 'delete' | { readonly giveTo: UserId }

/**
 * Removes a user. Their private tasks and their categories go along; wins stay in the history
 * without the name of who picked them.
 *
 * @throws MomentumError `refused` while tasks that the viewer can see are theirs and their fate is
 * not said, when tasks that would be deleted have a win, or when users who remove themselves would
 * lose private tasks without saying so
 */
export async function removeUser(
  writer: Writer,
  viewer: Viewer,
  user: User,
  fate: TasksFate | undefined,
  now: Instant,
): Promise<void> {
  await write(writer, async (tx) => {
    await requireSameAccess(tx, user)
    if (fate === undefined) await requireNoTasks(tx, viewer, user)
    if (fate === 'delete') await requireNoWins(tx, user)
    else if (viewer === user.id) await requireNothingPrivate(tx, user)
    if (typeof fate === 'object') {
      requireActive(await getUser(tx, { id: fate.giveTo }), 'be given a task')
    }
    await tx
      .deleteFrom('tasks')
      .where('owner_user_id', '=', user.id)
      .$if(fate !== 'delete', (query) => query.where('private', '=', true))
      .execute()
    await tx
      .updateTable('tasks')
      .set({ owner_user_id: typeof fate === 'object' ? fate.giveTo : null, updated_at: now })
      .where('owner_user_id', '=', user.id)
      .execute()
    const deleting = tx.deleteFrom('users').where('id', '=', user.id).execute()
    await deleting.catch((error: unknown) => refuseKept(error, user))
  })
}

/**
 * A server may keep private tasks, and the login that they belong to, from whoever removes a user.
 */
function refuseKept(error: unknown, { name }: User): never {
  const rule = violatedConstraint(error)
  if (rule === undefined) throw error
  throw refusedError(
    rule === 'check'
      ? `${name} has private tasks, which the server keeps to ${name}’s own login.`
      : `${name} has a login of their own at the server.`,
    'Whoever set up the server takes it away first: select momentum_remove_member(…)',
  )
}

async function requireNoTasks(tx: Tx, viewer: Viewer, user: User): Promise<void> {
  const count = await countTasks(tx, viewer, { owner: user.id })
  if (count === 0) return
  throw refusedError(
    `${user.name} owns ${count === 1 ? 'a task' : `${count} tasks`}.`,
    'Say what becomes of them: --tasks keep (without an owner), --tasks delete, or --tasks <user>',
  )
}

/**
 * Who goes decides what becomes of what nobody else can see; nobody else learns that it is there.
 */
async function requireNothingPrivate(tx: Tx, user: User): Promise<void> {
  const { count } = await tx
    .selectFrom('tasks')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('owner_user_id', '=', user.id)
    .where('private', '=', true)
    .executeTakeFirstOrThrow()
  if (Number(count) === 0) return
  throw refusedError(
    `${Number(count) === 1 ? 'A task of yours is' : `${count} tasks of yours are`} private, and nobody else could see what was kept.`,
    'Show them to everybody with --no-private, remove them, or delete all with --tasks delete.',
  )
}

async function requireNoWins(tx: Tx, user: User): Promise<void> {
  const won = await tx
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .select(['tasks.id', 'tasks.title'])
    .where('tasks.owner_user_id', '=', user.id)
    .orderBy('tasks.id')
    .executeTakeFirst()
  if (!won) return
  throw refusedError(
    `“${won.title}” is a Daily Win in the history and cannot be deleted.`,
    'Use --tasks keep, or --tasks <user> to give them to somebody.',
  )
}
