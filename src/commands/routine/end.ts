import { defineCommand } from '../../command.ts'
import { endRoutine } from '../../db/routines/end.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import { parseNote } from '../../domain/task.ts'
import { routineFields, routineJson } from '../../json/routine.ts'
import { movedRoutine } from '../../views/moved-routine.ts'
import { readerOf } from '../shared/actor.ts'
import { parsed } from '../shared/options.ts'

type Input = { readonly reference: RoutineReference; readonly note: string | undefined }

export default defineCommand<Input, Routine>({
  fields: routineFields,
  input(args) {
    const [routine = ''] = args.operands
    return { reference: parseRoutineReference(routine), note: parsed(args, 'note', parseNote) }
  },
  async run({ reference, note }, context) {
    const reader = await readerOf(context)
    const { id } = await getRoutine(await context.db(), reader, reference)
    return endRoutine(await context.writer(), reader, id, note, context.instant)
  },
  human: movedRoutine,
  json: routineJson,
})
