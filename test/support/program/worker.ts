import { once } from 'node:events'
import { addAbsence } from '../../../src/db/absences/changes.ts'
import { backUpDaily } from '../../../src/db/backup/daily.ts'
import { createDatabase, openDatabase } from '../../../src/db/database.ts'
import { deactivateUser } from '../../../src/db/household/deactivation.ts'
import type { Location } from '../../../src/db/location.ts'
import { isServerUrl, parseServerUrl } from '../../../src/db/postgres/url.ts'
import { editRoutine } from '../../../src/db/routines/edit.ts'
import { skipTasks } from '../../../src/db/routines/skip.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { getTaskById } from '../../../src/db/tasks/references.ts'
import { write } from '../../../src/db/transaction.ts'
import { editUser, getUser, listUsers } from '../../../src/db/users/users.ts'
import { moveWin } from '../../../src/db/wins/moves.ts'
import { pickWin } from '../../../src/db/wins/picks.ts'
import { addRestDays } from '../../../src/db/wins/rest-days.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import { type CalendarDate, toInstant } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { completion, draft, toDone, writer } from '../household/values.ts'

// One of several processes in a race: node worker.ts <job> <database> <number> <rounds>. It says
// that it is there, begins when it is told to, and sends its answer.

const [job = '', place = '', own = '', often = ''] = process.argv.slice(2)
const number = Number(own)
const rounds = Number(often)
const now = new Date('2026-11-22T12:00:30.000Z')
const date = '2026-11-22' as CalendarDate

const jobs: Record<string, () => Promise<unknown>> = {
  create: () => createDatabase(locate(true)),

  daily: () => backUpDaily(place, now),

  open: () => withDatabase(false, async () => 'open'),

  add: () =>
    withDatabase(true, async (db) => {
      for (let task = 1; task <= rounds; task += 1) {
        await addTask(writer(db), draft(number * 100 + task), toInstant(now))
      }
      return rounds
    }),

  pick: () =>
    withDatabase(true, async (db) => {
      const task = number as TaskId
      const pick = { task, date, picker: undefined, replace: false, note: undefined }
      const { win } = await pickWin(writer(db), pick, toInstant(now))
      return win.task.title
    }),

  finish: () =>
    withDatabase(true, async (db) => {
      const moment = new Date(now.getTime() + number * 1000)
      const win = await moveWin(writer(db), date, toDone, toInstant(moment))
      return [win.completed_at, win.task.completed_at]
    }),

  // Does the live task of a routine.
  tick: () => withDatabase(true, tick),

  // A third does the live task, another one skips it, and the others change the routine.
  meddle: () =>
    withDatabase(true, async (db) => {
      if (number % 3 === 0) return tick(db)
      if (number % 3 === 1) {
        const seen = await getTaskById(db, null, live)
        const skip = { outcome: 'SKIPPED', note: null, today: date } as const
        const [task] = await skipTasks(writer(db), null, [seen], skip, toInstant(now))
        return `skipped to ${task?.occurrence_date}`
      }
      const title = `Bins ${number}`
      const reader = { viewer: null, today: date }
      await editRoutine(writer(db), reader, 1 as RoutineId, { title }, toInstant(now))
      return 'edited'
    }),

  // Adds an absence of one member, all of them on days that include Christmas.
  leave: () =>
    withDatabase(true, async (db) => {
      const until_date = `2026-12-${25 + (number % 5)}` as CalendarDate
      const from_date = '2026-12-24' as CalendarDate
      const draft = { user_id: 1 as UserId, from_date, until_date, note: null }
      await addAbsence(writer(db), { viewer: null, today: date }, draft, toInstant(now))
      return 'away'
    }),

  // Half of them change who takes turns to one order, the others to another one.
  reorder: () =>
    withDatabase(true, async (db) => {
      const members = [1, 2, 3] as UserId[]
      const change =
        number % 2 === 0
          ? ({ turns: 'ROTATE', among: members } as const)
          : ({ turns: 'LEAST', among: members.toReversed() } as const)
      const reader = { viewer: null, today: date }
      const edited = await editRoutine(writer(db), reader, 1 as RoutineId, change, toInstant(now))
      return edited.routine.members.join()
    }),

  // Half of them do the live task of a rota, the others deactivate a member each.
  deactivate: () =>
    withDatabase(true, async (db) => {
      if (number % 2 === 0) return tick(db)
      const user = await getUser(db, { id: number as UserId })
      await deactivateUser(writer(db), user, date, toInstant(now))
      return 'inactive'
    }),

  // Sets the same rest days.
  rest: () =>
    withDatabase(true, async (db) => {
      const until_date = '2026-12-26' as CalendarDate
      const span = { from_date: '2026-12-24' as CalendarDate, until_date, weekday: null }
      const moment = { now: toInstant(now), today: date, zone: 'UTC' }
      await addRestDays(writer(db), { span, note: null, setBy: null }, moment)
      return 'rest'
    }),

  // Reads a number, then writes the next one.
  count: () =>
    withDatabase(true, async (db) => {
      for (let round = 0; round < rounds; round += 1) {
        await write(writer(db), async (tx) => {
          const user = await getUser(tx, { id: 1 as UserId })
          await editUser(tx, user, { role: String(Number(user.role) + 1) }, toInstant(now))
        })
      }
      return rounds
    }),

  // Reads the whole household, again and again.
  read: () =>
    withDatabase(true, async (db) => {
      const sums = new Set<number>()
      for (let round = 0; round < rounds; round += 1) {
        const users = await listUsers(db, { all: true })
        sums.add(users.length)
      }
      return [...sums]
    }),
}

const live = 1 as TaskId

async function tick(db: Db): Promise<string> {
  // Somebody may have skipped today's time.
  const done = { to: 'DONE', completion: { ...completion, isEarly: true } } as const
  const task = await moveTask(writer(db), null, live, done, toInstant(now))
  return `${task.status}, ${task.completed_on}`
}

function locate(explicit: boolean): Location {
  return isServerUrl(place) ? { server: parseServerUrl(place) } : { path: place, explicit }
}

async function withDatabase<Result>(
  explicit: boolean,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const db = await openDatabase(locate(explicit), { now, notice: () => {} })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

process.send?.('ready')
await once(process, 'message')
const answer = await jobs[job]?.().catch((error: Error) => error.message)
process.send?.(answer ?? null)
process.disconnect()
