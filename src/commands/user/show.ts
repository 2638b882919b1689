import { defineCommand } from '../../command.ts'
import { countRoutines } from '../../db/routines/routines.ts'
import { countTasks } from '../../db/tasks/lists.ts'
import { getUser } from '../../db/users/users.ts'
import { parseUserReference, type User, type UserReference } from '../../domain/user.ts'
import { userFields, userJson } from '../../json/user.ts'
import { userDetails } from '../../views/user.ts'

export default defineCommand<UserReference, { user: User; tasks: number; routines: number }>({
  fields: userFields,
  input: ({ operands: [user = ''] }) => parseUserReference(user),
  async run(reference, context) {
    const db = await context.db()
    const user = await getUser(db, reference)
    const viewer = await context.actor.viewer()
    const owned = { owners: [user.id], shownOn: context.today }
    return {
      user,
      tasks: await countTasks(db, viewer, owned),
      routines: await countRoutines(db, viewer, user.id),
    }
  },
  human: ({ user, ...owned }, style) => userDetails(user, owned, style),
  json: ({ user }) => userJson(user),
})
