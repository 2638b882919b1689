import { defineCommand } from '../../command.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import { parseRoutineReference, type RoutineReference } from '../../domain/routine/routine.ts'
import { routineFields, routineJson } from '../../json/routine.ts'
import { type RoutineWithTurn, routineDetails } from '../../views/routine.ts'
import { readerOf } from '../shared/actor.ts'
import { withTurn } from './shared/turn.ts'

export default defineCommand<RoutineReference, RoutineWithTurn>({
  fields: routineFields,
  input: ({ operands: [routine = ''] }) => parseRoutineReference(routine),
  async run(reference, context) {
    const reader = await readerOf(context)
    return withTurn(await getRoutine(await context.db(), reader, reference), context)
  },
  human: routineDetails,
  json: ({ routine }) => routineJson(routine),
})
