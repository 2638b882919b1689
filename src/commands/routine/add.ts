import type { Args } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { addRoutine } from '../../db/routines/changes.ts'
import { type NewRoutine, withDefaults } from '../../domain/routine/draft.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import { requireFirstDate, scheduleOf } from '../../domain/routine/schedule.ts'
import { parseTitle } from '../../domain/task.ts'
import { usageError } from '../../errors.ts'
import { routineFields, routineJson } from '../../json.ts'
import { addedRoutine } from '../../views/routine.ts'
import { onlyGiven, parsedOperand } from '../shared/options.ts'
import { findReferences, parseTaskOptions, type References } from '../task/shared/task-options.ts'
import { parseRuleOptions } from './shared/rule-options.ts'

type Fields = Omit<NewRoutine, 'uuid'>

type Input = { readonly fields: Fields; readonly references: References }

export default defineCommand<Input, Routine>({
  fields: routineFields,
  input(args, context) {
    const title = parsedOperand(args, 0, parseTitle)
    const { fields, references } = parseTaskOptions(args, context.today)
    const rule = parseRuleOptions(args, context.today)
    const whole = requireComplete(args, { ...onlyGiven({ title }), ...fields, ...rule })
    requireFirstDate(scheduleOf(withDefaults({ ...whole, uuid: '' }, context.today)))
    return { fields: whole, references }
  },
  async run({ fields, references }, context) {
    const viewer = await context.actor.viewer()
    // A private routine needs an owner: without --owner, it is the person who adds it.
    const own = fields.private && viewer !== null ? { owner_user_id: viewer } : {}
    const found = await findReferences(await context.db(), viewer, references)
    const draft = { ...fields, ...own, ...found, uuid: context.newUuid() }
    const first = { today: context.today, uuid: context.newUuid() }
    return addRoutine(await context.writer(), draft, first, context.instant)
  },
  human: addedRoutine,
  json: routineJson,
})

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
