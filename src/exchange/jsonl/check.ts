import { parseRule } from '../../domain/routine/parse.ts'
import { ruleText } from '../../domain/routine/say.ts'
import { isRota } from '../../domain/routine/turn-choice.ts'
import { keepsNote } from '../../domain/task-status.ts'
import { nameKey } from '../../domain/text.ts'
import { usageError } from '../../errors.ts'
import type { Row, RowType } from './rows.ts'

// What must hold between the values of one row, as the database demands it.

/**
 * A row whose values fit together, with its rule in the form in which it is stored.
 *
 * @throws MomentumError `usage`
 */
export function checkedRow<Type extends RowType>(type: Type, row: Row<Type>): Row<Type> {
  const check: (row: Row<Type>) => Row<Type> | undefined = checks[type]
  return check(row) ?? row
}

const checks: { readonly [Type in RowType]: (row: Row<Type>) => Row<Type> | undefined } = {
  user: () => undefined,
  category: () => undefined,
  routine(row) {
    const { title, turns, owner_uuid, member_uuids, status, status_note, paused_until } = row
    const rule = ruleText(parseRule(row.rule, row.mode))
    requireOwner(row)
    require(!row.private || !isRota(turns), `“${title}” is private, so nobody can take turns.`)
    requireOrder(row.start_date, row.until_date)
    require((row.season_from === null) === (row.season_to === null), 'The season has only one end.')
    require(turns !== 'FIXED' || owner_uuid !== null, `“${title}” has fixed turns, but no owner.`)
    require(!isRota(turns) || owner_uuid === null, `“${title}” has a rota, but also an owner.`)
    require(isRota(turns) || member_uuids.length === 0, `“${title}” has members, but no rota.`)
    require(new Set(member_uuids).size === member_uuids.length, `“${title}” has a member twice.`)
    require(status_note === null || status !== 'ACTIVE', 'An active routine has no status note.')
    require(paused_until === null || status === 'PAUSED', 'Only a paused routine has paused_until.')
    return { ...row, rule }
  },
  task(row) {
    const { status, status_note, completed_at, completed_on, completed_by_uuid } = row
    const isDone = status === 'DONE'
    requireOwner(row)
    require(status_note === null || keepsNote(status), 'Only a task that waits has a status note.')
    require(isDone === (completed_at !== null), completedMessage(isDone))
    const isCredited = completed_on !== null || completed_by_uuid !== null
    require(isDone || !isCredited, 'Only a task that is done has completed_on and completed_by.')
    const isNumbered = row.occurrence_number !== null
    require(isNumbered ===
      (row.occurrence_date !==
        null), 'The occurrence number and the occurrence date belong together.')
    require(isNumbered ||
      row.routine_uuid === null, 'A task of a routine has an occurrence number.')
    return undefined
  },
  win({ status, note, completed_at, completed_by_uuid }) {
    const isDone = status === 'DONE'
    const isAside = status === 'PAUSED' || status === 'BLOCKED'
    require(note !== null || !isAside, `A win that is ${status.toLowerCase()} has a note.`)
    require(isDone === (completed_at !== null), completedMessage(isDone))
    require(isDone || completed_by_uuid === null, 'Only a win that is done has completed_by.')
    return undefined
  },
  occurrence({ outcome, on_date, completed_by_uuid }) {
    const isDone = outcome === 'DONE'
    require(isDone === (on_date !== null), 'A time of a routine has on_date if it was done.')
    require(isDone || completed_by_uuid === null, 'Only a time that was done has completed_by.')
    return undefined
  },
  absence({ from_date, until_date }) {
    requireOrder(from_date, until_date)
    return undefined
  },
  rest({ from_date, until_date, weekday }) {
    requireOrder(from_date, until_date)
    require(until_date !== null || weekday !== null, 'Rest days need until_date or a weekday.')
    return undefined
  },
  note: () => undefined,
}

/**
 * What a row is the same by when it is read again; undefined for rows that there may be several
 * times.
 */
export function identityOf<Type extends RowType>(type: Type, row: Row<Type>): string {
  const identify: (row: Row<Type>) => string = identities[type]
  return `${type}/${identify(row)}`
}

const identities: { readonly [Type in RowType]: (row: Row<Type>) => string } = {
  user: ({ uuid }) => uuid,
  category: categoryKey,
  routine: ({ uuid }) => uuid,
  task: ({ uuid }) => uuid,
  win: ({ date }) => date,
  occurrence: ({ routine_uuid, number }) => `${routine_uuid}/${number}`,
  absence: ({ user_uuid, from_date }) => `${user_uuid ?? ''}/${from_date}`,
  rest: ({ from_date, until_date, weekday }) => `${from_date}/${until_date ?? ''}/${weekday ?? ''}`,
  note: ({ task_uuid, created_at, text }) => `${task_uuid}/${created_at ?? ''}/${text}`,
}

/** What a category is found by: its owner, and its name without case. */
export function categoryKey(category: {
  readonly name: string
  readonly owner_uuid: string | null
}) {
  return `${category.owner_uuid ?? ''}/${nameKey(category.name)}`
}

function requireOwner(row: Row<'task'> | Row<'routine'>): void {
  require(!row.private || row.owner_uuid !== null, `“${row.title}” is private and needs an owner.`)
}

function requireOrder(from: string, until: string | null): void {
  require(until === null || until >= from, `The last day, ${until}, is before the first, ${from}.`)
}

function completedMessage(isDone: boolean): string {
  return isDone ? 'Missing completed_at: when was it done?' : 'Only what is done has completed_at.'
}

/** @throws MomentumError `usage` */
function require(holds: boolean, message: string): void {
  if (!holds) throw usageError(message)
}
