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

/** All the fields of a member. @param tasks how many tasks the member owns */
export function userDetails(user: User, tasks: number, style: Style): string {
  const { paint } = style
  const facts = details(
    [
      ['Role', user.role ?? '–'],
      ['Email', user.email],
      ['Password', user.has_password ? 'yes' : 'no'],
      ['Status', user.active ? 'active' : 'inactive'],
      ['Owns', plural(tasks, 'task')],
      ['Added', dayOf(user.created_at, style)],
    ],
    style,
  )
  return `${paint.bold(user.name)}  ${paint.dim(`#${user.id}`)}\n\n${facts}`
}

/** How many tasks there are, and the first few, which are named. */
type SomeTasks = { readonly count: number; readonly first: readonly Task[] }

/** A sentence about tasks, and the first few: `Sam still owns 2 open tasks: #1 “Mow”, …`. */
export function aboutTasks(sentence: string, { count, first }: SomeTasks): string {
  const names = first.map(({ id, title }) => `#${id} “${title}”`).join(', ')
  const more = count - first.length
  return `  ${sentence}: ${names}${more > 0 ? ` and ${more} more` : ''}`
}

/** What to type to assign the first of these tasks to somebody else, or to unassign it. */
export function assignHint({ count, first }: SomeTasks, taker: User | undefined): Hint {
  const which = count === 1 ? 'it' : 'the first one'
  return {
    lead: `To ${taker ? 'assign' : 'unassign'} ${which}`,
    command: `task assign ${first[0]?.id} ${taker ? userWord(taker) : 'none'}`,
  }
}
