import { defineCommand } from '../../command.ts'
import { resumeRoutine } from '../../db/routines/pause.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import { routineFields, routineJson } from '../../json.ts'
import { movedRoutine } from '../../views/moved-routine.ts'

export default defineCommand<RoutineReference, Routine>({
  fields: routineFields,
  input: ({ operands: [routine = ''] }) => parseRoutineReference(routine),
  async run(reference, context) {
    const reader = { viewer: await context.actor.viewer(), today: context.today }
    const { id } = await getRoutine(await context.db(), reader, reference)
    return resumeRoutine(await context.writer(), reader, id, context.instant)
  },
  human: movedRoutine,
  json: routineJson,
})
