import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Routine } from '../../../src/domain/routine/routine.ts'
import {
  domains,
  efforts,
  priorities,
  type RoutineId,
  type Task,
  taskStatuses,
} from '../../../src/domain/task.ts'
import { keepsNote } from '../../../src/domain/task-status.ts'
import { readCsv } from '../../../src/exchange/csv/read.ts'
import { readRows } from '../../../src/exchange/csv/rows.ts'
import { writeCsv } from '../../../src/exchange/csv/write.ts'
import type { TaskRecord } from '../../../src/exchange/records.ts'
import { anyDate } from '../../support/domain/random-rules.ts'
import {
  damagedTexts,
  failuresOf,
  findIn,
  reading,
  written,
} from '../../support/exchange/reading.ts'
import { routineValue, taskValue } from '../../support/household/values.ts'
import { isLongRun } from '../../support/long.ts'

const header =
  'uuid,title,description,domain,effort,definition_of_done,reviewed,materials_needed,owner,' +
  'category,priority,due_date,private,status,status_note,completed_at,completed_on,completed_by,' +
  'created_at,updated_at,routine,rule,occurrence_number,occurrence_date,starts_on\r\n'

const write = (tasks: readonly Task[], routines?: ReadonlyMap<RoutineId, Routine>) =>
  written(writeCsv, tasks, routines)

describe('writeCsv', () => {
  it('writes a row for each task, and how its routine repeats', async () => {
    const routine = routineValue({ id: 3, says: 'every 2 weeks on mon, thu' })
    const ofRoutine = taskValue({
      routine_id: 3,
      routine: 'Bins',
      occurrence_number: 2,
      occurrence_date: '2026-11-24',
      due_date: '2026-11-24',
      starts_on: '2026-11-23',
      description: 'Put "both" out,\nthen back',
    })
    const routines = new Map([[3 as RoutineId, routine]])
    const uuid = '00000000-0000-4000-8000-000000000001'
    const morning = '2026-11-20T08:00:00.000Z'
    expect(await write([ofRoutine, taskValue({ private: true })], routines)).toBe(
      header +
        `${uuid},Fix the tap,"Put ""both"" out,\nthen back",REPAIRS,SMALL,No drop in an hour,` +
        `true,,Alex,,MEDIUM,2026-11-24,false,BACKLOG,,,,,${morning},${morning},Bins,` +
        '"every 2 weeks on mon, thu",2,2026-11-24,2026-11-23\r\n' +
        `${uuid},Fix the tap,,REPAIRS,SMALL,No drop in an hour,` +
        `true,,Alex,,MEDIUM,,true,BACKLOG,,,,,${morning},${morning},,,,,\r\n`,
    )
  })

  it('writes the names of the columns alone without tasks', async () => {
    expect(await write([])).toBe(header)
  })

  it.each([
    ['=1+2', `'=1+2`],
    ['+1', `'+1`],
    ['-1', `'-1`],
    ['@home', `'@home`],
    [`'=1`, `''=1`],
    [`''`, `'''`],
    [`'tis`, `'tis`],
    ['a=1', 'a=1'],
    ['=a,b', `"'=a,b"`],
  ])('writes %s so that no spreadsheet takes it for a formula', async (title, cell) => {
    const text = await write([taskValue({ title })])
    expect(text.split('\r\n')[1]).toContain(`,${cell},`)
    expect((await findIn(readCsv, text)).tasks[0]?.title).toBe(title)
  })
})

