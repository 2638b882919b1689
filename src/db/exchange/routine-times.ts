import { templateOf } from '../../domain/routine/routine.ts'
import type { Task, TaskId } from '../../domain/task.ts'
import { refusedError } from '../../errors.ts'
import { completionOf } from '../../exchange/checked.ts'
import type { RoutineRecord, TimeRecord } from '../../exchange/records.ts'
import { addLive, findLive } from '../routines/live.ts'
import type { RoutineRow } from '../routines/routines.ts'
import type { Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'
import { findOpenWin } from '../tasks/open-win.ts'
import type { Categories, Members } from './references.ts'
import { listTimes } from './same-routine.ts'
import type { Imported, ImportOptions } from './source.ts'

/** What an import of routines works with. */
export type Importing = {
  readonly tx: Tx
  readonly members: Members
  readonly categories: Categories
  readonly options: ImportOptions
  readonly imported: Imported
}

/** Adds the times of a routine that are over and not here yet. @returns the last number */
export async function addTimes(
  routine: RoutineRow,
  times: readonly TimeRecord[],
  context: Importing,
): Promise<number> {
  const known = await listTimes(context.tx, routine.id)
  const dates = new Set(known.map(({ date }) => date))
  let last = known.at(-1)?.number ?? 0
  for (const time of times) {
    if (time.outcome === 'OPEN') continue
    const isKnown = dates.has(time.date)
    context.imported.records[isKnown ? 'unchanged' : 'added'] += 1
    if (isKnown) continue
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
export async function addOpen(
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
