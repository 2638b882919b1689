import { defineCommand } from '../../command.ts'
import { placeOf } from '../../db/location.ts'
import { locationFields, locationJson } from '../../json/database.ts'

export default defineCommand<undefined, { database: string }>({
  fields: locationFields,
  input: () => undefined,
  run: async (_, context) => ({ database: placeOf(context.settings.location()) }),
  human: ({ database }) => database,
  json: locationJson,
})
