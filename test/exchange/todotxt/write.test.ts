import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { priorities, type RoutineId, taskStatuses } from '../../../src/domain/task.ts'
import { readTodotxt } from '../../../src/exchange/todotxt/read.ts'
import { writeTodotxt } from '../../../src/exchange/todotxt/write.ts'
import { anyDate } from '../../support/domain/random-rules.ts'
import { findIn, reading, written } from '../../support/exchange/reading.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { routineValue, taskValue } from '../../support/household/values.ts'

type Changes = Parameters<typeof taskValue>[0]

describe('writeTodotxt', () => {
  it.each<[string, Changes]>([
    ['(C) 2026-11-20 Fix the tap', {}],
    ['2026-11-20 Fix the tap', { priority: 'LOW' }],
    [
      '(A) 2026-11-20 Fix the tap +Home_Repairs due:2026-12-01 t:2026-11-28 status:blocked',
      {
        priority: 'URGENT',
        category: 'Home Repairs',
        due_date: '2026-12-01',
        starts_on: '2026-11-28',
        status: 'BLOCKED',
        status_note: 'No washer',
      },
    ],
    [
      'x 2026-11-21 2026-11-20 Fix the tap +a__b pri:B',
      {
        priority: 'HIGH',
        category: 'a_b',
        status: 'DONE',
        completed_on: '2026-11-21',
        completed_at: '2026-11-21T23:30:00.000Z',
      },
    ],
    [
      'x 2026-11-22 2026-11-20 Fix the tap',
      { status: 'DONE', completed_at: '2026-11-21T23:30:00.000Z' },
    ],
    ['x Fix the tap status:abandoned', { status: 'ABANDONED' }],
    ['(C) 2026-11-20 \\x marks', { title: 'x marks' }],
    ['(C) 2026-11-20 \\(A) \\+b \\due:x a+b @c k:v', { title: '(A) +b due:x a+b @c k:v' }],
    [
      '(C) 2026-11-20 +Home x +b \\\\+c \\due:x +1',
      { title: 'x +b \\+c due:x +1', category: 'Home' },
    ],
    ['(C) 2026-11-20 \\\\+b \\a', { title: '\\+b \\a' }],
    ['(C) 2026-11-21 Fix the tap', { created_at: '2026-11-20T23:30:00.000Z' }],
  ])('writes %s', async (line, changes) => {
    expect(await written(writeTodotxt, [taskValue(changes)])).toBe(`${line}\n`)
  })

  it.each([
    ['week on tue', 'CALENDAR', ' rec:+1w'],
    ['2 weeks', 'CALENDAR', ' rec:+2w'],
    ['month on 24', 'CALENDAR', ' rec:+1m'],
    ['year on 24 nov', 'CALENDAR', ' rec:+1y'],
    ['3 days', 'CALENDAR', ' rec:+3d'],
    ['weekdays', 'CALENDAR', ' rec:+1b'],
    ['10 days', 'AFTER', ' rec:10d'],
    ['1 day on mon,tue,wed,thu,fri', 'AFTER', ' rec:1b'],
    ['week on tue,fri', 'CALENDAR', ''],
    ['month on last tue', 'CALENDAR', ''],
    ['4 weeks on sun', 'AFTER', ''],
  ])(
    'says how the routine %s (%s) repeats, where that can be said:%s',
    async (rule, mode, word) => {
      const routine = routineValue({ id: 3, rule, mode })
      const dates = { due_date: '2026-11-24', occurrence_date: '2026-11-24' }
      const task = taskValue({ routine_id: 3, ...dates })
      const routines = new Map([[3 as RoutineId, routine]])
      const text = await written(writeTodotxt, [task], routines)
      expect(text).toBe(`(C) 2026-11-20 Fix the tap due:2026-11-24${word}\n`)
      const [read] = (await findIn(readTodotxt, text)).routines
      if (word !== '') expect([read?.mode, read?.start]).toEqual([mode, '2026-11-24'])
    },
  )

  it.each([
    ['month on 1', '2026-12-01', ' rec:+1m'],
    ['month on 28', '2026-11-28', ' rec:+1m'],
    ['month on 29', '2026-11-29', ''],
    ['year on 28 feb', '2027-02-28', ' rec:+1y'],
    ['year on 29 feb', '2028-02-29', ''],
    ['4 weeks', '2026-11-30', ' rec:+4w'],
  ])('says the routine %s from %s, if all months have its day:%s', async (rule, date, word) => {
    const task = taskValue({ routine_id: 3, due_date: date, occurrence_date: date })
    const routines = new Map([[3 as RoutineId, routineValue({ id: 3, rule })]])
    expect(await written(writeTodotxt, [task], routines)).toBe(
      `(C) 2026-11-20 Fix the tap due:${date}${word}\n`,
    )
  })

  it('does not say that a routine repeats for ever or on another day than it does', async () => {
    const dates = { due_date: '2026-11-24', occurrence_date: '2026-11-24' }
    const tasks = [
      taskValue({ routine_id: 1, ...dates, due_date: '2026-11-25' }),
      taskValue({ routine_id: 2, ...dates }),
      taskValue({ routine_id: 3, due_date: '2026-01-31', occurrence_date: '2026-01-31' }),
    ]
    const routines = [
      routineValue({ id: 1 }),
      routineValue({ id: 2, until_date: '2027-01-01' }),
      routineValue({ id: 3, rule: 'month' }),
    ]
    const text = await written(
      writeTodotxt,
      tasks,
      new Map(routines.map((routine) => [routine.id, routine])),
    )
    expect(text).not.toContain('rec:')
  })

  it('is read back with the same titles, states, dates, priorities and categories', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTask, { maxLength: 4 }), async (tasks) => {
        const { tasks: records, faults } = await readTodotxt(
          await written(writeTodotxt, tasks),
          reading,
        )
        expect(faults).toEqual([])
        expect(
          records.map((record) => ({
            title: record.title,
            status: record.status ?? 'BACKLOG',
            due_date: record.due ?? null,
            starts_on: record.starts ?? null,
            completed_on: record.completedOn ?? null,
            priority: record.priority ?? 'MEDIUM',
            category: record.category ?? null,
          })),
        ).toEqual(
          tasks.map(({ title, status, due_date, starts_on, completed_on, priority, category }) => {
            return { title, status, due_date, starts_on, completed_on, priority, category }
          }),
        )
      }),
    )
  })

  const hasTodotxt = spawnSync('todo-txt', ['-V']).error === undefined
  const why = hasTodotxt ? '' : ' (passed over: todo-txt is not here)'
  test.skipIf(!hasTodotxt)(`is listed and ticked off by todo.txt-cli${why}`, async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'todo.txt')
    const settings = {
      TODO_DIR: folder,
      TODO_FILE: file,
      DONE_FILE: join(folder, 'done.txt'),
      REPORT_FILE: join(folder, 'report.txt'),
    }
    const exports = Object.entries(settings).map(([name, value]) => `export ${name}='${value}'\n`)
    writeFileSync(join(folder, 'config'), exports.join(''))
    const run = (...words: readonly string[]) => {
      const options = ['-p', '-a', '-d', join(folder, 'config')]
      return execFileSync('todo-txt', [...options, ...words], { encoding: 'utf8' })
    }
    const tasks = [
      taskValue({ title: 'Fix the “tap”', category: 'Home Repairs', due_date: '2026-12-01' }),
      taskValue({ title: 'x marks +1', priority: 'URGENT' }),
      taskValue({ title: 'Bins', status: 'DONE', completed_on: '2026-11-21' }),
    ]
    const text = await written(writeTodotxt, tasks)
    writeFileSync(file, text)
    expect(run('list')).toBe(
      '2 (A) 2026-11-20 \\x marks \\+1\n' +
        '1 (C) 2026-11-20 Fix the “tap” +Home_Repairs due:2026-12-01\n' +
        '3 x 2026-11-21 2026-11-20 Bins\n--\nTODO: 3 of 3 tasks shown\n',
    )
    expect(run('listproj')).toBe('+Home_Repairs\n')
    run('do', '1')
    const [before, after] = await Promise.all(
      [text, readFileSync(file, 'utf8')].map(
        async (each) => (await findIn(readTodotxt, each)).tasks,
      ),
    )
    expect(
      after?.map(({ sourceId, title, due, status }) => [sourceId, title, due, status]),
    ).toEqual(
      before?.map(({ sourceId, title, due }) => {
        return [sourceId, title, due, title.startsWith('x') ? undefined : 'DONE']
      }),
    )
  })
})

