import { expect, test } from 'vitest'
import { enumerate } from '../../src/domain/enumerate.ts'

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('%j are joined as “%s”', (words, joined) => {
  expect(enumerate(words, 'or')).toBe(joined)
})
