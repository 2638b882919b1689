import { defineCommand } from '../../command.ts'
import { listUsers } from '../../db/users/users.ts'
import type { User } from '../../domain/user.ts'
import { userFields, userJson } from '../../json.ts'
import { withHints } from '../../views/answer.ts'
import { userTable } from '../../views/user.ts'
import { flag } from '../shared/options.ts'

export default defineCommand<{ all: boolean }, User[]>({
  fields: userFields,
  input: (args) => ({ all: flag(args, 'all') }),
  async run(filter, context) {
    return listUsers(await context.db(), filter)
  },
  human: (users, style) =>
    users.length === 0
      ? withHints('No members yet.', [{ lead: 'Add one', command: 'user add Alex' }], style)
      : userTable(users, style),
  json: (users) => users.map(userJson),
})
