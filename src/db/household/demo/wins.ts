import { sql } from 'kysely'
import { effortPoints } from '../../../domain/effort-points.ts'
import { efforts, type TaskId } from '../../../domain/task.ts'
import { addDays, type CalendarDate, type Instant, toInstant } from '../../../domain/time.ts'
import type { UserId } from '../../../domain/user.ts'
import { batchSize, openBatchInsert, updateBatch } from '../../batches.ts'
import type { Tx } from '../../schema.ts'
import { type DemoContext, isRest, personAt, pickOne, whoIsHere } from './context.ts'

/** What was done on a day and may be its win. */
type Candidate = {
  readonly id: TaskId
  readonly date: CalendarDate
  readonly created_at: Instant
  readonly completed_at: Instant
  readonly completed_by_user_id: UserId | null
  readonly isOfRoutine: boolean
  readonly isDaily: boolean
}

/** How many days up to now were all won, except rest days. */
const streak = 16

/**
 * Adds a win on most days before today: of what was done on that day, the most work. A day on which
 * nothing was done gets an earlier task, which was done again.
 */
export async function addDemoWins(tx: Tx, days: number, context: DemoContext): Promise<void> {
  const { random } = context
  const candidates = await listCandidates(tx, days, context)
  const byDay = new Map(candidates.map((each) => [each.date, each]))
  const again = new Map(
    candidates.filter(({ isOfRoutine }) => !isOfRoutine).map((each) => [each.id, each]),
  )
  const repeated = new Set<TaskId>()
  const wins: Win[] = []
  for (let back = days; back > 0; back -= 1) {
    const date = context.daysAgo(back)
    const done = byDay.get(date)
    const isMissed = back > streak && random() < (done?.isDaily ? 0.4 : 0.08)
    if (isRest(back) || isMissed) continue
    const win = done ?? doneAgain(again, date, context)
    if (!win) continue
    if (!done) repeated.add(win.id)
    wins.push(winOf(win, date, back, context))
  }
  await addWins(tx, wins)
  await updateRepeated(
    tx,
    [...again.values()].filter(({ id }) => repeated.has(id)),
  )
}

/** Lists the most work that was done on each day. */
async function listCandidates(
  tx: Tx,
  days: number,
  context: DemoContext,
): Promise<readonly Candidate[]> {
  const points = sql.join(
    efforts.map((effort) => sql`when ${sql.lit(effort)} then ${sql.lit(effortPoints[effort])}`),
    sql` `,
  )
  const ranked = tx
    .selectFrom('tasks')
    .leftJoin('routines', 'routines.id', 'tasks.routine_id')
    .select(['tasks.id', 'tasks.completed_on', 'tasks.created_at', 'tasks.completed_at'])
    .select(['tasks.completed_by_user_id', 'routines.rule'])
    .select(
      sql<number>`row_number() over (
        partition by tasks.completed_on
        order by case when routines.rule is null then 0 when routines.rule = 'day' then 2 else 1 end,
          case tasks.effort ${points} end desc, tasks.id
      )`.as('place'),
    )
    .where('tasks.completed_on', '>=', context.daysAgo(days))
    .where('tasks.private', '=', false)
    .as('ranked')
  const rows = await tx
    .selectFrom(ranked)
    .selectAll()
    .where('place', '=', 1)
    .orderBy('completed_on')
    .execute()
  return rows.flatMap(({ completed_on: date, completed_at, rule, ...row }) => {
    if (date === null || completed_at === null) return []
    return [{ ...row, date, completed_at, isOfRoutine: rule !== null, isDaily: rule === 'day' }]
  })
}

/** The task that is done again on a day; undefined if there is none. */
function doneAgain(
  tasks: Map<TaskId, Candidate>,
  date: CalendarDate,
  context: DemoContext,
): Candidate | undefined {
  if (tasks.size === 0) return undefined
  const task = pickOne([...tasks.values()], context.random)
  const at = context.at(date, 18)
  const before = context.at(addDays(date, -1), 9)
  const again = { ...task, completed_at: at }
  tasks.set(task.id, {
    ...task,
    ...(before < task.created_at ? { created_at: before } : {}),
    ...(date > task.date ? { date, completed_at: at } : {}),
  })
  return again
}

type Win = ReturnType<typeof winOf>

function winOf(
  { id, completed_at, completed_by_user_id }: Candidate,
  date: CalendarDate,
  back: number,
  context: DemoContext,
) {
  const picker = whoIsHere(personAt(Math.floor(context.random() * 4)), back)
  return {
    date,
    task_id: id,
    status: 'DONE',
    note: null,
    selected_by_user_id: context.users.get(picker) ?? null,
    completed_at,
    completed_by_user_id,
    created_at: context.at(date, 7),
    updated_at: completed_at,
  }
}

async function addWins(tx: Tx, wins: readonly Win[]): Promise<void> {
  const insert = openBatchInsert(tx, 'daily_wins')
  for (let start = 0; start < wins.length; start += batchSize) {
    await insert(wins.slice(start, start + batchSize))
  }
}

async function updateRepeated(tx: Tx, tasks: readonly Candidate[]): Promise<void> {
  for (let start = 0; start < tasks.length; start += batchSize) {
    const batch = tasks.slice(start, start + batchSize)
    const rows = batch.map(({ id, date, created_at, completed_at }) => {
      // The database would set an unchanged moment to now.
      const updated_at = toInstant(new Date(Date.parse(completed_at) + 1))
      return { id, created_at, completed_at, completed_on: date, updated_at }
    })
    await updateBatch(tx, 'tasks', rows)
  }
}
