import { expect, test } from 'vitest'
import type { Change, RecordedCommand } from '../../src/domain/journal.ts'
import type { RestPeriod } from '../../src/domain/rest.ts'
import type { PastOccurrence } from '../../src/domain/routine/routine.ts'
import type { UpcomingTime } from '../../src/domain/routine/upcoming.ts'
import type { Style } from '../../src/terminal/paint.ts'
import { absenceTable } from '../../src/views/absence.ts'
import { categoryTable } from '../../src/views/category.ts'
import { changeTable, reversalTable } from '../../src/views/journal.ts'
import { memberTable, routineLoadTable } from '../../src/views/load.ts'
import { restTable } from '../../src/views/rest.ts'
import { routineTable } from '../../src/views/routine.ts'
import { upcomingTable } from '../../src/views/routine-dates.ts'
import { routineHistory } from '../../src/views/routine-history.ts'
import { taskTable } from '../../src/views/task.ts'
import { userTable } from '../../src/views/user.ts'
import { statsPage, winTable } from '../../src/views/win.ts'
import {
  absenceValue,
  morning,
  routineValue,
  taskValue,
  today,
  userValue,
  winValue,
} from '../support/household/values.ts'
import { styleFor } from '../support/program/styles.ts'

const name = 'Maximiliane von und zu Hohenstein'
const title = 'Descale the kettle in the kitchen'
const note = 'With vinegar, and then with water'
const moment = { created_at: morning, made_by: name }
const change = {
  ...moment,
  command: 'task done',
  subject: title,
  table_name: 'tasks',
  operation: 'INSERT',
  before: null,
  after: null,
} as unknown as Change
const command = {
  ...moment,
  id: 1,
  command: 'task add',
  reversible: true,
  changes: [change],
} as unknown as RecordedCommand
const task = taskValue({ title, owner: name, category: 'Kitchen and everything in it' })
const part = { tasks: 1, points: 12, share: 100 }
const period = { from: today, until: today, points: 12, by_nobody: 0 }

