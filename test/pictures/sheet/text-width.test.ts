import { expect, test } from 'vitest'
import { countLines, textWidth, widestWord } from '../../../src/pictures/sheet/text-width.ts'

test.each([
  ['', 0],
  ['iii', 9.9],
  ['mmm', 29.4],
  ['e\u0301', 6.2],
  ['買物', 20.4],
  ['🧺', 13],
  // Of two widths that are said of a character, the first counts.
  ['AZ09&', 36],
  ['MW%@—…', 58.8],
  ['↻★', 19.6],
  ["tr['”/-]", 33.4],
  ['I|!.:;', 19.8],
])('%s takes about %d points', (text, width) => {
  expect(textWidth(text, 10)).toBeCloseTo(width)
})

test('finds the widest word', () => {
  expect(widestWord('a mm nnn', 10)).toBeCloseTo(19.6)
})

test.each([
  ['', 1],
  ['nnn', 1],
  ['nnn nnn', 2],
  ['n n nnn', 2],
  // A word that is wider than the line goes on in the next ones.
  ['nnnnnnnnn', 3],
  ['n nnnnnnnnn', 4],
  ['nnnnn n', 2],
])('%j takes %i lines of three letters and a half', (text, lines) => {
  expect(countLines(text, 10, 22)).toBe(lines)
})
