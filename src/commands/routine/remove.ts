import { defineCommand } from '../../command.ts'
import { removeRoutine, requireRoutineRemovable } from '../../db/routines/end.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import { routineFields, routineJson } from '../../json/routine.ts'
import { success } from '../../views/answer.ts'
import { readerOf } from '../shared/actor.ts'

export default defineCommand<RoutineReference, Routine>({
  fields: routineFields,
  input: ({ operands: [routine = ''] }) => parseRoutineReference(routine),
  async run(reference, context) {
    const confirm = context.consent()
    const db = await context.db()
    const reader = await readerOf(context)
    const routine = await getRoutine(db, reader, reference)
    await requireRoutineRemovable(db, routine)
    const what = routine.next_task_id === null ? '' : ' and its task'
    await confirm(`Delete the routine “${routine.title}”${what}? (You can undo this.)`)
    return removeRoutine(await context.writer(), reader, routine.id)
  },
  human: ({ id, title }, style) => success(`Deleted routine ${id}: ${title}`, style),
  json: routineJson,
})
