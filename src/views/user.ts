import type { User } from '../domain/user.ts'
import { details } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'
import { dayOf, plural } from '../terminal/words.ts'

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

export function userDetails(user: User, tasks: number, style: Style): string {
  const { paint } = style
  const facts = details(
    [
      ['Role', user.role ?? '–'],
      ['E-mail', user.email],
      ['Password', user.has_password ? 'yes' : 'no'],
      ['Takes part', user.active ? 'yes' : 'no, inactive'],
      ['Owns', plural(tasks, 'task')],
      ['Since', dayOf(user.created_at, style)],
    ],
    style,
  )
  return `${paint.bold(user.name)}  ${paint.dim(`#${user.id}`)}\n\n${facts}`
}
