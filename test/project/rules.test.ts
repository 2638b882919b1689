import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// docs/routines.md says what each rule is whose number stands in a test's name.

test('every rule of routines has a test, and every rule that a test names has a line', () => {
  const tests = globSync('test/**/*.test.ts').map((file) => readFileSync(file, 'utf8'))
  const page = readFileSync('docs/routines.md', 'utf8')
  const named = [...tests.join('\n').matchAll(/['"`]rules? (\d+(?:(?:, | and )\d+)*)/g)]
  const numbers = named.flatMap(([, list = '']) => list.split(/, | and /).map(Number))
  const explained = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number))
  expect([...new Set(numbers)].toSorted((a, b) => a - b)).toEqual(explained)
})
