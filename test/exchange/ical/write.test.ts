import fc from 'fast-check'
import ICAL from 'ical.js'
import { RRuleTemporal } from 'rrule-temporal'
import { describe, expect, test } from 'vitest'
import { parseRule } from '../../../src/domain/routine/parse.ts'
import { ruleText } from '../../../src/domain/routine/say.ts'
import { firstDates, scheduleOf } from '../../../src/domain/routine/schedule.ts'
import type { RoutineId, Task } from '../../../src/domain/task.ts'
import { readIcal } from '../../../src/exchange/ical/read.ts'
import { readRule } from '../../../src/exchange/ical/read-rule.ts'
import { writeIcal } from '../../../src/exchange/ical/write.ts'
import { writeRule } from '../../../src/exchange/ical/write-rule.ts'
import { anyCalendarRule, anyDate } from '../../support/domain/random-rules.ts'
import { findIn, written } from '../../support/exchange/reading.ts'
import { routineValue, taskValue, uuid } from '../../support/household/values.ts'

const stamps = [
  'DTSTAMP:20261120T080000Z',
  'CREATED:20261120T080000Z',
  'LAST-MODIFIED:20261120T080000Z',
]

function calendar(...lines: string[]): string {
  const all = ['VERSION:2.0', 'PRODID:-//Momentum//Momentum//EN', ...lines]
  return ['BEGIN:VCALENDAR', ...all, 'END:VCALENDAR', ''].join('\r\n')
}

const routines = (changes: Parameters<typeof routineValue>[0]) =>
  new Map([[1 as RoutineId, routineValue(changes)]])

/** The open task of the routine. */
const live = (changes: Parameters<typeof taskValue>[0] = {}) =>
  taskValue({
    title: 'Bins',
    routine_id: 1,
    occurrence_number: 1,
    due_date: '2026-11-24',
    occurrence_date: '2026-11-24',
    starts_on: '2026-11-23',
    ...changes,
  })

describe('a task', () => {
  test('is written with everything that it has', async () => {
    const task = taskValue({
      title: 'Taps; and, pipes\\',
      description: 'In the kitchen\nand the bath',
      materials_needed: 'Tape, wrench',
      category: 'Home, sweet home',
      priority: 'URGENT',
      due_date: '2026-12-01',
      starts_on: '2026-11-28',
      private: true,
      status: 'BLOCKED',
      status_note: 'No tape',
    })
    expect(await written(writeIcal, [task])).toBe(
      calendar(
        'BEGIN:VTODO',
        'UID:00000000-0000-4000-8000-000000000001',
        ...stamps,
        'SUMMARY:Taps\\; and\\, pipes\\\\',
        'DESCRIPTION:In the kitchen\\nand the bath\\n\\nDone means: No drop in an hour',
        'DTSTART;VALUE=DATE:20261128',
        'DUE;VALUE=DATE:20261201',
        'PRIORITY:1',
        'STATUS:NEEDS-ACTION',
        'CATEGORIES:Home\\, sweet home',
        'RESOURCES:Tape\\, wrench',
        'CLASS:PRIVATE',
        'X-MOMENTUM-DOMAIN:REPAIRS',
        'X-MOMENTUM-EFFORT:SMALL',
        'X-MOMENTUM-DONE-MEANS:No drop in an hour',
        'X-MOMENTUM-OWNER:Alex',
        'X-MOMENTUM-PRIVATE:TRUE',
        'X-MOMENTUM-STATUS:BLOCKED',
        'X-MOMENTUM-STATUS-NOTE:No tape',
        'END:VTODO',
      ),
    )
  })

  test('that is done says when and by whom; an unreviewed one not what done means', async () => {
    const task = taskValue({
      reviewed: false,
      owner: null,
      status: 'DONE',
      completed_at: '2026-11-21T23:30:00.000Z',
      completed_on: '2026-11-21',
      completed_by: 'Sam',
    })
    expect(await written(writeIcal, [task])).toBe(
      calendar(
        'BEGIN:VTODO',
        'UID:00000000-0000-4000-8000-000000000001',
        ...stamps,
        'SUMMARY:Fix the tap',
        'PRIORITY:5',
        'STATUS:COMPLETED',
        'COMPLETED:20261121T233000Z',
        'PERCENT-COMPLETE:100',
        'X-MOMENTUM-DOMAIN:REPAIRS',
        'X-MOMENTUM-EFFORT:SMALL',
        'X-MOMENTUM-COMPLETED-ON:20261121',
        'X-MOMENTUM-COMPLETED-BY:Sam',
        'END:VTODO',
      ),
    )
  })

  test('of a routine has its rule', async () => {
    const text = await written(
      writeIcal,
      [live()],
      routines({ members: ['Sam', 'Kim, too'], turns: 'ROTATE', times: 5, done_count: 2 }),
    )
    expect(
      text.split('\r\n').filter((line) => /^(D[TU]|RR|X-.*(TASK|LEAD|TURNS|MEMB))/.test(line)),
    ).toEqual([
      'DTSTAMP:20261120T080000Z',
      'DTSTART;VALUE=DATE:20261124',
      'DUE;VALUE=DATE:20261124',
      'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3',
      'X-MOMENTUM-TASK:00000000-0000-4000-8000-000000000001',
      'X-MOMENTUM-LEAD-DAYS:1',
      'X-MOMENTUM-TURNS:ROTATE',
      'X-MOMENTUM-MEMBERS:Sam,Kim\\, too',
    ])
  })
})

