import { type AnyCommand, defineCommand } from '../../../command.ts'
import { editUser, getUser } from '../../../db/users/users.ts'
import { parseUserReference, type User, type UserReference } from '../../../domain/user.ts'
import { userFields, userJson } from '../../../json.ts'
import { success, withHints } from '../../../views/answer.ts'
import { aboutLeft, assignHints } from '../../../views/user.ts'
import { findLeftTasks, type LeftTasks } from './left-tasks.ts'

/** The member, and the tasks that a deactivated member still owns. */
type Output = { readonly user: User; readonly left: LeftTasks | undefined }

/** Makes `activate` and `deactivate`. */
export function activeCommand(active: boolean): AnyCommand {
  return defineCommand<UserReference, Output>({
    fields: userFields,
    input: ({ operands: [user = ''] }) => parseUserReference(user),
    async run(reference, context) {
      const db = await context.db()
      const user = await getUser(db, reference)
      await context.actor.authorize(user)
      const changed =
        user.active === active
          ? user
          : await editUser(await context.writer(), user, { active }, context.instant)
      return { user: changed, left: active ? undefined : await findLeftTasks(user, context) }
    },
    human({ user: { id, name }, left }, style) {
      const answer = success(`${active ? 'Activated' : 'Deactivated'} #${id}: ${name}`, style)
      if (left === undefined) return answer
      const lines = aboutLeft(left, (things) => `${name} still owns ${things}`)
      return withHints([answer, ...lines].join('\n'), assignHints(left, left.taker), style)
    },
    json: ({ user }) => userJson(user),
  })
}
