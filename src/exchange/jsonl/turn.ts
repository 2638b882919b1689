import { turnModes } from '../../domain/routine/routine.ts'
import { type NamedMember, type TurnReason, turnCauses } from '../../domain/routine/turn-reason.ts'
import { parseLine } from '../../domain/text.ts'
import type { UserId } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { date, isObject, kindOf, listOf, type ReadValue, text, uuid, word } from './values.ts'

/** How a reason names a member: by a UUID instead of a number, if the member is still there. */
type NamedByUuid<Named> = Omit<Named, 'user_id'> & { readonly user_uuid?: string }

/** Why it is a member's turn, as a row says it. */
export type TurnReasonRow = Omit<NamedByUuid<TurnReason>, 'others'> & {
  readonly others: readonly NamedByUuid<NamedMember>[]
}

/** A stored reason for a row. What another program stored instead is no reason. */
export function turnReasonRow(
  stored: string | null,
  uuidOf: (user: UserId) => string | undefined,
): TurnReasonRow | null {
  if (stored === null) return null
  try {
    const reason: unknown = JSON.parse(stored)
    return readTurnReasonRow(withUuids(reason, uuidOf), 'turn reason')
  } catch {
    return null
  }
}

/** The reason of a row as it is stored. */
export function storedTurnReason(
  reason: TurnReasonRow,
  idOf: (uuid: string) => UserId | undefined,
): string {
  const stored = <Named extends { readonly user_uuid?: string }>({ user_uuid, ...rest }: Named) => {
    const id = user_uuid === undefined ? undefined : idOf(user_uuid)
    return id === undefined ? rest : { ...rest, user_id: id }
  }
  return JSON.stringify({ ...stored(reason), others: reason.others.map(stored) })
}

/** The reason with other UUIDs; a member who gets none is named by what they were called. */
export function withOtherUuids(
  reason: TurnReasonRow,
  uuidOf: (uuid: string) => string | undefined,
): TurnReasonRow {
  const renamed = <Named extends { readonly user_uuid?: string }>(named: Named) => {
    const { user_uuid, ...rest } = named
    const other = user_uuid === undefined ? undefined : uuidOf(user_uuid)
    // The order of the keys stays, so that the same reason always has the same text.
    return other === undefined ? rest : { ...named, user_uuid: other }
  }
  return { ...renamed(reason), others: reason.others.map(renamed) }
}

/** Reads a reason of a file. Keys that it does not know are left out. */
export const readTurnReasonRow: ReadValue<TurnReasonRow> = (value, name) => {
  const reason = requireObject(value, name)
  const user = reason.user === null ? null : readName(reason.user, `${name}.user`)
  return {
    mode: word(turnModes)(reason.mode, `${name}.mode`),
    because: word(turnCauses)(reason.because, `${name}.because`),
    ...readMember(reason, user, name),
    others: listOf((other, label) => {
      const member = requireObject(other, label)
      return readMember(member, readName(member.user, `${label}.user`), label)
    })(reason.others, `${name}.others`),
  }
}

function readMember<User>(
  { user_uuid, last, missed, away, score }: Readonly<Record<string, unknown>>,
  user: User,
  name: string,
) {
  return {
    user,
    ...(typeof user_uuid === 'string' ? { user_uuid: uuid(user_uuid, `${name}.user_uuid`) } : {}),
    last: last === null || last === undefined ? null : date(last, `${name}.last`),
    ...(missed === true ? ({ missed: true } as const) : {}),
    ...(away === true ? ({ away: true } as const) : {}),
    ...(Number.isFinite(score) ? { score: Number(score) } : {}),
  }
}

const readName = text((name) => parseLine('name', name, 80))

function requireObject(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value
  throw usageError(`${name} is ${kindOf(value)}, not an object.`)
}

/** Members by their UUIDs instead of their numbers; one who was deleted keeps only the name. */
function withUuids(reason: unknown, uuidOf: (user: UserId) => string | undefined): unknown {
  if (!isObject(reason)) return reason
  const { user_id, others, ...rest } = reason
  // The number of a member, or anything else that another program stored.
  const user_uuid = typeof user_id === 'number' ? uuidOf(user_id as UserId) : undefined
  return {
    ...rest,
    ...(user_uuid === undefined ? {} : { user_uuid }),
    ...(Array.isArray(others) ? { others: others.map((each) => withUuids(each, uuidOf)) } : {}),
  }
}
