import { spawnSync } from 'node:child_process'
import type { Page } from 'puppeteer-core'
import { describe, expect, test } from 'vitest'
import { type PaperSize, paperSizes } from '../../../src/domain/sheet.ts'
import { sheetPage } from '../../../src/pictures/sheet/html.tsx'
import {
  browser,
  countPages,
  listFaint,
  listOverflowing,
  show,
} from '../../support/browser/browser.ts'
import { hardTitles, sheetValue } from '../../support/pictures/sheets.ts'
import { smallSheet } from '../../support/pictures/small-sheet.ts'

type Look = Parameters<typeof sheetValue>[0]

/** From the calmest household to one that no page can hold. */
const looks: readonly Look[] = [
  { members: 0 },
  { members: 1 },
  { members: 1, tasks: 12 },
  { members: 1, tasks: 40 },
  { members: 2, tasks: 12 },
  { members: 4, tasks: 40 },
  { members: 8 },
  { members: 8, tasks: 12 },
  { members: 8, tasks: 40 },
  { members: 8, tasks: 400 },
  { members: 1, tasks: 40, titles: hardTitles },
  { members: 8, tasks: 40, titles: hardTitles },
  { members: 40, tasks: 90 },
  { members: 1, user: 'Wolfgang'.repeat(5) },
  { members: 4, tasks: 4, user: 'Maria del Carmen '.repeat(2).trim() },
]

/** How large the titles are, how many are shown, and what is said of the others. */
function sizesOf(look: Look, paper: PaperSize = 'a4') {
  const html = sheetPage(sheetValue(look), paper)
  const size = /\.item{[^}]*font-size:([\d.]+)pt/.exec(html)?.[1]
  const body = html.slice(html.indexOf('<body>'))
  const left = [...body.matchAll(/and (\d+) more/g)].reduce((sum, [, n]) => sum + Number(n), 0)
  return { size: Number(size), shown: body.split('<li').length - 1, left }
}

test('writes titles as large as they fit, and says how many do not', () => {
  const cases = [
    [1, 6],
    [1, 40],
    [2, 12],
    [4, 12],
    [4, 40],
    [8, 40],
    [8, 400],
  ] as const
  expect(cases.map(([members, tasks]) => sizesOf({ members, tasks }))).toEqual([
    { size: 16, shown: 6, left: 0 },
    { size: 9, shown: 40, left: 0 },
    { size: 12.5, shown: 12, left: 0 },
    { size: 11.5, shown: 12, left: 0 },
    { size: 10, shown: 40, left: 0 },
    { size: 8.5, shown: 40, left: 0 },
    { size: 8.5, shown: 112, left: 288 },
  ])
})

test('is the same each time, and isolates and escapes what people wrote', () => {
  const sheet = sheetValue({ members: 8, tasks: 40, titles: hardTitles })
  const html = sheetPage(sheet, 'a4')
  expect(html).toBe(sheetPage(sheet, 'a4'))
  const [, body = ''] = html.split('<body>')
  expect(body).not.toContain('<script>')
  expect(body.match(/<bdi>להוציא את הפח 3x<\/bdi>/g)?.length).toBeGreaterThan(0)
  expect(body.match(/<b>|&amp;amp;/g)).toEqual(expect.arrayContaining(['&amp;amp;']))
  expect(body).not.toContain('<b>')
})

test('is a table with heads of columns and rows, and can be read without styles', () => {
  const html = sheetPage(smallSheet, 'a4')
  const text = html
    .slice(html.indexOf('<main'))
    .replace(/<th scope="(col|row)">/g, '\n$1: ')
    .replace(/<t[dr]\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line !== '')
  expect(text).toEqual([
    'Week of 23 November 2026 Week 48 · streak: 5 days · as of 26 Nov What is to be done each day, and whose it is',
    'col: Daily Win',
    'col: Alex',
    'col: Sam',
    'col: Unassigned',
    'row: Monday 23 Nov',
    '★ Fix the tap day 5 of the streak',
    '☑ Fix the tap ★',
    'row: Tuesday 24 Nov',
    'no win',
    '☐ Call the *bank* late · A [date] is set',
    'row: Wednesday 25 Nov · rest day',
    'rest day',
    'away',
    'away',
    'row: Thursday 26 Nov',
    '☐ Paint the fence picked',
    '☐ Pay the rent late since 19 Nov · urgent',
    'away ☐ Mow blocked',
    '☐ Sort the attic late since 9 Nov · private',
    'row: Friday 27 Nov',
    '☐ File the taxes due Fri 11 Dec',
    '☐ Bins ↻ Both bins stand at the curb',
    'row: Saturday 28 Nov',
    'row: Sunday 29 Nov · rest day',
    'rest day',
    '☐ to do ☑ done ↻ repeats ★ Daily Win',
  ])
})