describe('readCsv', () => {
  it('reads any of the columns in any order, and tells the others', async () => {
    const text =
      'Points, Due Date ,TITLE,status,private,,category\n' +
      '3,2026-12-01,"Bins, and\nglass",active,TRUE,x,Kitchen\n' +
      ',,,,,,\n' +
      '\n' +
      ',,Tap,,,,\n'
    expect(await findIn(readCsv, text)).toEqual({
      tasks: [
        {
          line: 2,
          sourceId: expect.any(String),
          title: 'Bins, and\nglass',
          due: '2026-12-01',
          status: 'ACTIVE',
          private: true,
          category: 'Kitchen',
        },
        { line: 6, sourceId: '{"title":"Tap"}', title: 'Tap' },
      ],
      routines: [],
      lost: { points: 1, 'columns without a name': 1 },
      faults: [],
    })
  })

  it('knows a record by what it says, wherever its columns are', async () => {
    const [one] = (await findIn(readCsv, 'title,effort\na,tiny\n')).tasks
    const [other] = (await findIn(readCsv, 'effort,title\r\nTINY,a\r\n')).tasks
    expect(one).toEqual(other)
  })

  it.each([
    ['semicolons', 'title;due_date\nBins;2026-12-01\n'],
    ['tabs', 'title\tdue_date\nBins\t2026-12-01\n'],
    ['blank rows first', '\n,\ntitle,due_date\nBins,2026-12-01\n'],
    ['quotes everywhere', '"title","due_date"\n"Bins","2026-12-01"'],
    ['empty cells at the end', 'title,due_date\nBins,2026-12-01,,\n'],
  ])('reads a file with %s', async (_, text) => {
    const { tasks, faults } = await findIn(readCsv, text)
    const found = tasks.map(({ title, due }) => [title, due])
    expect([found, faults]).toEqual([[['Bins', '2026-12-01']], []])
  })

  it.each([
    ['Tap', 'This row ends after 1 of 3 cells.'],
    ['Tap,a,b,c', 'This row has more cells than the first row.'],
    ['"Tap"x,,', 'A quotation mark inside of quotes must be doubled.'],
    ['"Tap "a" b",,', 'A quotation mark inside of quotes must be doubled.'],
    ['Tap,soon,', '“due_date” is not a date, such as 2026-12-01.'],
    [',2026-12-01,', 'The title is missing.'],
  ])('refuses the row %s alone', async (row, message) => {
    const text = `title,due_date,note\r\n"a\r\nb",,\r\n${row}\r\nBins,,\r\n`
    const { tasks, faults } = await findIn(readCsv, text)
    expect([tasks.length, faults]).toEqual([2, [{ line: 4, message }]])
  })

  // A reader that does more work than there is text takes longer than a test may.
  const size = (isLongRun ? 32 : 1) * 2 ** 20
  const neverClosed = 'A quotation mark opens here and is never closed.'
  const closedLate =
    'A quotation mark opens here and is not closed for many lines. Nothing after it was read.'
  const longRow = 'This row has more than 100,000 characters. Nothing after it was read.'
  const broken = 'Too many rows have wrong quotation marks. Nothing after this one was read.'
  const manyRows = 'There are more than 500,000 rows. Nothing after them was read.'
  it.each([
    ['quotes that are never closed', 'title\r\nBins\r\n"Tap\r\nDoor\r\n', 3, neverClosed],
    ['such quotes in the first row', '"title\nBins\n', 1, neverClosed],
    ['such quotes of 32 MiB', `title\nBins\n"${'a,b\n'.repeat(size / 4)}`, 3, closedLate],
    ['a cell of 32 MiB', `title\nBins\n${'a'.repeat(size)}\n`, 3, longRow],
    ['a first row of 32 MiB', 'a'.repeat(size), 1, longRow],
    ['32 Mi of cells', `title\nBins\n${','.repeat(size)}`, 3, longRow],
    ['32 Mi of rows', `title,effort\nBins,\n${'\n'.repeat(size)}`, 500_001, manyRows],
  ])('cannot read on after %s', async (_, text, line, message) => {
    const { tasks, faults } = await findIn(readCsv, text)
    expect([tasks.length, faults]).toEqual([line === 1 ? 0 : 1, [{ line, message }]])
  })

  it('cannot read on after many rows with wrong quotes', async () => {
    const long = `"${'a\n'.repeat(49_000)}",,`
    const text = `title,a,b\n${long}\n${'"a"x,,\n'.repeat(size / 7)}`
    const { tasks, faults } = await findIn(readCsv, text)
    expect([tasks.length, faults.length, faults.at(-1)?.message]).toEqual([1, 3335, broken])
  })

  it('takes quotes in a cell without quotes, and doubled ones at its ends', async () => {
    const text = 'title,description\n3" nails,5"\n"""a""",""""\n'
    const { tasks, faults } = await findIn(readCsv, text)
    const found = tasks.map(({ title, description }) => [title, description])
    expect([found, faults]).toEqual([
      [
        ['3" nails', '5"'],
        ['"a"', '"'],
      ],
      [],
    ])
  })

  it.each([
    ['name,due\nBins,\n', 'The first row has no column “title”, but “name”, “due”.'],
    ['__proto__\nBins\n', 'The first row has no column “title”, but “__proto__”.'],
    ['title,Title\nBins,\n', 'The first row has two columns “title”.'],
  ])('refuses the file %j', async (text, message) => {
    const refusal = findIn(readCsv, text)
    await expect(refusal).rejects.toMatchObject({ code: 'usage', message })
  })

  it('survives damage', async () => {
    const text = await write([taskValue(), taskValue({ title: '"a"\n,' }), taskValue()])
    expect(await failuresOf(readCsv, damagedTexts(text))).toEqual([])
  })
})

