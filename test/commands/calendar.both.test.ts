import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, inject, it } from 'vitest'
import { essentials } from '../support/household/every-command.ts'
import { copiesOf, type Household } from '../support/household/household.ts'
import { failure, sampleHousehold, success, usageFailure } from '../support/household/sample.ts'
import { keys, terminal } from '../support/program/terminal.ts'

/**
 * On Sunday 22 November: the rent was due on Friday, the tap is due on Tuesday, and Sam and Alex
 * take turns with the bins. Sam has a secret, the kettle has no date, and the car is hidden.
 */
const busy = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('task', 'edit', 'rent', '--due', '2026-11-20')
  await home.json('task', 'edit', 'tap', '--due', '2026-11-24', '--description', 'In the bath')
  await home.json(
    ...['routine', 'add', 'Bins, blue', '--domain', 'chores', '--effort', 'tiny'],
    ...['--definition-of-done', 'At the curb', '--every', 'week on thu'],
    ...['--turns', 'rotate', '--among', 'sam,alex'],
  )
  const secret = ['--owner', 'sam', '--private', '--due', '2026-11-25', '--as', 'sam']
  await home.json('task', 'add', 'Buy a present', ...essentials, 'x', ...secret)
  const hidden = ['--due', '2026-12-01', '--starts', '2026-11-30']
  await home.json('task', 'add', 'Wash the car', ...essentials, 'x', ...hidden)
  return home
})

/** The UUIDs of the routine and the tasks. */
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

async function eventsOf(home: Household, ...words: readonly string[]) {
  const events = (await home.json('calendar', ...words)) as { date: string; title: string }[]
  return events.map(({ date, title }) => `${date} ${title}`)
}

const all = [
  '2026-11-20 Pay the rent (Sam)',
  '2026-11-24 Fix the tap (Alex)',
  '2026-11-26 Bins, blue (Sam)',
  '2026-12-01 Wash the car',
  '2026-12-03 Bins, blue (Alex)',
  '2026-12-10 Bins, blue (Sam)',
]

