import { withDefaults } from '../../domain/routine/draft.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import { routineColumns, templateOf } from '../../domain/routine/routine.ts'
import { ruleText } from '../../domain/routine/say.ts'
import { requireFirstDate } from '../../domain/routine/schedule.ts'
import { isRota } from '../../domain/routine/turn-choice.ts'
import type { RoutineId, Task, TaskId } from '../../domain/task.ts'
import { refusedError } from '../../errors.ts'
import { completionOf, faultOf } from '../../exchange/checked.ts'
import type { RoutineRecord, TimeRecord } from '../../exchange/records.ts'
import { abandonLive, addLive, findLive, redateLive } from '../routines/live.ts'
import { saveMembers } from '../routines/members.ts'
import { ownColumns, type RoutineRow } from '../routines/routines.ts'
import { loadSchedule } from '../routines/schedule.ts'
import type { Tx } from '../schema.ts'
import { requireOwned, searchText } from '../tasks/changes.ts'
import { findOpenWin } from '../tasks/open-win.ts'
import { type Draft, draftOf, type RoutineDraftOf } from './drafts.ts'
import { findImportKeys, fingerprint, type ImportKey, rememberImported } from './keys.ts'
import type { Categories, Members } from './references.ts'
import { isAsStored, listTimes } from './same-routine.ts'
import { type Imported, type ImportOptions, lose } from './source.ts'
import { addNotes, categoryOf } from './tasks.ts'

/** Checks the routines of a file. @returns those that make sense */
export function draftRoutines(
  records: readonly RoutineRecord[],
  members: Members,
  options: ImportOptions,
  imported: Imported,
): readonly RoutineDraftOf[] {
  return records.flatMap((record) => {
    try {
      // Canonical, so that a rule that is written otherwise is still the same.
      const rule = ruleText(parseRule(record.rule, record.mode))
      const isEnded = record.status === 'ENDED'
      const draft = draftOf(
        { ...record, rule, status: isEnded ? ('DONE' as const) : undefined },
        members,
        options,
        imported,
      )
      const turns = turnsOf(record, draft, members, imported)
      const { line: _, past, ...said } = { ...record, ...withoutRelative(record) }
      const times = past.map(({ line: __, ...time }) => time)
      const hashed = [{ ...said, rule }, times, turns, draft.isPrivate]
      const sourceHash = fingerprint(JSON.stringify(hashed))
      return [{ ...draft, record: { ...record, rule }, ...turns, sourceHash }]
    } catch (error) {
      imported.skipped.push({ line: record.line, message: faultOf(error) })
      return []
    }
  })
}

/** What a record says without the dates that depend on the day on which it was read. */
function withoutRelative({ relativeDates, past }: RoutineRecord) {
  if (relativeDates === undefined) return {}
  const times = past.map(({ date, ...time }) =>
    time.outcome === 'OPEN' ? time : { ...time, date },
  )
  return { start: undefined, until: undefined, leadDays: undefined, past: times }
}

/** Who takes turns: several members, the owner, or nobody. */
function turnsOf(
  { turns, members: names = [], title }: RoutineRecord,
  { owner, isPrivate }: Draft,
  members: Members,
  imported: Imported,
): Pick<RoutineDraftOf, 'turns' | 'among' | 'owner'> {
  const found = names.flatMap((name) => {
    const member = members.find(name)
    if (member === undefined) lose(imported, `“${name}”, who is no member`)
    return member?.active ? [member.id] : []
  })
  const among = [...new Set(found)]
  const alone = owner ?? among[0]
  if (turns !== undefined && isRota(turns) && !isPrivate && among.length > 1) {
    return { turns, among, owner: undefined }
  }
  if (turns !== undefined && isRota(turns) && among.length < names.length) {
    lose(imported, `turns of “${title}”`)
  }
  return alone === undefined || (turns === 'NONE' && !isPrivate)
    ? { turns: 'NONE', among: [], owner: undefined }
    : { turns: 'FIXED', among: [], owner: alone }
}

/** Adds the routines of a file, and changes those that were imported before. */
export async function importRoutines(
  tx: Tx,
  drafts: readonly RoutineDraftOf[],
  { members, categories }: { readonly members: Members; readonly categories: Categories },
  options: ImportOptions,
  imported: Imported,
): Promise<void> {
  const ids = drafts.map(({ record }) => record.sourceId)
  const keys = await findImportKeys(tx, options.source, ids)
  const context = { tx, members, categories, options, imported }
  for (const draft of drafts) {
    try {
      await importRoutine(draft, keys.get(draft.record.sourceId), context)
    } catch (error) {
      imported.skipped.push({ line: draft.record.line, message: faultOf(error) })
    }
    options.advance(1 + draft.record.past.length)
  }
}

type Importing = {
  readonly tx: Tx
  readonly members: Members
  readonly categories: Categories
  readonly options: ImportOptions
  readonly imported: Imported
}

async function importRoutine(
  draft: RoutineDraftOf,
  key: ImportKey | undefined,
  context: Importing,
): Promise<void> {
  const { tx, options, imported } = context
  const { uuid, title } = draft.record
  const row = await findStored(tx, key?.row as RoutineId | undefined, uuid)
  if (row?.private && row.owner_user_id !== options.viewer) {
    throw refusedError(`“${title}” is here already, as a private routine of somebody else.`)
  }
  if (row === undefined && key !== undefined && !options.overwrites) {
    // It was deleted here.
    return
  }
  if (row === undefined) return addRoutine(draft, context)
  const isSameHere = key !== undefined && key.rowHash === (await hashOf(tx, row))
  const isSameThere = key?.sourceHash === draft.sourceHash
  const isStored = !isSameThere && (await isAsStored(tx, row, draft, context.categories))
  if (isStored || (isSameThere && (isSameHere || !options.overwrites))) {
    imported.unchanged += 1
    return
  }
  if (isSameHere || options.overwrites) return changeRoutine(row, draft, context)
  const live = await findLive(tx, row.id)
  if (live) imported.kept.push(live.id)
}

