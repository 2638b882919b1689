import { withDefaults } from '../../../domain/routine/draft.ts'
import { startsOn } from '../../../domain/routine/lead.ts'
import { type DayOfYear, routineColumns, templateOf } from '../../../domain/routine/routine.ts'
import { addDays, type CalendarDate } from '../../../domain/time.ts'
import { batchSize, openBatchInsert } from '../../batches.ts'
import { addLive, type PlannedTime } from '../../routines/live.ts'
import type { RoutineRow } from '../../routines/routines.ts'
import type { Tx } from '../../schema.ts'
import { searchText } from '../../tasks/changes.ts'
import { type DemoContext, randomNumbers } from './context.ts'
import { type RoutineKind, routineAt } from './routine-kinds.ts'
import { type PastTime, pastOf } from './routine-past.ts'

type Size = { readonly routines: number; readonly days: number }

/**
 * Adds routines with a live task each, and with what was done, skipped and missed since some days
 * ago. The first eight are of different kinds.
 */
export async function addDemoRoutines(
  tx: Tx,
  { routines: count, days }: Size,
  context: DemoContext,
): Promise<void> {
  const add = pastAdder(tx, context)
  const live: Live[] = []
  for (let index = 0; index < count; index += 1) {
    const kind = routineAt(index)
    const routine = await addRoutine(tx, kind, days, context)
    const { past, next } = pastOf(routine, kind, context, randomNumbers(index + 1))
    await add(routine, past)
    const day = past.at(-1)?.on ?? addDays(routine.start_date, -1)
    live.push({ routine, next, day })
  }
  await addDoneTimes(tx)
  // Whose turn it is follows from who did it before.
  for (const { routine, next, day } of live) {
    await addLive(tx, routine, next, { uuid: context.newUuid(), day, now: context.at(day, 18) })
  }
}

type Live = {
  readonly routine: RoutineRow
  readonly next: PlannedTime
  readonly day: CalendarDate
}

async function addRoutine(
  tx: Tx,
  { chore, mode, rule, turns, among, season }: RoutineKind,
  days: number,
  context: DemoContext,
): Promise<RoutineRow> {
  const { users, categories, today, at } = context
  const { title, done: definition_of_done, domain, effort, status, reason, owner } = chore
  const start_date = context.daysAgo(days)
  const draft = {
    ...{ uuid: context.newUuid(), title, domain, effort, definition_of_done },
    ...{ mode, rule, start_date, priority: chore.priority ?? 'MEDIUM' },
    owner_user_id: (owner && users.get(owner)) ?? null,
    category_id: (chore.grouping && categories.get(chore.grouping)) ?? null,
    private: chore.private === true,
    ...(season === undefined ? {} : seasonOf(season)),
  }
  const at18 = at(addDays(start_date, -1), 18)
  const { turns: _, ...values } = withDefaults(draft, today)
  const routine = await tx
    .insertInto('routines')
    .values({
      ...{ ...values, turns, status: status === 'PAUSED' ? 'PAUSED' : 'ACTIVE' },
      ...{ status_note: reason ?? null, created_at: at18, updated_at: at18 },
    })
    .returning(routineColumns)
    .executeTakeFirstOrThrow()
  const places = (among ?? []).flatMap((name, index) => {
    const user_id = users.get(name)
    return user_id === undefined ? [] : [{ routine_id: routine.id, user_id, position: index + 1 }]
  })
  if (places.length > 0) await tx.insertInto('routine_members').values(places).execute()
  return routine
}

/** These are days of the year. */
const seasonOf = ([from, to]: readonly [string, string]) => ({
  season_from: from as DayOfYear,
  season_to: to as DayOfYear,
})

/** Returns a function that adds the past of a routine; the times that were done follow later. */
function pastAdder(tx: Tx, context: DemoContext) {
  const insertTasks = openBatchInsert(tx, 'tasks')
  const insertTimes = openBatchInsert(tx, 'occurrences')
  return async (routine: RoutineRow, past: readonly PastTime[]) => {
    for (let start = 0; start < past.length; start += batchSize) {
      const batch = past.slice(start, start + batchSize)
      const [done, left] = [true, false].map((isDone) => {
        return batch.filter(({ outcome }) => (outcome === 'DONE') === isDone)
      })
      await insertTasks((done ?? []).map((time) => doneTask(routine, time, context)))
      await insertTimes((left ?? []).map((time) => leftTime(routine, time, context)))
    }
  }
}

function doneTask(
  routine: RoutineRow,
  { number, date, on, by, turn }: PastTime,
  { users, at, newUuid }: DemoContext,
) {
  const template = templateOf(routine)
  const done = at(on, 13 + (number % 7))
  return {
    ...template,
    owner_user_id: turn.user ?? routine.owner_user_id,
    turn_reason: turn.reason && JSON.stringify(turn.reason),
    uuid: newUuid(),
    search_text: searchText(template),
    routine_id: routine.id,
    occurrence_number: number,
    occurrence_date: date,
    due_date: date,
    starts_on: startsOn(date, routine.lead_days),
    status: 'DONE',
    completed_at: done,
    completed_on: on,
    completed_by_user_id: (by && users.get(by)) ?? null,
    created_at: at(addDays(date, -1), 18),
    updated_at: done,
  }
}

function leftTime(
  { id, effort }: RoutineRow,
  { number, date, outcome, on, turn }: PastTime,
  { at }: DemoContext,
) {
  return {
    routine_id: id,
    number,
    date,
    outcome,
    turn_user_id: turn.user,
    effort,
    created_at: at(on, 18),
  }
}

/** Records the times of all tasks that are done. */
async function addDoneTimes(tx: Tx): Promise<void> {
  await tx
    .insertInto('occurrences')
    .columns([
      ...(['routine_id', 'number', 'date', 'outcome', 'turn_user_id'] as const),
      ...(['completed_by_user_id', 'on_date', 'effort', 'task_id', 'created_at'] as const),
    ])
    .expression((eb) =>
      eb
        .selectFrom('tasks')
        .select(['routine_id', 'occurrence_number', 'occurrence_date', 'status', 'owner_user_id'])
        .select(['completed_by_user_id', 'completed_on', 'effort', 'id', 'completed_at'])
        .where('routine_id', 'is not', null)
        .where('status', '=', 'DONE')
        .orderBy('id')
        // All of these columns have values in a task of a routine that is done.
        .$castTo<never>(),
    )
    .execute()
}