const base = {
  line: 4,
  sourceId: '00000000-0000-4000-8000-000000000001',
  uuid: '00000000-0000-4000-8000-000000000001',
  priority: 'MEDIUM',
  domain: 'REPAIRS',
  effort: 'SMALL',
  definitionOfDone: 'No drop in an hour',
  owner: 'Alex',
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
}

describe('what is read back', () => {
  test.each([
    [routineValue(), {}, { rule: 'week on tue', start: '2026-11-24', leadDays: 1, turns: 'FIXED' }],
    [
      routineValue({ rule: '2 weeks on tue', turns: 'NONE', until_date: '2027-03-01' }),
      // It was moved to a week in which the routine has no date.
      { due_date: '2026-12-01' },
      { rule: '2 weeks on tue', start: '2026-11-24', until: '2027-03-01', leadDays: 1 },
    ],
    [
      routineValue({
        mode: 'AFTER',
        rule: '10 days',
        turns: 'ROTATE',
        members: ['Sam', 'Kim'],
        lead_days: 0,
      }),
      { status: 'PAUSED' },
      {
        mode: 'AFTER',
        rule: '10 days',
        start: '2026-11-24',
        leadDays: 0,
        turns: 'ROTATE',
        members: ['Sam', 'Kim'],
        status: 'PAUSED',
      },
    ],
    [
      routineValue({ turns: 'NONE' }),
      { status: 'ACTIVE' },
      {
        rule: 'week on tue',
        start: '2026-11-24',
        leadDays: 1,
        past: [{ line: 4, uuid: uuid(1), date: '2026-11-24', outcome: 'OPEN', isStarted: true }],
      },
    ],
  ])('of a routine is the same: %#', async (routine, changes, expected) => {
    const series = { uuid: uuid(9), sourceId: uuid(9) }
    const known = new Map([[1 as RoutineId, { ...routine, uuid: uuid(9) }]])
    const text = await written(writeIcal, [live(changes)], known)
    const open = { line: 4, uuid: uuid(1), date: '2026-11-24', outcome: 'OPEN' }
    expect(await findIn(readIcal, text.replaceAll('\r\n', '\n'))).toEqual({
      tasks: [],
      routines: [
        { ...base, ...series, title: 'Bins', mode: 'CALENDAR', past: [open], ...expected },
      ],
      lost: {},
      faults: [],
    })
  })

  const anyText = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
    .map((text) =>
      text
        .replace(/[\p{Cc}\u2028\u2029]/gu, '\n')
        .replaceAll('\ufffd', '')
        .trim(),
    )
    .filter((text) => text !== '')
  const anyLine = anyText.map((text) => text.replace(/\s+/g, ' '))
  const maybe = (text: fc.Arbitrary<string>) => fc.option(text)
  const anyDay = anyDate.filter((day) => day <= '2026-11-22')
  const anyTask: fc.Arbitrary<Task> = fc
    .record({
      title: anyLine,
      description: maybe(anyText),
      definition_of_done: anyText,
      reviewed: fc.boolean(),
      materials_needed: maybe(anyText),
      owner: maybe(anyLine),
      category: maybe(anyLine),
      domain: fc.constantFrom('CHORES', 'BILLS', 'FOOD', 'REPAIRS', 'OTHER'),
      effort: fc.constantFrom('TINY', 'SMALL', 'MEDIUM', 'COMPLEX'),
      priority: fc.constantFrom('LOW', 'MEDIUM', 'HIGH', 'URGENT'),
      due_date: maybe(anyDay),
      starts_on: maybe(anyDay),
      private: fc.boolean(),
      status: fc.constantFrom('BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'),
      note: maybe(anyText),
      day: anyDay,
      by: maybe(anyLine),
    })
    .map(({ note, day, by, ...task }) => {
      const done = { completed_at: `${day}T05:06:07.000Z`, completed_on: day, completed_by: by }
      const isNoted = task.status !== 'ACTIVE' && task.status !== 'DONE'
      return taskValue({
        ...task,
        status_note: isNoted ? note : null,
        ...(task.status === 'DONE' ? done : {}),
      })
    })

  /** What a file says of a task. */
  function recordOf(task: Task) {
    return JSON.parse(
      JSON.stringify({
        ...base,
        title: task.title,
        description: task.description ?? undefined,
        domain: task.domain,
        effort: task.effort,
        definitionOfDone: task.reviewed ? task.definition_of_done : undefined,
        materials: task.materials_needed ?? undefined,
        owner: task.owner ?? undefined,
        category: task.category ?? undefined,
        priority: task.priority,
        private: task.private || undefined,
        status: task.status,
        statusNote: task.status_note ?? undefined,
        due: task.due_date ?? undefined,
        starts: task.starts_on ?? undefined,
        completedAt: task.completed_at ?? undefined,
        completedOn: task.completed_on ?? undefined,
        completedBy: task.completed_by ?? undefined,
      }),
    )
  }

  test('of any task is the same, by ical.js too, in lines that are never too long', async () => {
    await fc.assert(
      fc.asyncProperty(anyTask, async (task) => {
        const text = await written(writeIcal, [task])
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        }
        expect(Buffer.from(text).toString()).toBe(text)
        expect(await findIn(readIcal, text.replaceAll('\r\n', '\n'))).toEqual({
          tasks: [recordOf(task)],
          routines: [],
          lost: {},
          faults: [],
        })
        const [todo] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vtodo')
        const value = (name: string) => todo?.getFirstPropertyValue(name) ?? null
        expect([value('summary'), `${value('due')}`, value('resources')]).toEqual([
          task.title,
          `${task.due_date}`,
          task.materials_needed,
        ])
      }),
      { numRuns: 300 },
    )
  })

  test('of a routine whose rule cannot be said is a task', async () => {
    const known = new Map([[1 as RoutineId, routineValue({ season_from: '04-01' })]])
    const text = await written(writeIcal, [live()], known)
    const { tasks } = await findIn(readIcal, text.replaceAll('\r\n', '\n'))
    expect(tasks).toEqual([
      { ...base, title: 'Bins', status: 'BACKLOG', due: '2026-11-24', starts: '2026-11-23' },
    ])
  })

  test('of control characters is a sign for each, because no value may hold them', async () => {
    const text = await written(writeIcal, [taskValue({ description: 'a\u001b[31m\u007f\tb' })])
    expect((await findIn(readIcal, text.replaceAll('\r\n', '\n'))).tasks[0]?.description).toBe(
      'a\u241b[31m\u2421\tb',
    )
  })
})

