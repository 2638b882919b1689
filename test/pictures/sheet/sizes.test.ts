import { expect, test } from 'vitest'
import { headingSize, nameSize } from '../../../src/pictures/sheet/sizes.ts'

test.each([
  [1, 12, 1],
  [8, 12, 1],
  [9, 10.5, 1],
  [10, 9.5, 1],
  [11, 8.5, 1],
  [12, 8.5, 2],
  [40, 8.5, 2],
])('a name of %i letters has %d points on %i lines', (letters, size, lines) => {
  expect(nameSize('n'.repeat(letters))).toEqual({ size, lines })
})

test.each([
  [39, 21],
  [40, 18],
  [46, 18],
  [47, 15],
  [56, 13],
  [65, 11],
  [76, 9],
  [300, 9],
])('a title of %i letters has %d points', (letters, size) => {
  expect(headingSize('n'.repeat(letters), 800)).toBe(size)
})
