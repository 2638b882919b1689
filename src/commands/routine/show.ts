import { defineCommand } from '../../command.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import { routineFields, routineJson } from '../../json.ts'
import { routineDetails } from '../../views/routine.ts'
import { readerOf } from '../shared/actor.ts'

export default defineCommand<RoutineReference, Routine>({
  fields: routineFields,
  input: ({ operands: [routine = ''] }) => parseRoutineReference(routine),
  async run(reference, context) {
    const reader = await readerOf(context)
    return getRoutine(await context.db(), reader, reference)
  },
  human: routineDetails,
  json: routineJson,
})