async function findStored(
  tx: Tx,
  id: RoutineId | undefined,
  uuid: string | undefined,
): Promise<RoutineRow | undefined> {
  const query = tx.selectFrom('routines').select(ownColumns)
  if (id !== undefined) return query.where('id', '=', id).executeTakeFirst()
  return uuid === undefined ? undefined : query.where('uuid', '=', uuid).executeTakeFirst()
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
      created_at: record.createdAt !== undefined && record.createdAt < now ? record.createdAt : now,
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

/** Adds the times of a routine that are over and not here yet. @returns the last number */
async function addTimes(
  routine: RoutineRow,
  times: readonly TimeRecord[],
  context: Importing,
): Promise<number> {
  const known = await listTimes(context.tx, routine.id)
  const dates = new Set(known.map(({ date }) => date))
  let last = known.at(-1)?.number ?? 0
  for (const time of times) {
    if (time.outcome === 'OPEN' || dates.has(time.date)) continue
    last += 1
    await addTime(routine, time, last, context)
  }
  return last
}

async function addTime(
  routine: RoutineRow,
  time: TimeRecord,
  number: number,
  context: Importing,
): Promise<void> {
  const { tx, members, options } = context
  const { now } = options.reading
  const isDone = time.outcome === 'DONE'
  const done = isDone ? completionOf(time, options.reading) : undefined
  const by = time.completedBy === undefined ? undefined : members.find(time.completedBy)
  const completion = done && { ...done, completed_by_user_id: by?.id ?? routine.owner_user_id }
  const task = completion && (await addDoneTask(routine, time, number, completion, context))
  await tx
    .insertInto('occurrences')
    .values({
      routine_id: routine.id,
      number,
      date: time.date,
      outcome: time.outcome as Exclude<TimeRecord['outcome'], 'OPEN'>,
      turn_user_id: routine.owner_user_id,
      completed_by_user_id: completion?.completed_by_user_id ?? null,
      on_date: done ? (done.completed_on ?? time.date) : null,
      effort: routine.effort,
      task_id: task ?? null,
      note: time.note ?? null,
      created_at: done?.completed_at ?? now,
    })
    .execute()
}

type Completion = ReturnType<typeof completionOf> & Pick<Task, 'completed_by_user_id'>

/** Adds the task of a time that was done, unless the open task becomes it. */
async function addDoneTask(
  routine: RoutineRow,
  time: TimeRecord,
  number: number,
  completion: Completion,
  { tx, options, imported }: Importing,
): Promise<TaskId> {
  const { now } = options.reading
  const open = await findLive(tx, routine.id)
  if (open?.occurrence_date === time.date) {
    await requireNoWin(tx, open)
    await tx
      .updateTable('tasks')
      .set({ status: 'DONE', status_note: null, ...completion, updated_at: now })
      .where('id', '=', open.id)
      .execute()
    imported.updated.push(open.id)
    return open.id
  }
  const template = templateOf(routine)
  const { id } = await tx
    .insertInto('tasks')
    .values({
      ...template,
      uuid: (await freeUuid(tx, time.uuid)) ?? options.newUuid(),
      search_text: searchText(template),
      routine_id: routine.id,
      occurrence_number: number,
      occurrence_date: time.date,
      due_date: time.date,
      status: 'DONE',
      ...completion,
      created_at: completion.completed_at,
      updated_at: completion.completed_at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  imported.added.push(id)
  return id
}

/** A Daily Win has to know when its task is done. */
async function requireNoWin(tx: Tx, { id, title }: Pick<Task, 'id' | 'title'>): Promise<void> {
  const win = await findOpenWin(tx, id)
  if (win === undefined) return
  throw refusedError(`“${title}” is the Daily Win of ${win.date}, so only “win done” finishes it.`)
}

/** Adds the open task of a routine. @returns its number */
async function addOpen(
  routine: RoutineRow,
  { past }: RoutineRecord,
  planned: { readonly date: Task['due_date'] & string; readonly number: number },
  { tx, options }: Importing,
): Promise<TaskId> {
  const { now, today } = options.reading
  const open = past.find(({ outcome }) => outcome === 'OPEN')
  const uuid = (await freeUuid(tx, open?.uuid)) ?? options.newUuid()
  const { id } = await addLive(tx, routine, planned, { uuid, day: today, now })
  if (open?.isStarted && routine.status === 'ACTIVE') {
    await tx.updateTable('tasks').set({ status: 'ACTIVE' }).where('id', '=', id).execute()
  }
  return id
}

/** The UUID, unless a task has it already. */
async function freeUuid(tx: Tx, uuid: string | undefined): Promise<string | undefined> {
  if (uuid === undefined) return undefined
  const taken = await tx
    .selectFrom('tasks')
    .select('id')
    .where('uuid', '=', uuid)
    .executeTakeFirst()
  return taken ? undefined : uuid
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
  const { record, sourceHash } = draft
  const key = { sourceId: record.sourceId, table: 'routines', row: row.id, sourceHash }
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
