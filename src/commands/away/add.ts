import { type Args, type Context, defineCommand } from '../../command.ts'
import { addAbsence, type ChangedAbsence } from '../../db/absences/changes.ts'
import { getUser, listUsers, requireActive } from '../../db/users/users.ts'
import { type AbsenceDraft, requireInOrder } from '../../domain/absence.ts'
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
import { absenceFields, absenceJson } from '../../json.ts'
import type { Prompts } from '../../terminal/prompt.ts'
import { addedAbsence } from '../../views/absence.ts'
import { flag, onlyGiven, parsed } from '../shared/options.ts'

/** Who is away, as it was typed: null for everybody, undefined for who acts. */
type Who = UserReference | null | undefined

type Input = { readonly who: Who } & Omit<AbsenceDraft, 'user_id'>

type Typed = { readonly who: Who; readonly note: string | null; readonly days: Partial<Days> }

type Days = Pick<AbsenceDraft, 'from_date' | 'until_date'>

export default defineCommand<Input, ChangedAbsence>({
  fields: absenceFields,
  input(args, context) {
    const typed = parseTyped(args, context.today)
    if (context.interactive) return askForRest(typed, context)
    return { who: typed.who, note: typed.note, ...requireDays(args, typed.days) }
  },
  async run({ who, ...absence }, context) {
    const user_id = await findMember(who, context)
    const draft = { ...absence, user_id }
    const viewer = await context.actor.viewer()
    return addAbsence(await context.writer(), viewer, draft, context.instant)
  },
  human: addedAbsence,
  json: ({ absence }) => absenceJson(absence),
})

function parseTyped(args: Args, today: CalendarDate): Typed {
  const date = (text: string) => parseDate(text, today)
  const days = onlyGiven({
    from_date: parsed(args, 'from', date),
    until_date: parsed(args, 'until', date),
  })
  checkOrder(days)
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

function checkOrder({ from_date, until_date }: Partial<Days>): void {
  if (from_date && until_date) requireInOrder({ from: from_date, until: until_date })
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
  if (who) requireActive(await getUser(await context.db(), who), 'be away')
  const me = who === undefined ? await context.actor.user() : undefined
  const { from_date, until_date } = days
  const isKnown = who !== undefined || me !== undefined
  if (isKnown && from_date && until_date) return { who, note, from_date, until_date }
  const prompts = await context.ask()
  const asked = who === undefined ? await askWho(prompts, me, context) : who
  return { who: asked, note, ...(await askDays(prompts, days, context)) }
}

async function askWho(prompts: Prompts, me: User | undefined, { db }: Context): Promise<Who> {
  const members = await listUsers(await db(), { all: false })
  const choices = members.map(({ id, name }) => ({ value: id, name }))
  const id = await prompts.choose<UserId | null>({
    message: 'Who is away?',
    choices: [...choices, { value: null, name: 'Everybody' }],
    ...(me === undefined ? {} : { initial: me.id }),
  })
  return id && { id }
}

async function askDays(prompts: Prompts, days: Partial<Days>, { today }: Context): Promise<Days> {
  const inOrder = (more: Partial<Days>, text: string, name: keyof Days): CalendarDate => {
    const date = parseDate(text, today)
    checkOrder({ ...more, [name]: date })
    return date
  }
  const from_date =
    days.from_date ??
    (await prompts.text({
      message: 'First day:',
      parse: (text) => inOrder(days, text, 'from_date'),
    }))
  const until_date =
    days.until_date ??
    (await prompts.text({
      message: 'Last day:',
      parse: (text) => inOrder({ from_date }, text, 'until_date'),
    }))
  return { from_date, until_date }
}
