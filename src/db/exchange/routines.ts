import { sql } from 'kysely'
import { withDefaults } from '../../domain/routine/draft.ts'
import { routineColumns, templateOf } from '../../domain/routine/routine.ts'
import { requireFirstDate } from '../../domain/routine/schedule.ts'
import { isRota } from '../../domain/routine/turn-choice.ts'
import type { RoutineId } from '../../domain/task.ts'
import { refusedError } from '../../errors.ts'
import { faultOf } from '../../exchange/checked.ts'
import type { RoutineRecord } from '../../exchange/records.ts'
import { abandonLive, findLive, redateLive } from '../routines/live.ts'
import { saveMembers } from '../routines/members.ts'
import { ownColumns, type RoutineRow } from '../routines/routines.ts'
import { loadSchedule } from '../routines/schedule.ts'
import type { Tx } from '../schema.ts'
import { requireOwned, searchText } from '../tasks/changes.ts'
import { addNotes } from './adding.ts'
import type { RoutineDraftOf } from './drafts.ts'
import {
  findImportKeys,
  findKey,
  fingerprint,
  type ImportKey,
  keyName,
  keyNames,
  rememberImported,
} from './keys.ts'
import { type Categories, categoryOf, type Members } from './references.ts'
import { addOpen, addTimes, type Importing } from './routine-times.ts'
import { isAsStored, listTimes } from './same-routine.ts'
import { countRecordsOf, type Imported, type ImportOptions, momentOf } from './source.ts'

/** Adds the routines of a file, and changes those that were imported before. */
export async function importRoutines(
  tx: Tx,
  drafts: readonly RoutineDraftOf[],
  { members, categories }: { readonly members: Members; readonly categories: Categories },
  options: ImportOptions,
  imported: Imported,
): Promise<void> {
  const names = drafts.flatMap((draft) => keyNames(draft, options.viewer))
  const keys = await findImportKeys(tx, options.source, names)
  const context = { tx, members, categories, options, imported }
  for (const draft of drafts) {
    const { added, routines, updated, kept } = imported
    const counts = [added, routines, updated, kept].map((ids) => ids.length)
    const before = { ...imported.records }
    const { checked, isPrivate } = draft
    // A category that is added here stays if its routine is left out: others may have it, too.
    if (checked.category !== undefined) await categories.find(checked.category, isPrivate)
    await sql`savepoint imported_routine`.execute(tx)
    try {
      await importRoutine(draft, findKey(keys, draft, options.viewer), context)
    } catch (error) {
      imported.skipped.push({ line: draft.record.line, message: faultOf(error) })
      // Nothing of a routine that is left out stays.
      await sql`rollback to savepoint imported_routine`.execute(tx)
      for (const [index, ids] of [added, routines, updated, kept].entries()) {
        ids.length = counts[index] ?? 0
      }
      Object.assign(imported.records, before)
    }
    await sql`release savepoint imported_routine`.execute(tx)
    options.advance(1 + draft.record.past.length)
  }
}

async function importRoutine(
  draft: RoutineDraftOf,
  found: ImportKey | undefined,
  context: Importing,
): Promise<void> {
  const { tx, options, imported } = context
  const { uuid, title } = draft.record
  const isHidden = (stored: RoutineRow) => stored.private && stored.owner_user_id !== options.viewer
  const known = found && (await findById(tx, found.row as RoutineId))
  // What somebody made private since is as if it had never been imported.
  const key = known && isHidden(known) ? undefined : found
  const row = key ? known : await findByUuid(tx, uuid)
  if (row && isHidden(row)) {
    throw refusedError(`“${title}” is here already, as a private routine of somebody else.`)
  }
  if (row === undefined && key !== undefined && !options.overwrites) {
    // It was deleted here.
    imported.unchanged += 1
    imported.records.kept += countRecordsOf(draft.record)
    return
  }
  if (row === undefined) return addRoutine(draft, context)
  const isSameHere = key !== undefined && key.rowHash === (await hashOf(tx, row))
  const isSameThere = key?.sourceHash === draft.sourceHash
  const isStored = !isSameThere && (await isAsStored(tx, row, draft, context.categories))
  if (isStored || (isSameThere && (isSameHere || !options.overwrites))) {
    imported.unchanged += 1
    imported.records.unchanged += countRecordsOf(draft.record)
    return
  }
  if (isSameHere || options.overwrites) return changeRoutine(row, draft, context)
  const live = await findLive(tx, row.id)
  if (live) imported.kept.push(live.id)
  imported.records.kept += countRecordsOf(draft.record)
}

function findById(tx: Tx, id: RoutineId): Promise<RoutineRow | undefined> {
  return tx.selectFrom('routines').select(ownColumns).where('id', '=', id).executeTakeFirst()
}

async function findByUuid(tx: Tx, uuid: string | undefined): Promise<RoutineRow | undefined> {
  if (uuid === undefined) return undefined
  return tx.selectFrom('routines').select(ownColumns).where('uuid', '=', uuid).executeTakeFirst()
}