describe('the calendar', () => {
  it('is printed byte for byte, and the same each time', async () => {
    const home = await busy()
    const answer = await home.run('calendar', '--days', '5')
    const [bins] = (await home.json('routine', 'list', '--fields', 'uuid')) as { uuid: string }[]
    expect(answer).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Momentum//Momentum//EN',
        'X-WR-CALNAME:Momentum',
        'BEGIN:VEVENT',
        `UID:${uuid(3)}/2026-11-20@momentum`,
        'DTSTAMP:20261122T120000Z',
        'LAST-MODIFIED:20261122T120000Z',
        'SUMMARY:Pay the rent (Sam)',
        'DESCRIPTION:Done means: The money is away',
        'DTSTART;VALUE=DATE:20261120',
        'DTEND;VALUE=DATE:20261121',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'BEGIN:VEVENT',
        `UID:${uuid(2)}/2026-11-24@momentum`,
        'DTSTAMP:20261122T120001Z',
        'LAST-MODIFIED:20261122T120001Z',
        'SUMMARY:Fix the tap (Alex)',
        'DESCRIPTION:In the bath\\n\\nDone means: Dry for an hour',
        'DTSTART;VALUE=DATE:20261124',
        'DTEND;VALUE=DATE:20261125',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'BEGIN:VEVENT',
        `UID:${bins?.uuid}/2026-11-26@momentum`,
        'DTSTAMP:20261122T120002Z',
        'LAST-MODIFIED:20261122T120002Z',
        'SUMMARY:Bins\\, blue (Sam)',
        'DESCRIPTION:Done means: At the curb',
        'DTSTART;VALUE=DATE:20261126',
        'DTEND;VALUE=DATE:20261127',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    })
    expect(await home.run('calendar', '--days', '5')).toEqual(answer)
  })

  it('has the dates of all that can be seen, or of a member and of nobody', async () => {
    const home = await busy()
    const days = ['--days', '20']
    const present = '2026-11-25 Buy a present (Sam)'
    expect([
      await eventsOf(home, ...days),
      await eventsOf(home, ...days, '--as', 'sam'),
      await eventsOf(home, ...days, '--as', 'sam', '--public'),
      await eventsOf(home, ...days, '--for', 'sam', '--as', 'sam'),
      await eventsOf(home, ...days, '--for', 'sam'),
      await eventsOf(home, ...days, '--for', 'alex', '--as', 'sam'),
    ]).toEqual([
      all,
      [...all.slice(0, 2), present, ...all.slice(2)],
      all,
      [all[0], present, all[2], all[3], all[5]],
      [all[0], all[2], all[3], all[5]],
      [all[1], all[3], all[4]],
    ])
  })

  it('marks what is private, and is named after its member', async () => {
    const home = await busy()
    const { stdout } = await home.run('calendar', '--days', '4', '--for', 'sam', '--as', 'sam')
    const lines = stdout.split('\r\n').filter((line) => /^(X-|SUMMARY|CLASS)/.test(line))
    expect(lines).toEqual([
      'X-WR-CALNAME:Momentum (Sam)',
      'SUMMARY:Pay the rent (Sam)',
      'SUMMARY:Buy a present (Sam)',
      'CLASS:PRIVATE',
    ])
  })

  it('goes on for 90 days, keeps the event of a date, and skips absences', async () => {
    const home = await busy()
    const before = (await home.json('calendar')) as { uid: string; date: string; title: string }[]
    const bins = before.filter(({ title }) => title.startsWith('Bins'))
    expect([bins.length, bins.at(-1)?.date]).toEqual([13, '2027-02-18'])
    await home.json('away', 'add', '--everybody', '--from', '2026-12-02', '--until', '2026-12-12')
    home.setClock('2026-11-26T12:00:00.000Z')
    await home.json('task', 'done', 'bins')
    const after = (await home.json('calendar', '--days', '40')) as typeof before
    const known = new Map(bins.map(({ date, uid }) => [date, uid]))
    const left = after.filter(({ title }) => title.startsWith('Bins'))
    expect(left.map(({ date, uid }) => [date, uid === known.get(date)])).toEqual([
      ['2026-12-17', true],
      ['2026-12-24', true],
      ['2026-12-31', true],
    ])
  })

  it('keeps the event of a task that is moved, and leaves out what nobody has to do', async () => {
    const home = await busy()
    const bins = async () => {
      const events = (await home.json('calendar', '--days', '9')) as { uid: string; date: string }[]
      return events.find(({ uid }) => uid.endsWith('/2026-11-26@momentum'))?.date
    }
    expect(await bins()).toBe('2026-11-26')
    await home.json('task', 'edit', 'bins', '--due', '2026-11-28')
    expect(await bins()).toBe('2026-11-28')
    await home.json('routine', 'pause', 'bins', '--note', 'x')
    await home.json('task', 'abandon', 'car')
    await home.json('task', 'done', 'rent')
    expect(await eventsOf(home)).toEqual([all[1]])
    await home.json('routine', 'pause', 'bins', '--until', '2026-12-05', '--note', 'x')
    expect(await eventsOf(home, '--days', '20')).toEqual([all[1], all[5]])
  })

  it('has the tasks themselves if asked, in a text that every program can read', async () => {
    const home = await busy()
    const long = `Ünïcödé 👩‍👩‍👧‍👦 ${'日本語'.repeat(30)}, "quoted"; \\ back`
    await home.json('task', 'add', long, ...essentials, 'a\nb', '--due', 'tomorrow')
    const { stdout } = await home.run('calendar', '--todo', '--days', '3')
    for (const line of stdout.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    }
    expect(stdout).not.toMatch(/[^\r]\n|\r[^\n]/)
    const calendar = new ICAL.Component(ICAL.parse(stdout))
    const titles = (name: string) =>
      calendar.getAllSubcomponents(name).map((each) => each.getFirstPropertyValue('summary'))
    expect([titles('vevent'), titles('vtodo')]).toEqual([
      ['Pay the rent (Sam)', long, 'Fix the tap (Alex)'],
      ['Descale the kettle', 'Fix the tap', 'Pay the rent', 'Bins, blue', 'Wash the car', long],
    ])
  })

  it('of an empty household has no events', async () => {
    const home = await sampleHousehold()
    expect(await home.run('calendar', '--json')).toEqual(success('[]'))
    expect((await home.run('calendar')).stdout.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Momentum//Momentum//EN',
      'X-WR-CALNAME:Momentum',
      'END:VCALENDAR',
      '',
    ])
  })

  it.each([
    [['--days', '0'], '--days must be a whole number from 1 to 366, not “0”.'],
    [['--days', '367'], '--days must be a whole number from 1 to 366, not “367”.'],
    [['--force'], '--force goes with --out: which file may be replaced?'],
    [['--out', '-', '--force'], '--force goes with --out: which file may be replaced?'],
  ])('refuses %j', async (words, message) => {
    const home = await sampleHousehold()
    const { code, stdout, stderr } = await home.run('calendar', ...words)
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', `momentum: ${message}`])
  })
})

