import { derived } from '../../../src/db/check/repair.ts'
import { exportHousehold } from '../../../src/db/exchange/household/export.ts'
import {
  type HouseholdOptions,
  importHousehold,
} from '../../../src/db/exchange/household/import.ts'
import { BadRecords, type Imported } from '../../../src/db/exchange/source.ts'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import { type Db, schemaStep } from '../../../src/db/schema.ts'
import type { TaskFilter } from '../../../src/db/tasks/filter.ts'
import { write } from '../../../src/db/transaction.ts'
import type { Viewer } from '../../../src/domain/user.ts'
import { readHousehold } from '../../../src/exchange/jsonl/read.ts'
import { headerLine } from '../../../src/exchange/jsonl/write.ts'
import { at } from '../database/database.ts'
import { today, uuid, writer } from '../household/values.ts'

/** All that leaves a household with a viewer. */
export async function textOf(
  db: Db,
  viewer: number | null = null,
  filter?: TaskFilter,
): Promise<string> {
  let text = ''
  for await (const part of exportHousehold(db, { viewer: viewer as Viewer }, filter)) text += part
  return text
}

type Changes = Omit<Partial<HouseholdOptions>, 'viewer'> & { readonly viewer?: number | null }

/** Imports a text as one command. */
export function importText(
  db: Db,
  text: string,
  { viewer = null, ...changes }: Changes = {},
): Promise<Imported> {
  const file = readHousehold(text, schemaStep)
  let made = 0
  const newUuid = () => {
    made += 1
    return uuid(5000 + made)
  }
  const options = {
    viewer: viewer as Viewer,
    reading: { today, now: at(60), dayOf: () => today },
    overwrites: false,
    skipsBad: false,
    newUuid,
    advance: () => {},
  }
  return write(writer(db), (tx) => importHousehold(tx, file, { ...options, ...changes }))
}

/** The faults because of which nothing was imported. */
export async function refusalOf(importing: Promise<Imported>): Promise<string[]> {
  const error = await importing.catch((thrown: unknown) => thrown)
  if (!(error instanceof BadRecords)) throw error
  return error.faults.map(({ line, message }) => `${line}: ${message}`)
}

/** Undoes the latest command, whoever made it. */
export async function undo(db: Db): Promise<void> {
  const rules = { count: 1, accept: () => {}, mayChange: () => true }
  await reverseCommands(writer(db), null, 'undo', rules)
}

/** What `db check` finds wrong in what follows from the rest. */
export async function faultsOf(db: Db): Promise<string[]> {
  const faults: string[] = []
  for (const [name, { findFault }] of Object.entries(derived)) {
    const fault = await findFault(db, { seesAll: true, advance: () => {} })
    if (fault !== undefined) faults.push(`${name}: ${fault}`)
  }
  return faults
}

type Values = Readonly<Record<string, unknown>>

