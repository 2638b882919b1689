import { expect, test } from 'vitest'
import type { Category } from '../../src/domain/category.ts'
import type { RestPeriod } from '../../src/domain/rest.ts'
import type { PastOccurrence } from '../../src/domain/routine/routine.ts'
import type { UpcomingTime } from '../../src/domain/routine/upcoming.ts'
import type { Style } from '../../src/terminal/paint.ts'
import { absenceTable } from '../../src/views/absence.ts'
import { categoryTable } from '../../src/views/category.ts'
import { restTable } from '../../src/views/rest.ts'
import { routineTable } from '../../src/views/routine.ts'
import { upcomingTable } from '../../src/views/routine-dates.ts'
import { routineHistory } from '../../src/views/routine-history.ts'
import { taskTable } from '../../src/views/task.ts'
import { userTable } from '../../src/views/user.ts'
import { winTable } from '../../src/views/win.ts'
import {
  absenceValue,
  routineValue,
  taskValue,
  today,
  userValue,
  winValue,
} from '../support/household/values.ts'
import { colored, styleFor } from '../support/program/styles.ts'

const names: Readonly<Record<string, string>> = {
  1: 'bold',
  2: 'dim',
  31: 'red',
  32: 'green',
  33: 'yellow',
  36: 'cyan',
}

/** A text with its colors in words: `<dim 3>`. */
function inWords(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are what it looks for
  return text.replace(/\x1b\[(\d+)m([^\x1b]*)\x1b\[\d+m/g, (_, code, part) => {
    return `<${names[code] ?? code} ${part}>`
  })
}

const past = { date: today, turn: null, completed_by: 'Sam', note: null, on_date: today }
const rest = { weekday: null, note: 'Snow', set_by: null }

const tables: readonly (readonly [what: string, (style: Style) => string, rows: string[]])[] = [
  [
    'members',
    (style) => userTable([userValue(), userValue({ role: 'cook', active: false })], style),
    [' <dim 1>  Alex  <dim –>     active', ' <dim 1>  Alex  cook  <dim inactive>'],
  ],
  [
    'absences',
    (style) =>
      absenceTable(
        [absenceValue(), absenceValue({ from_date: '2026-11-20', until_date: '2026-11-21' })],
        style,
      ),
    [
      ' <dim 1>  Sam  Sun 22 Nov  Wed 25 Nov  now',
      ' <dim 1>  <dim Sam>  <dim Fri 20 Nov>  <dim Sat 21 Nov>  <dim over>',
    ],
  ],
  [
    'rest days',
    (style) =>
      restTable(
        [
          { ...rest, id: 1, from_date: today, until_date: null, set_by: 'Sam' },
          { ...rest, id: 2, from_date: '2026-11-21', until_date: '2026-11-21' },
        ] as unknown as RestPeriod[],
        style,
      ),
    [
      ' <dim 1>  Sun 22 Nov  Sam     <dim Snow>',
      ' <dim 2>  <dim Sat 21 Nov>  <dim –>       <dim Snow>',
    ],
  ],
  [
    'routines',
    (style) =>
      routineTable(
        [
          routineValue(),
          routineValue({ status: 'PAUSED' }),
          routineValue({ status: 'ENDED', turn: null, next_date: null }),
        ],
        style,
      ),
    [
      ' <dim 1>  Bins     every week on tue  Tue 24 Nov  Sam   <cyan ●> active',
      ' <dim 1>  Bins     every week on tue  <dim –>           Sam   <yellow ◐> paused',
      ' <dim 1>  <dim Bins>     every week on tue  <dim –>           <dim –>     <dim ✗ ended>',
    ],
  ],
  [
    'upcoming times',
    (style) =>
      upcomingTable(
        [
          { date: today, title: 'Bins', turn: null },
          { date: '2026-11-20', title: 'Bins', turn: 'Sam' },
        ] as UpcomingTime[],
        style,
      ),
    ['Sun 22 Nov  today         Bins     <dim –>', 'Fri 20 Nov  <red !> 2 days ago  Bins     Sam'],
  ],
  [
    'times of a routine',
    (style) =>
      routineHistory(
        {
          routine: routineValue(),
          latest: [
            { ...past, number: 3, outcome: 'DONE' },
            { ...past, number: 2, outcome: 'SKIPPED', on_date: null },
            { ...past, number: 1, outcome: 'MISSED', on_date: null, completed_by: null },
          ] as PastOccurrence[],
          counts: { DONE: 4 },
        },
        style,
      ),
    [
      '',
      'Done 4 times.',
      '',
      '<bold no.>  <bold planned>     <bold outcome>    <bold when>        <bold done by>  <bold note>',
      '  <dim 3>  Sun 22 Nov  <green ✓> done     on the day  Sam      <dim –>',
      '  <dim 2>  Sun 22 Nov  <dim – skipped>  <dim –>           Sam      <dim –>',
      '  <dim 1>  Sun 22 Nov  <yellow ○> missed   <dim –>           <dim –>        <dim –>',
      '<dim … and 1 more (raise --limit)>',
    ],
  ],
  [
    'tasks',
    (style) =>
      taskTable(
        [
          taskValue({ due_date: '2026-11-21', priority: 'URGENT' }),
          taskValue({ due_date: today, priority: 'HIGH', status: 'PAUSED' }),
          taskValue({ due_date: '2026-11-23', priority: 'LOW', status: 'BLOCKED' }),
          taskValue({ owner: null, owner_user_id: null, status: 'ABANDONED' }),
        ],
        style,
      ),
    [
      ' <dim 1>  Fix the tap  repairs  small   <bold urgent>    <red !> yesterday  Alex   <dim ○ backlog>',
      ' <dim 1>  Fix the tap  repairs  small   high      today        Alex   <yellow ◐> paused',
      ' <dim 1>  Fix the tap  repairs  small   <dim low>       tomorrow     Alex   <red ■> blocked',
      ' <dim 1>  <dim Fix the tap>  repairs  small   <dim medium>    <dim –>            <dim –>      <dim ✗ abandoned>',
    ],
  ],
  [
    'wins',
    (style) =>
      winTable(
        [
          winValue({ status: 'PAUSED', note: 'Snow' }),
          winValue({ status: 'DONE', selected_by: null }),
        ],
        style,
      ),
    [
      '2026-11-22  <yellow ◐> paused  Fix the tap  Alex       <dim Snow>',
      '2026-11-22  <green ✓> done    Fix the tap  <dim –>',
    ],
  ],
  [
    'categories',
    (style) =>
      categoryTable(
        [
          { id: 1, name: 'Garden', color: '#00ff00', user: null },
          { id: 2, name: 'Paint', color: '#00ff00', user: 'Sam' },
        ] as Category[],
        style,
      ),
    [
      ' <dim 1>  <92 ●> Garden  <dim #00ff00>  <dim household>',
      ' <dim 2>  <92 ●> Paint   <dim #00ff00>  Sam',
    ],
  ],
]

test.each(tables)('the colors of %s show what matters and what is over', (_, draw, rows) => {
  const [, ...lines] = inWords(draw(styleFor(100, colored))).split('\n')
  expect(lines).toEqual(rows)
})
