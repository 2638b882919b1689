import { type RawBuilder, sql } from 'kysely'
import type { StatusMoves } from '../../domain/burndown.ts'
import type { Period } from '../../domain/load.ts'
import type { TaskStatus } from '../../domain/task.ts'
import { type CalendarDate, type Days, type Instant, startOfDay } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import { dialectOf } from '../dialect.ts'
import { selectVisibleChanges } from '../history/recorded.ts'
import type { Db } from '../schema.ts'
import { isVisibleTo } from '../tasks/tasks.ts'

/** Which moves are found, and how they are put into weeks. */
export type Asked = Places & { readonly viewer: Viewer; readonly owner?: UserId | undefined }

/** Finds the place of the week of a moment or of a day; the first week has all that is earlier. */
type Places = {
  /** The moment at which the second week begins; undefined if there is only one week. */
  readonly second: Instant | undefined
  readonly weekOf: (moment: RawBuilder<unknown>) => RawBuilder<number>
  readonly weekOfDay: (day: RawBuilder<unknown>) => RawBuilder<number>
}

export function placesOf(db: Db, weeks: readonly Period[], days: Days): Places {
  const mondays = weeks.slice(1).map(({ from }) => from)
  const starts = mondays.map((monday) => startOfDay(monday, days))
  return {
    second: starts[0],
    weekOf: (moment) =>
      placeAmong(
        moment,
        starts.map((start) => momentOf(db, sql.val(start))),
      ),
    weekOfDay: (day) =>
      placeAmong(
        day,
        mondays.map((monday) => dayOf(db, sql.val(monday))),
      ),
  }
}

/** How many of these values are not greater, found by halving. @param values ascending */
function placeAmong(
  value: RawBuilder<unknown>,
  values: readonly RawBuilder<unknown>[],
): RawBuilder<number> {
  const find = (from: number, until: number): RawBuilder<number> => {
    if (from === until) return sql<number>`${sql.lit(from)}`
    const middle = Math.ceil((from + until) / 2)
    return sql<number>`case when ${value} < ${values[middle - 1]}
      then ${find(from, middle - 1)} else ${find(middle, until)} end`
  }
  return find(0, values.length)
}

/**
 * Finds how many tasks got which status in which week. The history says what happened to a task.
 * Where it says nothing, because the household was filled without it or because it was deleted, a
 * task was in the backlog from the day on which it was added until it was done or abandoned. A task
 * was done on the day that was told. The database adds up, because there may be a million tasks:
 * all of them as if nothing were recorded, and then those of which something is, in place of that.
 */
export function listStatusMoves(db: Db, asked: Asked): Promise<StatusMoves[]> {
  return db
    .with(
      (given) => given('steps').materialized(),
      () => selectSteps(db, asked),
    )
    .with('lives', (given) =>
      given
        .selectFrom('steps')
        .select(['created_week', 'finished_week', 'was as status', sql<number>`1`.as('tasks')])
        .where('number', '=', 1)
        .unionAll((eb) =>
          eb
            .selectFrom('steps')
            .select(['known_week as created_week', 'known_finished_week as finished_week'])
            .select(['present as status', sql<number>`-1`.as('tasks')])
            .where('number', '=', 1)
            .where('present', 'is not', null),
        )
        .unionAll(selectKnownLives(db, asked)),
    )
    .with('moves', (given) =>
      given
        .selectFrom('lives')
        .select([
          sql<number>`case when finished_week < created_week
            then finished_week else created_week end`.as('week'),
          sql<TaskStatus | null>`cast(null as text)`.as('was'),
          sql<TaskStatus | null>`case when ${isFinished(sql.ref('status'))}
            then 'BACKLOG' else status end`.as('became'),
          'tasks',
        ])
        .unionAll((eb) =>
          eb
            .selectFrom('lives')
            .select([
              sql<number>`finished_week`.as('week'),
              sql<TaskStatus | null>`'BACKLOG'`.as('was'),
              'status as became',
              'tasks',
            ])
            .where('finished_week', 'is not', null),
        )
        .unionAll((eb) =>
          eb
            .selectFrom('steps')
            .select(['week', 'was', 'became', sql<number>`1`.as('tasks')])
            .where(sql<boolean>`was is distinct from became`),
        ),
    )
    .selectFrom('moves')
    .select(['week', 'was', 'became', sql<number>`cast(sum(tasks) as bigint)`.as('tasks')])
    .groupBy(['week', 'was', 'became'])
    .execute()
}