/** A routine that ended may have no date left. */
async function addRoutine(draft: RoutineDraftOf, context: Importing): Promise<void> {
  const { tx, options, imported } = context
  const { now } = options.reading
  const { record } = draft
  const values = { ...(await valuesOf(draft, context)), ...statusOf(record) }
  const date =
    record.status === 'ENDED' ? undefined : requireFirstDate(await loadSchedule(tx, values))
  const row = await tx
    .insertInto('routines')
    .values({
      ...values,
      uuid: record.uuid ?? options.newUuid(),
      created_at: momentOf(record.createdAt, options.reading),
      updated_at: now,
    })
    .returning(routineColumns)
    .executeTakeFirstOrThrow()
  await saveMembers(tx, row, draft.among)
  const times = await addTimes(row, record.past, context)
  const live = date && (await addOpen(row, record, { date, number: times + 1 }, context))
  if (live) {
    imported.added.push(live)
    const notes = draft.checked.notes.map((text) => ({ task_id: live, text }))
    await addNotes(tx, notes, options)
  }
  imported.routines.push(row.id)
  imported.records.added += 1
  await remember(row, draft, context)
}

/** What a routine gets. */
async function valuesOf({ checked, record, ...draft }: RoutineDraftOf, context: Importing) {
  const { options, categories, imported } = context
  const category = await categoryOf(checked.category, draft.isPrivate, categories, imported)
  const { among: _, ...values } = withDefaults(
    {
      ...options.unsaid,
      reviewed: false,
      ...checked.fields,
      private: draft.isPrivate,
      uuid: '',
      mode: record.mode,
      rule: record.rule,
      start_date: record.start,
      until_date: record.until ?? null,
      times: record.times ?? null,
      season_from: record.season?.from ?? null,
      season_to: record.season?.to ?? null,
      ...(record.leadDays === undefined ? {} : { lead_days: record.leadDays }),
      category_id: category ?? null,
      owner_user_id: draft.owner ?? null,
      turns: draft.turns,
      ...(isRota(draft.turns) ? { among: draft.among } : {}),
    },
    options.reading.today,
  ) as ReturnType<typeof withDefaults> & { among?: unknown }
  requireOwned(values)
  return values
}

function statusOf({ status = 'ACTIVE' }: RoutineRecord) {
  return { status } as const
}

/** Changes a routine as the file says, and adds the times that are over since. */
async function changeRoutine(
  before: RoutineRow,
  draft: RoutineDraftOf,
  context: Importing,
): Promise<void> {
  const { tx, options, imported } = context
  const { now, today } = options.reading
  const { record } = draft
  const here = await listTimes(tx, before.id)
  const isAhead = here.some(({ date }) => date >= record.start)
  const { uuid: _, ...values } = {
    ...(await valuesOf(draft, context)),
    ...statusOf(record),
    // What was done here since stays done, and so its dates do, too.
    ...(isAhead ? { start_date: before.start_date } : {}),
  }
  const isEnded = record.status === 'ENDED'
  const date = isEnded ? undefined : requireFirstDate(await loadSchedule(tx, values))
  const row = await tx
    .updateTable('routines')
    .set({ ...values, status_note: null, paused_until: null, updated_at: now })
    .where('id', '=', before.id)
    .returning(routineColumns)
    .executeTakeFirstOrThrow()
  await saveMembers(tx, row, draft.among)
  const times = await addTimes(row, record.past, context)
  const live = await findLive(tx, row.id)
  if (live && date === undefined) {
    await abandonLive(tx, live, null, now)
    imported.updated.push(live.id)
  } else if (live === undefined && date !== undefined) {
    imported.added.push(await addOpen(row, record, { date, number: times + 1 }, context))
  } else if (live && date !== undefined) {
    const template = templateOf(row)
    const { owner_user_id: __, ...kept } = { ...template, search_text: searchText(template) }
    const planned = isAhead ? (live.occurrence_date ?? date) : date
    const next = { number: times + 1, date: planned }
    await redateLive(tx, row, live, next, kept, { day: today, now })
    imported.updated.push(live.id)
  }
  imported.records.updated += 1
  await remember(row, draft, context)
}

async function countTimes(tx: Tx, id: RoutineId): Promise<number> {
  const { times } = await tx
    .selectFrom('occurrences')
    .select(({ fn }) => fn.countAll<number>().as('times'))
    .where('routine_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(times)
}

async function remember(row: RoutineRow, draft: RoutineDraftOf, context: Importing) {
  const { tx, options } = context
  const { sourceHash } = draft
  const sourceId = keyName(draft, options.viewer)
  const key = { sourceId, table: 'routines', row: row.id, sourceHash }
  const rowHash = await hashOf(tx, row)
  await rememberImported(tx, options.source, [{ ...key, rowHash }])
}

/** A hash of a routine, its open task and how often it was done or skipped. */
async function hashOf(tx: Tx, row: RoutineRow): Promise<string> {
  const live = await findLive(tx, row.id)
  const { created_at: _, updated_at: __, ...values } = row
  const open = live && [live.id, live.title, live.due_date, live.status, live.occurrence_number]
  return fingerprint(JSON.stringify([values, open, await countTimes(tx, row.id)]))
}
