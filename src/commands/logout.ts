import { defineCommand } from '../command.ts'
import { userFields } from '../json/user.ts'
import { success } from '../views/answer.ts'

export default defineCommand<undefined, null>({
  fields: userFields,
  input: () => undefined,
  saves: () => true,
  async run(_, context) {
    await context.actor.logOut(context.db)
    return null
  },
  human: (_, style) => success('Logged out.', style),
  json: (nobody) => nobody,
})
