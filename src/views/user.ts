import type { Routine } from '../domain/routine/routine.ts'
import type { Task } from '../domain/task.ts'
import { type User, userWord } from '../domain/user.ts'
import type { Hint } from '../errors.ts'
import { details } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'
import { dayOf, plural } from '../terminal/words.ts'

/** Members, one per line. */
export function userTable(users: readonly User[], style: Style): string {
  const { paint } = style
  const rows = users.map((user): Cell[] => [
    { text: String(user.id), paint: paint.dim },
    user.name,
    user.role ?? { text: '–', paint: paint.dim },
    user.active ? 'active' : { text: 'inactive', paint: paint.dim },
  ])
  return table(
    [
      { title: 'id', align: 'right' },
      { title: 'name', flexible: true },
      { title: 'role', flexible: true },
      { title: 'status' },
    ],
    rows,
    style,
  )
}

/** All the fields of a member. @param owned how many tasks and routines the member owns */
export function userDetails(
  user: User,
  { tasks, routines }: { readonly tasks: number; readonly routines: number },
  style: Style,
): string {
  const { paint } = style
  const facts = details(
    [
      ['Role', user.role ?? '–'],
      ['Email', user.email],
      ['Password', user.has_password ? 'yes' : 'no'],
      ['Status', user.active ? 'active' : 'inactive'],
      [
        'Owns',
        routines === 0
          ? plural(tasks, 'task')
          : `${plural(tasks, 'task')} and ${plural(routines, 'routine')}`,
      ],
      ['Added', dayOf(user.created_at, style)],
    ],
    style,
  )
  return `${paint.bold(user.name)}  ${paint.dim(`#${user.id}`)}\n\n${facts}`
}

/** What a member leaves behind: routines, and open tasks, of which the first few are named. */
type Left = {
  readonly count: number
  readonly first: readonly Task[]
  readonly routines: readonly Routine[]
}

/** How many tasks and routines an answer names. */
const mostNamed = 3

/**
 * Sentences about open tasks and about routines, each with the first few: `Sam still owns 2 open
 * tasks: #1 “Mow”, …`. Kinds of which there are none have no sentence.
 *
 * @param about makes a sentence about things: `2 open tasks`
 */
export function aboutLeft(
  { count, first, routines }: Left,
  about: (things: string, count: number) => string,
): readonly string[] {
  const tasks = first.slice(0, mostNamed).map(({ id, title }) => `#${id} “${title}”`)
  const named = routines.slice(0, mostNamed).map(({ id, title }) => `${id} “${title}”`)
  const line = (what: string, all: number, names: readonly string[]) => {
    const more = all > names.length ? ` and ${all - names.length} more` : ''
    return `  ${about(plural(all, what), all)}: ${names.join(', ')}${more}`
  }
  return [
    ...(count > 0 ? [line('open task', count, tasks)] : []),
    ...(routines.length > 0 ? [line('routine', routines.length, named)] : []),
  ]
}

/**
 * What to type to assign the first open task to somebody else, or to unassign it, and the first
 * routine.
 */
export function assignHints(
  { count, first: [task], routines }: Left,
  taker: User | undefined,
): readonly Hint[] {
  const verb = taker ? 'assign' : 'unassign'
  const owner = taker ? userWord(taker) : 'none'
  const [routine] = routines
  const whichTask = count === 1 ? 'it' : 'the first one'
  const whichRoutine = routines.length === 1 ? 'the routine' : 'the first routine'
  return [
    ...(task
      ? [{ lead: `To ${verb} ${whichTask}`, command: `task assign ${task.id} ${owner}` }]
      : []),
    ...(routine
      ? [
          {
            lead: `To ${verb} ${whichRoutine}`,
            command: `routine edit ${routine.id} --owner ${owner}`,
          },
        ]
      : []),
  ]
}
