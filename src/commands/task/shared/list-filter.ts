import type { Args, Context } from '../../../command.ts'
import { getCategory, listCategories } from '../../../db/categories.ts'
import type { TaskFilter } from '../../../db/tasks/filter.ts'
import { getUser, listUsers } from '../../../db/users/users.ts'
import { parseCategoryReference } from '../../../domain/category.ts'
import { listed, parseChoices } from '../../../domain/choice.ts'
import { parseDate, parsePastDate } from '../../../domain/date.ts'
import { parseAge, parseDateSpan } from '../../../domain/date-span.ts'
import { typedWord } from '../../../domain/shell.ts'
import {
  domains,
  efforts,
  priorities,
  type TaskStatus,
  taskStatuses,
} from '../../../domain/task.ts'
import { openStatuses } from '../../../domain/task-status.ts'
import { isNone, nameKey, parseText } from '../../../domain/text.ts'
import { addDays, type CalendarDate, parseInstant, startOfDay } from '../../../domain/time.ts'
import { parseUserReference, type UserId } from '../../../domain/user.ts'
import { usageError } from '../../../errors.ts'
import { requireActor } from '../../shared/actor.ts'
import { flag, option, parsed, requireAtMostOne } from '../../shared/options.ts'

/** Which tasks are listed, before the members and categories that were named are looked up. */
export type TypedFilter = {
  readonly filter: TaskFilter
  readonly mine: boolean
  readonly named: Readonly<Record<keyof typeof nameOptions, string | undefined>>
}

/** The options that name members and categories. */
const nameOptions = {
  owners: 'owner',
  notOwners: 'notOwner',
  categories: 'category',
  notCategories: 'notCategory',
} as const

/** @throws MomentumError `usage`, also for options that contradict each other */
export function parseListFilter(args: Args, context: Context): TypedFilter {
  requireAtMostOne(args, 'mine', 'owner')
  requireAtMostOne(args, 'overdue', 'dueBefore')
  requireAtMostOne(args, 'overdue', 'due')
  requireAtMostOne(args, 'due', 'dueBefore')
  requireAtMostOne(args, 'due', 'dueAfter')
  requireAtMostOne(args, 'upcoming', 'all')
  requireAtMostOne(args, 'upcoming', 'doneSince')
  const { today } = context
  const names = (reference: (text: string) => unknown) => (text: string) => {
    for (const name of text.split(',')) if (!isNone(name)) reference(name)
    return text
  }
  return {
    filter: {
      statuses: parseStatuses(args),
      domains: parseKept(args, 'domain', domains),
      efforts: parseKept(args, 'effort', efforts),
      priorities: parseKept(args, 'priority', priorities),
      ...(flag(args, 'upcoming') ? { hiddenOn: today } : { shownOn: today }),
      unreviewed: flag(args, 'unreviewed') || undefined,
      ...parseDue(args, today),
      ...parseMoments(args, context),
      search: parseSearch(args),
    },
    mine: flag(args, 'mine'),
    named: {
      owners: parsed(args, nameOptions.owners, names(parseUserReference)),
      notOwners: parsed(args, nameOptions.notOwners, names(parseUserReference)),
      categories: parsed(args, nameOptions.categories, names(parseCategoryReference)),
      notCategories: parsed(args, nameOptions.notCategories, names(parseCategoryReference)),
    },
  }
}

/**
 * As {@link parseListFilter}, for a command that means tasks of every status, and hidden ones too,
 * unless the options say otherwise.
 */
export function parseFullFilter(args: Args, context: Context): TypedFilter {
  const isAll = option(args, 'doneSince') === undefined
  const options = isAll ? { ...args.options, all: true } : args.options
  const { filter, ...typed } = parseListFilter({ ...args, options }, context)
  return { ...typed, filter: { ...filter, shownOn: undefined } }
}

/** The statuses to list: those that were named, without those that were excluded. */
function parseStatuses(args: Args): readonly TaskStatus[] | undefined {
  const isDone = option(args, 'doneSince') !== undefined
  const byDefault = flag(args, 'all') ? taskStatuses : isDone ? (['DONE'] as const) : openStatuses
  const kept = parseKept(args, 'status', taskStatuses, byDefault) ?? byDefault
  if (isDone && !kept.includes('DONE')) {
    throw usageError(
      `--done-since lists tasks that are done, not ${listed(kept)} ones.`,
      'Leave out --status, or add done to it.',
    )
  }
  return kept === taskStatuses ? undefined : kept
}

/**
 * The words of a closed set that were named, without those that were excluded.
 *
 * @param byDefault those from which words are excluded if none were named
 * @returns undefined if neither option was given
 */
function parseKept<Word extends string>(
  args: Args,
  name: string,
  words: readonly Word[],
  byDefault = words,
): readonly Word[] | undefined {
  const parse = (text: string) => parseChoices(name, text, words)
  const named = parsed(args, name, parse)
  const excluded = parsed(args, negated(name), parse)
  if (excluded === undefined) return named
  const kept = (named ?? byDefault).filter((word) => !excluded.includes(word))
  if (kept.length > 0) return kept
  throw nothingLeftError(name, named !== undefined)
}

