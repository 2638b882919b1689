import { type CategoryId, parseColor } from '../../domain/category.ts'
import { type CalendarDate, type Instant, toInstant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import { addCategory } from '../categories.ts'
import { daysOf } from '../dialect.ts'
import { recordWhole, withoutRecording } from '../journal.ts'
import type { Db, Tx } from '../schema.ts'
import { transact } from '../transaction.ts'
import { addUser } from '../users/users.ts'
import { type Grouping, groupings, type Person, people } from './demo/chores.ts'
import {
  absences,
  calendarBefore,
  clockOf,
  type DemoContext,
  randomNumbers,
  rest,
  uuidsFrom,
} from './demo/context.ts'
import { addDemoRoutines } from './demo/routines.ts'
import { addDemoTasks } from './demo/tasks.ts'
import { addDemoWins } from './demo/wins.ts'
import { isEmpty } from './set-up.ts'

/** How large a made-up household is. */
export type DemoSize = {
  /** How many tasks it has without those of routines. */
  readonly tasks: number
  readonly routines: number
  /** How many days of history it has. */
  readonly days: number
  /** The time zone in which it is made, if that is known. */
  readonly zone?: string | undefined
}

/** The first tasks were added at least this many days ago, even if there are fewer days of wins. */
const shortestPast = 90

/**
 * Fills an empty household with members, tasks, wins, absences, rest days and routines. The same
 * size on the same day always gives the same household.
 *
 * @param progress called with the number of tasks added since the last call
 * @throws MomentumError `refused` unless the household is empty
 */
export async function seedDemo(
  db: Db,
  size: DemoSize,
  today: CalendarDate,
  now: Date,
  progress: (tasks: number) => void = () => {},
): Promise<void> {
  await transact(db, async (tx) => {
    if (!(await isEmpty(tx))) {
      throw refusedError('This household is not empty; --demo fills only an empty one.', {
        lead: 'First create an empty one',
        command: 'db init --db demo.db',
      })
    }
    await withoutRecording(tx, async () => {
      const context = await addDemoPeople(tx, size, today)
      await addDemoTasks(tx, size.tasks, context, progress)
      await addDemoAbsences(tx, context)
      await addDemoRest(tx, context)
      await addDemoRoutines(tx, size, context)
      await addDemoWins(tx, size.days, context)
    })
    await recordWhole(tx, 'db seed', {
      zone: size.zone,
      created_at: toInstant(now),
    })
  })
}

async function addDemoPeople(
  tx: Tx,
  { days }: DemoSize,
  today: CalendarDate,
): Promise<DemoContext> {
  const began = Math.max(days, shortestPast)
  const at = clockOf(daysOf(tx))
  const daysAgo = calendarBefore(today)
  const since = at(daysAgo(began + 1), 8)
  const users = new Map<Person, UserId>()
  for (const person of people) users.set(person.name, (await addUser(tx, person, since)).id)
  const categories = new Map<Grouping, CategoryId>()
  for (const [name, color] of groupings) {
    const draft = { name, color: parseColor(color), user_id: null }
    categories.set(name, (await addCategory(tx, draft, since)).id)
  }
  const newUuid = uuidsFrom(randomNumbers(5))
  return {
    users,
    categories,
    today,
    began,
    random: randomNumbers(20_261_122),
    newUuid,
    daysAgo,
    at,
  }
}

/** One member is away today, one next week, and one was lately. */
async function addDemoAbsences(tx: Tx, context: DemoContext): Promise<void> {
  const rows = absences.map(({ person, from, until, note }) => ({
    user_id: context.users.get(person) ?? null,
    from_date: context.daysAgo(-from),
    until_date: context.daysAgo(-until),
    note,
    ...changedAt(context.at(context.daysAgo(Math.max(1, 6 - from)), 19)),
  }))
  await tx.insertInto('absences').values(rows).execute()
}

/** The household rested for three days. */
async function addDemoRest(tx: Tx, context: DemoContext): Promise<void> {
  await tx
    .insertInto('rest_days')
    .values({
      from_date: context.daysAgo(rest.from),
      until_date: context.daysAgo(rest.until),
      weekday: null,
      note: rest.note,
      set_by_user_id: context.users.get('Alex') ?? null,
      ...changedAt(context.at(context.daysAgo(rest.from + 3), 19)),
    })
    .execute()
}

const changedAt = (at: Instant) => ({ created_at: at, updated_at: at })
