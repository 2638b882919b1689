import type { Db } from '../../../src/db/schema.ts'
import { listTasks } from '../../../src/db/tasks/tasks.ts'
import { pickWin } from '../../../src/db/wins/moves.ts'
import { listWins } from '../../../src/db/wins/wins.ts'
import type { Task } from '../../../src/domain/task.ts'
import type { Instant } from '../../../src/domain/time.ts'
import type { Win } from '../../../src/domain/win.ts'
import { writer } from '../household/values.ts'
import { day } from './database.ts'

type Choice = Partial<Omit<Parameters<typeof pickWin>[1], 'task'>>

/** Picks a task for 22 November 2026, unless the choice says otherwise. */
export function pick(db: Db, task: Task, now: Instant, choice: Choice = {}): Promise<Win> {
  const plain = { date: day(0), picker: undefined, replace: false, note: undefined }
  return pickWin(writer(db), { ...plain, ...choice, task: task.id }, now)
}

/** Every win and every task, as short as a glance. */
export async function summarize(db: Db) {
  const [wins, tasks] = [await listWins(db), await listTasks(db, null, {})]
  return {
    wins: wins.map((win) => [win.date, win.task.title, win.status, win.note, win.completed_at]),
    tasks: tasks.map((task) => [task.title, task.status, task.status_note, task.completed_at]),
  }
}
