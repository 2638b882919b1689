import { expect, test } from 'vitest'
import { parseCount } from '../../src/domain/count.ts'

test.each([
  ['1', 1],
  [' 50 ', 50],
  ['007', 7],
  ['10000000', 10_000_000],
])('reads %j as a count', (text, count) => {
  expect(parseCount('--limit', text, 1)).toEqual(count)
})

test('accepts zero where zero is allowed', () => {
  expect(parseCount('--offset', '0', 0)).toEqual(0)
})

test.each([
  '0',
  '-1',
  '+5',
  '1.5',
  '1e3',
  '0x10',
  '1,000',
  '1 000',
  '',
  'many',
  'NaN',
  'Infinity',
  '٣',
  '10000001',
  '9007199254740993',
])('refuses %j as a count (F107)', (text) => {
  expect(() => parseCount('--limit', text, 1)).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: `--limit must be a whole number from 1 to 10000000, not “${text}”.`,
      hint: undefined,
    }),
  )
})