/** A file of these rows, after its first line. */
export function fileOf(rows: readonly Values[]): string {
  return headerLine(schemaStep) + rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** The rows of a file. */
export function rowsOf(text: string): Values[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.slice(1).map((line) => JSON.parse(line))
}

/** The rows of a file without the moments of their changes, which an undo moves on. */
export function contentsOf(text: string): Values[] {
  return rowsOf(text).map(({ updated_at: _, ...row }) => row)
}

/**
 * Two members, Alex and Sam, who take turns with the bins; Alex has done them once. The kettle is
 * today's win, the tap was yesterday's. Alex's present is private.
 */
export const family = {
  alex: { type: 'user', uuid: uuid(1), name: 'Alex', email: 'alex@example.org', ...times(0) },
  sam: { type: 'user', uuid: uuid(2), name: 'Sam', role: 'cook', ...times(1) },
  garden: { type: 'category', name: 'Garden', owner_uuid: null, color: '#4c9f70', ...times(2) },
  own: { type: 'category', name: 'Garden', owner_uuid: uuid(2), color: '#d1495b', ...times(3) },
  bins: {
    ...{ type: 'routine', uuid: uuid(10), title: 'Bins', definition_of_done: 'Out' },
    ...{ mode: 'CALENDAR', rule: 'week on tue', start_date: '2026-11-17', lead_days: 1 },
    ...{ turns: 'ROTATE', member_uuids: [uuid(1), uuid(2)], ...times(4) },
  },
  binsDone: {
    ...{ type: 'task', uuid: uuid(20), title: 'Bins', definition_of_done: 'Out' },
    ...{ owner_uuid: uuid(1), status: 'DONE', completed_at: at(5), completed_on: '2026-11-17' },
    ...{ completed_by_uuid: uuid(1), routine_uuid: uuid(10), occurrence_number: 1 },
    ...{ occurrence_date: '2026-11-17', due_date: '2026-11-17', ...times(4) },
  },
  binsLive: {
    ...{ type: 'task', uuid: uuid(21), title: 'Bins', definition_of_done: 'Out' },
    ...{ owner_uuid: uuid(2), routine_uuid: uuid(10), occurrence_number: 2 },
    ...{ occurrence_date: '2026-11-24', due_date: '2026-11-24', starts_on: '2026-11-23' },
    turn_reason: {
      ...{ mode: 'ROTATE', because: 'NEVER_YET', user: 'Sam', user_uuid: uuid(2), last: null },
      others: [{ user: 'Alex', user_uuid: uuid(1), last: '2026-11-17' }],
    },
    ...times(5),
  },
  kettle: {
    ...{ type: 'task', uuid: uuid(22), title: 'Kettle', definition_of_done: 'No crust' },
    ...{ category: { name: 'garden', owner_uuid: uuid(2) }, status: 'ACTIVE', ...times(6) },
  },
  tap: {
    ...{
      type: 'task',
      uuid: uuid(23),
      title: 'Tap',
      definition_of_done: 'Dry',
      owner_uuid: uuid(1),
    },
    ...{ status: 'DONE', completed_at: at(7), completed_on: '2026-11-21', ...times(7) },
  },
  present: {
    ...{ type: 'task', uuid: uuid(24), title: 'Present', definition_of_done: 'Wrapped' },
    ...{ owner_uuid: uuid(1), private: true, ...times(8) },
  },
  picked: {
    ...{ type: 'win', date: '2026-11-22', task_uuid: uuid(22), status: 'ACTIVE' },
    ...{ selected_by_uuid: uuid(2), ...times(9) },
  },
  won: {
    ...{ type: 'win', date: '2026-11-21', task_uuid: uuid(23), status: 'DONE' },
    ...{ completed_at: at(7), completed_by_uuid: uuid(1), ...times(7) },
  },
  time: {
    ...{ type: 'occurrence', routine_uuid: uuid(10), number: 1, date: '2026-11-17' },
    ...{ outcome: 'DONE', turn_uuid: uuid(1), completed_by_uuid: uuid(1), effort: 'SMALL' },
    ...{ on_date: '2026-11-17', task_uuid: uuid(20), created_at: at(5) },
  },
  away: {
    ...{ type: 'absence', user_uuid: uuid(2), from_date: '2026-12-01', until_date: '2026-12-05' },
    ...{ note: 'Hiking', ...times(10) },
  },
  rest: {
    type: 'rest',
    from_date: '2026-11-22',
    weekday: 'SUN',
    set_by_uuid: uuid(1),
    ...times(11),
  },
  note: {
    ...{ type: 'note', task_uuid: uuid(23), author_uuid: uuid(2), text: 'It drips less.' },
    created_at: at(12),
  },
} as const satisfies Record<string, Values>

function times(seconds: number) {
  return { created_at: at(seconds), updated_at: at(seconds) }
}

type Name = keyof typeof family

/** The family's file, with changes of some rows; without those whose changes are null. */
export function familyFile(
  changes: { readonly [Key in Name]?: Values | null } = {},
  ...more: readonly Values[]
): string {
  const rows = (Object.keys(family) as Name[]).flatMap((name) => {
    const own = changes[name]
    return own === null ? [] : [{ ...family[name], ...own }]
  })
  return fileOf([...rows, ...more])
}
