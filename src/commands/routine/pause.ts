import { defineCommand } from '../../command.ts'
import { type Pause, pauseRoutine } from '../../db/routines/pause.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import { parseDate } from '../../domain/date.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import { parseNote } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { routineFields, routineJson } from '../../json/routine.ts'
import { movedRoutine } from '../../views/moved-routine.ts'
import { readerOf } from '../shared/actor.ts'
import { orNone, parsed } from '../shared/options.ts'

type Input = { readonly reference: RoutineReference; readonly pause: Pause }

export default defineCommand<Input, Routine>({
  fields: routineFields,
  input(args, { today }) {
    const [routine = ''] = args.operands
    const until = orNone((text) => parseEnd(text, today))
    return {
      reference: parseRoutineReference(routine),
      pause: { until: parsed(args, 'until', until), note: parsed(args, 'note', parseNote) },
    }
  },
  async run({ reference, pause }, context) {
    const reader = await readerOf(context)
    const { id } = await getRoutine(await context.db(), reader, reference)
    return pauseRoutine(await context.writer(), reader, id, pause, context.instant)
  },
  human: movedRoutine,
  json: routineJson,
})

/** The day on which a pause ends. */
function parseEnd(text: string, today: CalendarDate): CalendarDate {
  const date = parseDate(text, today)
  if (date > today) return date
  throw usageError(
    `${date} is not after today, so a pause cannot end on it.`,
    'Choose a later --until, or leave it out.',
  )
}
