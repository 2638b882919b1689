import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Note } from '../../../src/domain/note.ts'
import type { Routine } from '../../../src/domain/routine/routine.ts'
import {
  domains,
  efforts,
  priorities,
  type RoutineId,
  type Task,
  type TaskId,
  taskStatuses,
} from '../../../src/domain/task.ts'
import { keepsNote } from '../../../src/domain/task-status.ts'
import { readTaskwarrior } from '../../../src/exchange/taskwarrior/read.ts'
import { writeTaskwarrior } from '../../../src/exchange/taskwarrior/write.ts'
import { anyDate } from '../../support/domain/random-rules.ts'
import {
  damagedTexts,
  failuresOf,
  findIn,
  reading,
  written,
} from '../../support/exchange/reading.ts'
import { newTaskwarrior, taskwarrior } from '../../support/exchange/taskwarrior.ts'
import { routineValue, taskValue, uuid } from '../../support/household/values.ts'

const write = (
  tasks: readonly Task[],
  routines: readonly Routine[] = [],
  notes: ReadonlyMap<TaskId, readonly Note[]> = new Map(),
) =>
  written(writeTaskwarrior, tasks, new Map(routines.map((routine) => [routine.id, routine])), notes)

/** The objects that are written. */
const writeItems = async (...args: Parameters<typeof write>) => JSON.parse(await write(...args))

function note(text: string, created_at: string): Note {
  return { id: 1, task_id: 1, author_user_id: null, author: null, text, created_at } as Note
}

type Fields = Readonly<Record<string, unknown>>

const plain = {
  description: 'Fix the tap',
  priority: 'M',
  entry: '20261120T080000Z',
  modified: '20261120T080000Z',
  momentumdomain: 'REPAIRS',
  momentumeffort: 'SMALL',
  momentumdonemeans: 'No drop in an hour',
  momentumowner: 'Alex',
}