/** Selects how many tasks had which life, as far as it is known without what is recorded. */
function selectKnownLives(db: Db, asked: Asked) {
  const { viewer, owner, weekOf } = asked
  const isRecorded = selectVisibleChanges(db, viewer)
    .select('changes.id')
    .where('table_name', '=', 'tasks')
    .where(sql<boolean>`row_id = tasks.id`)
  const finishedWeek = sql<number | null>`case tasks.status
    when 'DONE' then ${weekDone(asked, 'tasks.completed_on', 'tasks.completed_at')}
    when 'ABANDONED' then case when exists ${isRecorded} then 0
      else ${weekOf(sql.ref('tasks.updated_at'))} end
    end`
  const tasks = db
    .selectFrom('tasks')
    .where(isVisibleTo(viewer))
    .select([
      weekOf(sql.ref('tasks.created_at')).as('created_week'),
      finishedWeek.as('finished_week'),
      sql<TaskStatus | null>`tasks.status`.as('status'),
    ])
  return db
    .selectFrom((owner === undefined ? tasks : tasks.where('owner_user_id', '=', owner)).as('life'))
    .select(({ fn }) => [
      'created_week',
      'finished_week',
      'status',
      fn.countAll<number>().as('tasks'),
    ])
    .groupBy(['created_week', 'finished_week', 'status'])
}

/**
 * Selects what is recorded since the second week, step by step, and what else is known of the task.
 * A step begins with the status after the step before, and the last one leads to the present
 * status, because the viewer may not see every change. No step is later than the next one.
 */
function selectSteps(db: Db, asked: Asked) {
  const { owner, weekOf, weekOfDay } = asked
  const week = sql`case
    when number = steps and became = 'DONE' and present = 'DONE'
      then ${weekDone(asked, 'completed_on', 'completed_at')}
    when became = 'DONE' and told_on is not null then ${weekOfDay(sql.ref('told_on'))}
    else ${weekOf(sql.ref('recorded_at'))} end`
  const first = sql<TaskStatus | null>`coalesce(was, became)`
  const finishedWeek = sql<number | null>`case when ${isFinished(first)}
    then ${weekDone(asked, 'finished_on', 'finished_at')} end`
  const placed = db
    .selectFrom(selectRecorded(db, asked).as('read'))
    .where(({ eb, or }) => or([eb('present', 'is not', null), eb('last_operation', '=', 'DELETE')]))
    .$if(owner !== undefined, (query) => query.where('owner_user_id', '=', owner ?? null))
    .select([
      'number',
      'present',
      weekOf(sql.ref('created_at')).as('known_week'),
      sql<number | null>`case present
        when 'DONE' then ${weekDone(asked, 'completed_on', 'completed_at')}
        when 'ABANDONED' then 0 end`.as('known_finished_week'),
      sql<number>`min(${week}) over (partition by task order by number
        rows between current row and unbounded following)`.as('week'),
      sql<TaskStatus | null>`case when number = 1 then ${first} else previous end`.as('was'),
      sql<TaskStatus | null>`case when number = steps then present else became end`.as('became'),
      finishedWeek.as('finished_week'),
    ])
  return db
    .selectFrom(placed.as('placed'))
    .select(['number', 'present', 'week', 'was', 'became', 'known_week', 'known_finished_week'])
    .select([
      earlier<number>('known_week').as('created_week'),
      earlier<number | null>('finished_week').as('finished_week'),
    ])
}

/** The week in this column, or the one of the step if that is earlier. */
function earlier<Week extends number | null>(column: string): RawBuilder<Week> {
  return sql`case when week < ${sql.ref(column)} then week else ${sql.ref(column)} end`
}

