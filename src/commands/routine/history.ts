import { defineCommand } from '../../command.ts'
import { countOutcomes, listOccurrences } from '../../db/routines/history.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import { readAtOneMoment } from '../../db/transaction.ts'
import { parseRoutineReference, type RoutineReference } from '../../domain/routine/routine.ts'
import { occurrenceFields, occurrenceJson } from '../../json/routine.ts'
import { type RoutineHistory, routineHistory } from '../../views/routine-history.ts'
import { readerOf } from '../shared/actor.ts'
import { parsedCount } from '../shared/options.ts'

/** How many occurrences a person sees. */
const rows = 10

type Input = { readonly reference: RoutineReference; readonly limit: number | undefined }

export default defineCommand<Input, RoutineHistory>({
  fields: occurrenceFields,
  input(args, { pageSize }) {
    const [routine = ''] = args.operands
    const reference = parseRoutineReference(routine)
    const limit = parsedCount(args, 'limit', 1) ?? (pageSize === undefined ? undefined : rows)
    return { reference, limit }
  },
  async run({ reference, limit }, context) {
    const reader = await readerOf(context)
    return readAtOneMoment(await context.db(), async (db) => {
      const routine = await getRoutine(db, reader, reference)
      return {
        routine,
        latest: await listOccurrences(db, routine.id, limit),
        counts: await countOutcomes(db, routine.id),
      }
    })
  },
  human: routineHistory,
  json: ({ latest }) => latest.map(occurrenceJson),
})