describe('writeTaskwarrior', () => {
  it('writes a list with an object a line', async () => {
    const line = (number: number) =>
      `{"uuid":"${uuid(number)}","description":"Fix the tap","priority":"M",` +
      '"entry":"20261120T080000Z","modified":"20261120T080000Z","momentumdomain":"REPAIRS",' +
      '"momentumeffort":"SMALL","momentumdonemeans":"No drop in an hour",' +
      '"momentumowner":"Alex","status":"pending"}'
    const tasks = [1, 2, 3].map((number) => taskValue({ uuid: uuid(number) }))
    expect(await write(tasks)).toBe(`[\n${line(1)},\n${line(2)},\n${line(3)}\n]\n`)
    expect(await write([])).toBe('[\n]\n')
  })

  it('writes what Taskwarrior has a place for there, and the rest as attributes', async () => {
    const task = taskValue({
      description: 'Under\nthe sink',
      materials_needed: 'A washer',
      category: 'Kitchen',
      priority: 'URGENT',
      due_date: '2026-12-01',
      starts_on: '2026-11-30',
      status: 'BLOCKED',
      status_note: 'No washer',
      private: true,
      reviewed: false,
    })
    const notes = [
      note('called', '2026-11-20T08:00:00.500Z'),
      note('again', '2026-11-21T08:00:00Z'),
    ]
    expect(await writeItems([task], [], new Map([[task.id, notes]]))).toEqual([
      {
        ...plain,
        uuid: uuid(1),
        project: 'Kitchen',
        priority: 'H',
        status: 'pending',
        due: '20261130T230000Z',
        wait: '20261129T230000Z',
        annotations: [
          { entry: '20261120T080000Z', description: 'Under\nthe sink' },
          { entry: '20261120T080001Z', description: 'called' },
          { entry: '20261121T080000Z', description: 'again' },
        ],
        momentumnotes: '20261120T080001Z 20261121T080000Z',
        momentumurgent: 'yes',
        momentummaterials: 'A washer',
        momentumunreviewed: 'yes',
        momentumprivate: 'yes',
        momentumstatus: 'BLOCKED',
        momentumstatusnote: 'No washer',
      },
    ])
  })

  it.each([
    [{ status: 'ACTIVE' }, { status: 'pending', start: '20261120T080000Z' }],
    [{ status: 'PAUSED' }, { status: 'pending', momentumstatus: 'PAUSED' }],
    [
      { status: 'ABANDONED', status_note: 'too late' },
      { status: 'deleted', end: '20261120T080000Z', momentumstatusnote: 'too late' },
    ],
    [
      { status: 'DONE', completed_at: '2026-11-21T08:00:00.250Z', completed_on: '2026-11-20' },
      {
        status: 'completed',
        end: '20261121T080000Z',
        momentumcompletedat: '2026-11-21T08:00:00.250Z',
        momentumcompletedon: '2026-11-20',
      },
    ],
    [{ due_date: '1979-12-31' }, { status: 'pending', momentumdue: '1979-12-31' }],
    [{ starts_on: '9999-12-31' }, { status: 'pending', momentumstarts: '9999-12-31' }],
    [
      { title: 'a\u0001b', status: 'BACKLOG' },
      { status: 'pending', description: 'a b' },
    ],
  ])('writes %j', async (changes, expected) => {
    const items = await writeItems([taskValue(changes)])
    expect(items).toEqual([{ ...plain, uuid: uuid(1), ...expected }])
  })

  it('writes the open task of a routine as a time of a recurring task', async () => {
    const routine = routineValue({
      uuid: uuid(9),
      description: 'both',
      turns: 'ROTATE',
      members: ['Sam', 'Alex'],
      until_date: '2027-06-01',
    })
    const task = live(routine, { due_date: '2026-11-25' })
    expect(await writeItems([task], [routine])).toEqual([
      {
        ...plain,
        uuid: uuid(9),
        description: 'Bins',
        annotations: [{ entry: '20261120T080000Z', description: 'both' }],
        momentumdomain: 'CHORES',
        momentumeffort: 'TINY',
        momentumdonemeans: 'At the curb',
        momentumowner: 'Sam',
        status: 'recurring',
        due: '20261123T230000Z',
        wait: '20261122T230000Z',
        until: '20270531T220000Z',
        recur: 'weekly',
        rtype: 'periodic',
        mask: '-',
        momentumrule: 'week on tue',
        momentumturns: 'ROTATE',
        momentummembers: '["Sam","Alex"]',
      },
      {
        ...plain,
        uuid: uuid(1),
        status: 'pending',
        due: '20261124T230000Z',
        recur: 'weekly',
        rtype: 'periodic',
        parent: uuid(9),
        imask: 0,
        momentumplanned: '2026-11-24',
      },
    ])
  })

  it('says how a routine repeats if Taskwarrior would repeat it otherwise', async () => {
    const routine = routineValue({ rule: 'week on tue,fri', says: 'every week on tue, fri' })
    const done = live(routine, { uuid: uuid(2), status: 'DONE' })
    expect(await writeItems([live(routine), done], [routine])).toMatchObject([
      {
        status: 'pending',
        due: '20261123T230000Z',
        annotations: [
          { entry: '20261120T080001Z', description: 'Repeats every week on tue, fri.' },
        ],
        momentumroutine: uuid(1),
        momentumrule: 'week on tue,fri',
        momentummode: 'CALENDAR',
        momentumrepeats: '20261120T080001Z',
        momentumleaddays: '1',
        momentumturns: 'FIXED',
      },
      { status: 'completed' },
    ])
  })

  it('only says how a routine repeats if it would come back as another', async () => {
    const routine = routineValue({ says: 'every week on tue', times: 3 })
    expect(await writeItems([live(routine)], [routine])).toEqual([
      {
        ...plain,
        uuid: uuid(1),
        status: 'pending',
        due: '20261123T230000Z',
        annotations: [{ entry: '20261120T080001Z', description: 'Repeats every week on tue.' }],
        momentumnotes: '20261120T080001Z',
      },
    ])
  })

  it.each([
    ['day', {}, 'daily'],
    ['3 days', {}, '3d'],
    ['week', {}, 'weekly'],
    ['week on tue', {}, 'weekly'],
    ['2 weeks on tue', {}, '2w'],
    ['week on wed', {}, undefined],
    ['weekdays', {}, 'weekdays'],
    ['week on tue,wed', {}, undefined],
    ['month', {}, 'monthly'],
    ['2 months on 24', {}, '2m'],
    ['month on 23', {}, undefined],
    ['month on 1,24', {}, undefined],
    ['month on last day', {}, undefined],
    ['month on fourth tue', {}, undefined],
    ['year', {}, 'yearly'],
    ['2 years', {}, '24m'],
    ['10 days', { mode: 'AFTER' }, '10d'],
    ['1 week on tue', { mode: 'AFTER' }, undefined],
    ['week', { times: 3 }, undefined],
    ['week', { season_from: '04-01', season_to: '10-31' }, undefined],
    ['week', { status: 'PAUSED' }, undefined],
  ])('says %s with %j as %s', async (rule, more, recur) => {
    const routine = routineValue({ rule, start_date: '2026-11-24', ...more })
    const [item] = await writeItems([live(routine)], [routine])
    expect(item.recur).toBe(recur)
  })

  // Not every month has the 29th to the 31st.
  it.each([
    ['month on 1', '2026-12-01', 'monthly'],
    ['month on 28', '2026-11-28', 'monthly'],
    ['month on 29', '2026-11-29', undefined],
    ['month on last day', '2027-02-28', undefined],
    ['month', '2026-11-28', 'monthly'],
    ['month', '2026-11-29', undefined],
    ['year', '2027-02-28', 'yearly'],
    ['year', '2028-02-29', undefined],
  ])('says %s from %s as %s', async (rule, date, recur) => {
    const routine = routineValue({ rule, start_date: date })
    const [item] = await writeItems(
      [live(routine, { occurrence_date: date, due_date: date })],
      [routine],
    )
    expect(item.recur).toBe(recur)
  })
})

