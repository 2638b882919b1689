import { defineCommand } from '../command.ts'
import { closeSession } from '../db/users/sessions.ts'
import { userFields } from '../json.ts'
import { success } from '../views/answer.ts'

export default defineCommand<undefined, null>({
  fields: userFields,
  input: () => undefined,
  async run(_, context) {
    const login = context.remembered()
    if (login?.token) await closeSession(await context.db(), login.token)
    if (login) context.remember(undefined)
    return null
  },
  human: (_, style) => success('Logged out.', style),
  json: (nobody) => nobody,
})
