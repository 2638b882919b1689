import { defineCommand } from '../command.ts'
import { type Household, isEmpty, setUpHousehold } from '../db/household/set-up.ts'
import { getTodayPage, type TodayPage } from '../db/household/today.ts'
import { todayFields, todayJson } from '../json.ts'
import { todayPage } from '../views/today.ts'
import { askForHousehold } from './shared/household-questions.ts'

export default defineCommand<Household | undefined, TodayPage>({
  fields: todayFields,
  async input(_, context) {
    if (!context.interactive || !(await isEmpty(await context.db()))) return undefined
    return askForHousehold(await context.ask(), context)
  },
  async run(household, context) {
    const db = await context.db()
    if (household) await setUpHousehold(await context.writer(), household, context.instant)
    return getTodayPage(db, await context.actor.viewer(), context.today)
  },
  human: todayPage,
  json: todayJson,
})
