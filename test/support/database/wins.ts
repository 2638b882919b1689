import type { Db } from '../../../src/db/schema.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { pickWin } from '../../../src/db/wins/picks.ts'
import { listWins } from '../../../src/db/wins/wins.ts'
import type { Task } from '../../../src/domain/task.ts'
import type { Instant } from '../../../src/domain/time.ts'
import type { Win } from '../../../src/domain/win.ts'
import { writer } from '../household/values.ts'
import { addTaskWithStatus, at, day, newDatabase } from './database.ts'

type Choice = Partial<Omit<Parameters<typeof pickWin>[1], 'task'>>

/** Picks a task for 22 November 2026, unless the choice says otherwise. */
export async function pick(db: Db, task: Task, now: Instant, choice: Choice = {}): Promise<Win> {
  const plain = { date: day(0), picker: undefined, replace: false, note: undefined }
  const picked = await pickWin(writer(db), { ...plain, ...choice, task: task.id }, now)
  return picked.win
}

/** A new household: “Task 1” is the win of 22 November, “Task 2” is in the backlog. */
export async function newDatabaseWithPick() {
  const db = await newDatabase()
  const first = await addTaskWithStatus(db, 'BACKLOG', 1)
  const second = await addTaskWithStatus(db, 'BACKLOG', 2)
  await pick(db, first, at(2))
  return { db, first, second }
}

/** The main columns of every win and every task. */
export async function summarize(db: Db) {
  const [wins, tasks] = [await listWins(db), await listTasks(db, null, {})]
  return {
    wins: wins.map((win) => [win.date, win.task.title, win.status, win.note, win.completed_at]),
    tasks: tasks.map((task) => [task.title, task.status, task.status_note, task.completed_at]),
  }
}
