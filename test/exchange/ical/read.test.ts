import { describe, expect, test } from 'vitest'
import { readIcal } from '../../../src/exchange/ical/read.ts'
import { damagedTexts, failuresOf, findIn, reading } from '../../support/exchange/reading.ts'
import { isLongRun } from '../../support/long.ts'

/** What a file says, without the lists of which there is nothing. */
async function read(text: string) {
  const { tasks, routines, lost, faults } = await findIn(readIcal, text)
  return {
    ...(tasks.length > 0 ? { tasks } : {}),
    ...(routines.length > 0 ? { routines } : {}),
    ...(Object.keys(lost).length > 0 ? { lost } : {}),
    ...(faults.length > 0 ? { faults } : {}),
  }
}

const todo = (...lines: string[]) => ['BEGIN:VTODO', ...lines, 'END:VTODO']

function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\n')
}

/** A calendar with one task, which begins in line 3. */
const withTodo = (...lines: string[]) => calendar(...todo('UID:a', 'SUMMARY:Bins', ...lines))

const bins = { line: 3, sourceId: 'a', title: 'Bins' }

/** As Thunderbird writes a zone, under a name that nobody knows. */
const home = [
  'BEGIN:VTIMEZONE',
  'TZID:Home',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:-0600',
  'TZOFFSETTO:-0500',
  'DTSTART:19700308T020000',
  'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:-0500',
  'TZOFFSETTO:-0600',
  'DTSTART:19701101T020000',
  'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11',
  'END:STANDARD',
  'END:VTIMEZONE',
]

