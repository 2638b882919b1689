import { defineCommand } from '../command.ts'
import { isEmpty } from '../db/household/set-up.ts'
import { getTodayPage, type TodayPage } from '../db/household/today.ts'
import { todayFields, todayJson } from '../json/today.ts'
import { todayPage } from '../views/today.ts'

export default defineCommand<undefined, TodayPage>({
  fields: todayFields,
  async input(_, context) {
    if (!context.interactive || !(await isEmpty(await context.db()))) return undefined
    const { askForHousehold } = await import('./shared/household-questions.ts')
    await askForHousehold(await context.ask(), context)
    return undefined
  },
  async run(_, context) {
    const db = await context.db()
    return getTodayPage(db, await context.actor.viewer(), context.today)
  },
  human: todayPage,
  json: todayJson,
})
