import { type AnyCommand, defineCommand } from '../../../command.ts'
import { editUser, getUser } from '../../../db/users/users.ts'
import { parseUserReference, type User, type UserReference } from '../../../domain/user.ts'
import { userFields, userJson } from '../../../json.ts'
import { success } from '../../../views/answer.ts'

/** Makes `activate` and `deactivate`. */
export function activeCommand(active: boolean): AnyCommand {
  return defineCommand<UserReference, User>({
    fields: userFields,
    input: ({ operands: [user = ''] }) => parseUserReference(user),
    async run(reference, context) {
      const db = await context.db()
      const user = await getUser(db, reference)
      await context.actor.authorize(user)
      return user.active === active
        ? user
        : editUser(await context.writer(), user, { active }, context.instant)
    },
    human: ({ id, name }, style) =>
      success(`${active ? 'Activated' : 'Deactivated'} #${id}: ${name}`, style),
    json: userJson,
  })
}
