import { defineCommand } from '../../command.ts'
import { resumeRoutine } from '../../db/routines/pause.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import { routineFields, routineJson } from '../../json/routine.ts'
import { movedRoutine } from '../../views/moved-routine.ts'
import { readerOf } from '../shared/actor.ts'

export default defineCommand<RoutineReference, Routine>({
  fields: routineFields,
  input: ({ operands: [routine = ''] }) => parseRoutineReference(routine),
  async run(reference, context) {
    const reader = await readerOf(context)
    const { id } = await getRoutine(await context.db(), reader, reference)
    return resumeRoutine(await context.writer(), reader, id, context.instant)
  },
  human: movedRoutine,
  json: routineJson,
})
