import { defineCommand } from '../../command.ts'
import { countTasks } from '../../db/tasks/lists.ts'
import { getUser } from '../../db/users/users.ts'
import { parseUserReference, type User, type UserReference } from '../../domain/user.ts'
import { userFields, userJson } from '../../json.ts'
import { userDetails } from '../../views/user.ts'

export default defineCommand<UserReference, { user: User; tasks: number }>({
  fields: userFields,
  input: ({ operands: [user = ''] }) => parseUserReference(user),
  async run(reference, context) {
    const db = await context.db()
    const user = await getUser(db, reference)
    return {
      user,
      tasks: await countTasks(db, await context.actor.viewer(), {
        owner: user.id,
        shownOn: context.today,
      }),
    }
  },
  human: ({ user, tasks }, style) => userDetails(user, tasks, style),
  json: ({ user }) => userJson(user),
})
