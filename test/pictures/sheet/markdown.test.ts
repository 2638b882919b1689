import { expect, test } from 'vitest'
import { sheetMarkdown } from '../../../src/pictures/sheet/markdown.ts'
import { sheetValue } from '../../support/pictures/sheets.ts'
import { smallSheet } from '../../support/pictures/small-sheet.ts'

test('writes a sheet as lists to tick', () => {
  expect(sheetMarkdown(smallSheet)).toBe(`# Week of 23 November 2026

Week 48 · streak: 5 days · as of 26 Nov

## Monday 23 Nov

- [x] **Daily Win:** Fix the tap (day 5 of the streak)

### Alex

- [x] Fix the tap ★

## Tuesday 24 Nov

**Daily Win:** no win

### Alex

- [ ] Call the \\*bank\\* (late) — *A \\[date\\] is set*

## Wednesday 25 Nov · rest day

**Daily Win:** rest day

### Alex (away)

### Sam (away)

## Thursday 26 Nov

- [ ] **Daily Win:** Paint the fence (picked)

### Alex

- [ ] Pay the rent (late since 19 Nov, urgent)

### Sam (away)

- [ ] Mow (blocked)

### Unassigned

- [ ] Sort the attic (late since 9 Nov, private)

## Friday 27 Nov

- [ ] **Daily Win:** …

### Alex

- [ ] File the taxes (due Fri 11 Dec)

### Sam

- [ ] Bins ↻ — *Both bins stand at the curb*

## Saturday 28 Nov

- [ ] **Daily Win:** …

## Sunday 29 Nov · rest day

**Daily Win:** rest day
`)
})

test('says that a household is empty', () => {
  const blocks = sheetMarkdown(sheetValue({ members: 0 })).split('\n\n')
  expect(blocks.slice(0, 5)).toEqual([
    '# Week of 23 November 2026',
    'Week 48 · as of 26 Nov',
    'The household is empty: write in who does what.',
    '## Monday 23 Nov',
    '**Daily Win:** no win',
  ])
})

test('shows every character as it was typed', () => {
  const title = '1. `a` *b* _c_ [d](e) <i>&amp;</i> ~~f~~ #g ==h== $x$ %%y%% | \\ z^1'
  const sheet = sheetValue({ tasks: 1, titles: [[title, 'On\ntwo  lines']] })
  const line = sheetMarkdown(sheet)
    .split('\n')
    .find((each) => each.startsWith('- [ ] 1.'))
  expect(line).toBe(
    '- [ ] 1. \\`a\\` \\*b\\* \\_c\\_ \\[d\\](e) \\<i\\>\\&amp;\\</i\\> \\~\\~f\\~\\~ \\#g \\=\\=h\\=\\= \\$x\\$ \\%\\%y\\%\\% \\| \\\\ z\\^1 ↻ ★ (late) — *On two lines*',
  )
})
