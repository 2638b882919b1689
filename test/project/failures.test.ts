import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// docs/reliability.md says in a line what each failure is whose number stands in a test's name.

const comment = /^\s*(\/\/|\/?\*)/

test('every failure that a test names has a line in the table, and every line a test', () => {
  const lines = globSync('test/**/*.ts').flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  const code = lines.filter((line) => !comment.test(line)).join('\n')
  const table = readFileSync('docs/reliability.md', 'utf8')
  const named = [...code.matchAll(/\bF\d{3}\b/g)].map(([number]) => number)
  const explained = [...table.matchAll(/^\| (F\d{3}) \|/gm)].map(([, number]) => number)

  expect(explained.toSorted()).toEqual([...new Set(named)].toSorted())
})
