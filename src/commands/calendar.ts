import { type Args, defineCommand } from '../command.ts'
import { findCalendar } from '../db/household/calendar.ts'
import { writeSharedText } from '../db/sqlite/shared-text.ts'
import { getUser } from '../db/users/users.ts'
import { parseCount } from '../domain/count.ts'
import { addDays, type CalendarDate } from '../domain/time.ts'
import { parseUserReference, type UserReference } from '../domain/user.ts'
import { type CalendarEvent, eventsOf, writeFeed } from '../exchange/ical/feed.ts'
import { calendarFileFields, calendarFileJson, eventFields, eventJson } from '../json/exchange.ts'
import { plural } from '../terminal/words.ts'
import { success } from '../views/answer.ts'
import { readerOf } from './shared/actor.ts'
import { flag, option, parsed } from './shared/options.ts'
import { type OutFile, parseOutFile } from './shared/out-file.ts'

type Input = {
  readonly for: UserReference | undefined
  readonly last: CalendarDate
  readonly withTodos: boolean
  /** Whether private tasks are left out, even those of who acts. */
  readonly isPublic: boolean
  readonly file: OutFile | undefined
}

type Output = {
  readonly events: readonly CalendarEvent[]
  readonly tasks: number
  /** The file that was written. */
  readonly file: string | undefined
  readonly text: string
}

/** How many days a calendar has, with today, and at most. */
const [usualDays, mostDays] = [90, 366]

export default defineCommand<Input, Output>({
  fields: (args) => (isToFile(args) ? calendarFileFields : eventFields),
  isLongWork: true,
  async input(args, context) {
    const days = parsed(args, 'days', (text) => parseCount('--days', text, 1, mostDays))
    return {
      for: parsed(args, 'for', parseUserReference),
      last: addDays(context.today, (days ?? usualDays) - 1),
      withTodos: flag(args, 'todo'),
      isPublic: flag(args, 'public'),
      file: await parseOutFile(args, context),
    }
  },
  saves: ({ file }) => file !== undefined,
  async run(input, context) {
    const db = await context.db()
    const own = await readerOf(context)
    const reader = input.isPublic ? { ...own, viewer: null } : own
    const member = input.for && (await getUser(db, input.for))
    const calendar = await findCalendar(db, reader, { ...input, member })
    const events = eventsOf(calendar)
    const name = member === undefined ? 'Momentum' : `Momentum (${member.name})`
    const text = [...writeFeed(events, calendar, name)].join('')
    if (input.file) await writeSharedText(input.file, [text])
    return { events, tasks: calendar.todos.length, file: input.file?.path, text }
  },
  human({ events, tasks, file }, style) {
    const todos = tasks === 0 ? '' : ` and ${plural(tasks, 'task')}`
    return success(`Wrote ${plural(events.length, 'event')}${todos}: ${file}`, style)
  },
  raw: ({ file, text }) => (file === undefined ? text : undefined),
  json: ({ events, tasks, file }) =>
    file === undefined
      ? events.map(eventJson)
      : calendarFileJson({ file, events: events.length, tasks }),
})

function isToFile(args: Args): boolean {
  const name = option(args, 'out')
  return name !== undefined && name !== '-'
}
