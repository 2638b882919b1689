import { type Args, type Context, defineCommand } from '../../command.ts'
import { listOwnAbsences } from '../../db/absences/absences.ts'
import { addAbsence, type ChangedAbsence } from '../../db/absences/changes.ts'
import { getUser, listUsers, requireActive } from '../../db/users/users.ts'
import {
  type AbsenceDraft,
  requireEnd,
  requireInOrder,
  requireNoOverlap,
} from '../../domain/absence.ts'
import { parseDate } from '../../domain/date.ts'
import { parseNote } from '../../domain/task.ts'
import { nameKey } from '../../domain/text.ts'
import type { CalendarDate } from '../../domain/time.ts'
import {
  parseUserReference,
  type User,
  type UserId,
  type UserReference,
} from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { changedAbsenceFields, changedAbsenceJson } from '../../json/absence.ts'
import type { Prompts } from '../../terminal/prompt.ts'
import { addedAbsence } from '../../views/absence.ts'
import { readerOf } from '../shared/actor.ts'
import { flag, onlyGiven, parsed } from '../shared/options.ts'

/** Who is away, as it was typed: null for everybody, undefined for who acts. */
type Who = UserReference | null | undefined

type Input = { readonly who: Who } & Omit<AbsenceDraft, 'user_id'>

type Typed = { readonly who: Who; readonly note: string | null; readonly days: Partial<Days> }

type Days = Pick<AbsenceDraft, 'from_date' | 'until_date'>

export default defineCommand<Input, ChangedAbsence>({
  fields: changedAbsenceFields,
  input(args, context) {
    const typed = parseTyped(args, context.today)
    if (context.interactive) return askForRest(typed, context)
    return { who: typed.who, note: typed.note, ...requireDays(args, typed.days) }
  },
  async run({ who, ...absence }, context) {
    const user_id = await findMember(who, context)
    const draft = { ...absence, user_id }
    const reader = await readerOf(context)
    return addAbsence(await context.writer(), reader, draft, context.instant)
  },
  human: addedAbsence,
  json: changedAbsenceJson,
})

function parseTyped(args: Args, today: CalendarDate): Typed {
  const date = (text: string) => parseDate(text, today)
  const days = onlyGiven({
    from_date: parsed(args, 'from', date),
    until_date: parsed(args, 'until', date),
  })
  checkSpan(days)
  return { who: parseWho(args), note: parsed(args, 'note', parseNote) ?? null, days }
}

function parseWho(args: Args): Who {
  const [user] = args.operands
  const isEverybody = flag(args, 'everybody')
  if (user === undefined) return isEverybody ? null : undefined
  if (nameKey(user) === 'everybody') return null
  if (!isEverybody) return parseUserReference(user)
  throw usageError(`Use “${user}” or --everybody, not both.`)
}

function checkSpan({ from_date, until_date }: Partial<Days>): void {
  if (!from_date || !until_date) return
  const span = { from: from_date, until: until_date }
  requireInOrder(span)
  requireEnd(span)
}

function requireDays({ command }: Args, { from_date, until_date }: Partial<Days>): Days {
  if (from_date && until_date) return { from_date, until_date }
  const missing = [...(from_date ? [] : ['--from']), ...(until_date ? [] : ['--until'])]
  throw usageError(`Missing: ${missing.join(', ')}.`, { lead: 'See', command: `${command} --help` })
}

/** @throws MomentumError `usage` if nobody is named and nobody is known to act */
async function findMember(who: Who, { actor, db }: Context): Promise<UserId | null> {
  if (who === null) return null
  const user = who === undefined ? await actor.user() : await getUser(await db(), who)
  if (user) return user.id
  throw usageError('Missing user: who is away?', {
    lead: 'Name a member, or add --everybody',
    command: 'away add --help',
  })
}

/** Asks who is away, and when. Members who act and typed both days need not be asked. */
async function askForRest({ who, note, days }: Typed, context: Context): Promise<Input> {
  // What was typed is checked before the first question.
  const typed = who && (await getUser(await context.db(), who))
  if (typed) requireActive(typed, 'be away')
  const me = who === undefined ? await context.actor.user() : undefined
  const { from_date, until_date } = days
  const isKnown = who !== undefined || me !== undefined
  if (isKnown && from_date && until_date) return { who, note, from_date, until_date }
  const prompts = await context.ask()
  const user_id = who === undefined ? await askWho(prompts, me, context) : (typed?.id ?? null)
  const asked = await askDays(prompts, days, { user_id, note }, context)
  return { who: user_id && { id: user_id }, note, ...asked }
}

async function askWho(
  prompts: Prompts,
  me: User | undefined,
  { db }: Context,
): Promise<UserId | null> {
  const members = await listUsers(await db(), { all: false })
  const choices = members.map(({ id, name }) => ({ value: id, name }))
  return prompts.choose<UserId | null>({
    message: 'Who is away?',
    choices: [...choices, { value: null, name: 'Everybody' }],
    ...(me === undefined ? {} : { initial: me.id }),
  })
}

/** Asks for days on which this member, or everybody, is not away already. */
async function askDays(
  prompts: Prompts,
  { from_date: from, until_date: until }: Partial<Days>,
  absence: Omit<AbsenceDraft, keyof Days>,
  { db, today }: Context,
): Promise<Days> {
  const others = await listOwnAbsences(await db(), absence.user_id)
  const check = (days: Days) => {
    checkSpan(days)
    requireNoOverlap({ ...absence, ...days }, others)
  }
  const ask = (message: string, daysWith: (date: CalendarDate) => Days) =>
    prompts.text({
      message,
      parse(text) {
        const date = parseDate(text, today)
        check(daysWith(date))
        return date
      },
    })
  const from_date =
    from ??
    (await ask('First day? (today, fri, 2027-07-10)', (date) => ({
      from_date: date,
      until_date: until ?? date,
    })))
  const until_date =
    until ??
    (await ask('Last day? (sun, +10d, 2027-07-24)', (date) => ({ from_date, until_date: date })))
  return { from_date, until_date }
}
