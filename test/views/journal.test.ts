import { describe, expect, test } from 'vitest'
import type { Change, CommandId, RecordedCommand } from '../../src/domain/journal.ts'
import type { Instant } from '../../src/domain/time.ts'
import { changeTable, reversalTable, reversedLines } from '../../src/views/journal.ts'
import { styleFor } from '../support/program/styles.ts'

const at = '2026-11-22T12:00:00.000Z' as Instant

function change(operation: Change['operation'], more: object = {}): Change {
  return {
    subject: 'Fix the chair',
    table_name: 'tasks',
    operation,
    before: null,
    after: null,
    ...more,
  } as Change
}

function command(name: string, ...changes: Change[]): RecordedCommand {
  return {
    id: 1 as CommandId,
    command: name,
    made_by_user_id: null,
    made_by: null,
    created_at: at,
    reversible: true,
    changes,
  }
}

const done = change('UPDATE', { before: { status: 'ACTIVE' }, after: { status: 'DONE' } })

const started = change('UPDATE', { before: { status: 'BACKLOG' }, after: { status: 'ACTIVE' } })
const today = { table_name: 'daily_wins', subject: '2026-11-22' } as const

test('a change by another program has no name and no command', () => {
  const changes = [{ ...done, created_at: at, made_by: null, command: null }]
  expect(changeTable(changes, styleFor())).toEqual(
    [
      'when         who  command          what',
      'today 12:00  –    another program  status active → done',
    ].join('\n'),
  )
})

describe('reversed commands', () => {
  test.each([
    [
      command('task remove', change('DELETE')),
      '↶ Undid task remove: “Fix the chair” is back',
      '↷ Redid task remove: “Fix the chair” deleted',
    ],
    [
      command('task add', change('INSERT')),
      '↶ Undid task add: “Fix the chair” deleted',
      '↷ Redid task add: “Fix the chair” added',
    ],
    [
      command('task done', done),
      '↶ Undid task done: “Fix the chair”, status done → active',
      '↷ Redid task done: “Fix the chair”, status active → done',
    ],
    [
      command('win pick', started, change('INSERT', today)),
      '↶ Undid win pick: “Fix the chair” (win of 2026-11-22) dropped, and 1 more change',
      '↷ Redid win pick: “Fix the chair” (win of 2026-11-22) picked, and 1 more change',
    ],
    [
      command('win drop', started, change('DELETE', today)),
      '↶ Undid win drop: “Fix the chair” (win of 2026-11-22) is back, and 1 more change',
      '↷ Redid win drop: “Fix the chair” (win of 2026-11-22) dropped, and 1 more change',
    ],
  ])('say what became of their rows', (reversed, undone, redone) => {
    const lines = [
      reversedLines([reversed], 'undo', styleFor()),
      reversedLines([reversed], 'redo', styleFor()),
    ]
    expect(lines).toEqual([undone, redone])
  })

  test('count their other changes', () => {
    const pick = command('win pick', started, change('INSERT', today))
    expect(reversedLines([{ ...pick, made_by: 'Alex' }], 'redo', styleFor())).toEqual(
      '↷ Redid win pick: “Fix the chair” (win of 2026-11-22) picked, and 1 more change (by Alex)',
    )
  })

  test('describe the first of several rows of one kind', () => {
    const both = command('task done', done, { ...done, subject: 'Paint the fence' })
    const added = change('INSERT', { table_name: 'users', subject: 'Alex' })
    const seeded = command('db seed', added, change('INSERT'))
    expect([both, seeded].map((each) => reversedLines([each], 'redo', styleFor()))).toEqual([
      '↷ Redid task done: “Fix the chair”, status active → done, and 1 more change',
      '↷ Redid db seed: “Alex” added, and 1 more change',
    ])
  })

  test('name a win by its date where its task did not change', () => {
    const note = { before: { note: null }, after: { note: 'rain' } }
    const win = change('UPDATE', { ...note, table_name: 'daily_wins', subject: '2026-11-22' })
    expect(reversedLines([command('win edit', win)], 'redo', styleFor())).toEqual(
      '↷ Redid win edit: win of 2026-11-22, note none → “rain”',
    )
  })

  test.each(['undo', 'redo'] as const)('are missing when there is nothing to %s', (direction) => {
    expect(reversalTable({ reversals: [], more: false }, direction, styleFor())).toEqual(
      `Nothing to ${direction}.`,
    )
  })
})