describe('a round trip', () => {
  it('keeps what a task is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTask, { maxLength: 3 }), async (tasks) => {
        const numbered = tasks.map((task, index) => ({ ...task, uuid: uuid(index) }))
        const {
          tasks: records,
          faults,
          lost,
        } = await findIn(readTaskwarrior, await write(numbered))
        expect([faults, lost]).toEqual([[], {}])
        expect(records.map((record) => ({ ...record, line: 0 }))).toEqual(
          numbered.map((task) => JSON.parse(JSON.stringify(recordOf(task)))),
        )
      }),
    )
  })

  it('keeps routines', async () => {
    const routine = routineValue({ uuid: uuid(9), turns: 'ROTATE', members: ['Sam', 'Alex'] })
    const task = live(routine, { due_date: '2026-11-25', status: 'ACTIVE' })
    const notes = new Map([[task.id, [note('smelly', '2026-11-21T08:00:00.000Z')]]])
    const { tasks, routines, lost } = await findIn(
      readTaskwarrior,
      await write([task], [routine], notes),
    )
    expect([tasks, lost]).toEqual([[], {}])
    expect(routines).toEqual([
      {
        line: 2,
        sourceId: uuid(9),
        uuid: uuid(9),
        title: 'Bins',
        notes: ['smelly'],
        domain: 'CHORES',
        effort: 'TINY',
        definitionOfDone: 'At the curb',
        owner: 'Sam',
        priority: 'MEDIUM',
        createdAt: '2026-11-20T08:00:00.000Z',
        updatedAt: '2026-11-20T08:00:00.000Z',
        mode: 'CALENDAR',
        rule: 'week on tue',
        start: '2026-11-24',
        leadDays: 1,
        turns: 'ROTATE',
        members: ['Sam', 'Alex'],
        past: [
          {
            line: 3,
            sourceId: uuid(1),
            uuid: uuid(1),
            date: '2026-11-24',
            outcome: 'OPEN',
            isStarted: true,
          },
        ],
      },
    ])
  })

  it.each<[string, Fields, Fields, unknown]>([
    ['open', {}, {}, ['2026-11-24', 'OPEN', '2026-11-24']],
    ['moved', { due_date: '2026-11-25' }, {}, ['2026-11-24', 'OPEN', '2026-11-24']],
    ['done', {}, { status: 'completed' }, ['2026-11-24', 'DONE', '2026-11-27']],
    ['deleted', {}, { status: 'deleted' }, ['2026-11-24', 'SKIPPED', '2026-11-27']],
  ])('keeps routines that Taskwarrior does not have, %s', async (_, here, there, expected) => {
    const rule = { rule: 'week on tue,fri', until_date: '2027-06-01', lead_days: 2 }
    const routine = routineValue({ uuid: uuid(9), ...rule })
    const [item] = await writeItems([live(routine, here)], [routine])
    // A copy that was made there is a task like any other.
    const text = JSON.stringify([
      { ...item, ...there },
      { ...item, uuid: uuid(2) },
    ])
    const { tasks, routines, faults, lost } = await findIn(readTaskwarrior, text)
    expect([tasks.map((task) => task.uuid), faults, lost]).toEqual([[uuid(2)], [], {}])
    const [{ past, start, ...record }] = routines as [(typeof routines)[0]]
    expect([...past.flatMap(({ date, outcome }) => [date, outcome]), start]).toEqual(expected)
    expect(record).toMatchObject({
      sourceId: uuid(9),
      uuid: uuid(9),
      rule: 'week on tue,fri',
      mode: 'CALENDAR',
      until: '2027-06-01',
      leadDays: 2,
    })
    expect([record.notes, record.description]).toEqual([undefined, undefined])
  })

  it.each([
    ['planned for', { occurrence_date: '9999-12-30', due_date: '9999-12-30' }],
    ['moved to', { due_date: '9999-12-30' }],
  ])('keeps a routine that is %s a day that Taskwarrior does not have', async (_, dates) => {
    const routine = routineValue({ uuid: uuid(9) })
    const text = await write([live(routine, dates)], [routine])
    const { tasks, routines, faults } = await findIn(readTaskwarrior, text)
    expect([tasks.length + routines.length, faults]).toEqual([1, []])
  })

  it('survives damage', async () => {
    const routine = routineValue({ uuid: uuid(9) })
    const text = await write([taskValue(), live(routine, { uuid: uuid(2) })], [routine])
    expect(await failuresOf(readTaskwarrior, damagedTexts(text))).toEqual([])
  })
})