/** `notOwner` for `owner` */
function negated(name: string): string {
  return `not${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}

function nothingLeftError(name: string, isNamed: boolean) {
  const options = isNamed ? `--${name} and --not-${name} leave` : `--not-${name} leaves`
  return usageError(`${options} nothing to list.`)
}

function parseDue(args: Args, today: CalendarDate): TaskFilter {
  const date = (text: string) => parseDate(text, today)
  const due = option(args, 'due')
  if (due !== undefined && isNone(due)) return { withoutDue: true }
  const span = parsed(args, 'due', (text) => parseDateSpan(text, today))
  const dueBefore = flag(args, 'overdue') ? today : parsed(args, 'dueBefore', date)
  const dueAfter = parsed(args, 'dueAfter', date)
  if (dueAfter && dueBefore && (dueAfter >= dueBefore || addDays(dueAfter, 1) === dueBefore)) {
    throw usageError(`No date is after ${dueAfter} and before ${dueBefore}.`)
  }
  return { dueBefore, dueAfter, dueFrom: span?.from, dueUntil: span?.until }
}

function parseMoments(args: Args, { today, settings }: Context): TaskFilter {
  const since = (text: string) => {
    const start = parseInstant(text)
    if (start !== undefined) return { start }
    const date = parsePastDate(text, today, futureSinceError)
    return { date, start: startOfDay(date, settings.days) }
  }
  return {
    doneSince: parsed(args, 'doneSince', since),
    createdSince: parsed(args, 'createdSince', since)?.start,
    // Touched on the day so long ago is untouched for so long.
    untouchedBefore: parsed(args, 'stale', (text) =>
      startOfDay(addDays(parseAge(text, today), 1), settings.days),
    ),
  }
}

function futureSinceError(date: CalendarDate) {
  return usageError(`${date} is in the future.`, 'Type today, yesterday or a past date.')
}

/** The words after the command, or `--search`. */
function parseSearch(args: Args): string | undefined {
  const words = args.operands.join(' ')
  const typed = option(args, 'search')
  if (typed !== undefined && args.operands.length > 0) {
    throw usageError('Use words or --search, not both.', {
      lead: 'To search for all of them',
      command: `${args.command} --search ${typedWord(`${typed} ${words}`)}`,
    })
  }
  const text = args.operands.length > 0 ? words : typed
  return text === undefined ? undefined : parseText('text to search for', text, 200)
}

/**
 * Looks up the members and categories that were named.
 *
 * @throws MomentumError `not_found`, `ambiguous`; `usage` if they contradict each other
 */
export async function findListFilter(
  { filter, mine, named }: TypedFilter,
  context: Context,
): Promise<TaskFilter> {
  const db = await context.db()
  const viewer = await context.actor.viewer()
  const findOwners = async (text: string | undefined) =>
    findNamed(text, {
      list: () => listUsers(db, { all: true }),
      find: async (name) => (await getUser(db, parseUserReference(name))).id,
    })
  const findCategories = async (text: string | undefined) =>
    findNamed(text, {
      list: () => listCategories(db),
      find: async (name) => (await getCategory(db, viewer, parseCategoryReference(name))).id,
    })
  const mineAlone = async (): Promise<readonly UserId[]> => [
    (await requireActor('--mine', context)).id,
  ]
  const found = {
    ...filter,
    owners: mine ? await mineAlone() : await findOwners(named.owners),
    notOwners: await findOwners(named.notOwners),
    categories: await findCategories(named.categories),
    notCategories: await findCategories(named.notCategories),
  }
  requireSomeLeft(mine ? 'mine' : 'owner', 'owner', found.owners, found.notOwners)
  requireSomeLeft('category', 'category', found.categories, found.notCategories)
  return found
}

function requireSomeLeft(
  named: string,
  excluded: string,
  ids: readonly unknown[] | undefined,
  others: readonly unknown[] = [],
): void {
  if (ids === undefined || ids.some((id) => !others.includes(id))) return
  throw usageError(`--${named} and --not-${excluded} leave nothing to list.`)
}

/** Looks up names that are separated by commas, some of which may contain commas themselves. */
async function findNamed<Id>(
  text: string | undefined,
  {
    list,
    find,
  }: {
    readonly list: () => Promise<readonly { readonly name: string }[]>
    readonly find: (name: string) => Promise<Id>
  },
): Promise<readonly (Id | null)[] | undefined> {
  if (text === undefined) return undefined
  const known = text.includes(',') ? await list() : []
  const names = splitNames(
    text,
    known.map(({ name }) => name),
  )
  const ids = []
  for (const name of names) ids.push(isNone(name) ? null : await find(name))
  return ids
}

/** Splits at commas, but not within a name that is known. */
function splitNames(text: string, known: readonly string[]): readonly string[] {
  const keys = new Set(known.map(nameKey))
  const longest = Math.max(1, ...known.map((name) => name.split(',').length))
  const names: string[] = []
  for (let left = text.split(','); left.length > 0; ) {
    const lengths = Array.from({ length: longest }, (_, index) => longest - index)
    const joined = lengths.map((length) => left.slice(0, length).join(','))
    const name = joined.find((each) => keys.has(nameKey(each))) ?? left[0] ?? ''
    names.push(name)
    left = left.slice(name.split(',').length)
  }
  return names
}
