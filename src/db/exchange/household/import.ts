import type { RoutineId, TaskId } from '../../../domain/task.ts'
import type { Viewer } from '../../../domain/user.ts'
import { refusedError } from '../../../errors.ts'
import type { HouseholdFile } from '../../../exchange/jsonl/read.ts'
import { type RowType, rowTypes } from '../../../exchange/jsonl/rows.ts'
import { isConstraintViolation } from '../../error-codes.ts'
import type { Tx } from '../../schema.ts'
import { BadRecords, type Imported, type ImportOptions } from '../source.ts'
import { applyPlan } from './apply.ts'
import { Ids } from './columns.ts'
import { decideFates } from './decide.ts'
import type { Entry, Fate } from './entry.ts'
import { finishImport } from './finish.ts'
import { loadHere } from './here.ts'
import { matchRows, type Plan } from './plan.ts'
import { settle } from './settle.ts'

/** How a household is imported. Its rows are counted by `countRows`. */
export type HouseholdOptions = Pick<
  ImportOptions,
  'viewer' | 'reading' | 'overwrites' | 'skipsBad' | 'newUuid' | 'advance'
>

/**
 * Imports the rows of a file. What is here already is recognized by its UUID, name or date, and
 * changed only if the file has changed since an earlier import, and the household has not. The
 * numbers of what is added ascend in the order of the file. Private rows are imported by their
 * owner, or with their owner.
 *
 * @param tx of `write`, which may run this again from the start
 * @throws BadRecords before anything is written, unless faulty rows are left out
 */
export async function importHousehold(
  tx: Tx,
  file: HouseholdFile,
  { viewer: acting, reading, overwrites, skipsBad, newUuid, advance }: HouseholdOptions,
): Promise<Imported> {
  const here = await loadHere(tx, file.rows, acting)
  const viewer = await findUuid(tx, acting)
  const plan = matchRows(file, here, viewer)
  await decideFates(tx, plan, here, { viewer, overwrites })
  settle(plan, here)
  const { faults } = plan.findings
  if (faults.length > 0 && !skipsBad) throw new BadRecords(faults)
  const ids = new Ids(here)
  await applyPlan(tx, plan, { ids, now: reading.now, advance }).catch((cause: unknown) => {
    throw isConstraintViolation(cause) ? hiddenRowError(cause) : cause
  })
  await finishImport(tx, plan, { ids, newUuid })
  return importedOf(plan, ids)
}

/** The error for a row that cannot be added, because it is here where this login cannot see it. */
function hiddenRowError(cause: unknown) {
  return refusedError(
    'Something in this file is here already, and only another member can see it.',
    'Ask the members for whom the server hides tasks to import the file themselves.',
    { cause },
  )
}

async function findUuid(tx: Tx, viewer: Viewer): Promise<string | null> {
  if (viewer === null) return null
  const own = tx.selectFrom('users').select('uuid').where('id', '=', viewer)
  return (await own.executeTakeFirst())?.uuid ?? null
}

function importedOf({ entries, findings }: Plan, ids: Ids): Imported {
  const numbers = <Id>(type: 'task' | 'routine', ...fates: readonly Fate[]) => {
    const own: readonly Entry<'task' | 'routine'>[] = entries[type]
    const meant = own.filter(({ fate }) => fates.includes(fate))
    // These are numbers of tasks or routines.
    return meant.flatMap(({ row, gone }) => ids.get(`${type}/${row.uuid}`) ?? gone ?? []) as Id[]
  }
  const lost = new Map(findings.lost)
  for (const type of rowTypes) {
    const left = entries[type].filter(({ fate }) => isLeft(type, fate)).length
    if (left > 0) lost.set(leftWords[type], left)
  }
  const all = rowTypes.flatMap((type): readonly { readonly fate: Fate }[] => entries[type])
  const count = (...fates: readonly Fate[]) => all.filter(({ fate }) => fates.includes(fate)).length
  return {
    records: {
      added: count('add'),
      updated: count('update'),
      unchanged: count('same', 'old'),
      kept: count('kept', 'gone'),
    },
    added: numbers<TaskId>('task', 'add'),
    routines: numbers<RoutineId>('routine', 'add'),
    updated: numbers<TaskId>('task', 'update'),
    unchanged: entries.task.filter(({ fate }) => fate === 'same' || fate === 'old').length,
    kept: numbers<TaskId>('task', 'kept', 'gone'),
    strangers: new Map(),
    skipped: findings.faults.toSorted((a, b) => a.line - b.line),
    lost,
  }
}

/** Tasks that are kept are listed. */
function isLeft(type: RowType, fate: Fate): boolean {
  return fate === 'lost' || (fate === 'kept' && type !== 'task')
}

/** What is said of rows that have no place here, or that differ from those here, which stay. */
const leftWords: Record<RowType, string> = {
  user: 'members who differ here',
  category: 'categories that differ here',
  routine: 'routines that differ here',
  task: 'tasks of routines that differ here',
  win: 'Daily Wins that differ here',
  occurrence: 'times of routines that differ here',
  absence: 'absences that differ here',
  rest: 'rest days that differ here',
  note: 'notes on tasks that differ here',
}
