import { expect, test } from 'vitest'
import type { Imported } from '../../src/db/exchange/source.ts'
import type { RoutineId, TaskId } from '../../src/domain/task.ts'
import { importReport, type Typed } from '../../src/views/import.ts'
import { styleFor } from '../support/program/styles.ts'

const nothing: Imported = {
  added: [],
  routines: [],
  updated: [],
  unchanged: 0,
  kept: [],
  skipped: [],
  records: { added: 0, updated: 0, unchanged: 0, kept: 0 },
  strangers: new Map(),
  lost: new Map(),
}

const ids = (count: number) => Array.from({ length: count }, (_, place) => (place + 1) as TaskId)

function linesOf(imported: Partial<Imported>, records: number, typed: Partial<Typed> = {}) {
  const report = { imported: { ...nothing, ...imported }, format: 'todotxt', records }
  const all = { ...report, name: 'todo.txt', typed: {}, ...typed }
  return importReport(all, styleFor(80)).split('\n')
}

test('an import of nothing says so', () => {
  expect(linesOf({}, 0)).toEqual(['✓ 0 records of “todo.txt” (todotxt): nothing to import.'])
})

test('an import says what became of each record', () => {
  const records = { added: 3, updated: 1, unchanged: 2, kept: 0 }
  const imported = { added: ids(2), routines: [1 as RoutineId], updated: ids(1), records }
  expect(linesOf({ ...imported, unchanged: 2 }, 6)).toEqual([
    '✓ 6 records of “todo.txt” (todotxt): 3 added, 1 updated and 2 unchanged.',
    '  1 routine and 2 tasks are new: a routine has tasks of its own.',
  ])
})

test('what was kept can be taken from what is piped in again', () => {
  const records = { ...nothing.records, kept: 12 }
  const typed = { name: '-', typed: { dryRun: true, mapOwner: 'kai=sam' } }
  expect(linesOf({ kept: ids(12), records }, 12, typed)).toEqual([
    '✓ 12 records of what was piped in (todotxt): 12 kept.',
    '  Kept as they are here: #1, #2, #3, #4, #5, #6, #7, #8, #9, #10 and 2 more',
    '  To take them from the file, pipe it in again to: momentum import - --from todotxt --map-owner kai=sam --overwrite',
  ])
})

test('ten records that were left out are named, and what was lost, the most frequent first', () => {
  const skipped = Array.from({ length: 11 }, (_, place) => ({
    line: place + 1,
    message: 'This is no task.',
  }))
  const lost = new Map([
    ['alarms', 1],
    ['tags', 3],
  ])
  expect(linesOf({ skipped, lost, strangers: new Map([['kai', 2]]) }, 11)).toEqual([
    '✓ 11 records of “todo.txt” (todotxt): 11 left out.',
    '  Left out:',
    ...skipped.slice(0, 10).map(({ line }) => `    line ${line}: This is no task.`),
    '    … and 1 more',
    '  No members here: kai',
    "  To say who is meant: momentum import todo.txt --from todotxt --map-owner 'kai=<user>'",
    '  Momentum has no place for:',
    '    3 × tags',
    '    1 × alarms',
  ])
})
