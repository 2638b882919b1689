import { type NewRoutine, withDefaults } from '../../domain/routine/draft.ts'
import { startsOn } from '../../domain/routine/lead.ts'
import { nextAfterDone, nextAfterSkip, type Progress } from '../../domain/routine/next.ts'
import {
  type DayOfYear,
  type RoutineMode,
  routineColumns,
  templateOf,
} from '../../domain/routine/routine.ts'
import { firstDate, scheduleOf } from '../../domain/routine/schedule.ts'
import type { Domain } from '../../domain/task.ts'
import { addDays, type CalendarDate, daysBetween, type Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import { batchSize, openBatchInsert } from '../batches.ts'
import { addLive } from '../routines/live.ts'
import type { RoutineRow } from '../routines/routines.ts'
import type { Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'

/** A made-up routine. */
type DemoRoutine = {
  readonly title: string
  readonly domain: Domain
  readonly done: string
  readonly mode: RoutineMode
  readonly rule: string
  /** Which of the members owns it; undefined for nobody. */
  readonly owner?: number
  readonly private?: true
  readonly season?: readonly [from: string, to: string]
  /** Why it is paused. */
  readonly paused?: string
  /** How many days ago somebody last looked after it; 0 unless told. */
  readonly left?: number
}

const routines: readonly DemoRoutine[] = [
  {
    ...{ title: 'Take out the bins', domain: 'CHORES', done: 'All of them are at the curb.' },
    ...{ mode: 'CALENDAR', rule: 'week on tue', owner: 1 },
  },
  {
    ...{ title: 'Water the plants', domain: 'CHORES', done: 'The soil is moist in every pot.' },
    ...{ mode: 'AFTER', rule: '4 days', owner: 2 },
  },
  {
    ...{ title: 'Pay the rent', domain: 'BILLS', done: 'The transfer is confirmed.' },
    ...{ mode: 'CALENDAR', rule: 'month on 31', owner: 3 },
  },
  {
    ...{ title: 'Change the bed linen', domain: 'CHORES', done: 'Fresh linen on every bed.' },
    ...{ mode: 'AFTER', rule: '2 weeks', left: 20 },
  },
  {
    ...{ title: 'Mow the lawn', domain: 'CHORES', done: 'Short, and the edges are cut.' },
    ...{ mode: 'CALENDAR', rule: '2 weeks on sat', owner: 2, season: ['04-01', '10-31'] },
  },
  {
    ...{ title: 'Back up the photos', domain: 'OTHER', done: 'All of them are on the disk.' },
    ...{ mode: 'CALENDAR', rule: 'month on first sun', owner: 0, paused: 'the disk is full' },
  },
  {
    ...{ title: 'Practice the piano', domain: 'OTHER', done: 'Half an hour without the phone.' },
    ...{ mode: 'AFTER', rule: '2 days', owner: 0, private: true },
  },
  {
    ...{ title: 'Feed the cat', domain: 'FOOD', done: 'The bowl is full, and the water is fresh.' },
    ...{ mode: 'CALENDAR', rule: 'day' },
  },
  ...[
    ...['Walk the dog', 'Wash the dishes', 'Make the beds', 'Empty the letter box'],
    ...['Air the rooms', 'Wipe the table', 'Charge the phones', 'Lock the doors'],
  ].map((title, index): DemoRoutine => {
    const kind = {
      domain: 'CHORES',
      done: 'Done for the day.',
      mode: 'CALENDAR',
      rule: 'day',
    } as const
    return { title, ...kind, owner: index % 4 }
  }),
]

/** How a made-up household goes on. */
type DemoContext = {
  readonly owners: readonly UserId[]
  readonly today: CalendarDate
  readonly random: () => number
}

/**
 * Adds routines with a live task each, and with what was done, skipped and missed since some days
 * ago. The first eight are of different kinds, the next eight come every day; more are numbered.
 */
export async function addDemoRoutines(
  tx: Tx,
  { routines: count, days }: { readonly routines: number; readonly days: number },
  context: DemoContext,
  newUuid: () => string,
): Promise<void> {
  const [insertTasks, insertTimes] = [
    openBatchInsert(tx, 'tasks'),
    openBatchInsert(tx, 'occurrences'),
  ]
  for (let index = 0; index < count; index += 1) {
    const routine = await addRoutine(tx, index, days, context, newUuid())
    const { past, next } = historyOf(routine, demoAt(index), context)
    for (let start = 0; start < past.length; start += batchSize) {
      const batch = past.slice(start, start + batchSize)
      const done = batch.filter(({ outcome }) => outcome === 'DONE')
      await insertTasks(done.map((time) => doneTask(routine, time, newUuid())))
      await insertTimes(
        batch.filter(({ outcome }) => outcome !== 'DONE').map((time) => leftTime(routine, time)),
      )
    }
    const day = past.at(-1)?.on ?? addDays(routine.start_date, -1)
    await addLive(tx, routine, next, { uuid: newUuid(), day, now: instantOf(day) })
  }
  await addDoneTimes(tx)
}

function demoAt(index: number): DemoRoutine {
  const one = routines[index % routines.length]
  if (one === undefined) throw new RangeError('There is no routine to make up.')
  return one
}

async function addRoutine(
  tx: Tx,
  index: number,
  days: number,
  { owners, today }: DemoContext,
  uuid: string,
): Promise<RoutineRow> {
  const { title, domain, done, mode, rule, owner, season, paused, ...one } = demoAt(index)
  const start_date = addDays(today, -days)
  const draft: NewRoutine = {
    ...{ uuid, title: index < routines.length ? title : `${title} (${index + 1})` },
    ...{ domain, effort: 'TINY', definition_of_done: done, mode, rule, start_date },
    ...(owner === undefined ? {} : { owner_user_id: owners[owner] ?? null }),
    ...(season === undefined ? {} : seasonOf(season)),
    private: one.private === true,
  }
  const status = paused === undefined ? 'ACTIVE' : 'PAUSED'
  return tx
    .insertInto('routines')
    .values({
      ...withDefaults(draft, today),
      ...{ status, status_note: paused ?? null },
      created_at: instantOf(addDays(start_date, -1)),
      updated_at: instantOf(addDays(start_date, -1)),
    })
    .returning(routineColumns)
    .executeTakeFirstOrThrow()
}

/** These are days of the year. */
const seasonOf = ([from, to]: readonly [string, string]) => ({
  season_from: from as DayOfYear,
  season_to: to as DayOfYear,
})

/** A time of a routine that is over. */
type PastTime = {
  readonly number: number
  readonly date: CalendarDate
  readonly outcome: 'DONE' | 'SKIPPED' | 'MISSED'
  /** When it was done, skipped or missed. */
  readonly on: CalendarDate
  readonly by: UserId | null
}

function historyOf(routine: RoutineRow, { left = 0 }: DemoRoutine, context: DemoContext) {
  const schedule = scheduleOf(routine)
  const last = addDays(context.today, -1 - left)
  const past: PastTime[] = []
  let date = firstDate(schedule)
  let progress: Omit<Progress, 'planned'> = { previous: null, latest: null, done_count: 0 }
  while (date !== undefined && date <= last) {
    const time = pastTime(routine, past.length + 1, date, last, context)
    past.push(time)
    const planned = date
    const isDone = time.outcome === 'DONE'
    date = isDone
      ? nextAfterDone(schedule, { ...progress, planned }, time.on)
      : nextAfterSkip(schedule, { planned }, time.on)
    const { latest, done_count } = progress
    progress = {
      previous: planned,
      latest: isDone ? time.on : latest,
      done_count: done_count + Number(isDone),
    }
  }
  // None of these routines ends.
  return { past, next: { number: past.length + 1, date: date ?? context.today } }
}

function pastTime(
  routine: RoutineRow,
  number: number,
  date: CalendarDate,
  last: CalendarDate,
  { owners, random }: DemoContext,
): PastTime {
  const chance = random()
  const outcome = chance < 0.06 ? 'SKIPPED' : chance < 0.12 ? 'MISSED' : 'DONE'
  const late = Math.min(Math.floor(random() * random() * 3), daysBetween(date, last))
  const helper = owners[Math.floor(random() * owners.length)] ?? null
  const isOwn = routine.private || (routine.owner_user_id !== null && random() < 0.7)
  const by = isOwn ? routine.owner_user_id : helper
  return { number, date, outcome, on: addDays(date, late), by: outcome === 'DONE' ? by : null }
}

function doneTask(routine: RoutineRow, { number, date, on, by }: PastTime, uuid: string) {
  const template = templateOf(routine)
  const at = instantOf(on)
  return {
    ...template,
    uuid,
    search_text: searchText(template),
    routine_id: routine.id,
    occurrence_number: number,
    occurrence_date: date,
    due_date: date,
    starts_on: startsOn(date, routine.lead_days),
    status: 'DONE',
    completed_at: at,
    completed_on: on,
    completed_by_user_id: by,
    created_at: instantOf(addDays(date, -1)),
    updated_at: at,
  }
}

function leftTime(
  { id, owner_user_id, effort }: RoutineRow,
  { number, date, outcome, on }: PastTime,
) {
  return {
    routine_id: id,
    number,
    date,
    outcome,
    turn_user_id: owner_user_id,
    effort,
    created_at: instantOf(on),
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

/** The evening of a day. */
const instantOf = (day: CalendarDate) => `${day}T18:00:00.000Z` as Instant
