import { defineCommand } from '../../command.ts'
import { listUsers } from '../../db/users/users.ts'
import type { User } from '../../domain/user.ts'
import { userFields, userJson } from '../../json/user.ts'
import { withHints } from '../../views/answer.ts'
import { userTable } from '../../views/user.ts'
import { flag } from '../shared/options.ts'

type Output = {
  readonly users: readonly User[]
  /** Whether there are only inactive members, who are not listed. */
  readonly allInactive: boolean
}

export default defineCommand<{ all: boolean }, Output>({
  fields: userFields,
  input: (args) => ({ all: flag(args, 'all') }),
  async run(filter, context) {
    const db = await context.db()
    const users = await listUsers(db, filter)
    const isNone = users.length === 0 && !filter.all
    const allInactive = isNone && (await listUsers(db, { all: true })).length > 0
    return { users, allInactive }
  },
  human: ({ users, allInactive }, style) => {
    if (users.length > 0) return userTable(users, style)
    const see = { lead: 'See every member', command: 'user list --all' }
    if (allInactive) return withHints('No active members.', [see], style)
    return withHints('No members yet.', [{ lead: 'Add one', command: 'user add Alex' }], style)
  },
  json: ({ users }) => users.map(userJson),
})
