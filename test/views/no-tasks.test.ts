import { expect, test } from 'vitest'
import type { CalendarDate } from '../../src/domain/time.ts'
import { type NoTasks, noTasksPage } from '../../src/views/no-tasks.ts'
import { styleFor } from '../support/program/styles.ts'

const everything = 'See every task: momentum task list --all'
const add = 'Add one: momentum task add'
const later = '2026-12-01' as CalendarDate
const today = '2026-11-22' as CalendarDate

test.each<[Partial<NoTasks>, string[]]>([
  [{}, ['✓ No open tasks.', everything, add]],
  [{ any: false }, ['No tasks yet.', add]],
  [{ any: false, offset: 2 }, ['No tasks yet.', add]],
  [{ any: false, upcoming: true }, ['No tasks yet.', add]],
  [{ any: false, dueBefore: today }, ['✓ Nothing is overdue.', add]],
  [{ offset: 2 }, ['There are no tasks after the first 2.', everything, add]],
  [
    { offset: 1, dueBefore: today, narrowed: true },
    ['There are no tasks after the first 1.', everything, add],
  ],
  [{ dueBefore: today }, ['✓ Nothing is overdue.', everything, add]],
  [{ dueBefore: later }, ['✓ Nothing is due before 2026-12-01.', everything, add]],
  [{ dueBefore: today, narrowed: true }, ['✓ No matching task is overdue.', everything, add]],
  [
    { dueBefore: later, narrowed: true },
    ['✓ No matching task is due before 2026-12-01.', everything, add],
  ],
  [{ upcoming: true }, ['No task is hidden until a later date.', everything, add]],
  [{ upcoming: true, narrowed: true }, ['No matching tasks.', everything, add]],
  [{ all: true }, ['No matching tasks.', everything, add]],
  [{ narrowed: true }, ['No matching tasks.', everything, add]],
  [
    { narrowed: true, meant: '--overdue' },
    ['No matching tasks.', 'Did you mean: momentum task list --overdue'],
  ],
])('an empty list says why: %j', (changes, lines) => {
  const plain: NoTasks = {
    any: true,
    offset: 0,
    dueBefore: undefined,
    upcoming: false,
    all: false,
    narrowed: false,
    meant: undefined,
  }
  expect(noTasksPage({ ...plain, ...changes }, styleFor(80)).split('\n')).toEqual(lines)
})
