import { expect, test } from 'vitest'
import {
  type Color,
  defaultColor,
  parseCategoryName,
  parseCategoryReference,
  parseColor,
} from '../../src/domain/category.ts'
import { usageError } from '../../src/errors.ts'

test.each([
  ['green', '#4c9f70'],
  [' Green ', '#4c9f70'],
  ['#ABCDEF', '#abcdef'],
])('%j is the color %s', (text, color) => {
  expect(parseColor(text)).toEqual(color)
})

test('the name of a category has at most 60 characters (F098)', () => {
  expect(parseCategoryName(` ${'é'.repeat(60)} `)).toEqual('é'.repeat(60))
  expect(() => parseCategoryName('é'.repeat(61))).toThrow(
    usageError('The category name is 61 characters long; the limit is 60.'),
  )
})

test('another word is no color', () => {
  expect(() => parseColor('greenish')).toThrow(
    usageError(
      '“greenish” is not a color.',
      'Write it as #rrggbb, or choose red, orange, yellow, green, cyan, blue, purple, pink, gray.',
    ),
  )
})

test('a category gets the first color that no other has, and then one after the other again', () => {
  const names = ['red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'purple', 'pink', 'gray']
  const colors = names.map(parseColor)
  const used: Color[] = []
  for (let count = 0; count < 11; count += 1) used.push(defaultColor(used))
  const [red, orange = red] = colors
  expect([used, defaultColor(colors.filter((color) => color !== orange))]).toEqual([
    [...colors, red, orange],
    orange,
  ])
})

test.each([
  ['3', { id: 3 }],
  ['#3', { id: 3 }],
  [' Garden ', { name: 'Garden' }],
  ['#garden', { name: '#garden' }],
  ['é'.repeat(60), { name: 'é'.repeat(60) }],
])('a category can be named by %j', (text, reference) => {
  expect(parseCategoryReference(text)).toEqual(reference)
})

test.each([
  [' ', 'The category is empty.'],
  ['é'.repeat(61), 'The category is 61 characters long; the limit is 60.'],
])('a category cannot be named by %j', (text, message) => {
  expect(() => parseCategoryReference(text)).toThrow(usageError(message))
})