describe('a task', () => {
  test('has everything that it says', async () => {
    const text = withTodo(
      'DTSTAMP:20261101T100000Z',
      'CREATED:20261001T100000Z',
      'LAST-MODIFIED:20261102T100000Z',
      'DESCRIPTION:Blue and\\, on even weeks\\, green\\nby seven',
      'COMMENT:Ask the neighbor',
      'LOCATION:Curb',
      'URL:https://example.org/bins',
      'ATTACH:https://example.org/plan.pdf',
      'ATTACH;VALUE=BINARY;ENCODING=BASE64:AAAA',
      'CATEGORIES:Out\\, door,Weekly',
      'RESOURCES:gloves\\, bags',
      'DTSTART;VALUE=DATE:20261201',
      'DUE;VALUE=DATE:20261203',
      'PRIORITY:1',
      'STATUS:IN-PROCESS',
      'PERCENT-COMPLETE:30',
      'CLASS:PRIVATE',
      'ATTENDEE:mailto:sam@example.org',
      'X-APPLE-SORT-ORDER:1',
      'BEGIN:VALARM',
      'TRIGGER:-PT15M',
      'DESCRIPTION:Reminder',
      'END:VALARM',
    )
    const expected = {
      tasks: [
        {
          ...bins,
          description:
            'Blue and, on even weeks, green\nby seven\nAsk the neighbor\nLocation: Curb\nhttps://example.org/bins\nhttps://example.org/plan.pdf',
          materials: 'gloves, bags',
          category: 'Out, door',
          priority: 'URGENT',
          createdAt: '2026-10-01T10:00:00.000Z',
          updatedAt: '2026-11-02T10:00:00.000Z',
          status: 'ACTIVE',
          due: '2026-12-03',
          starts: '2026-12-01',
        },
      ],
      lost: {
        categories: 1,
        alarms: 1,
        attachments: 1,
        attendees: 1,
        'privacy settings': 1,
        percentages: 1,
      },
    }
    expect(await read(text)).toEqual(expected)
    const folded = text.replace(/[^\n]{20}(?=[^\n])/g, '$&\n\t')
    expect((await read(folded)).tasks?.map(({ line: _, ...task }) => task)).toEqual(
      expected.tasks.map(({ line: _, ...task }) => task),
    )
    expect(await read(text.replaceAll('\n', '\r\n'))).toEqual(expected)
  })

  test.each([
    ['DUE;VALUE=DATE:20261201', { due: '2026-12-01' }],
    ['DUE:20261201T090000', { due: '2026-12-01' }, 'times of day'],
    ['DUE:20261201T000000', { due: '2026-12-01' }],
    ['DUE:20181211T230000Z', { due: '2018-12-12' }],
    ['DUE:20181211T223000Z', { due: '2018-12-11' }, 'times of day'],
    ['DUE;TZID=America/Chicago:20261201T180000', { due: '2026-12-02' }, 'times of day'],
    [
      'DUE;TZID="/vendor.org/1/America/Chicago":20261201T180000',
      { due: '2026-12-02' },
      'times of day',
    ],
    ['DUE;TZID=Nowhere:20261201T235900', { due: '2026-12-01' }, 'times of day'],
    ['DUE:2026-12-01', { due: '2026-12-01' }],
    ['DUE:99991231T120000Z', { due: '9999-12-31' }, 'times of day'],
    ['DTSTART;VALUE=DATE:20261201', { starts: '2026-12-01' }],
    ['DTSTART:20261201T230000Z\nDURATION:P1W', { due: '2026-12-09', starts: '2026-12-02' }],
    ['DTSTART;VALUE=DATE:20261201\nDURATION:P2D', { due: '2026-12-03', starts: '2026-12-01' }],
    ['DTSTART;VALUE=DATE:20261205\nDUE;VALUE=DATE:20261203', { due: '2026-12-03' }],
    ['PRIORITY:0', { priority: 'MEDIUM' }],
    ['PRIORITY:2', { priority: 'URGENT' }],
    ['PRIORITY:3', { priority: 'HIGH' }],
    ['PRIORITY:4', { priority: 'HIGH' }],
    ['PRIORITY:5', { priority: 'MEDIUM' }],
    ['PRIORITY:6', { priority: 'LOW' }],
    ['PRIORITY:9', { priority: 'LOW' }],
    ['STATUS:needs-action', { status: 'BACKLOG' }],
    ['STATUS:CANCELLED', { status: 'ABANDONED' }],
    ['PERCENT-COMPLETE:0', {}],
    ['PERCENT-COMPLETE:100', { status: 'DONE' }],
    [
      'COMPLETED:20261120T233000Z',
      { status: 'DONE', completedAt: '2026-11-20T23:30:00.000Z', completedOn: '2026-11-21' },
    ],
    [
      'STATUS:NEEDS-ACTION\nCOMPLETED:20261119T233000',
      { status: 'DONE', completedAt: '2026-11-19T22:30:00.000Z', completedOn: '2026-11-19' },
    ],
    [
      'STATUS:COMPLETED\nLAST-MODIFIED:20261120T100000Z',
      {
        updatedAt: '2026-11-20T10:00:00.000Z',
        status: 'DONE',
        completedAt: '2026-11-20T10:00:00.000Z',
        completedOn: '2026-11-20',
      },
    ],
    [
      'COMPLETED:20990101T100000Z',
      { status: 'DONE', completedAt: '2026-11-22T18:00:00.000Z', completedOn: '2026-11-22' },
    ],
    ['CLASS:PUBLIC\nCATEGORIES:\nDESCRIPTION: ', {}],
    ['CATEGORIES:One\nCATEGORIES:Two,Three', { category: 'One' }, 'categories'],
    ['RDATE:20261201T090000,20261202T090000', {}, 'extra dates'],
  ])('with %s', async (lines, fields, lost?: string) => {
    const { tasks, lost: said = {}, faults } = await read(withTodo(...lines.split('\n')))
    expect([tasks, Object.keys(said), faults]).toEqual([
      [{ ...bins, ...fields }],
      lost === undefined ? [] : [lost],
      undefined,
    ])
  })

  test.each([
    // Summer time ends on 1 November 2026 there, at 2:00.
    ['20261101T005900', '2026-11-01'],
    ['20260731T165900', '2026-07-31'],
    ['20260731T170000', '2026-08-01'],
    ['20261201T165900', '2026-12-01'],
    ['20261201T170000', '2026-12-02'],
    ['20261031T170000', '2026-10-31'],
    ['20261031T190000', '2026-11-01'],
  ])('is due at %s by the zone that follows it on %s', async (time, due) => {
    const text = calendar(...todo('UID:a', 'SUMMARY:Bins', `DUE;TZID=Home:${time}`), ...home)
    expect((await read(text)).tasks).toEqual([{ ...bins, due }])
  })

  test('has the UUID that its UID is, if it is of version 4', async () => {
    const uid = (id: string) => calendar(...todo(`UID:${id}`, 'SUMMARY:Bins'))
    const four = '6BA7B810-9DAD-41D1-80B4-00C04FD430C8'
    const one = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
    expect([(await read(uid(four))).tasks, (await read(uid(one))).tasks]).toEqual([
      [{ ...bins, sourceId: four, uuid: four.toLowerCase() }],
      [{ ...bins, sourceId: one }],
    ])
  })

  test('without a UID is known by its title, one without a title by its description', async () => {
    const text = calendar(
      ...todo('SUMMARY:Bins'),
      ...todo('SUMMARY:Bins'),
      ...todo('UID:c', 'DESCRIPTION:Buy\\nmilk'),
    )
    expect(await read(text)).toEqual({
      tasks: [
        { line: 3, sourceId: 'Bins', title: 'Bins' },
        { line: 6, sourceId: 'Bins\n2', title: 'Bins' },
        { line: 9, sourceId: 'c', title: 'Buy', description: 'Buy\nmilk' },
      ],
    })
  })

  test('names the tasks above it, in loops only once', async () => {
    const text = calendar(
      ...todo('UID:a', 'SUMMARY:Move', 'RELATED-TO:nobody'),
      ...todo('UID:b', 'SUMMARY:Pack', 'RELATED-TO;RELTYPE=PARENT:a'),
      ...todo('UID:c', 'SUMMARY:Books', 'RELATED-TO:b', 'RELATED-TO;RELTYPE=SIBLING:a'),
      ...todo('UID:d', 'SUMMARY:Loop', 'RELATED-TO:e'),
      ...todo('UID:e', 'SUMMARY:Pool', 'RELATED-TO:d'),
    )
    const { tasks, lost } = await read(text)
    expect([tasks?.map(({ title }) => title), lost]).toEqual([
      ['Move', 'Move › Pack', 'Move › Pack › Books', 'Pool › Loop', 'Loop › Pool'],
      { relations: 2 },
    ])
  })
})

