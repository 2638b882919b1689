import { describe, expect, test } from 'vitest'
import {
  type Change,
  rowName,
  summarize,
  summarizeUndo,
  type TableName,
  type Values,
} from '../../src/domain/journal.ts'

function update(before: Values, after: Values): Change {
  return { operation: 'UPDATE', before, after } as Change
}

describe('a change in words', () => {
  test.each<[string, Values, Values, string]>([
    [
      'names columns as people do, the status first',
      { materials_needed: null, note: null, status: 'ACTIVE' },
      { materials_needed: 'a  washer', note: 'rain', status: 'PAUSED' },
      'status active → paused, materials none → “a washer”, note none → “rain”',
    ],
    [
      'names a row that is referred to, not its number',
      { owner: null, owner_user_id: null },
      { owner: 'Sam', owner_user_id: 2 },
      'owner none → Sam',
    ],
    [
      'leaves out the time that the status implies',
      { completed_at: null, status: 'ACTIVE' },
      { completed_at: '2026-11-22T12:00:00.000Z', status: 'DONE' },
      'status active → done',
    ],
    [
      'says whether something holds now',
      { active: true, private: false },
      { active: false, private: true },
      'inactive, private',
    ],
    [
      'names the ends of a season, and not the turns that follow from an owner',
      { owner: null, owner_user_id: null, season_from: '04-01', season_to: '10-31', turns: 'NONE' },
      { owner: 'Sam', owner_user_id: 2, season_from: null, season_to: '02-29', turns: 'FIXED' },
      'owner none → Sam, season from 1 apr → none, season to 31 oct → 29 feb',
    ],
    ['names turns that change alone', { turns: 'NONE' }, { turns: 'FIXED' }, 'turns none → fixed'],
    [
      'names the days of an absence or of rest',
      { from_date: '2026-12-24', until_date: null, weekday: 'SUN' },
      { from_date: '2026-12-25', until_date: '2026-12-31', weekday: null },
      'from 2026-12-24 → 2026-12-25, until none → 2026-12-31, weekday sun → none',
    ],
    [
      'says in a word why it is somebody’s turn',
      { turn_reason: '{"mode":"ROTATE","because":"LONGEST_AGO","user":"Sam"}' },
      { turn_reason: '{ "because": "TAKEN" }' },
      'turn reason longest ago → taken',
    ],
    [
      'leaves out the reason of a turn that passes on',
      { owner: 'Sam', owner_user_id: 1, turn_reason: '{"because":"NEVER_YET"}' },
      { owner: 'Alex', owner_user_id: 2, turn_reason: null },
      'owner Sam → Alex',
    ],
    ['reads any reason', { turn_reason: null }, { turn_reason: '7' }, 'turn reason none → unknown'],
    ['says that a task is no longer private', { private: true }, { private: false }, 'not private'],
    ['never shows a password', { has_password: false }, { has_password: true }, 'password set'],
    [
      'says that a password is gone',
      { has_password: true },
      { has_password: false },
      'password removed',
    ],
  ])('%s', (_, before, after, words) => {
    expect(summarize(update(before, after))).toEqual(words)
  })

  const words = ['status', 'priority', 'domain', 'effort', 'mode', 'when_away', 'turns', 'outcome']
  const texts = ['name', 'role', 'email', 'title', 'description', 'definition_of_done', 'rule']

  test.each([
    ...words.map((column) => [column, `${column.replaceAll('_', ' ')} low → high`]),
    ...texts.map((column) => [column, `${column.replaceAll('_', ' ')} “LOW” → “HIGH”`]),
    ['status_note', 'note “LOW” → “HIGH”'],
    ['materials_needed', 'materials “LOW” → “HIGH”'],
    ['note', 'note “LOW” → “HIGH”'],
    ['color', 'color LOW → HIGH'],
    ['due_date', 'due date LOW → HIGH'],
    ['starts_on', 'starts LOW → HIGH'],
    ['start_date', 'start date LOW → HIGH'],
    ['paused_until', 'paused until LOW → HIGH'],
    ['until_date', 'until LOW → HIGH'],
    ['on_date', 'done on LOW → HIGH'],
    ['completed_on', 'done on LOW → HIGH'],
    ['completed_by', 'done by LOW → HIGH'],
    ['selected_by', 'picked by LOW → HIGH'],
    ['occurrence_date', 'planned date LOW → HIGH'],
    ['occurrence_number', 'occurrence number LOW → HIGH'],
    ['completed_at', ''],
  ])('of %s: %s', (column, text) => {
    expect(summarize(update({ [column]: 'LOW' }, { [column]: 'HIGH' }))).toEqual(text)
  })

  test.each<[string, Values, Values, string]>([
    [
      'of who did a task and when goes without saying beside its status',
      { status: 'ACTIVE', completed_on: null, completed_by: null, completed_by_user_id: null },
      { status: 'DONE', completed_on: '2026-11-22', completed_by: 'Sam', completed_by_user_id: 2 },
      'status active → done',
    ],
    [
      'of the next date of a routine is said once',
      {
        occurrence_date: 'A',
        due_date: 'A',
        occurrence_number: 1,
        starts_on: 'A',
        created_at: 'A',
      },
      {
        occurrence_date: 'B',
        due_date: 'B',
        occurrence_number: 2,
        starts_on: 'B',
        created_at: 'B',
      },
      'due date A → B',
    ],
    [
      'of a planned date is said beside a due date that differs',
      { occurrence_date: 'A', due_date: 'C' },
      { occurrence_date: 'B', due_date: 'D' },
      'planned date A → B, due date C → D',
    ],
  ])('%s', (_, before, after, text) => {
    expect(summarize(update(before, after))).toEqual(text)
  })

  test('of an undo goes the other way', () => {
    const change = update({ due_date: null }, { due_date: '2026-11-27' })
    expect([summarize(change), summarizeUndo(change)]).toEqual([
      'due date none → 2026-11-27',
      'due date 2026-11-27 → none',
    ])
  })
})