describe.skipIf(taskwarrior.missing)(`Taskwarrior itself${taskwarrior.why}`, () => {
  it('takes what is written, and exports it again', () => {
    return fc.assert(
      fc.asyncProperty(fc.array(anyTask, { minLength: 30, maxLength: 30 }), async (tasks) => {
        const numbered = tasks.map((task, index) => ({ ...task, uuid: uuid(index) }))
        const task = newTaskwarrior()
        const text = await write(numbered)
        expect(task(['import', '-'], text)).toMatchObject({ status: 0 })
        task(['list'])
        const { stdout } = task(['rc.json.array=on', 'export'])
        const found = await findIn(readTaskwarrior, stdout)
        expect([found.faults, found.lost]).toEqual([[], {}])
        const records = found.tasks.toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1))
        const said = (record: object) => ({ ...record, line: 0, updatedAt: '' })
        expect(records.map(said)).toEqual(
          numbered.map((each) => said(JSON.parse(JSON.stringify(recordOf(each))))),
        )
      }),
      { numRuns: 3 },
    )
  })

  it('goes on with routines, and gives back what was done', async () => {
    const task = newTaskwarrior()
    // In the far future, so that Taskwarrior makes no further times before this one is done.
    const dates = { start_date: '2090-01-03', next_date: '2090-01-03' }
    const routine = routineValue({ uuid: uuid(9), ...dates, turns: 'NONE' })
    const open = live(routine, { due_date: '2090-01-03', occurrence_date: '2090-01-03' })
    expect(task(['import', '-'], await write([open], [routine]))).toMatchObject({ status: 0 })
    expect(task(['list']).stdout).toContain('2090-01-03')
    const before = await findIn(readTaskwarrior, task(['export']).stdout)
    task([uuid(1), 'done'])
    task(['list'])
    const after = await findIn(readTaskwarrior, task(['export']).stdout)
    const past = ({ routines }: typeof before) =>
      routines.map(({ start, rule, past: times }) => [
        [start, rule],
        ...times.map(({ uuid: id, outcome, date }) => [id, outcome, date]),
      ])
    expect(past(before)).toEqual([
      [
        ['2090-01-03', 'week on tue'],
        [uuid(1), 'OPEN', '2090-01-03'],
      ],
    ])
    expect(past(after)).toEqual([
      [
        ['2090-01-10', 'week on tue'],
        [uuid(1), 'DONE', '2090-01-03'],
      ],
    ])
  })
})