describe('a routine', () => {
  test.each([
    ['FREQ=DAILY', 'day'],
    ['FREQ=DAILY;INTERVAL=3', '3 days'],
    ['FREQ=HOURLY;INTERVAL=48', '2 days'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'weekdays'],
    ['FREQ=WEEKLY', 'week'],
    ['freq=weekly;interval=2;byday=th,mo', '2 weeks on mon,thu'],
    ['FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TH', '2 weeks on thu'],
    ['FREQ=WEEKLY;WKST=SU;BYDAY=SU,TH', 'week on thu,sun'],
    ['FREQ=MONTHLY', 'month on 26'],
    ['FREQ=MONTHLY;BYMONTHDAY=15,1,-1', 'month on 1,15,last day'],
    ['FREQ=MONTHLY;BYDAY=1MO,-1FR', 'month on first mon,last fri'],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'month on second tue'],
    ['FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=-1', 'month on last day'],
    ['FREQ=MONTHLY;BYDAY=MO', 'week on mon'],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', 'month on 30'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,28,29,30,31;BYSETPOS=1,-1', 'month on 1,31'],
    ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=26', '3 months on 26'],
    ['FREQ=MONTHLY;BYMONTH=2,5,8,11;BYMONTHDAY=26', '3 months on 26'],
    ['FREQ=YEARLY', 'year on 26 nov'],
    ['FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYMONTHDAY=3', '2 years on 3 oct'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'year on 29 feb'],
    ['FREQ=YEARLY;BYMONTH=10;BYDAY=1SU', 'year on first sun of oct'],
    ['FREQ=YEARLY;BYMONTHDAY=1', 'month on 1'],
    ['FREQ=WEEKLY;BYHOUR=9;BYMINUTE=0', 'week'],
  ])('with the rule %s comes every %s', async (rule, says) => {
    const { routines, tasks } = await read(withTodo('DUE;VALUE=DATE:20261126', `RRULE:${rule}`))
    expect([routines?.map((routine) => [routine.mode, routine.rule]), tasks]).toEqual([
      [['CALENDAR', says]],
      undefined,
    ])
  })

  test.each([
    'FREQ=HOURLY',
    'FREQ=SECONDLY;INTERVAL=5',
    'FREQ=DAILY;BYHOUR=9,18',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=99999',
    'FREQ=DAILY;BYMONTH=3',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TH',
    'FREQ=MONTHLY;BYDAY=5FR',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=MONTHLY;BYMONTHDAY=-2',
    'FREQ=YEARLY;BYYEARDAY=100',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=YEARLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;UNTIL=soon',
    'FREQ=DAILY;UNTIL=20200101',
    'FREQ=LUNAR',
    'DAILY',
    'FREQ=DAILY;FREQ=WEEKLY',
  ])('cannot have the rule %s, which stays in the description', async (rule) => {
    expect(await read(withTodo('DUE;VALUE=DATE:20261126', `RRULE:${rule}`))).toEqual({
      tasks: [{ ...bins, due: '2026-11-26', description: `Repeats: ${rule}` }],
      lost: { rules: 1 },
    })
  })

  test('has what its task has, its limits, and how long before it is shown', async () => {
    const text = withTodo(
      'DTSTART;TZID=Europe/Berlin:20261130T080000',
      'DUE;TZID=Europe/Berlin:20261202T080000',
      'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=10;UNTIL=20270601T220000Z',
      'EXDATE:20261209T070000Z',
      'PRIORITY:3',
      'STATUS:IN-PROCESS',
    )
    expect(await read(text)).toEqual({
      routines: [
        {
          ...bins,
          priority: 'HIGH',
          mode: 'CALENDAR',
          rule: 'week on wed',
          start: '2026-12-02',
          until: '2027-06-02',
          times: 10,
          leadDays: 2,
          past: [{ line: 3, date: '2026-12-02', outcome: 'OPEN', isStarted: true }],
        },
      ],
      lost: { 'times of day': 1, 'exception dates': 1 },
    })
  })

  test('counts from the start if the due date is none of its dates', async () => {
    const dates = ['DTSTART;VALUE=DATE:20261130', 'DUE;VALUE=DATE:20261202']
    const { routines } = await read(withTodo(...dates, 'RRULE:FREQ=WEEKLY;BYDAY=MO'))
    expect(routines).toEqual([
      { ...bins, mode: 'CALENDAR', rule: 'week on mon', start: '2026-11-30', past: [] },
    ])
  })

  test('has the times that are over, in any order and place of the file', async () => {
    const time = (day: string, ...lines: string[]) =>
      todo('UID:a', 'SUMMARY:Bins', `RECURRENCE-ID;VALUE=DATE:${day}`, ...lines)
    const text = calendar(
      ...time('20261103', 'STATUS:CANCELLED'),
      ...todo('UID:a', 'SUMMARY:Bins', 'DUE;VALUE=DATE:20261102', 'RRULE:FREQ=DAILY;COUNT=9'),
      ...time('20261102', 'STATUS:COMPLETED', 'COMPLETED:20261103T060000Z'),
      ...time('20261110', 'DUE;VALUE=DATE:20261111'),
    )
    expect(await read(text)).toEqual({
      routines: [
        {
          line: 9,
          sourceId: 'a',
          title: 'Bins',
          mode: 'CALENDAR',
          rule: 'day',
          start: '2026-11-04',
          times: 9,
          past: [
            {
              line: 15,
              sourceId: 'a 20261102',
              date: '2026-11-02',
              outcome: 'DONE',
              completedAt: '2026-11-03T06:00:00.000Z',
              completedOn: '2026-11-03',
            },
            { line: 3, sourceId: 'a 20261103', date: '2026-11-03', outcome: 'SKIPPED' },
          ],
        },
      ],
      lost: { 'changed times of routines': 1 },
    })
  })

  test('has ended if its last time is over, and is a task if it was done as a whole', async () => {
    const last = todo('UID:a', 'SUMMARY:Bins', 'RECURRENCE-ID:20261102', 'COMPLETED:20261102')
    const main = ['DUE:20261102', 'RRULE:FREQ=DAILY;COUNT=1']
    const ended = calendar(...todo('UID:a', 'SUMMARY:Bins', ...main), ...last)
    const { routines } = await read(ended)
    expect(routines?.map(({ status, start }) => [status, start])).toEqual([['ENDED', '2026-11-02']])
    expect(await read(withTodo(...main, 'STATUS:CANCELLED'))).toEqual({
      tasks: [
        {
          ...bins,
          due: '2026-11-02',
          status: 'ABANDONED',
          description: 'Repeats: FREQ=DAILY;COUNT=1',
        },
      ],
      lost: { rules: 1 },
    })
  })

  test('without its main task in the file leaves tasks of their own', async () => {
    const text = withTodo('RECURRENCE-ID:20261102T090000', 'STATUS:COMPLETED')
    expect((await read(text)).tasks).toEqual([
      { ...bins, sourceId: 'a 20261102T090000', due: '2026-11-02', status: 'DONE' },
    ])
  })
})

