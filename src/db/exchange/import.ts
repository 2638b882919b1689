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
  const requireGood = () => {
    if (imported.skipped.length > 0 && !options.skipsBad) throw new BadRecords(imported.skipped)
  }
  const members = await openMembers(tx, options.members)
  const twins = await findTwins(tx, records, options)
  imported.unchanged += twins.size
  imported.records.unchanged += twins.size
  options.advance(twins.size)
  const isFirst = openRepetitions(imported)
  const isNew = (record: Template) => !twins.has(record.line) && isFirst(record)
  const tasks = draftTasks(records.tasks.filter(isNew), members, options, imported)
  const routines = draftRoutines(records.routines.filter(isNew), members, options, imported)
  requireGood()
  const categories = await openCategories(tx, options.viewer, options.reading.now)
  await importTasks(tx, tasks, categories, options, imported)
  await importRoutines(tx, routines, { members, categories }, options, imported)
  requireGood()
  imported.skipped.sort((a, b) => a.line - b.line)
  return imported
}

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
