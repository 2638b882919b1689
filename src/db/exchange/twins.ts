import { foldAccents } from '../../domain/text.ts'
import type { FileRecords } from '../../exchange/records.ts'
import { inBatches } from '../batches.ts'
import { listRoutines } from '../routines/routines.ts'
import type { Tx } from '../schema.ts'
import { titleKey } from '../tasks/search.ts'
import { selectTasks } from '../tasks/tasks.ts'
import type { ImportOptions } from './source.ts'

/**
 * Finds the records of a format without identities that are written as an export would write tasks
 * that are here: each stands for one of them.
 *
 * @returns the lines of these records
 */
export async function findTwins(
  tx: Tx,
  { tasks, routines, written }: FileRecords,
  { viewer, reading, isPrivate }: ImportOptions,
): Promise<ReadonlySet<number>> {
  const twins = new Set<number>()
  if (written === undefined) return twins
  const records = [...tasks, ...routines]
  const keys = new Set(records.map(({ title }) => foldAccents(title)))
  const found = await inBatches([...keys], (batch) =>
    selectTasks(tx, viewer).where(titleKey(tx), 'in', batch).execute(),
  )
  const here = found.filter((task) => !isPrivate || task.private)
  const ofRoutines = here.some(({ routine_id }) => routine_id !== null)
  const reader = { viewer, today: reading.today }
  const known = ofRoutines ? await listRoutines(tx, reader, { all: true }) : []
  const surroundings = {
    routines: new Map(known.map((routine) => [routine.id, routine])),
    dayOf: reading.dayOf,
  }
  const left = new Map<string, number>()
  for (const task of here) {
    const line = written.lineOf(task, surroundings)
    left.set(line, (left.get(line) ?? 0) + 1)
  }
  for (const { line } of records) {
    const text = written.lines.get(line) ?? ''
    const count = left.get(text) ?? 0
    if (count === 0) continue
    left.set(text, count - 1)
    twins.add(line)
  }
  return twins
}
