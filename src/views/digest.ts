import {
  type Digest,
  type DigestList,
  digestLists,
  isAway,
  isNothing,
  isTurn,
} from '../domain/digest.ts'
import type { Task } from '../domain/task.ts'
import { addDays, type CalendarDate } from '../domain/time.ts'
import type { Style } from '../terminal/paint.ts'
import { relativeDate, shortDate } from '../terminal/words.ts'
import { sinceText } from './by-owner.ts'

/** The most tasks shown in a list, so that a notification does not get too long. */
const mostRows = 10

/**
 * The reminders of a day, or an empty text if there are none. The first line sums them up, because
 * programs that show or send a digest use that line as its title.
 */
export function digestText(digest: Digest, style: Style): string {
  if (isNothing(digest)) return ''
  const lists = digestLists.flatMap((name) => listText(name, digest, style))
  const win = digest.win_due ? [`${style.paint.bold('Daily Win')}\n  ${winText(digest)}`] : []
  return `${style.paint.bold(title(digest))}\n\n${[...lists, ...win].join('\n')}`
}

/** "Sam: 1 overdue, 2 due today, no Daily Win yet", or "New for Sam: 1 due today" */
function title({ user, lists, win, win_due, is_update }: Digest): string {
  const count = (name: DigestList) => lists[name].tasks.length
  const number = (name: DigestList) => `${lists[name].isAll ? '' : 'over '}${count(name)}`
  const parts = [
    [count('overdue'), `${number('overdue')} overdue`],
    [count('due_today'), `${number('due_today')} due today`],
    [count('soon'), `${number('soon')} due soon`],
    [count('turns'), `${number('turns')} ${count('turns') === 1 ? 'turn' : 'turns'}`],
    [Number(win_due), win === null ? 'no Daily Win yet' : 'Daily Win not done yet'],
  ] as const
  const said = parts.flatMap(([wanted, text]) => (wanted > 0 ? [text] : []))
  const whom = user ?? (is_update ? 'the household' : 'Household')
  return `${is_update ? 'New for ' : ''}${whom}: ${said.join(', ')}`
}

function listText(name: DigestList, digest: Digest, { today, paint, hint }: Style): string[] {
  const { tasks, isAll } = digest.lists[name]
  if (tasks.length === 0) return []
  const rows = tasks.slice(0, mostRows).map((task) => `  ${taskText(task, name, digest, today)}`)
  const hidden = tasks.length - rows.length
  const command = listCommand(name, digest)
  const beyond =
    hidden === 0
      ? []
      : [`  ${hint({ lead: `… and ${isAll ? '' : 'over '}${hidden} more`, command })}`]
  return [[paint.bold(headings(digest)[name]), ...rows, ...beyond].join('\n')]
}

function headings({ user }: Digest): Readonly<Record<DigestList, string>> {
  return {
    overdue: 'Overdue',
    due_today: 'Due today',
    soon: 'Due soon',
    turns: user === null ? 'Turns' : 'Your turns',
  }
}

/** How to list all tasks of a list. */
function listCommand(name: DigestList, { user_id, date, until }: Digest): string {
  const due = {
    overdue: '--overdue',
    due_today: `--due ${date}`,
    soon: `--due ${addDays(date, 1)}..${until}`,
  }
  if (name !== 'turns') {
    return `task list ${due[name]}${user_id === null ? '' : ` --owner ${user_id},none`}`
  }
  return user_id === null ? 'routine list' : `task list --owner ${user_id}`
}

/** "#3 Pay the rent (Sam, since Friday, urgent)" */
function taskText(task: Task, name: DigestList, digest: Digest, today: CalendarDate): string {
  const { due_date, priority, status } = task
  const isLater = name === 'soon' || name === 'turns'
  const since = sinceText(task, today)
  const facts = [
    ...ownerFacts(task, name, digest),
    ...(since === '' ? [] : [since]),
    ...(isLater && due_date !== null ? [`due ${dayText(due_date, today)}`] : []),
    ...(priority === 'URGENT' ? ['urgent'] : []),
    ...(status === 'BLOCKED' || status === 'PAUSED' ? [status.toLowerCase()] : []),
  ]
  return `#${task.id} ${task.title}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`
}

/** Who owns a task, unless that is obvious from the digest. */
function ownerFacts(task: Task, name: DigestList, { user, away }: Digest): readonly string[] {
  const { owner, owner_user_id } = task
  if (owner_user_id === null) return ['unassigned']
  if (user !== null) return name !== 'turns' && isTurn(task) ? ['your turn'] : []
  const isOut = isAway(owner_user_id, away)
  return [isTurn(task) ? `${owner}’s turn` : `${owner}`, ...(isOut ? ['away'] : [])]
}

/** "tomorrow", or "Wed 25 Nov" */
function dayText(date: CalendarDate, today: CalendarDate): string {
  const when = relativeDate(date, today)
  return when === 'tomorrow' ? when : shortDate(date, today)
}

/** "Nothing is picked for today yet.", or "#2 Fix the tap (paused: rain)" */
function winText({ win }: Digest): string {
  if (win === null) return 'Nothing is picked for today yet.'
  const { task, status, note } = win
  const why = note === null ? '' : `: ${note.replaceAll('\n', ' ')}`
  return `#${task.id} ${task.title} (${status.toLowerCase()}${why})`
}