/** Reads what is recorded of the status of tasks, with what is known of each task. */
function selectRecorded(db: Db, asked: Asked) {
  const ofTask = sql`over (partition by row_id order by changes.id
    rows between unbounded preceding and unbounded following)`
  const became = recordedText(db, 'after', 'status')
  // The last change of a task that is gone is its deletion, which has the whole row.
  const last = (column: string) =>
    sql<string>`last_value(${recordedText(db, 'before', column)}) ${ofTask}`
  const lastOwner = sql`cast(${last('owner_user_id')} as bigint)`
  // Of an added or deleted task, this is the whole row.
  const known = (column: string) => recordedText(db, 'coalesce(before, after)', column)
  return selectStatusChanges(db, asked)
    .leftJoin('tasks', (join) =>
      join.onRef('tasks.id', '=', 'row_id').on(isVisibleTo(asked.viewer)),
    )
    .select([
      'row_id as task',
      sql<number>`row_number() ${ofTask}`.as('number'),
      sql<number>`count(*) ${ofTask}`.as('steps'),
      sql<TaskStatus | null>`${recordedText(db, 'before', 'status')}`.as('was'),
      sql<TaskStatus | null>`${became}`.as('became'),
      sql<TaskStatus | null>`lag(${became}) ${ofTask}`.as('previous'),
      'changes.created_at as recorded_at',
      dayOf(db, recordedText(db, 'after', 'completed_on')).as('told_on'),
      sql<string>`last_value(operation) ${ofTask}`.as('last_operation'),
      sql<TaskStatus | null>`tasks.status`.as('present'),
      'tasks.completed_on',
      'tasks.completed_at',
      sql<UserId | null>`case when tasks.id is null then ${lastOwner}
        else tasks.owner_user_id end`.as('owner_user_id'),
      // A deleted task that an import brought was never here before.
      sql<Instant>`coalesce(
        tasks.created_at,
        case operation when 'INSERT' then changes.created_at end,
        ${momentOf(db, last('created_at'))}
      )`.as('created_at'),
      dayOf(db, known('completed_on')).as('finished_on'),
      momentOf(db, sql`coalesce(${known('completed_at')}, ${known('updated_at')})`).as(
        'finished_at',
      ),
    ])
}

/** Selects the changes of the status of tasks since the second week that the viewer may see. */
function selectStatusChanges(db: Db, { viewer, second }: Asked) {
  const changes = selectVisibleChanges(db, viewer)
    .where('table_name', '=', 'tasks')
    .where(({ eb, or }) =>
      or([
        eb('operation', '<>', 'UPDATE'),
        sql<boolean>`${recordedText(db, 'after', 'status')} is not null`,
      ]),
    )
  return second === undefined
    ? changes.where(sql<boolean>`false`)
    : changes.where('changes.created_at', '>=', second)
}

/** The week of a day, else of a moment; the first one if neither is known. */
function weekDone({ weekOf, weekOfDay }: Places, day: string, moment: string): RawBuilder<number> {
  return sql`case when ${sql.ref(day)} is not null then ${weekOfDay(sql.ref(day))}
    when ${sql.ref(moment)} is null then 0 else ${weekOf(sql.ref(moment))} end`
}

function isFinished(status: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`${status} in ('DONE', 'ABANDONED')`
}

/** The value of a column in what is recorded of a row, as a text. */
function recordedText(db: Db, row: string, column: string): RawBuilder<string | null> {
  return dialectOf(db) === 'sqlite'
    ? sql`${sql.raw(row)} ->> ${sql.lit(`$.${column}`)}`
    : sql`(${sql.raw(row)})::jsonb ->> ${sql.lit(column)}`
}

function dayOf(db: Db, text: RawBuilder<unknown>): RawBuilder<CalendarDate | null> {
  return dialectOf(db) === 'sqlite' ? sql`${text}` : sql`cast(${text} as date)`
}

function momentOf(db: Db, text: RawBuilder<unknown>): RawBuilder<Instant | null> {
  return dialectOf(db) === 'sqlite' ? sql`${text}` : sql`cast(${text} as timestamptz)`
}