/** The open task of a routine, on Tuesday, 24 November. */
function live(
  routine: Routine,
  changes: Readonly<Partial<Record<keyof Task, unknown>>> = {},
): Task {
  return taskValue({
    routine_id: routine.id as RoutineId,
    routine: routine.title,
    occurrence_number: 1,
    occurrence_date: '2026-11-24',
    due_date: '2026-11-24',
    ...changes,
  })
}

/** What the reader should find of a task. */
function recordOf(task: Task) {
  const isDone = task.status === 'DONE'
  const hasNote = keepsNote(task.status)
  return {
    line: 0,
    sourceId: task.uuid,
    uuid: task.uuid,
    title: task.title,
    description: task.description ?? undefined,
    domain: task.domain,
    effort: task.effort,
    definitionOfDone: task.definition_of_done,
    reviewed: task.reviewed ? undefined : false,
    materials: task.materials_needed ?? undefined,
    owner: task.owner ?? undefined,
    category: task.category ?? undefined,
    priority: task.priority,
    private: task.private ? true : undefined,
    createdAt: task.created_at,
    updatedAt: task.updated_at,
    status: task.status,
    statusNote: hasNote ? (task.status_note ?? undefined) : undefined,
    completedAt: isDone ? task.completed_at : undefined,
    completedOn: isDone ? task.completed_on : undefined,
    completedBy: isDone ? (task.completed_by ?? undefined) : undefined,
    due: task.due_date ?? undefined,
    starts: task.starts_on ?? undefined,
  }
}

const signs = fc.constantFrom('"', '\\', '[', ']', '&', ';', ':', ' ', '/', '\n', '\t', 'a', 'é')
/** A text as a task has it: in NFC, trimmed and not empty. */
const anyText = fc
  .oneof(fc.string({ unit: signs, maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
  .map((text) => text.replaceAll('\ufffd', '').normalize('NFC').trim() || 'x')
const anyLine = anyText.map((text) => text.replace(/\s+/g, ' '))
const anyMoment = fc
  .integer({ min: Date.UTC(1981, 0), max: Date.UTC(2026, 10, 21) })
  .map((time) => new Date(time).toISOString())
const anySecond = anyMoment.map((moment) => `${moment.slice(0, 19)}.000Z`)
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

const anyTask = fc
  .record({
    title: anyLine,
    description: orNull(anyText),
    domain: fc.constantFrom(...domains),
    effort: fc.constantFrom(...efforts),
    definition_of_done: anyText,
    reviewed: fc.boolean(),
    materials_needed: orNull(anyText),
    owner: orNull(anyLine),
    category: orNull(anyLine),
    priority: fc.constantFrom(...priorities),
    due_date: orNull(anyDate),
    private: fc.boolean(),
    status: fc.constantFrom(...taskStatuses),
    status_note: orNull(anyText),
    completed_at: anyMoment,
    completed_by: orNull(anyLine),
    created_at: anySecond,
    updated_at: anySecond,
    starts_on: orNull(anyDate),
  })
  .map((values) => {
    const isDone = values.status === 'DONE'
    return taskValue({
      ...values,
      status_note: keepsNote(values.status) ? values.status_note : null,
      completed_at: isDone ? values.completed_at : null,
      completed_on: isDone ? reading.dayOf(new Date(values.completed_at)) : null,
      completed_by: isDone ? values.completed_by : null,
    })
  })
