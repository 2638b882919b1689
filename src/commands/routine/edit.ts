import { type Args, type Context, defineCommand } from '../../command.ts'
import { editRoutine } from '../../db/routines/edit.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import type { PassedTurn } from '../../db/routines/turns.ts'
import type { RoutineChanges } from '../../domain/routine/change.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import { decideTurns } from '../../domain/routine/turn-choice.ts'
import { parseTitle } from '../../domain/task.ts'
import { passedJson } from '../../json/absence.ts'
import { routineFields, routineJson } from '../../json/routine.ts'
import { type RoutineWithTurn, routineDetails } from '../../views/routine.ts'
import { readerOf } from '../shared/actor.ts'
import { isEmpty, noChangesError, onlyGiven, parsed } from '../shared/options.ts'
import { findReferences, parseTaskOptions, type References } from '../task/shared/task-options.ts'
import { askForRoutineChanges } from './shared/edit-questions.ts'
import { parseRuleOptions } from './shared/rule-options.ts'
import { withTurn } from './shared/turn.ts'
import { findTurns, parseTurnOptions, type TurnOptions } from './shared/turn-options.ts'
import { askWhoTakesTurns, proposedRota } from './shared/turn-questions.ts'

type Input = {
  readonly reference: RoutineReference
  readonly fields: RoutineChanges
  readonly references: References
  readonly turns: TurnOptions
}

type Output = RoutineWithTurn & { readonly passed: readonly PassedTurn[] }

export default defineCommand<Input, Output>({
  fields: [...routineFields, 'passed'],
  async input(args, context) {
    const [routine = ''] = args.operands
    const reference = parseRoutineReference(routine)
    const { fields, references } = parseChanges(args, context)
    const turns = parseTurnOptions(args)
    const { owner, category } = references
    if (!isEmpty({ ...fields, ...turns }) || owner !== undefined || category !== undefined) {
      const rota = await askForRota({ reference, fields, references, turns }, context)
      return { reference, fields: { ...fields, ...rota }, references, turns }
    }
    if (!context.interactive) {
      throw noChangesError({
        lead: 'Name a field, such as --every friday',
        command: 'routine edit --help',
      })
    }
    const found = await findRoutine(reference, context)
    const db = await context.db()
    const changes = await askForRoutineChanges(db, found, await context.ask(), context)
    const id = { text: String(found.id), id: found.id }
    return { reference: id, fields: changes, references, turns }
  },
  async run({ reference, fields, references, turns }, context) {
    const viewer = await context.actor.viewer()
    const routine = await findRoutine(reference, context)
    const db = await context.db()
    const found = await findReferences(db, viewer, references)
    const changes = { ...fields, ...found, ...(await findTurns(db, turns)) }
    if (isEmpty(changes)) return { ...(await withTurn(routine, context)), passed: [] }
    const { routine: edited, passed } = await editRoutine(
      await context.writer(),
      await readerOf(context),
      routine.id,
      changes,
      context.instant,
    )
    return { ...(await withTurn(edited, context)), passed }
  },
  human: routineDetails,
  json: ({ routine, passed }) => ({ ...routineJson(routine), ...passedJson(passed) }),
})

function parseChanges(args: Args, context: Context) {
  const title = parsed(args, 'title', parseTitle)
  const { fields, references } = parseTaskOptions(args, context.today)
  const rule = parseRuleOptions(args, context.today)
  return { fields: { ...onlyGiven({ title }), ...fields, ...rule }, references }
}

/** Asks who takes turns from now on, if turns begin and nobody was named. */
async function askForRota(
  { reference, fields, references: { owner }, turns }: Input,
  context: Context,
): Promise<Pick<RoutineChanges, 'among'>> {
  const proposed = await proposedRota(turns, context)
  if (proposed === undefined) return {}
  const routine = await findRoutine(reference, context)
  if (routine.turns === turns.turns || routine.members.length >= 2) return {}
  decideTurns({ ...turns, among: proposed, owner, private: fields.private }, routine)
  return { among: await askWhoTakesTurns(await context.ask(), proposed) }
}

async function findRoutine(reference: RoutineReference, context: Context): Promise<Routine> {
  const reader = await readerOf(context)
  return getRoutine(await context.db(), reader, reference)
}
