import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { schemaStep } from '../src/db/schema.ts'
import { fillJournal } from './journal.ts'
import { few, most, routines } from './names.ts'
import { folder, momentum, run } from './program.ts'

/** How many commands the journal has for each task. */
const commandsPerTask = 0.3

/**
 * A household with this many tasks, and 0.3 times as many commands in its journal. It has a year of
 * wins until today, or ten if it has a million tasks. It is made once a day.
 */
export function household(tasks: number): string {
  return madeOnce(`household-${tasks}`, (path) => {
    seed(path, { tasks, days: tasks < most ? 365 : 3650, routines: 8 })
    fillJournal(path, tasks * commandsPerTask)
  })
}

/** A small household with many routines since three years. */
export function routineHousehold(): string {
  return madeOnce(`routines-${few}`, (path) => {
    seed(path, { tasks: few, days: 1095, routines })
    fillJournal(path, few * commandsPerTask)
  })
}

/** A household with this many tasks, all of them open. */
export function openHousehold(tasks: number): string {
  return madeOnce(`open-${tasks}`, (path) => {
    seed(path, { tasks, days: 0 })
    const raw = new Database(path)
    raw.exec(`update tasks set status = 'BACKLOG', status_note = null, completed_at = null
      where status <> 'BACKLOG'`)
    raw.close()
  })
}

function madeOnce(name: string, make: (path: string) => void): string {
  const path = join(folder, `${name}-${schemaStep}.db`)
  if (existsSync(path)) return path
  const draft = `${path}.draft`
  make(draft)
  renameSync(draft, path)
  return path
}

/** A copy for commands that write. */
export function copyOf(path: string): string {
  const copy = `${path}.copy`
  rmSync(copy, { force: true })
  copyFileSync(path, copy)
  return copy
}

/** Makes a new household. @returns how long adding the tasks took, in milliseconds */
export function seed(path: string, { tasks, days = 365, routines: count = 0 }: Size): number {
  rmSync(path, { force: true })
  run(momentum('db', 'init', '--db', path))
  const size = ['--tasks', tasks, '--days', days, '--routines', count].map(String)
  return run(momentum('db', 'seed', '--demo', ...size, '--db', path)).time
}

type Size = { readonly tasks: number; readonly days?: number; readonly routines?: number }
