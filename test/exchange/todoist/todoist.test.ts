import { describe, expect, it } from 'vitest'
import { MomentumError } from '../../../src/errors.ts'
import { readTodoist } from '../../../src/exchange/todoist/todoist.ts'
import { damagedTexts, failuresOf, findIn } from '../../support/exchange/reading.ts'

const columns =
  'TYPE,CONTENT,DESCRIPTION,IS_COLLAPSED,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,' +
  'TIMEZONE,DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG'

const project = `${columns}
meta,view_style=list,,,,,,,,,,,,,
note,About this project,,,,,Mo (7),,,,,,,,
task,@shop @food @vegan Buy [beans](https://example.org/@beans) for mo@example.org,Two tins,,1,1,Mo (7),Kai (1000001),in 5 days,en,Europe/Berlin,30,minute,,
note,"Not the
""red"" ones",,,,,Mo (7),,,,,,,,
note,"Photo of them [[file {""file_name"":""a.png""}]]",,,,,Mo (7),,,,,,,,
note,"[[file {""file_name"":""b.png""}]]",,,,,Mo (7),,,,,,,,
,,,,,,,,,,,,,,
section,Kitchen,,,,,,,,,,,,,
task,* Clean @home,,,2,1,Mo (7),,,,,None,None,,
task,Oven,,,3,2,Mo (7),,every day at 8am,en,Europe/Berlin,,,,
task,Racks,,,4,3,Mo (7),,demain,fr,Europe/Paris,,,2026-12-01,en
task,@home,,,,1,Mo (7),,2026-12-01T09:00:00,en,,,,2026-12-05,en
,,,,,,,,,,,,,,`

describe('readTodoist', () => {
  it('reads tasks, their notes, labels, sections and levels', async () => {
    expect(await findIn(readTodoist, project)).toEqual({
      tasks: [
        {
          line: 4,
          sourceId:
            '\n@shop @food @vegan Buy [beans](https://example.org/@beans) for mo@example.org',
          title: 'Buy [beans](https://example.org/@beans) for mo@example.org',
          description:
            'Two tins\n\nNot the\n"red" ones\n\nPhoto of them\n\n' +
            'Labels: food, vegan\nDuration: 30 minute',
          category: 'shop',
          priority: 'URGENT',
          owner: 'Kai',
          due: '2026-11-27',
          relativeDates: 'in 5 days',
        },
        {
          line: 11,
          sourceId: 'Kitchen\n* Clean @home',
          title: 'Clean',
          description: 'Section: Kitchen',
          category: 'home',
          priority: 'HIGH',
        },
        {
          line: 13,
          sourceId: 'Kitchen\nClean\nOven\nRacks',
          title: 'Clean › Oven › Racks',
          description: 'Date: demain',
          category: 'Kitchen',
          priority: 'MEDIUM',
          due: '2026-12-01',
          relativeDates: 'demain\n2026-12-01',
        },
        {
          line: 14,
          sourceId: 'Kitchen\n@home',
          title: '@home',
          category: 'Kitchen',
          due: '2026-12-05',
          starts: '2026-12-01',
        },
      ],
      routines: [
        {
          line: 12,
          sourceId: 'repeats: Kitchen\nClean\nOven',
          title: 'Clean › Oven',
          category: 'Kitchen',
          priority: 'MEDIUM',
          mode: 'CALENDAR',
          rule: 'day',
          start: '2026-11-22',
          relativeDates: 'every day at 8am',
          past: [],
        },
      ],
      lost: {
        'comments on the project': 1,
        labels: 2,
        durations: 1,
        attachments: 2,
        'times of day': 2,
        'dates in other languages': 1,
      },
      faults: [],
    })
  })

  it('finds columns by their names, in any case and order', async () => {
    const text = 'Content,Type,Date\r\nBins,task,tom\r\nTap,task,\r\n'
    const { tasks, faults } = await findIn(readTodoist, text)
    const found = tasks.map(({ title, due, priority }) => [title, due, priority])
    expect([found, faults]).toEqual([
      [
        ['Bins', '2026-11-23', undefined],
        ['Tap', undefined, undefined],
      ],
      [],
    ])
  })

  it('tells equal tasks apart by their count', async () => {
    const { tasks } = await findIn(readTodoist, 'TYPE,CONTENT\ntask,Bins\ntask,Bins\n')
    expect(tasks.map(({ sourceId }) => sourceId)).toEqual(['\nBins', '\nBins\n2'])
  })

  it('keeps what it cannot read of a date in the description', async () => {
    const rows = [
      ['someday', 'en', ''],
      ['every 3rd workday', 'en', ''],
      ['morgen', 'de', ''],
      ['every mon', 'en', '2026-12-05'],
      ['x'.repeat(300), 'en', ''],
    ].map(([date, lang, deadline]) => `task,Bins,${date},${lang},${deadline}\n`)
    const text = `TYPE,CONTENT,DATE,DATE_LANG,DEADLINE\n${rows.join('')}`
    const { tasks, routines, lost } = await findIn(readTodoist, text)
    expect([tasks.map(({ description }) => description), routines[0]?.description, lost]).toEqual([
      ['Date: someday', 'Date: every 3rd workday', 'Date: morgen', `Date: ${'x'.repeat(300)}`],
      'Deadline: 2026-12-05',
      { dates: 2, repetitions: 1, 'dates in other languages': 1, deadlines: 1 },
    ])
  })

  it.each([
    ['task,,1,1,', 'This task has no CONTENT.'],
    ['task,Bins,5,1,', 'PRIORITY is not a number from 1 to 4.'],
    ['task,Bins,1,0,', 'INDENT is not a number from 1 to 10.'],
    ['task,Bins,1,deep,', 'INDENT is not a number from 1 to 10.'],
    ['task,Bins,1,99999,', 'INDENT is not a number from 1 to 10.'],
    ['task,Bins,1,1,2026-02-30', 'The date 2026-02-30 does not exist.'],
    ['task,Bins,1,1,99999-01-01', 'The date 99999-01-01 does not exist.'],
    ['odd,Bins,1,1,', 'The type “odd” is none of task, section and note.'],
    ['"odd\nkind",Bins,1,1,', 'The type “odd kind” is none of task, section and note.'],
    ['task,"Bins"x,1,1,', 'A quotation mark inside of quotes must be doubled.'],
  ])('refuses the row %s, with its notes', async (row, message) => {
    const text = `TYPE,CONTENT,PRIORITY,INDENT,DATE\ntask,Tap,,,\n${row}\nnote,n,,,\ntask,Door,,,\n`
    const { tasks, faults, lost } = await findIn(readTodoist, text)
    expect([tasks.map(({ title }) => title), faults, lost]).toEqual([
      ['Tap', 'Door'],
      [{ line: 3, message }],
      {},
    ])
  })

  it('refuses a file that is not from Todoist', async () => {
    await expect(findIn(readTodoist, 'title,due\nBins,\n')).rejects.toThrow(
      new MomentumError(
        'usage',
        'The first row of a file from Todoist has TYPE and CONTENT; this one has “title”, “due”.',
      ),
    )
  })

  it('survives damage', async () => {
    expect(await failuresOf(readTodoist, damagedTexts(project.repeat(2)))).toEqual([])
  })
})
