import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { schemaStep } from '../src/db/schema.ts'
import { folder, momentum, run } from './program.ts'

/** A household with this many tasks and a year of wins until today; it is made once a day. */
export function household(tasks: number): string {
  const path = join(folder, `${tasks}-${schemaStep}.db`)
  if (existsSync(path)) return path
  const draft = `${path}.draft`
  seed(draft, tasks)
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
export function seed(path: string, tasks: number): number {
  rmSync(path, { force: true })
  run(momentum('db', 'init', '--db', path))
  const size = ['--tasks', String(tasks), '--days', '365']
  return run(momentum('db', 'seed', '--demo', ...size, '--db', path)).time
}
