import type Raw from 'better-sqlite3'
import { uuid } from '../household/values.ts'
import { newHouseholdFile, openAsOtherProgram } from './database.ts'

const instant = '2026-11-22T12:00:00.000Z'
const times = { created_at: instant, updated_at: instant }

const good = {
  users: { name: 'Sam', name_key: 'sam', ...times },
  tasks: {
    uuid: uuid(2),
    title: 'Fix the tap',
    domain: 'REPAIRS',
    effort: 'SMALL',
    definition_of_done: 'It is dry.',
    search_text: 'fix the tap\nit is dry.\n\n',
    ...times,
  },
  sessions: {
    user_id: 1,
    token_hash: 'a'.repeat(64),
    expires_at: instant,
    created_at: instant,
  },
  categories: { name: 'Garden', name_key: 'garden', color: '#4c9f70', ...times },
  daily_wins: { date: '2026-11-22', task_id: 1, status: 'ACTIVE', ...times },
  routines: {
    uuid: uuid(4),
    title: 'Bins',
    domain: 'CHORES',
    effort: 'TINY',
    definition_of_done: 'They are out.',
    priority: 'MEDIUM',
    mode: 'CALENDAR',
    rule: 'week on tue',
    start_date: '2026-11-24',
    lead_days: 1,
    when_away: 'SKIP',
    turns: 'NONE',
    ...times,
  },
  occurrences: {
    routine_id: 1,
    number: 1,
    date: '2026-11-17',
    outcome: 'SKIPPED',
    effort: 'TINY',
    created_at: instant,
  },
  routine_members: { routine_id: 1, user_id: 1, position: 1 },
  absences: { from_date: '2026-11-22', until_date: '2026-11-29', ...times },
  rest_days: { from_date: '2026-11-22', until_date: '2026-11-29', ...times },
  commands: { command: 'task add', created_at: instant },
  notes: { task_id: 1, text: 'It drips less.', created_at: instant },
  import_keys: {
    source: 'taskwarrior',
    source_id: 'a1b2c3',
    table_name: 'tasks',
    row_id: 1,
    source_hash: 'd4e5f6',
    row_hash: 'a7b8c9',
    command_id: 1,
  },
}
export type Table = keyof typeof good

/** What a task of a routine has, and one that is done. */
export const routineFields = {
  routine_id: 1,
  occurrence_number: 2,
  occurrence_date: '2026-11-24',
  starts_on: '2026-11-23',
  turn_reason: '{}',
}
export const doneFields = {
  status: 'DONE',
  completed_at: instant,
  completed_on: '2026-11-22',
  completed_by_user_id: 1,
}

/** A row that breaks no rule but for the changes. */
export function validRow(table: Table, changes: object = {}): object {
  return { ...good[table], ...changes }
}

/** Adds such a row. */
export function insertRow(raw: Raw.Database, table: Table, changes: object = {}): void {
  const row = validRow(table, changes)
  const columns = Object.keys(row)
  const values = columns.map((column) => `@${column}`)
  raw.prepare(`insert into ${table} (${columns}) values (${values})`).run(row)
}

/** Another program's connection to a household that has user 1, Alex, and task 1. */
export async function rawHousehold(): Promise<Raw.Database> {
  const raw = openAsOtherProgram(await newHouseholdFile())
  insertRow(raw, 'users', { name: 'Alex', name_key: 'alex' })
  insertRow(raw, 'tasks', { uuid: uuid(1), title: 'Task 1' })
  return raw
}

/** What SQLite says against it. */
export function catchRefusal(work: () => unknown): string {
  try {
    work()
    return 'not refused'
  } catch (error) {
    return String(error)
  }
}
