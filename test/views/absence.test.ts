import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { MovedRoutine } from '../../src/db/absences/moves.ts'
import type { TaskId } from '../../src/domain/task.ts'
import type { Style } from '../../src/terminal/paint.ts'
import { absenceTable, addedAbsence, deletedAbsence } from '../../src/views/absence.ts'
import { absenceValue } from '../support/household/values.ts'
import { colored, styleFor } from '../support/program/styles.ts'

const lake = absenceValue({
  ...{ id: 12, from_date: '2026-12-24', until_date: '2027-01-02' },
  note: 'At the lake with the whole family and the dog',
})
const over = absenceValue({ user_id: null, user: null, from_date: '2026-11-21' })
const absences = [
  lake,
  absenceValue({ id: 3, user: 'Maximiliane' }),
  { ...over, until_date: over.from_date },
]

test.each([
  [
    undefined,
    [
      'id  who          from        until           when  note',
      '12  Sam          Thu 24 Dec  Sat 2 Jan 2027        At the lake with the whole family and the dog',
      ' 3  Maximiliane  Sun 22 Nov  Wed 25 Nov      now',
      ' 1  Everybody    Sat 21 Nov  Sat 21 Nov      over',
    ],
  ],
  [
    60,
    [
      'id  who         from        until           when  note',
      '12  Sam         Thu 24 Dec  Sat 2 Jan 2027        At the la…',
      ' 3  Maximilia…  Sun 22 Nov  Wed 25 Nov      now',
      ' 1  Everybody   Sat 21 Nov  Sat 21 Nov      over',
    ],
  ],
])('absences are listed within %j columns', (columns, lines) => {
  expect(absenceTable(absences, styleFor(columns)).split('\n')).toEqual(lines)
})

const moved = (title: string, date: string | null) =>
  ({ id: 1, title, task: 1, date, private_to: null }) as MovedRoutine

test('an answer says what moved and what ended, and divides no date', () => {
  const changed = {
    absence: lake,
    passed: [{ task: 4 as TaskId, title: 'Dishes', from: 'Sam', to: 'Kim' }],
    moved: [
      moved('Take out the bins', '2026-12-29'),
      moved('Lawn', null),
      moved('Dog', '2027-01-03'),
    ],
  }
  expect([
    addedAbsence(changed, styleFor(60)).split('\n'),
    deletedAbsence({ ...changed, moved: [], passed: [] }, styleFor()).split('\n'),
  ]).toEqual([
    [
      '✓ Added absence 12: Sam, Thu 24 Dec to Sat 2 Jan 2027',
      '  Moved 2 routines: Take out the bins to Tue 29 Dec, Dog to',
      '  Sun 3 Jan 2027',
      '  Ended 1 routine: Lawn',
      '  1 turn passed on: #4 “Dishes” to Kim',
    ],
    ['✓ Deleted absence 12: Sam, Thu 24 Dec to Sat 2 Jan 2027'],
  ])
})

test.each([60, 80, 120, undefined])('looks the same without color at %j columns', (columns) => {
  const texts = (style: Style) => [
    absenceTable(absences, style),
    addedAbsence({ absence: lake, moved: [moved('Dog', null)], passed: [] }, style),
  ]
  expect(texts(styleFor(columns, colored)).map(stripVTControlCharacters)).toEqual(
    texts(styleFor(columns)),
  )
})
