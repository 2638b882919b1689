import type { Args, Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { listDaysAway } from '../../db/absences/absences.ts'
import { addRoutine } from '../../db/routines/changes.ts'
import { listUsers } from '../../db/users/users.ts'
import type { NewRoutine } from '../../domain/routine/draft.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import { decideTurns } from '../../domain/routine/turn-choice.ts'
import { parseTitle } from '../../domain/task.ts'
import { usageError } from '../../errors.ts'
import { routineFields, routineJson } from '../../json/routine.ts'
import { addedRoutine } from '../../views/routine.ts'
import { isEmpty, onlyGiven, parsedOperand } from '../shared/options.ts'
import { askEssentials } from '../task/shared/essential-questions.ts'
import { findOwnReferences, requireAddable } from '../task/shared/new-task.ts'
import { parseTaskOptions, type References } from '../task/shared/task-options.ts'
import { askRepetition } from './shared/repetition-questions.ts'
import { parseRuleOptions, requireSchedule } from './shared/rule-options.ts'
import { findTurns, parseTurnOptions, type TurnOptions } from './shared/turn-options.ts'
import { askForTurns, askWhoTakesTurns, proposedRota } from './shared/turn-questions.ts'

type Fields = Omit<NewRoutine, 'uuid'>

type Input = {
  readonly fields: Fields
  readonly references: References
  readonly turns: TurnOptions
}

export default defineCommand<Input, Routine>({
  fields: routineFields,
  async input(args, context) {
    const title = parsedOperand(args, 0, parseTitle)
    const { fields, references } = parseTaskOptions(args, context.today)
    const rule = parseRuleOptions(args, context.today)
    const given = { ...onlyGiven({ title }), ...fields, ...rule }
    const { mode, rule: text } = rule
    if (mode && text) requireSchedule({ ...given, mode, rule: text }, context.today)
    const turns = parseTurnOptions(args)
    const proposed = await proposedRota(turns, context)
    const among = turns.among ?? proposed
    decideTurns({ ...turns, among, owner: references.owner, private: fields.private })
    if (!context.interactive) return { fields: requireComplete(args, given), references, turns }
    await requireAddable(given, references, context)
    const asked = await askForRest(given, context)
    const rota = proposed
      ? { among: await askWhoTakesTurns(await context.ask(), proposed) }
      : await askWhoseTurn({ given, references, turns }, context)
    return { fields: { ...asked, ...rota }, references, turns }
  },
  async run({ fields, references, turns }, context) {
    const found = await findOwnReferences(fields, references, context)
    const rota = await findTurns(await context.db(), turns)
    const draft = { ...fields, ...found, ...rota, uuid: context.newUuid() }
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

/**
 * Asks if other questions were asked, several members could take turns, and nothing was typed about
 * that.
 */
async function askWhoseTurn(
  { given, references, turns }: Omit<Input, 'fields'> & { readonly given: Partial<Fields> },
  context: Context,
): Promise<Pick<Partial<Fields>, 'owner_user_id' | 'turns' | 'among'>> {
  const isComplete = Object.keys(required).every((key) => key in given)
  const isSaid = given.private || references.owner !== undefined || !isEmpty(turns)
  if (isComplete || isSaid) return {}
  const users = await listUsers(await context.db(), { all: false })
  if (users.length < 2) return {}
  const kept = { turns: 'NONE', owner_user_id: null, members: [] } as const
  return askForTurns(await context.ask(), users, kept)
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
