import { expect, test } from 'vitest'
import { layOut } from '../../../src/pictures/sheet/layout.ts'
import { sheetValue } from '../../support/pictures/sheets.ts'

/** How large titles are on a sheet of so many tasks, and how many lines a title takes at most. */
function sizeOf(members: number, words: number, tasks: number) {
  const titles = [['Sort the cellar '.repeat(words).trim(), 'All is gone. '.repeat(20)]] as const
  const sheet = sheetValue({ members, tasks, titles })
  const { size, write } = layOut(sheet, 'a4')
  const day = sheet.days.find(({ items }) => items.length > 0)
  const [item] = day?.items ?? []
  if (!day || !item) throw new Error('A sheet of tasks has one on a day.')
  return [size, write(item, day, 0).titleLines]
}

// Where the size changes, by the number of tasks.
test.each([
  [
    1,
    1,
    {
      ...{ 4: [20, 2], 5: [18, 2], 7: [18, 2], 8: [16, 1], 11: [16, 1], 12: [14.5, 1] },
      ...{ 15: [14.5, 1], 16: [13.5, 1], 17: [12.5, 1], 18: [11.5, 1], 20: [11.5, 1] },
      ...{ 21: [10.5, 1], 22: [10, 1], 33: [10, 1], 34: [9.5, 1], 37: [9.5, 1], 38: [9, 1] },
      ...{ 39: [8.5, 1], 42: [9, 1], 53: [8.5, 1] },
    },
  ],
  [
    8,
    12,
    {
      ...{ 1: [16, 4], 2: [13.5, 4], 3: [11.5, 4], 4: [10, 3], 7: [10, 3], 8: [9, 3] },
      ...{ 9: [8.5, 3], 10: [9, 3], 11: [8.5, 3], 12: [8.5, 2] },
    },
  ],
  [1, 12, { 1: [20, 4], 2: [14.5, 4], 16: [8.5, 3], 17: [9, 3], 18: [8.5, 2], 26: [8.5, 1] }],
] as const)(
  '%i members with titles of %i × three words get smaller letters',
  (...[members, words, sizes]) => {
    const counts = Object.keys(sizes).map(Number)
    const found = counts.map((tasks) => [tasks, sizeOf(members, words, tasks)])
    expect(Object.fromEntries(found)).toEqual(sizes)
  },
)
