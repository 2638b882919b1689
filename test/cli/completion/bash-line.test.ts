import { expect, test } from 'vitest'
import { type BashLine, bashWord, readBashLine } from '../../../src/cli/completion/bash-line.ts'

const breaks = ' \t\n"\'@><=;|&(:'

test.each<[line: string, ...BashLine['words']]>([
  ['mo ', 'mo', ''],
  ['mo  done\tket', 'mo', 'done', 'ket'],
  ['mo done "Descale the', 'mo', 'done', 'Descale the'],
  ["mo done 'it is' x", 'mo', 'done', 'it is', 'x'],
  ['mo \'a\'"b"c', 'mo', 'abc'],
  ['mo a\\ b \\"', 'mo', 'a b', '"'],
  ['mo "a\\"b\\n" ', 'mo', 'a"b\\n', ''],
  ["mo 'a\\' b", 'mo', 'a\\', 'b'],
  ['mo x\\', 'mo', 'x\\'],
  ['mo ☕', 'mo', '☕'],
  ['', ''],
])('the words of %j', (line, ...words) => {
  expect(readBashLine(line, breaks).words).toEqual(words)
})

test.each<[line: string, quote: BashLine['quote'], kept: number]>([
  ['mo --owner=sa', '', 8],
  ['mo due_date:d', '', 9],
  ['mo @sa', '', 0],
  ['mo a@b', '', 1],
  ['mo Kids:', '', 5],
  ['mo Kids\\:s', '', 0],
  ['mo "Kids: s', '"', 0],
  ["mo a'b", "'", 1],
  ["mo --owner='sa", "'", 8],
  ['mo "a"b', '', 0],
  ['mo a=b c', '', 0],
])('what bash keeps of the last word of %j', (line, quote, kept) => {
  const found = readBashLine(line, breaks)
  expect([found.quote, found.kept]).toEqual([quote, kept])
})

test.each<[value: string, line: string, typed: string]>([
  ['Anna Maria', 'mo done A', 'Anna\\ Maria'],
  ['$(rm) `x` "q" it\'s', 'mo ', '\\$\\(rm\\)\\ \\`x\\`\\ \\"q\\"\\ it\\\'s'],
  ['$x "q" !', 'mo "', '\\$x \\"q\\" "\'!\'"'],
  ["it's", "mo '", "it'\\''s"],
  ['--owner=sam', 'mo --owner=s', 'sam'],
  ['Käse-1.5_kg', 'mo K', 'Käse-1.5_kg'],
])('%s at the end of %j', (value, line, typed) => {
  expect(bashWord(value, readBashLine(line, breaks))).toBe(typed)
})
