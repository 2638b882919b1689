import { parseCategoryName, parseColor } from '../../domain/category.ts'
import { restWeekdays } from '../../domain/rest.ts'
import {
  outcomes,
  routineModes,
  routineStatuses,
  turnModes,
  whenAwayWords,
} from '../../domain/routine/routine.ts'
import {
  domains,
  efforts,
  parseDefinitionOfDone,
  parseDescription,
  parseMaterials,
  parseNote,
  parseTitle,
  priorities,
  taskStatuses,
} from '../../domain/task.ts'
import { parseLine } from '../../domain/text.ts'
import { parseEmail, parseRole, parseUserName } from '../../domain/user.ts'
import { winStatuses } from '../../domain/win.ts'
import { usageError } from '../../errors.ts'
import { readTurnReasonRow } from './turn.ts'
import {
  count,
  date,
  dayOfYear,
  type Field,
  flag,
  instant,
  isObject,
  kindOf,
  listOf,
  needed,
  optional,
  type ReadValue,
  text,
  uuid,
  withInitial,
  word,
} from './values.ts'

// The rows of a household as a file says them, one type for each table: the same columns, without
// numbers, passwords and what follows from the rest. A row refers to another one by its UUID, and
// to a category by its name and owner. Keys are in the order in which they are written.

/** A category as a row refers to it. */
export type CategoryReference = { readonly name: string; readonly owner_uuid: string | null }

const category: ReadValue<CategoryReference> = (value, name) => {
  if (!isObject(value)) throw usageError(`${name} is ${kindOf(value)}, not an object.`)
  const { owner_uuid = null } = value
  return {
    name: text(parseCategoryName)(value.name, `${name}.name`),
    owner_uuid: owner_uuid === null ? null : uuid(owner_uuid, `${name}.owner_uuid`),
  }
}

/** The engine gives moments to a row that has none. */
const created = { created_at: optional(instant) }
const times = { ...created, updated_at: optional(instant) }

const template = {
  uuid: needed(uuid),
  title: needed(text(parseTitle)),
  description: optional(text(parseDescription)),
  domain: withInitial(word(domains), 'OTHER'),
  effort: withInitial(word(efforts), 'SMALL'),
  definition_of_done: needed(text(parseDefinitionOfDone)),
  reviewed: withInitial(flag, true),
  materials_needed: optional(text(parseMaterials)),
  owner_uuid: optional(uuid),
  category: optional(category),
  priority: withInitial(word(priorities), 'MEDIUM'),
  private: withInitial(flag, false),
}

/** The rows of a file by their types, first those to which others refer. */
export const rowFields = {
  user: {
    uuid: needed(uuid),
    name: needed(text(parseUserName)),
    role: optional(text(parseRole)),
    email: optional(text(parseEmail)),
    active: withInitial(flag, true),
    ...times,
  },
  category: {
    name: needed(text(parseCategoryName)),
    owner_uuid: optional(uuid),
    color: needed(text(parseColor)),
    ...times,
  },
  routine: {
    ...template,
    mode: needed(word(routineModes)),
    rule: needed(text((rule) => parseLine('rule', rule, 200))),
    start_date: needed(date),
    until_date: optional(date),
    times: optional(count(1, 10_000_000)),
    season_from: optional(dayOfYear),
    season_to: optional(dayOfYear),
    lead_days: withInitial(count(0, 366), 0),
    when_away: withInitial(word(whenAwayWords), 'SKIP'),
    turns: withInitial(word(turnModes), 'NONE'),
    member_uuids: withInitial(listOf(uuid), []),
    status: withInitial(word(routineStatuses), 'ACTIVE'),
    status_note: optional(text(parseNote)),
    paused_until: optional(date),
    ...times,
  },
  task: {
    ...template,
    due_date: optional(date),
    status: withInitial(word(taskStatuses), 'BACKLOG'),
    status_note: optional(text(parseNote)),
    completed_at: optional(instant),
    completed_on: optional(date),
    completed_by_uuid: optional(uuid),
    routine_uuid: optional(uuid),
    occurrence_number: optional(count(1)),
    occurrence_date: optional(date),
    starts_on: optional(date),
    turn_reason: optional(readTurnReasonRow),
    ...times,
  },
  win: {
    date: needed(date),
    task_uuid: needed(uuid),
    status: needed(word(winStatuses)),
    note: optional(text(parseNote)),
    selected_by_uuid: optional(uuid),
    completed_at: optional(instant),
    completed_by_uuid: optional(uuid),
    ...times,
  },
  occurrence: {
    routine_uuid: needed(uuid),
    number: needed(count(1)),
    date: needed(date),
    outcome: needed(word(outcomes)),
    turn_uuid: optional(uuid),
    completed_by_uuid: optional(uuid),
    on_date: optional(date),
    effort: needed(word(efforts)),
    task_uuid: optional(uuid),
    note: optional(text(parseNote)),
    ...created,
  },
  absence: {
    user_uuid: optional(uuid),
    from_date: needed(date),
    until_date: needed(date),
    note: optional(text(parseNote)),
    ...times,
  },
  rest: {
    from_date: needed(date),
    until_date: optional(date),
    weekday: optional(word(restWeekdays)),
    note: optional(text(parseNote)),
    set_by_uuid: optional(uuid),
    ...times,
  },
  note: {
    task_uuid: needed(uuid),
    author_uuid: optional(uuid),
    text: needed(text(parseNote)),
    ...created,
  },
} as const satisfies Record<string, Readonly<Record<string, Field<unknown>>>>

export type RowType = keyof typeof rowFields

/** The types of rows, first those to which others refer. */
// Object.keys forgets the type of the keys.
export const rowTypes = Object.keys(rowFields) as readonly RowType[]

/** A row of a file. */
export type Row<Type extends RowType> = {
  readonly [Key in keyof (typeof rowFields)[Type]]: (typeof rowFields)[Type][Key] extends Field<
    infer Value
  >
    ? Value
    : never
}

/** A row, and the line of the file on which it is. */
export type PlacedRow<Type extends RowType> = { readonly line: number; readonly row: Row<Type> }

/** The rows of a file by their types, in the order of the file. */
export type HouseholdRows = { readonly [Type in RowType]: readonly PlacedRow<Type>[] }
