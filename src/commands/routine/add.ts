import type { Args, Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { listDaysAway } from '../../db/absences/absences.ts'
import { addRoutine } from '../../db/routines/changes.ts'
import type { NewRoutine } from '../../domain/routine/draft.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import { parseTitle } from '../../domain/task.ts'
import { usageError } from '../../errors.ts'
import { routineFields, routineJson } from '../../json.ts'
import { addedRoutine } from '../../views/routine.ts'
import { onlyGiven, parsedOperand } from '../shared/options.ts'
import { askEssentials } from '../task/shared/essential-questions.ts'
import { findOwnReferences, requireAddable } from '../task/shared/new-task.ts'
import { parseTaskOptions, type References } from '../task/shared/task-options.ts'
import { askRepetition } from './shared/repetition-questions.ts'
import { parseRuleOptions, requireSchedule } from './shared/rule-options.ts'

type Fields = Omit<NewRoutine, 'uuid'>

type Input = { readonly fields: Fields; readonly references: References }

export default defineCommand<Input, Routine>({
  fields: routineFields,
  async input(args, context) {
    const title = parsedOperand(args, 0, parseTitle)
    const { fields, references } = parseTaskOptions(args, context.today)
    const rule = parseRuleOptions(args, context.today)
    const given = { ...onlyGiven({ title }), ...fields, ...rule }
    const { mode, rule: text } = rule
    if (mode && text) requireSchedule({ ...given, mode, rule: text }, context.today)
    if (!context.interactive) return { fields: requireComplete(args, given), references }
    await requireAddable(given, references, context)
    return { fields: await askForRest(given, context), references }
  },
  async run({ fields, references }, context) {
    const found = await findOwnReferences(fields, references, context)
    const draft = { ...fields, ...found, uuid: context.newUuid() }
    const first = { today: context.today, uuid: context.newUuid() }
    return addRoutine(await context.writer(), draft, first, context.instant)
  },
  human: addedRoutine,
  json: routineJson,
})

async function askForRest(given: Partial<Fields>, context: Context): Promise<Fields> {
  const essentials = await askEssentials(context.ask, given)
  const { mode, rule } = given
  if (mode && rule) return { ...given, ...essentials, mode, rule }
  const { today } = context
  const away = await listDaysAway(await context.db())
  const repetition = await askRepetition(await context.ask(), {
    scheduleOf: (asked) => requireSchedule({ ...given, ...essentials, ...asked }, today, away),
    today,
  })
  return { ...given, ...essentials, ...repetition }
}

const required = {
  title: 'title',
  domain: '--domain',
  effort: '--effort',
  definition_of_done: '--definition-of-done',
  rule: '--every or --after',
} as const satisfies Partial<Record<keyof Fields, string>>

function requireComplete({ command }: Args, given: Partial<Fields>): Fields {
  const { title, domain, effort, definition_of_done, mode, rule } = given
  if (title && domain && effort && definition_of_done && mode && rule) {
    return { ...given, title, domain, effort, definition_of_done, mode, rule }
  }
  const missing = Object.entries(required).filter(([key]) => !(key in given))
  const words = missing.map(([, word]) => word).join(', ')
  throw usageError(`Missing: ${words}.`, { lead: 'See', command: `${command} --help` })
}