describe('a round trip', () => {
  it('gives the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTask, { maxLength: 4 }), async (tasks) => {
        const numbered = tasks.map((task, index) => ({ ...task, uuid: uuidOf(index) }))
        const text = await write(numbered)
        const { tasks: records, faults } = await readCsv(text, reading)
        expect(faults).toEqual([])
        expect(await write(records.map(taskOf))).toBe(text)
      }),
    )
  })

  it('gives the same rows, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { minLength: 1, maxLength: 4 })), (rows) => {
        const text = rows.map((cells) => `${cells.map(quoted).join()}\r\n`).join('')
        expect(readRows(text, ',').map(({ cells, fault }) => fault ?? cells)).toEqual(rows)
      }),
    )
  })
})

const anyCell = fc.oneof(
  fc.constantFrom('', '"', ',', '\n', '\r\n', "'", '=1', 'a "b" c', ' a ', '\r'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) || cell.length % 3 === 0 ? `"${cell.replaceAll('"', '""')}"` : cell
}

const signs = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  "'",
  '"',
  ',',
  ';',
  'a',
  '1',
  ' ',
  '\r',
  '\n',
  '\t',
)
/** A text as a task has it: in NFC, trimmed and not empty. */
const anyText = fc
  .oneof(fc.string({ unit: signs, maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
  .map(
    (text) =>
      text
        .replace(/[\0\ufffd]/g, '')
        .normalize('NFC')
        .trim() || 'x',
  )
const anyMoment = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9998-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

const anyTask = fc
  .record({
    title: anyText,
    description: orNull(anyText),
    domain: fc.constantFrom(...domains),
    effort: fc.constantFrom(...efforts),
    definition_of_done: anyText,
    reviewed: fc.boolean(),
    materials_needed: orNull(anyText),
    owner: orNull(anyText),
    category: orNull(anyText),
    priority: fc.constantFrom(...priorities),
    due_date: orNull(anyDate),
    private: fc.boolean(),
    status: fc.constantFrom(...taskStatuses),
    status_note: orNull(anyText),
    completed_at: anyMoment,
    completed_on: orNull(anyDate),
    completed_by: orNull(anyText),
    created_at: anyMoment,
    updated_at: anyMoment,
    starts_on: orNull(anyDate),
  })
  .map((values) =>
    taskValue({
      ...values,
      ...(keepsNote(values.status) ? {} : { status_note: null }),
      ...(values.status === 'DONE'
        ? {}
        : { completed_at: null, completed_on: null, completed_by: null }),
    }),
  )

function uuidOf(index: number): string {
  return `00000000-0000-4000-8000-00000000000${index}`
}

/** The task that a record describes. */
function taskOf(record: TaskRecord): Task {
  return taskValue({
    uuid: record.uuid,
    title: record.title,
    description: record.description ?? null,
    domain: record.domain,
    effort: record.effort,
    definition_of_done: record.definitionOfDone,
    reviewed: record.reviewed,
    materials_needed: record.materials ?? null,
    owner: record.owner ?? null,
    category: record.category ?? null,
    priority: record.priority,
    due_date: record.due ?? null,
    private: record.private,
    status: record.status,
    status_note: record.statusNote ?? null,
    completed_at: record.completedAt ?? null,
    completed_on: record.completedOn ?? null,
    completed_by: record.completedBy ?? null,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    starts_on: record.starts ?? null,
  })
}