describe('a file', () => {
  test('may hold several calendars, or none around its task', async () => {
    const two = calendar(...todo('UID:a', 'SUMMARY:A')) + calendar(...todo('UID:b', 'SUMMARY:B'))
    const joined = two.replace('END:VCALENDAR\nBEGIN', 'END:VCALENDARBEGIN')
    const bare = todo('UID:c', 'SUMMARY:C').join('\n')
    const titles = async (text: string) => (await read(text)).tasks?.map(({ title }) => title)
    expect([await titles(two), await titles(joined), await titles(bare)]).toEqual([
      ['A', 'B'],
      ['A', 'B'],
      ['C'],
    ])
  })

  test('loses what is no task', async () => {
    const other = (name: string) => [`BEGIN:${name}`, 'SUMMARY:x', 'no colon', `END:${name}`]
    const all = ['VEVENT', 'VEVENT', 'VJOURNAL', 'VFREEBUSY', 'X-THING'].flatMap(other)
    expect(await read(calendar(...all))).toEqual({
      lost: { events: 2, 'journal entries': 1, 'busy times': 1 },
    })
  })

  test.each([
    ['DUE:20261301', 6, 'DUE is “20261301”, which is no date or time.'],
    ['DUE:00000101', 6, 'DUE is “00000101”, which is no date or time.'],
    ['DUE:99991231T235900Z', 6, 'DUE is “99991231T235900Z”, which is no date or time.'],
    ['DUE:20260229', 6, 'DUE is “20260229”, which is no date or time.'],
    ['DTSTART:NaN', 6, 'DTSTART is “NaN”, which is no date or time.'],
    ['CREATED:yesterday', 6, 'CREATED is “yesterday”, which is no date or time.'],
    ['DTSTART:20261201\nDURATION:PT', 7, 'DURATION is “PT”, which is none.'],
    ['PRIORITY:10', 6, 'PRIORITY is “10”, which is no number from 0 to 9.'],
    ['PERCENT-COMPLETE:half', 6, 'PERCENT-COMPLETE is “half”, which is no number from 0 to 100.'],
    ['STATUS:CONFIRMED', 6, 'There is no status “CONFIRMED”.'],
    ['RECURRENCE-ID:x', 6, 'RECURRENCE-ID is “x”, which is no date or time.'],
    ['and more text', 6, '“AND” is followed by no colon.'],
    [
      'COMMENT;ENCODING=QUOTED-PRINTABLE:=C3=BC',
      6,
      'COMMENT is quoted-printable, as only old calendars are.',
    ],
    ['X-MOMENTUM-DOMAIN:GARDEN', 3, expect.stringContaining('GARDEN')],
    [`DESCRIPTION:${'x'.repeat(1_000_000)}`, 6, 'DESCRIPTION is too long.'],
  ])('says what is wrong with %s', async (lines, line, message) => {
    const other = todo('UID:b', 'SUMMARY:Rent')
    const bad = todo('UID:a', 'SUMMARY:Bins', ...lines.split('\n'))
    const { tasks, faults } = await read(calendar(...bad, ...other))
    expect([tasks?.map(({ title }) => title), faults]).toEqual([['Rent'], [{ line, message }]])
  })

  test('says which tasks have no end, no title or the UID of another one', async () => {
    const text = calendar(
      'BEGIN:VTODO',
      'UID:cut',
      'BEGIN:VALARM',
      ...todo('UID:a', 'SUMMARY:Bins'),
      ...todo('UID:a', 'SUMMARY:Again'),
      ...todo('UID:b'),
      'END:VALARM',
      'BEGIN:VTODO',
      'SUMMARY:Cut',
    )
    expect(await read(text)).toEqual({
      tasks: [{ ...bins, line: 6 }],
      faults: [
        { line: 3, message: 'This task has no END:VTODO.' },
        { line: 17, message: 'END:VALARM ends nothing that has begun.' },
        { line: 18, message: 'This task has no END:VTODO.' },
        { line: 10, message: 'This task has the same UID as the one in line 6.' },
        { line: 14, message: 'This task has no title: SUMMARY is missing.' },
      ],
    })
  })

  test.each(['', '{}', 'SUMMARY:x', '\u0000', 'BEGIN', '<html>BEGIN:VCALENDAR'])(
    'that is %j is no calendar',
    async (text) => {
      expect(() => readIcal(text, reading)).toThrow(
        'This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.',
      )
    },
  )

  test('that was cut off anywhere has no other tasks, and says so', async () => {
    const whole = calendar(
      ...home,
      ...todo('UID:a', 'SUMMARY:Bins', 'DUE;TZID=Home:20261201T090000', 'RRULE:FREQ=DAILY'),
      ...todo('UID:b', 'SUMMARY:Rent', 'DESCRIPTION:Long\n  text'),
    )
    const { tasks = [], routines = [] } = await read(whole)
    for (let length = 12; length < whole.length - 2; length += 7) {
      const cut = await readIcal(whole.slice(0, length), reading)
      expect(tasks).toEqual(expect.arrayContaining([...cut.tasks]))
      expect(routines).toEqual(expect.arrayContaining([...cut.routines]))
      expect(cut.faults.length).toBeGreaterThan(0)
    }
  })

  test('that is damaged in any way has faults, and fails nowhere', async () => {
    const whole = calendar(
      ...home,
      ...todo('UID:a', 'DUE;TZID=Home:20261201T090000', 'RRULE:FREQ=DAILY'),
    )
    expect(await failuresOf(readIcal, damagedTexts(whole))).toEqual([])
    expect(
      await failuresOf(
        readIcal,
        damagedTexts(whole).map((each) => `BEGIN:VTODO\n${each}`),
      ),
    ).toEqual([])
  })

  // A reader that does more work than there is text takes longer than a test may.
  const size = (isLongRun ? 32 : 1) * 2 ** 20
  test.each([
    ['one folded line', `BEGIN:VTODO\nDESCRIPTION:${'x\n '.repeat(size / 3)}`],
    ['lines that go on with nothing', `BEGIN:VTODO\nX:${'\n '.repeat(size / 2)}`],
    ['components in one another', 'BEGIN:A\n'.repeat(size / 8)],
    [
      'tasks below one another without titles',
      Array.from(
        { length: isLongRun ? 100_000 : 10_000 },
        (_, index) => `BEGIN:VTODO\nUID:${index}\nRELATED-TO:${index + 1}\nEND:VTODO\n`,
      ).join(''),
    ],
    ['tasks without an end', 'BEGIN:VTODO\n'.repeat(size / 12)],
    ['ends of nothing', `BEGIN:A\n${'END:B\n'.repeat(size / 6)}`],
    ['one line of quotes', `BEGIN:VTODO\nA;${'"x":'.repeat(size / 4)}`],
    ['categories', `BEGIN:VTODO\nSUMMARY:x\n${'CATEGORIES:a\n'.repeat(size / 13)}END:VTODO\n`],
  ])('of nothing but %s is read to its end', async (_, text) => {
    const { tasks, faults } = await findIn(readIcal, text)
    expect(tasks.length + faults.length).toBeGreaterThan(0)
  })
})
