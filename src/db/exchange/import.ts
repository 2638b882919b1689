import type { FileRecords, Template } from '../../exchange/records.ts'
import type { Tx } from '../schema.ts'
import { draftTasks } from './drafts.ts'
import { openCategories, openMembers } from './references.ts'
import { draftRoutines } from './routine-drafts.ts'
import { importRoutines } from './routines.ts'
import { BadRecords, type Imported, type ImportOptions } from './source.ts'
import { importTasks } from './tasks.ts'
import { findTwins } from './twins.ts'

/**
 * Brings what a file says into the household. It runs inside `write`, so that one undo takes all of
 * it back.
 *
 * @throws BadRecords unless records that make no sense are left out
 */
export async function importRecords(
  tx: Tx,
  records: FileRecords,
  options: ImportOptions,
): Promise<Imported> {
  const imported: Imported = {
    added: [],
    routines: [],
    updated: [],
    unchanged: 0,
    kept: [],
    skipped: [...records.faults],
    records: { added: 0, updated: 0, unchanged: 0, kept: 0 },
    strangers: new Map(),
    lost: new Map(records.lost),
  }
  const isRefused = () => imported.skipped.length > 0 && !options.skipsBad
  const members = await openMembers(tx, options.members)
  const twins = await findTwins(tx, records, options)
  imported.unchanged += twins.size
  imported.records.unchanged += twins.size
  options.advance(twins.size)
  const isFirst = openRepetitions(imported)
  const isNew = (record: Template) => !twins.has(record.line) && isFirst(record)
  const tasks = records.tasks.filter(isNew)
  const routines = records.routines.filter(isNew)
  const categories = await openCategories(tx, options.viewer, options.reading.now)
  for (let start = 0; start < tasks.length; start += atOnce) {
    const drafts = draftTasks(tasks.slice(start, start + atOnce), members, options, imported)
    // Once the import is refused, the rest is only checked.
    if (!isRefused()) await importTasks(tx, drafts, categories, options, imported)
  }
  const drafts = draftRoutines(routines, members, options, imported)
  if (!isRefused()) {
    await importRoutines(tx, drafts, { members, categories }, options, imported)
  }
  if (isRefused()) throw new BadRecords(imported.skipped)
  imported.skipped.sort((a, b) => a.line - b.line)
  return imported
}

/** How many tasks are in memory with all that is known of them. */
const atOnce = 5000

/** @returns whether a record is the first of its name in the file; tells of the others */
function openRepetitions({ skipped }: Imported): (record: Template) => boolean {
  const lines = new Map<string, number>()
  return ({ sourceId, line }) => {
    const earlier = lines.get(sourceId)
    if (earlier === undefined) lines.set(sourceId, line)
    else skipped.push({ line, message: `This names the same thing as line ${earlier}.` })
    return earlier === undefined
  }
}
