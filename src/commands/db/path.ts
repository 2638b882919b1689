import { defineCommand } from '../../command.ts'
import { locationFields, locationJson } from '../../json.ts'

export default defineCommand<undefined, { database: string }>({
  fields: locationFields,
  input: () => undefined,
  run: async (_, context) => ({ database: context.location().path }),
  human: ({ database }) => database,
  json: locationJson,
})