/** Each table with one row of long texts, at the widths where it gains a column, and just below. */
const tables: readonly (readonly [
  what: string,
  draw: (style: Style) => string,
  lines: Readonly<Record<number, readonly string[]>>,
])[] = [
  [
    'members',
    (style) => userTable([userValue({ name, role: note })], style),
    { 30: ['id  name      role      status', ' 1  Maximil…  With vi…  active'] },
  ],
  [
    'categories',
    (style) =>
      categoryTable([{ id: 1, name: title, color: '#4c9f70', user: null } as never], style),
    { 40: ['id  category          color    owner', ' 1  ● Descale the k…  #4c9f70  household'] },
  ],
  [
    'absences',
    (style) => absenceTable([absenceValue({ user: name, note })], style),
    {
      49: [
        'id  who                    from        until',
        ' 1  Maximiliane von und…   Sun 22 Nov  Wed 25 Nov',
      ],
      50: [
        'id  who               from        until       when',
        ' 1  Maximiliane von…  Sun 22 Nov  Wed 25 Nov  now',
      ],
      59: [
        'id  who                        from        until       when',
        ' 1  Maximiliane von und zu H…  Sun 22 Nov  Wed 25 Nov  now',
      ],
      60: [
        'id  who           from        until       when  note',
        ' 1  Maximiliane…  Sun 22 Nov  Wed 25 Nov  now   With vinega…',
      ],
    },
  ],
  [
    'rest days',
    (style) =>
      restTable(
        [
          {
            id: 1,
            from_date: today,
            until_date: null,
            weekday: 'WED',
            set_by: name,
            note,
          } as RestPeriod,
        ],
        style,
      ),
    {
      49: [
        'id  rest days              set by',
        ' 1  every Wednesday from…  Maximiliane von und z…',
      ],
      69: [
        'id  rest days                        set by',
        ' 1  every Wednesday from Wed 25 Nov  Maximiliane von und zu Hohenste…',
      ],
      70: [
        'id  rest days             set by                 note',
        ' 1  every Wednesday fro…  Maximiliane von und…   With vinegar, and th…',
      ],
    },
  ],
  [
    'changes',
    (style) => changeTable([change], style),
    {
      45: [
        'when              who                   what',
        '2 days ago 08:00  Maximiliane von und…  added',
      ],
      69: [
        'when              who                                what',
        '2 days ago 08:00  Maximiliane von und zu Hohenstein  added',
      ],
      70: [
        'when              who                                command    what',
        '2 days ago 08:00  Maximiliane von und zu Hohenstein  task done  added',
      ],
    },
  ],
  [
    'commands to undo',
    (style) => reversalTable({ reversals: [command], more: false }, 'undo', style),
    {
      49: ['n  command   what', '1  task add  “Descale the kettle in the kitchen”…'],
      50: [
        'n  who                command   what',
        '1  Maximiliane von…   task add  “Descale the kett…',
      ],
      69: [
        'n  who                          command   what',
        '1  Maximiliane von und zu Hoh…  task add  “Descale the kettle in the…',
      ],
      70: [
        'n  when              who                 command   what',
        '1  2 days ago 08:00  Maximiliane von u…  task add  “Descale the kettl…',
      ],
    },
  ],
  [
    'tasks',
    (style) => taskTable([task], style),
    {
      59: [
        'id  task                   owner                  status',
        ' 1  Descale the kettle i…  Maximiliane von und…   ○ backlog',
      ],
      60: [
        'id  task            priority  due  owner           status',
        ' 1  Descale the k…  medium    –    Maximiliane v…  ○ backlog',
      ],
      89: [
        'id  task                          priority  due  owner                          status',
        ' 1  Descale the kettle in the k…  medium    –    Maximiliane von und zu Hohen…  ○ backlog',
      ],
      90: [
        'id  task                       effort  priority  due  owner                      status',
        ' 1  Descale the kettle in th…  small   medium    –    Maximiliane von und zu H…  ○ backlog',
      ],
      99: [
        'id  task                           effort  priority  due  owner                           status',
        ' 1  Descale the kettle in the ki…  small   medium    –    Maximiliane von und zu Hohens…  ○ backlog',
      ],
      100: [
        'id  task                       domain   effort  priority  due  owner                       status',
        ' 1  Descale the kettle in th…  repairs  small   medium    –    Maximiliane von und zu Ho…  ○ backlog',
      ],
      109: [
        'id  task                            domain   effort  priority  due  owner                           status',
        ' 1  Descale the kettle in the kit…  repairs  small   medium    –    Maximiliane von und zu Hohens…  ○ backlog',
      ],
      110: [
        'id  task                 domain   effort  priority  due  owner                 category              status',
        ' 1  Descale the kettle…  repairs  small   medium    –    Maximiliane von und…  Kitchen and everyth…  ○ backlog',
      ],
    },
  ],
  [
    'hidden tasks',
    (style) => taskTable([{ ...task, starts_on: '2026-12-14' } as never], style),
    {
      74: [
        'id  task                    starts      owner                    status',
        ' 1  Descale the kettle in…  2026-12-14  Maximiliane von und zu…  ○ backlog',
      ],
      75: [
        'id  task             priority  due  starts      owner             status',
        ' 1  Descale the ke…  medium    –    2026-12-14  Maximiliane von…  ○ backlog',
      ],
    },
  ],
  [
    'wins',
    (style) =>
      winTable(
        [
          winValue({
            task,
            status: 'PAUSED',
            note,
            selected_by: name,
            completed_by: 'Alexander the Great',
          }),
        ],
        style,
      ),
    {
      69: [
        'date        status    task                    picked by',
        '2026-11-22  ◐ paused  Descale the kettle in…  Maximiliane von und zu…',
      ],
      70: [
        'date        status    task            picked by        done by',
        '2026-11-22  ◐ paused  Descale the k…  Maximiliane vo…  Alexander the…',
      ],
      89: [
        'date        status    task                    picked by               done by',
        '2026-11-22  ◐ paused  Descale the kettle in…  Maximiliane von und z…  Alexander the Great',
      ],
      90: [
        'date        status    task             picked by        done by           note',
        '2026-11-22  ◐ paused  Descale the ke…  Maximiliane vo…  Alexander the G…  With vinegar, a…',
      ],
    },
  ],
  [
    'wins of members',
    (style) =>
      statsPage(
        {
          open: undefined,
          stats: {
            wins: 1,
            current_streak: 0,
            longest_streak: 1,
            days: 1,
            rest_days: 0,
            last30: { won: 1, dates: 1, due: 1 },
            by_user: [{ user: name, wins: 1 }],
          } as never,
        },
        style,
      )
        .split('\n')
        .slice(-2)
        .join('\n'),
    {
      60: [
        'member                   wins  share',
        'Maximiliane von und zu…     1   100%  ██████████████████████',
      ],
    },
  ],
  [
    'routines',
    (style) =>
      routineTable(
        [routineValue({ title, turn: name, says: 'every 2 weeks on tue, wed and thu' })],
        style,
      ),
    {
      69: [
        'id  routine                   repeats                   next',
        ' 1  Descale the kettle in t…  every 2 weeks on tue, w…  Tue 24 Nov  ●',
      ],
      79: [
        'id  routine             repeats              next        turn',
        ' 1  Descale the kettl…  every 2 weeks on t…  Tue 24 Nov  Maximiliane von un…  ●',
      ],
    },
  ],
  [
    'upcoming times',
    (style) => upcomingTable([{ date: today, title, turn: name } as UpcomingTime], style),
    {
      49: [
        'date        routine            turn',
        'Sun 22 Nov  Descale the kett…  Maximiliane von u…',
      ],
      50: [
        'date        when   routine         turn',
        'Sun 22 Nov  today  Descale the k…  Maximiliane vo…',
      ],
    },
  ],
  [
    'times of a routine',
    (style) =>
      routineHistory(
        {
          routine: routineValue({ turns: 'ROTATE' }),
          counts: { DONE: 1 },
          latest: [
            {
              number: 1,
              date: today,
              outcome: 'DONE',
              on_date: today,
              turn: name,
              completed_by: name,
              note,
            } as PastOccurrence,
          ],
        },
        style,
      )
        .split('\n')
        .slice(-2)
        .join('\n'),
    {
      69: [
        'no.  planned     outcome  when        turn            done by',
        '  1  Sun 22 Nov  ✓ done   on the day  Maximiliane v…  Maximiliane vo…',
      ],
      70: [
        'no.  planned     outcome  when        turn       done by    note',
        '  1  Sun 22 Nov  ✓ done   on the day  Maximili…  Maximili…  With vine…',
      ],
    },
  ],
  [
    'load of members',
    (style) =>
      memberTable(
        { ...period, members: [{ user: name, present_days: 28, ...part }] } as never,
        style,
      )
        .split('\n')
        .slice(-2)
        .join('\n'),
    {
      49: [
        'member           tasks  points  share  days there',
        'Maximiliane vo…      1      12   100%          28',
      ],
      50: [
        'member    tasks  points    time  share  days there',
        'Maximil…      1      12  1 hour   100%          28',
      ],
    },
  ],
  [
    'load of routines',
    (style) =>
      routineLoadTable(
        {
          ...period,
          routines: [{ routine: title, routine_id: 1, ...part }],
        } as never,
        style,
      )
        .split('\n')
        .slice(-2)
        .join('\n'),
    {
      49: [
        'routine                      tasks  points  share',
        'Descale the kettle in the…       1      12   100%',
      ],
      50: [
        'routine               tasks  points    time  share',
        'Descale the kettle…       1      12  1 hour   100%',
      ],
    },
  ],
]

test.each(tables)('%s are shown in as many columns as there is room for', (_, draw, lines) => {
  const widths = Object.keys(lines).map(Number)
  const drawn = widths.map((columns) => [columns, draw(styleFor(columns)).split('\n')])
  expect(Object.fromEntries(drawn)).toEqual(lines)
})