test.each<[TableName, Values, string | undefined]>([
  ['users', { name: 'Sam' }, 'Sam'],
  ['tasks', { title: 'Bins' }, 'Bins'],
  ['daily_wins', { date: '2026-11-22' }, '2026-11-22'],
  ['occurrences', { routine_id: 1, routine: 'Bins', date: '2026-11-24' }, 'Bins of 2026-11-24'],
  ['occurrences', { routine_id: 1, routine: null, date: '2026-11-24' }, undefined],
  ['routine_members', { routine: 'Bins', user_id: 1, user: 'Sam' }, 'Sam in Bins'],
  ['routine_members', { routine: null, user_id: 1, user: 'Sam' }, undefined],
  ['routine_members', { routine: 'Bins', user_id: 7, user: null }, 'member 7 in Bins'],
  [
    'absences',
    { user_id: 1, user: 'Sam', from_date: '2026-11-22', until_date: '2026-11-23' },
    'Sam, 2026-11-22 to 2026-11-23',
  ],
  [
    'absences',
    { user_id: null, user: null, from_date: '2026-11-22', until_date: '2026-11-22' },
    'Everybody, 2026-11-22',
  ],
  ['rest_days', { from_date: '2026-11-22', until_date: '2026-11-22', weekday: null }, '2026-11-22'],
  [
    'rest_days',
    { from_date: '2026-11-22', until_date: null, weekday: 'SUN' },
    'every Sunday from 2026-11-22',
  ],
  [
    'rest_days',
    { from_date: '2026-11-22', until_date: '2026-12-22', weekday: 'MON' },
    'every Monday from 2026-11-22 to 2026-12-22',
  ],
])('a row of %s with %j is named %j', (table, values, name) => {
  expect(rowName(table, values)).toEqual(name)
})
