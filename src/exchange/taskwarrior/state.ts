import type { TaskStatus } from '../../domain/task.ts'
import type { Findings, Reading, TaskRecord } from '../records.ts'
import { blockersOf, shorten } from './depends.ts'
import type { Item } from './item.ts'
import { stampOf } from './moments.ts'

/** What a file says besides the one task. */
export type Reader = {
  readonly reading: Reading
  readonly findings: Findings
  readonly byUuid: ReadonlyMap<string, Item>
}

type State = Pick<
  TaskRecord,
  'status' | 'statusNote' | 'completedAt' | 'completedOn' | 'completedBy'
>

/** How far a task is. */
export function stateOf(item: Item, reader: Reader): State {
  const { own, status, start } = item
  const blockers = blockersOf(item, reader)
  if (status === 'completed') return { status: 'DONE', ...completionOf(item, reader.reading) }
  if (status === 'deleted') return { status: 'ABANDONED', statusNote: own.statusNote }
  if (blockers !== undefined) {
    const isWaiting = own.statusNote?.endsWith(blockers)
    const note = isWaiting ? own.statusNote : shorten(join([own.statusNote, blockers]))
    return { status: 'BLOCKED', statusNote: note }
  }
  const known: TaskStatus =
    own.status === 'PAUSED' || own.status === 'BLOCKED' ? own.status : 'BACKLOG'
  if (start !== undefined) return { status: 'ACTIVE' }
  return { status: known, statusNote: own.statusNote }
}

function join(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n')
}

/** When a completed task was done: at the latest now. */
export function completionOf(
  { end, own }: Pick<Item, 'end' | 'own'>,
  { now, today }: Reading,
): Pick<TaskRecord, 'completedAt' | 'completedOn' | 'completedBy'> {
  const completedBy = own.completedBy
  if (end === undefined) return { completedBy }
  if (end.at > now) return { completedAt: now, completedOn: today, completedBy }
  // Unless it was completed again in Taskwarrior.
  const isOwn = own.completedAt !== undefined && stampOf(own.completedAt) === stampOf(end.at)
  const at = isOwn ? own.completedAt : undefined
  const on = isOwn ? own.completedOn : undefined
  return { completedAt: at ?? end.at, completedOn: on ?? end.day, completedBy }
}
