import { expect, test } from 'vitest'
import {
  chooseTurn,
  type RotaMember,
  settledTurn,
  type Turn,
} from '../../src/domain/routine/turn.ts'
import type { TaskId } from '../../src/domain/task.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import { passedTurns, turnClause, turnSentence, turnWords } from '../../src/views/turn.ts'
import { rotaOf, userOf } from '../support/domain/rota.ts'

const style = { today: '2026-10-06' as CalendarDate }
const due = '2026-10-13' as CalendarDate
const sam = { user: userOf('Sam'), name: 'Sam' }
const away = ['2026-10-10..2026-10-20']

const rotated = (...members: Parameters<typeof rotaOf>) =>
  chooseTurn({ mode: 'ROTATE', members: rotaOf(...members) }, due)
const fixed = (members: readonly RotaMember[]) => chooseTurn({ mode: 'FIXED', members }, due)
const four = { Alex: {}, Sam: {}, Kim: {}, Ines: { away } }

test.each<[turn: Turn, sentence: string, clause: string | undefined]>([
  [
    rotated({ Alex: {}, Sam: {} }),
    'Alex’s turn: nobody has done it yet, and Alex is first.',
    'it is Alex’s turn, who has not done it yet',
  ],
  [
    rotated({ Alex: {}, Sam: {} }, ['Alex did 2026-10-06']),
    'Sam’s turn: Sam has not done it yet.',
    'it is Sam’s turn, who has not done it yet',
  ],
  [
    rotated({ Alex: {}, Sam: {}, Kim: {} }, ['Alex did 2026-10-06']),
    'Sam’s turn: Sam has not done it yet.',
    'it is Sam’s turn, who has not done it yet',
  ],
  [
    rotated({ Alex: {}, Sam: {} }, ['Sam did 2026-09-22', 'Alex did 2026-09-29']),
    'Sam’s turn: Sam did it last on 22 Sep, Alex on 29 Sep.',
    'it is Sam’s turn, who did it last on 22 Sep',
  ],
  [
    rotated({ Alex: {}, Sam: {} }, ['Sam missed 2025-12-30', 'Alex missed 2026-09-29']),
    'Sam’s turn: Sam missed it on 30 Dec 2025, Alex on 29 Sep.',
    'it is Sam’s turn, who missed it on 30 Dec 2025',
  ],
  [
    rotated(four, ['Sam did 2026-09-01', 'Alex missed 2026-09-08', 'Kim did 2026-09-15']),
    'Sam’s turn: Sam did it last on 1 Sep, Alex missed it on 8 Sep, Kim did it last on 15 Sep; Ines is away then.',
    'it is Sam’s turn, who did it last on 1 Sep',
  ],
  [
    rotated({ ...four, Alex: { away } }, ['Sam did 2026-09-01', 'Kim did 2026-09-15']),
    'Sam’s turn: Sam did it last on 1 Sep, Kim on 15 Sep; Alex and Ines are away then.',
    'it is Sam’s turn, who did it last on 1 Sep',
  ],
  [
    chooseTurn({ mode: 'LEAST', members: rotaOf({ Alex: {}, Sam: {} }) }, due),
    'Alex’s turn: Alex has had the least to do lately.',
    'it is Alex’s turn, who has had the least to do lately',
  ],
  [fixed(rotaOf({ Sam: {} })), 'Sam’s turn: it is always Sam’s.', undefined],
  [
    fixed(rotaOf({ Sam: { away } })),
    'Sam’s turn: it is always Sam’s, who is away then.',
    'it is Sam’s turn, who is away then',
  ],
  [rotated({ Sam: {} }), 'Sam’s turn: nobody else takes turns.', 'it is Sam’s turn'],
  [
    rotated({ Alex: { away }, Sam: {}, Kim: { away } }),
    'Sam’s turn: Alex and Kim are away then.',
    'it is Sam’s turn, because Alex and Kim are away then',
  ],
  [
    rotated({ Alex: { away } }),
    'Nobody’s turn: Alex is away then.',
    'it is nobody’s turn, because Alex is away then',
  ],
  [rotated({}), 'Nobody’s turn: nobody takes turns any more.', 'it is nobody’s turn'],
  [
    settledTurn('ROTATE', sam, 'SKIPPED_LAST_TIME'),
    'Sam’s turn: it was skipped last time.',
    'it is still Sam’s turn',
  ],
  [settledTurn('NONE', sam, 'TAKEN'), 'Sam’s turn: Sam took it over.', 'it is Sam’s turn'],
  [
    settledTurn('ROTATE', sam, 'ASSIGNED'),
    'Sam’s turn: it was assigned to Sam.',
    'it is Sam’s turn',
  ],
  [
    settledTurn('ROTATE', undefined, 'ASSIGNED'),
    'Nobody’s turn: it was unassigned.',
    'it is nobody’s turn',
  ],
])('$1', ({ reason }, sentence, clause) => {
  expect([
    reason && turnSentence(reason, style),
    turnClause({ turn_reason: reason && JSON.stringify(reason), turn_names: null }, style),
  ]).toEqual([sentence, clause])
})

test('nothing is said of a turn where nobody has any', () => {
  const none = { turn_reason: null, turn_names: null }
  expect([turnClause(none, style), turnWords(none, style)]).toEqual([undefined, undefined])
})

test('turns that passed on are named up to five, and those of nobody apart from them', () => {
  const turns = ['Sam', null, 'Kim', 'Sam', 'Sam', 'Sam', 'Kim', null].map((to, index) => {
    return { task: (index + 1) as TaskId, title: `T${index + 1}`, from: 'Alex', to }
  })
  expect([passedTurns(turns), passedTurns(turns.slice(1, 3)), passedTurns([])]).toEqual([
    [
      '  6 turns passed on: #1 “T1” to Sam, #3 “T3” to Kim, #4 “T4” to Sam, #5 “T5” to Sam, #6 “T6” to Sam and 1 more',
      '  2 turns are nobody’s now: #2 “T2”, #8 “T8”',
    ],
    ['  1 turn passed on: #3 “T3” to Kim', '  1 turn is nobody’s now: #2 “T2”'],
    [],
  ])
})