describe('a rule', () => {
  const rules = fc.tuple(anyCalendarRule, anyDate)

  test('has the same dates when it is read back, and by the standard', () => {
    fc.assert(
      fc.property(rules, ([rule, start_date]) => {
        const routine = routineValue({ rule: ruleText(rule), start_date })
        const [start, ...dates] = firstDates(scheduleOf(routine), 8)
        const text = writeRule(routine)
        // Several of the days from the 28th to the last cannot be said.
        if (text === undefined || start === undefined) return
        const read = readRule(text, start)
        const schedule = {
          ...scheduleOf(routine),
          start,
          rule: parseRule(`${read?.rule}`, 'CALENDAR'),
        }
        expect(firstDates(schedule, 8)).toEqual([start, ...dates])
        const rruleString = `DTSTART;TZID=UTC:${start.replaceAll('-', '')}T000000\nRRULE:${text}`
        const found = new RRuleTemporal({ rruleString }).all((_, index) => index < 8)
        expect(found.map((date) => date.toString().slice(0, 10))).toEqual([start, ...dates])
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    [{ mode: 'AFTER', rule: '10 days' }],
    [{ season_from: '04-01', season_to: '09-30' }],
    [{ rule: 'month on 30,31' }],
    [{ rule: 'month on 28,29' }],
    [{ rule: 'no rule' }],
  ])('of %j cannot be said', (changes) => {
    expect(writeRule(routineValue(changes))).toBeUndefined()
  })
})

test('the same tasks give the same bytes, and none give a calendar', async () => {
  const tasks = [taskValue(), taskValue({ id: 2 })]
  expect(await written(writeIcal, tasks)).toBe(await written(writeIcal, tasks))
  expect(await written(writeIcal, [])).toBe(calendar())
})