test('says for how many members there is no room', () => {
  const said = [12, 13, 14].map((members) => {
    const html = sheetPage(sheetValue({ members }), 'a4')
    return /There is no room for [^<]*/.exec(html)?.[0]
  })
  expect(said).toEqual([
    undefined,
    'There is no room for 1 more member.',
    'There is no room for 2 more members.',
  ])
})

test('has a column for each day from four members on', () => {
  const heads = (members: number) => {
    const html = sheetPage(sheetValue({ members }), 'a4')
    return [...html.matchAll(/<th scope="col"><\w+ class="(\w+)"/g)].map(([, kind]) => kind)
  }
  const names = Array.from({ length: 5 }, () => 'name')
  expect([heads(3), heads(4)]).toEqual([names, Array.from({ length: 7 }, () => 'weekday')])
})

/** The titles of which not all is seen, and the legend if the table pushes it off the page. */
function listCut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const titles = [...document.querySelectorAll('.title')]
    const end = document.querySelector('.sheet')?.getBoundingClientRect().bottom ?? 0
    const legend = document.querySelector('.legend')?.getBoundingClientRect().bottom ?? Infinity
    return [
      ...titles
        .filter((title) => title.scrollHeight > title.clientHeight + 1)
        .map((title) => title.textContent ?? ''),
      ...(legend > end ? ['legend'] : []),
    ]
  })
}

const missing = spawnSync('xmllint', ['--version']).error !== undefined

test.skipIf(missing)(
  `is well-formed${missing ? ' (passed over: xmllint is not here)' : ''}`,
  () => {
    const faults = looks.map((look) => {
      const input = sheetPage(sheetValue(look), 'a4')
      const { stderr } = spawnSync('xmllint', ['--html', '--noout', '-'], { input })
      // It knows no element that came after HTML 4.
      return stderr.toString().match(/error : (?!Tag (main|header|bdi) invalid).*/g)
    })
    expect(faults).toEqual(looks.map(() => null))
  },
)

describe.skipIf(browser.missing)(`in a browser${browser.why}`, () => {
  test.each(paperSizes)('every sheet is one page of %s', async (size) => {
    const { page } = await show('')
    const faults: unknown[] = []
    for (const look of looks) {
      await page.setContent(sheetPage(sheetValue(look), size))
      const pages = await countPages(page)
      const cut = await listCut(page)
      const mayCut = look?.titles !== undefined || (look?.tasks ?? 0) > 40
      if (pages !== 1 || cut.some((text) => !mayCut || text === 'legend')) {
        faults.push([look, pages, cut])
      }
    }
    expect(faults).toEqual([])
  })

  test.each([
    { width: 360, scheme: 'dark' },
    { width: 768, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
  ] as const)('nothing overflows, is faint or is loaded: %o', async (screen) => {
    const { page, requests } = await show('', screen)
    const faults: unknown[] = []
    for (const look of looks) {
      await page.setContent(sheetPage(sheetValue(look), 'a4'))
      // What is only for those who listen is cut off, and the check is wider than its box.
      const wide = (await listOverflowing(page)).filter((name) => !/unseen|box/.test(name))
      const faint = await listFaint(page)
      if (wide.length > 0 || faint.length > 0) faults.push([look, wide, faint])
    }
    expect(faults).toEqual([])
    expect(requests).toEqual([])
  })

  test('on a narrow screen, the days are one below the other', async () => {
    for (const members of [1, 4]) {
      const html = sheetPage(sheetValue({ members, tasks: 12 }), 'a4')
      const { page } = await show(html, { width: 360 })
      const tops = await page.evaluate(() =>
        [...document.querySelectorAll('.weekday')].map((day) => day.getBoundingClientRect().top),
      )
      expect(tops).toEqual(tops.toSorted((a, b) => a - b))
      expect(new Set(tops).size).toBe(7)
    }
  })
})
