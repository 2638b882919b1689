import { describe, expect, test } from 'vitest'
import { type Change, summarize, summarizeUndo, type Values } from '../../src/domain/journal.ts'

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

  test('of an undo goes the other way', () => {
    const change = update({ due_date: null }, { due_date: '2026-11-27' })
    expect([summarize(change), summarizeUndo(change)]).toEqual([
      'due date none → 2026-11-27',
      'due date 2026-11-27 → none',
    ])
  })
})
