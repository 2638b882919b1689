import { expect, inject, it } from 'vitest'
import { household } from '../support/household/household.ts'

type Step = readonly [argv: readonly string[], code: number, json: unknown]

/** A new user's day, as a script lives it: what is typed, how it ends, what the JSON says. */
const day: readonly Step[] = [
  [
    ['user', 'add', 'Alex', '--role', 'cook', '--fields', 'id,name,role'],
    0,
    { id: 1, name: 'Alex', role: 'cook' },
  ],
  [['user', 'add', 'Sam', '--fields', 'id,name,role'], 0, { id: 2, name: 'Sam', role: null }],
  [
    [
      'task',
      'add',
      'Descale the kettle',
      '--domain',
      'chores',
      '--effort',
      'tiny',
      '--definition-of-done',
      'No crust',
      '--fields',
      'id,status,owner',
    ],
    0,
    { id: 1, status: 'BACKLOG', owner: null },
  ],
  [
    [
      'task',
      'add',
      'Fix the tap',
      '--domain',
      'repairs',
      '--effort',
      'small',
      '--definition-of-done',
      'Dry',
      '--owner',
      'sam',
      '--fields',
      'id,status,owner',
    ],
    0,
    { id: 2, status: 'BACKLOG', owner: 'Sam' },
  ],
  [
    [
      'task',
      'add',
      'Pay the rent',
      '--domain',
      'bills',
      '--effort',
      'small',
      '--definition-of-done',
      'Paid',
      '--fields',
      'id,status,owner',
    ],
    0,
    { id: 3, status: 'BACKLOG', owner: null },
  ],
  [
    ['win', 'pick', 'kettle', '--as', 'alex', '--fields', 'date,task_id,status,selected_by'],
    0,
    { date: '2026-11-22', task_id: 1, status: 'ACTIVE', selected_by: 'Alex' },
  ],
  [
    ['win', 'pick', 'tap', '--as', 'sam', '--json'],
    4,
    {
      error: {
        code: 'conflict',
        message: '2026-11-22 already has a Daily Win: “Descale the kettle”.',
        hint: 'To change your mind: momentum --as sam win pick 2 --date 2026-11-22 --replace --note "why"',
      },
    },
  ],
  [
    ['win', 'pause', '--json'],
    2,
    {
      error: {
        code: 'usage',
        message: 'Missing --note: what is the reason?',
        hint: 'Add --note "why".',
      },
    },
  ],
  [
    ['win', 'pause', '--note', 'Visitors came', '--fields', 'status,note'],
    0,
    { status: 'PAUSED', note: 'Visitors came' },
  ],
  [
    ['task', 'show', 'kettle', '--fields', 'status,status_note'],
    0,
    { status: 'PAUSED', status_note: 'Visitors came' },
  ],
  [['win', 'resume', '--fields', 'status,note'], 0, { status: 'ACTIVE', note: 'Visitors came' }],
  [
    ['win', 'done', '--fields', 'status,completed_at'],
    0,
    { status: 'DONE', completed_at: '2026-11-22T12:00:11.000Z' },
  ],
  [
    ['task', 'show', 'kettle', '--fields', 'status,completed_at'],
    0,
    { status: 'DONE', completed_at: '2026-11-22T12:00:11.000Z' },
  ],
  [
    ['win', 'stats', '--json'],
    0,
    {
      current_streak: 1,
      longest_streak: 1,
      wins: 1,
      days: 1,
      share_30: 1,
      by_user: [{ user: 'Alex', wins: 1 }],
      rest_days: 0,
      share_30_of_due: 1,
    },
  ],
  [
    ['db', 'status', '--fields', 'dialect,pending,users,tasks,daily_wins'],
    0,
    { dialect: inject('dialect'), pending: [], users: 2, tasks: 3, daily_wins: 1 },
  ],
  [
    ['--fields', 'date,current_streak,counts'],
    0,
    {
      date: '2026-11-22',
      current_streak: 1,
      counts: { BACKLOG: 2, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 1, ABANDONED: 0 },
    },
  ],
]

it('a new user’s day goes from an empty folder to a streak of one', async () => {
  const home = household()
  await home.json('db', 'init')
  home.setClock('2026-11-22T12:00:00.000Z')
  const lived: Step[] = []
  for (const [argv] of day) {
    const { code, stdout, stderr } = await home.run(...argv)
    lived.push([argv, code, JSON.parse(stdout + stderr)])
  }
  expect(lived).toEqual(day)
})
