import type { CategoryId } from '../../domain/category.ts'
import { type TurnMode, templateFields } from '../../domain/routine/routine.ts'
import type { Task } from '../../domain/task.ts'
import type { UserId } from '../../domain/user.ts'
import { type MomentumError, usageError } from '../../errors.ts'
import {
  type Checked,
  type CheckedState,
  type CheckedTemplate,
  checkState,
  checkTemplate,
  faultOf,
} from '../../exchange/checked.ts'
import type { RoutineRecord, TaskRecord, Template } from '../../exchange/records.ts'
import { fingerprint } from './keys.ts'
import type { Members } from './references.ts'
import { type Imported, type ImportOptions, lose, tellStranger } from './source.ts'

/** A record whose members are found, and what it gives to a row. */
export type Draft<Record extends Template = Template> = {
  readonly record: Record
  readonly checked: Checked<CheckedTemplate>
  readonly owner: UserId | undefined
  readonly isPrivate: boolean
}

export type TaskDraftOf = Draft<TaskRecord> & {
  readonly state: CheckedState
  readonly completedBy: UserId | undefined
  /** {@link fingerprint} of what the file says. */
  readonly sourceHash: string
}

/** A checked routine of a file, with its members. */
export type RoutineDraftOf = Draft<RoutineRecord> & {
  readonly turns: TurnMode
  readonly among: readonly UserId[]
  readonly sourceHash: string
}

/** The columns of a task that an import sets. */
export const importedColumns = [
  ...templateFields,
  'due_date',
  'starts_on',
  'status',
  'status_note',
  'completed_at',
  'completed_on',
  'completed_by_user_id',
] as const satisfies readonly (keyof Task)[]

export type ImportedValues = Pick<Task, (typeof importedColumns)[number]>

/** {@link fingerprint} of a task as it is stored. */
export function rowHashOf(row: ImportedValues): string {
  return fingerprint(JSON.stringify(importedColumns.map((column) => row[column])))
}

/** Checks records, and finds their members. @returns those that make sense */
export function draftTasks(
  records: readonly TaskRecord[],
  members: Members,
  options: ImportOptions,
  imported: Imported,
): readonly TaskDraftOf[] {
  return records.flatMap((record) => {
    try {
      const draft = draftOf(record, members, options, imported)
      const state = checkState(record, options.reading)
      const completedBy = memberOf(record.completedBy, members, imported)?.id
      const dates = [record.relativeDates ?? record.due, record.relativeDates ?? record.starts]
      const said = [draft.checked, state.status, state.status_note, ...dates]
      const done = [record.completedAt, record.completedOn, completedBy, draft.owner]
      const sourceHash = fingerprint(JSON.stringify([...said, ...done, draft.isPrivate]))
      return [{ ...draft, state, completedBy, sourceHash }]
    } catch (error) {
      imported.skipped.push({ line: record.line, message: faultOf(error) })
      return []
    }
  })
}

/** @throws MomentumError `usage` for a record that makes no sense */
export function draftOf<Record extends Template & Pick<TaskRecord, 'status'>>(
  record: Record,
  members: Members,
  options: ImportOptions,
  imported: Imported,
): Draft<Record> {
  const checked = checkTemplate(record)
  const isPrivate = options.isPrivate || record.private === true
  const named = memberOf(record.owner, members, imported)
  const isOpen = record.status !== 'DONE' && record.status !== 'ABANDONED'
  const isIdle = named !== undefined && !named.active && isOpen
  if (isIdle) lose(imported, `the owner “${record.owner}”, who is inactive`)
  const owner = isIdle ? undefined : named?.id
  if (!isPrivate) return { record, checked, owner, isPrivate }
  const own = options.isPrivate ? (options.viewer ?? undefined) : (owner ?? options.viewer)
  if (own === undefined || own === null || own !== options.viewer) {
    throw privateError(record.title)
  }
  return { record, checked, owner: own, isPrivate }
}

/** The values of a new task. */
export function newValues(
  draft: TaskDraftOf,
  category: CategoryId | undefined,
  { unsaid }: ImportOptions,
): ImportedValues {
  return {
    ...cleared,
    ...unsaid,
    reviewed: false,
    materials_needed: null,
    owner_user_id: null,
    private: false,
    ...givenValues(draft, category),
    title: draft.checked.fields.title,
  }
}

/** The values that an existing task gets. */
export function changedValues(
  draft: TaskDraftOf,
  category: CategoryId | undefined,
  { isOurs }: ImportOptions,
): Partial<ImportedValues> {
  return { ...(isOurs ? {} : cleared), ...givenValues(draft, category) }
}

/** What a record that does not say it has not. */
const cleared = {
  description: null,
  category_id: null,
  priority: 'MEDIUM',
  due_date: null,
  starts_on: null,
  status: 'BACKLOG',
  status_note: null,
  completed_at: null,
  completed_on: null,
  completed_by_user_id: null,
} as const satisfies Partial<ImportedValues>

function givenValues(
  { checked, state, owner, completedBy, isPrivate }: TaskDraftOf,
  category: CategoryId | undefined,
): Partial<ImportedValues> {
  const isDone = state.status === 'DONE'
  return {
    ...checked.fields,
    ...(isPrivate ? { private: true } : {}),
    ...(owner === undefined ? {} : { owner_user_id: owner }),
    ...(category === undefined ? {} : { category_id: category }),
    // Who is not done has no completion, and who is under way or done needs no reason.
    ...(state.status === undefined
      ? {}
      : { status_note: null, completed_at: null, completed_on: null, completed_by_user_id: null }),
    ...state,
    ...(isDone && completedBy !== undefined ? { completed_by_user_id: completedBy } : {}),
  }
}

function memberOf(name: string | undefined, members: Members, imported: Imported) {
  if (name === undefined || name.trim() === '') return undefined
  const member = members.find(name)
  if (member === undefined) tellStranger(imported, name)
  return member
}

function privateError(title: string): MomentumError {
  return usageError(`“${title}” is private, and only its owner can import it.`)
}