describe('a calendar in a file', () => {
  it('is what would be printed, and replaces one only with --force', async () => {
    const home = await busy()
    const file = join(home.folder, 'household.ics')
    const { stdout } = await home.run('calendar')
    expect(await home.run('calendar', '--out', '-')).toEqual({ code: 0, stdout, stderr: '' })
    expect(await home.run('calendar', '--out', 'household.ics')).toEqual(
      success(`✓ Wrote 16 events: ${file}`),
    )
    expect(readFileSync(file, 'utf8')).toBe(stdout)
    chmodSync(file, 0o640)
    const taken = failure(
      4,
      `“${file}” already exists; it was not changed.`,
      'To replace it, add --force.',
    )
    expect(await home.run('calendar', '--todo', '--out', '~/household.ics')).toEqual(taken)
    expect(readFileSync(file, 'utf8')).toBe(stdout)
    expect(await home.json('calendar', '--todo', '--out', file, '--force')).toEqual({
      file,
      events: 16,
      tasks: 5,
    })
    expect([
      statSync(file).mode & 0o777,
      readdirSync(home.folder).filter((name) => /ics/.test(name)),
    ]).toEqual([0o640, ['household.ics']])
    expect(await home.run('calendar', '--out', file, '--yes', '--quiet')).toEqual(success())
    expect(readFileSync(file, 'utf8')).toBe(stdout)
  })

  it('is replaced after a question at a terminal', async () => {
    const home = await busy()
    const file = join(home.folder, 'x.ics')
    writeFileSync(file, 'before')
    const words = ['calendar', '--out', file]
    const no = terminal(home, words, 200)
    await no.sees(`Replace “${file}”? (y/N)`)
    no.types(keys.enter)
    expect([await no.ends(), readFileSync(file, 'utf8')]).toEqual([130, 'before'])
    const yes = terminal(home, words, 200)
    await yes.sees(`Replace “${file}”? (y/N)`)
    yes.types(`y${keys.enter}`)
    expect([await yes.ends(), readFileSync(file, 'utf8').slice(0, 15)]).toEqual([
      0,
      'BEGIN:VCALENDAR',
    ])
  })

  it('needs a place for a file', async () => {
    const home = await busy()
    mkdirSync(join(home.folder, 'folder'))
    const out = (name: string) => home.run('calendar', '--out', name)
    const at = (name: string) => join(home.folder, name)
    const url = 'postgres://sam:horse@host/db'
    expect([
      await out('no/x.ics'),
      await out('folder'),
      await out('folder/'),
      await out('/dev/null'),
      await out(url),
    ]).toEqual([
      usageFailure(`There is no folder “${at('no')}”.`, 'Create it first.'),
      usageFailure(`“${at('folder')}” is a folder.`, 'Give the path of a file in it.'),
      usageFailure('“folder/” is the name of a folder.', 'Give the path of a file in it.'),
      usageFailure('“/dev/null” is not a regular file.', 'Give the path of a new file.'),
      usageFailure(
        '“postgres://…” is not the name of a file.',
        'Give a path, such as ~/household.txt.',
      ),
    ])
    if (inject('dialect') === 'sqlite') {
      expect(await out(home.database)).toEqual(
        usageFailure(`“${home.database}” is the household’s database itself.`),
      )
    }
  })
})