const signs = fc.constantFrom(
  ...['x', '(A)', '2026-02-30', '+a', '+', '\\', '\\+a', 'due:2026-12-01', 't:x', 'rec:+1w'],
  ...['h:1', 'pri:A', 'status:active', '@a', '', 'key:value', 'é'],
)
/** A title as a task has it. */
const anyTitle = fc
  .oneof(
    fc.array(signs, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  .map((text) => text.replace(/[^ -~\xa0-\u2027\u202a-\uffff]|\ufffd/g, '').normalize('NFC'))
  .map((text) => text.trim() || 'a')
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
/** Names of categories, without a blank beside an underscore. */
const anyCategory = fc.stringMatching(
  /^[A-Z+@\\'][a-zäß:]{0,3}(?: [a-z]{1,3}){0,2}(?:_[a-z]{1,3})?$/,
)

const anyTask = fc
  .record({
    title: anyTitle,
    category: orNull(anyCategory),
    priority: fc.constantFrom(...priorities),
    due_date: orNull(anyDate),
    starts_on: orNull(anyDate),
    status: fc.constantFrom(...taskStatuses),
    completed_on: anyDate,
  })
  .map((values) =>
    taskValue({ ...values, completed_on: values.status === 'DONE' ? values.completed_on : null }),
  )
