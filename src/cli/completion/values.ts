import { withDatabase } from '../../db/sqlite/connection.ts'
import { parseDate, parsePastDate } from '../../domain/date.ts'
import { foldAccents } from '../../domain/text.ts'
import { type CalendarDate, months, weekdays } from '../../domain/time.ts'
import { parseSettings } from '../../settings/settings.ts'
import type { World } from '../../world.ts'
import { openHousehold } from './household.ts'
import { type Kind, namedTasks } from './kinds.ts'
import { listLive } from './live.ts'
import type { Candidate, Wanted } from './place.ts'

/** The options of a command line that decide which household is read, and as whom. */
export type Reading = { readonly db: string | undefined; readonly as: string | undefined }

const clearable: readonly Kind[] = ['members', 'categories', 'dates', 'seasons']

/** Lists the values that could be meant by what was typed at a place. */
export async function listValues(
  wanted: Wanted,
  typed: string,
  reading: Reading,
  world: World,
): Promise<readonly Candidate[]> {
  const { kind, isList } = wanted
  if (kind === 'tasks, then members') {
    const list = (next: Kind) => listValues({ ...wanted, kind: next }, typed, reading, world)
    const members = wanted.typed.length > 0 ? await list('members') : []
    return members.length > 0 ? members : list('tasks')
  }
  if (kind === 'marked words') {
    const { listMarked } = await import('./marks.ts')
    return listMarked(wanted, typed, (next, word) =>
      listValues({ ...wanted, kind: next, typed: [] }, word, reading, world),
    )
  }
  // Only the last value of a list is still being typed.
  const start = isList || kind === 'seasons' ? startOfLast(kind, typed) : 0
  const before = typed.slice(0, start)
  const word = typed.slice(start)
  const [live, fixed] = await Promise.all([
    findLive(wanted, word, reading, world),
    listFixed(wanted, world),
  ])
  const isEnd = kind === 'seasons' && start > 0
  const none = wanted.canBeNone && clearable.includes(kind) && !isEnd ? words(['none']) : []
  const fitting = [...fixed, ...none].filter(({ value }) => fits(value, word))
  const taken = [...before.split(','), ...wanted.typed]
  return [...live, ...fitting]
    .filter(({ value }) => !taken.includes(value))
    .map(({ value, description }) => ({ value: before + value, description }))
}

/** Where the last of several values begins. Only numbers are split: a title can have a comma. */
function startOfLast(kind: Kind, typed: string): number {
  if (kind === 'seasons') return typed.indexOf('-') + 1
  const isTitle = namedTasks.includes(kind) && !/^[#\d,-]+,[^,]*$/.test(typed)
  return isTitle ? 0 : typed.lastIndexOf(',') + 1
}

/** Whether a word begins a value, in any case. */
export function fits(value: string, word: string): boolean {
  return foldAccents(value).startsWith(foldAccents(word))
}

function words(values: readonly string[]): readonly Candidate[] {
  return values.map((value) => ({ value, description: '' }))
}

/** What the household has; nothing if it cannot be read, whatever the reason. */
async function findLive(
  { kind }: Wanted,
  word: string,
  reading: Reading,
  world: World,
): Promise<readonly Candidate[]> {
  if (typeof kind !== 'string' || !liveKinds.includes(kind)) return []
  try {
    const household = await openHousehold(reading, world)
    if (household === undefined) return []
    return await withDatabase(household.db, () => listLive(kind, word, household))
  } catch {
    // Somebody is typing: this is no moment for errors. The command itself will report them.
    return []
  }
}

const liveKinds: readonly string[] = [
  ...['tasks', 'finished tasks', 'pickable tasks', 'notes', 'categories', 'routines'],
  ...['members', 'all members', 'new owners', 'absences', 'rest days'],
]

async function listFixed({ kind, verb }: Wanted, world: World): Promise<readonly Candidate[]> {
  if (typeof kind !== 'string') return words(kind)
  if (kind === 'dates' || kind === 'past dates' || kind === 'days') {
    return listDates(kind, parseSettings(world, {}).today)
  }
  if (kind === 'seasons') return words(months.map((name) => name.slice(0, 3).toLowerCase()))
  // What becomes of the tasks of a member who is deleted.
  if (kind === 'new owners') return words(['keep', 'delete'])
  if (kind === 'sort keys') {
    const { sortKeys } = await import('../../db/tasks/sort.ts')
    return words(sortKeys.flatMap((key) => [key, `${key}:desc`]))
  }
  if (kind === 'steps') {
    const { migrations } = await import('../../../migrations/index.ts')
    return words(Object.keys(migrations))
  }
  if (kind !== 'fields' || verb === undefined) return []
  const { fields } = (await verb.load()).default
  const args = { command: '', operands: [], options: {}, globals: {} }
  return words(typeof fields === 'function' ? fields(args) : fields)
}

/** Words for dates, each with the date that it means. */
function listDates(
  kind: 'dates' | 'past dates' | 'days',
  today: CalendarDate,
): readonly Candidate[] {
  const near = kind === 'past dates' ? ['today', 'yesterday'] : ['today', 'tomorrow', 'yesterday']
  const parse = kind === 'past dates' ? parsePastDate : parseDate
  const dated = (value: string) => ({ value, description: parse(value, today) })
  const every = (value: string) => ({ value, description: `every ${value}` })
  return [...near.map(dated), ...weekdays.map(kind === 'days' ? every : dated)]
}
