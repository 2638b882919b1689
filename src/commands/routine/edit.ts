import { type Args, type Context, defineCommand } from '../../command.ts'
import { editRoutine } from '../../db/routines/edit.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import type { RoutineChanges } from '../../domain/routine/change.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import { parseTitle } from '../../domain/task.ts'
import { routineFields, routineJson } from '../../json.ts'
import { routineDetails } from '../../views/routine.ts'
import { readerOf } from '../shared/actor.ts'
import { isEmpty, noChangesError, onlyGiven, parsed } from '../shared/options.ts'
import { findReferences, parseTaskOptions, type References } from '../task/shared/task-options.ts'
import { askForRoutineChanges } from './shared/edit-questions.ts'
import { parseRuleOptions } from './shared/rule-options.ts'

type Input = {
  readonly reference: RoutineReference
  readonly fields: RoutineChanges
  readonly references: References
}

export default defineCommand<Input, Routine>({
  fields: routineFields,
  async input(args, context) {
    const [routine = ''] = args.operands
    const reference = parseRoutineReference(routine)
    const { fields, references } = parseChanges(args, context)
    const { owner, category } = references
    if (!isEmpty(fields) || owner !== undefined || category !== undefined) {
      return { reference, fields, references }
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
    return { reference: { text: String(found.id), id: found.id }, fields: changes, references }
  },
  async run({ reference, fields, references }, context) {
    const viewer = await context.actor.viewer()
    const routine = await findRoutine(reference, context)
    const found = await findReferences(await context.db(), viewer, references)
    const changes = { ...fields, ...found }
    if (isEmpty(changes)) return routine
    return editRoutine(
      await context.writer(),
      await readerOf(context),
      routine.id,
      changes,
      context.instant,
    )
  },
  human: routineDetails,
  json: routineJson,
})

function parseChanges(args: Args, context: Context) {
  const title = parsed(args, 'title', parseTitle)
  const { fields, references } = parseTaskOptions(args, context.today)
  const rule = parseRuleOptions(args, context.today)
  return { fields: { ...onlyGiven({ title }), ...fields, ...rule }, references }
}

async function findRoutine(reference: RoutineReference, context: Context): Promise<Routine> {
  const reader = await readerOf(context)
  return getRoutine(await context.db(), reader, reference)
}
