import { defineCommand } from '../command.ts'
import { listWeek, type WeekDay } from '../db/household/week.ts'
import { weekFields, weekJson } from '../json/today.ts'
import { weekPage } from '../views/week.ts'
import { readerOf } from './shared/actor.ts'

export default defineCommand<undefined, readonly WeekDay[]>({
  fields: weekFields,
  input: () => undefined,
  run: async (_, context) => listWeek(await context.db(), await readerOf(context)),
  human: weekPage,
  json: (days) => days.map(weekJson),
})
