import { defineCommand } from '../../command.ts'
import { listDaysAway } from '../../db/absences/absences.ts'
import { getRoutine } from '../../db/routines/routines.ts'
import { listWithLive } from '../../db/routines/upcoming.ts'
import { parseCount } from '../../domain/count.ts'
import { parseDate } from '../../domain/date.ts'
import {
  parseRoutineReference,
  type Routine,
  type RoutineReference,
} from '../../domain/routine/routine.ts'
import {
  listUpcoming,
  type UpcomingLimits,
  type UpcomingTime,
} from '../../domain/routine/upcoming.ts'
import { upcomingFields, upcomingJson } from '../../json/routine.ts'
import { nothingUpcoming, upcomingTable } from '../../views/routine-dates.ts'
import { readerOf } from '../shared/actor.ts'
import { parsed, parsedOperand } from '../shared/options.ts'
import { mostListed } from './shared/rule-options.ts'

type Input = {
  readonly reference: RoutineReference | undefined
  readonly limits: UpcomingLimits
}

type Output = {
  readonly times: readonly UpcomingTime[]
  /** The routine that was named. */
  readonly routine: Routine | undefined
}

export default defineCommand<Input, Output>({
  fields: upcomingFields,
  input(args, { today }) {
    const before = parsed(args, 'before', (text) => parseDate(text, today))
    const count = parsed(args, 'count', (text) => parseCount('--count', text, 1, mostListed))
    const reference = parsedOperand(args, 0, parseRoutineReference)
    const isEachOnce = [reference, before, count].every((typed) => typed === undefined)
    const most = count ?? (before === undefined && !isEachOnce ? 10 : mostListed)
    return { reference, limits: { before, count: most, ...(isEachOnce ? { each: 1 } : {}) } }
  },
  async run({ reference, limits }, context) {
    const db = await context.db()
    const { today } = context
    const reader = await readerOf(context)
    const routine = reference && (await getRoutine(db, reader, reference))
    const routines = await listWithLive(db, reader, routine?.id)
    const away = await listDaysAway(db)
    return { times: listUpcoming(routines, limits, { away, today }), routine }
  },
  human({ times, routine }, style) {
    return times.length > 0 ? upcomingTable(times, style) : nothingUpcoming(routine, style)
  },
  json: ({ times }) => times.map(upcomingJson),
})
