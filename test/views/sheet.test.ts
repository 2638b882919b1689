import stringWidth from 'fast-string-width'
import { expect, test } from 'vitest'
import { sheetText } from '../../src/views/sheet.ts'
import { hardTitles, sheetValue } from '../support/pictures/sheets.ts'
import { smallSheet } from '../support/pictures/small-sheet.ts'

test('writes a sheet for a line printer', () => {
  const blank = '_'.repeat(58)
  expect(sheetText(smallSheet).split('\n')).toEqual([
    'Week of 23 November 2026',
    'Week 48 · streak: 5 days · as of 26 Nov',
    '',
    `Monday 23 Nov ${'-'.repeat(66)}`,
    '  Daily Win   [x] Fix the tap (day 5 of the streak)',
    '  Alex        [x] Fix the tap (Daily Win)',
    '',
    `Tuesday 24 Nov ${'-'.repeat(65)}`,
    '  Daily Win   no win',
    '  Alex        [ ] Call the *bank* (late)',
    '                  Done means: A [date] is set',
    '',
    `Wednesday 25 Nov · rest day ${'-'.repeat(52)}`,
    '  Daily Win   rest day',
    '  Alex        away',
    '  Sam         away',
    '',
    `Thursday 26 Nov ${'-'.repeat(64)}`,
    '  Daily Win   [ ] Paint the fence (picked)',
    '  Alex        [ ] Pay the rent (late since 19 Nov, urgent)',
    '  Sam         away',
    '              [ ] Mow (blocked)',
    '  Unassigned  [ ] Sort the attic (late since 9 Nov, private)',
    '',
    `Friday 27 Nov ${'-'.repeat(66)}`,
    `  Daily Win   [ ] ${blank}`,
    '  Alex        [ ] File the taxes (due Fri 11 Dec)',
    '  Sam         [ ] Bins (repeats)',
    '                  Done means: Both bins stand at the curb',
    '',
    `Saturday 28 Nov ${'-'.repeat(64)}`,
    `  Daily Win   [ ] ${blank}`,
    '',
    `Sunday 29 Nov · rest day ${'-'.repeat(55)}`,
    '  Daily Win   rest day',
  ])
})

test('stands names on lines of their own on a narrow terminal', () => {
  expect(sheetText(smallSheet, 30).split('\n').slice(4, 14)).toEqual([
    `Monday 23 Nov ${'-'.repeat(16)}`,
    '  Daily Win',
    '    [x] Fix the tap (day 5 of',
    '        the streak)',
    '  Alex',
    '    [x] Fix the tap (Daily',
    '        Win)',
    '',
    `Tuesday 24 Nov ${'-'.repeat(15)}`,
    '  Daily Win',
  ])
})

test('says that a household is empty', () => {
  expect(
    sheetText(sheetValue({ members: 0 }))
      .split('\n')
      .slice(0, 3),
  ).toEqual([
    'Week of 23 November 2026',
    'Week 48 · as of 26 Nov',
    'The household is empty: write in who does what.',
  ])
})

test.each([20, 40, 80, 200])('is no wider than %d columns', (columns) => {
  const sheet = sheetValue({ members: 8, tasks: 40, titles: hardTitles })
  const lines = sheetText(sheet, columns).split('\n')
  // A word with slashes may be a path, which is never broken.
  const tooWide = lines.filter((line) => stringWidth(line) > columns && !line.includes('</'))
  expect(tooWide).toEqual([])
})
