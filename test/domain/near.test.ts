import { expect, test } from 'vitest'
import { didYouMean, nearest } from '../../src/domain/near.ts'
import { taskStatuses } from '../../src/domain/task.ts'

const verbs = ['add', 'list', 'show', 'start', 'status', 'done', 'reopen', 'remove', 'assign']

const flags = ['--due-before', '--domain', '--debug', '--db', '--description', '--yes', '--json']

test.each<[why: string, typed: string, candidates: readonly string[], near: string[]]>([
  ['the same', 'list', verbs, ['list']],
  ['the same in capitals', 'LIST', verbs, ['list']],
  ['the same with underscores', '--due_before', flags, ['--due-before']],
  ['the same without a dash', '-json', flags, ['--json']],
  ['its beginning', 'ad', verbs, ['add']],
  ['its beginning', '--due', flags, ['--due-before']],
  ['its beginning, not what is near', '--desc', flags, ['--description']],
  ['the beginning of two', 'sta', verbs, ['start', 'status']],
  ['the beginning of too many', '-d', flags, []],
  ['a letter too many', 'lisst', verbs, ['list']],
  ['a letter missing', 'lst', verbs, ['list']],
  ['a wrong letter', 'shaw', verbs, ['show']],
  ['two letters swapped', 'lsit', verbs, ['list']],
  ['two letters swapped at the end', 'addd', verbs, ['add']],
  ['two letters swapped', '--jsno', flags, ['--json']],
  ['two wrong letters of six', 'remoev', verbs, ['remove']],
  ['two wrong letters of nine', '--decsritpion', flags, ['--description']],
  ['two wrong letters of four', 'opne', taskStatuses, []],
  ['a wrong letter of two', 'ls', verbs, []],
  ['something else', '--yse-or-no', flags, []],
  ['something else', 'xyzzy', verbs, []],
  ['something else', 'migrate', verbs, []],
  ['nothing', '', verbs, []],
  ['nothing but dashes', '--', flags, []],
  ['very long', 'a'.repeat(100_000), verbs, []],
])('a word may stand for what it is close to: %s (%s)', (_, typed, candidates, near) => {
  expect(nearest(typed, candidates)).toEqual(near)
})

test.each([
  ['lsit', 'Did you mean list?'],
  ['sta', 'Did you mean start or status?'],
  ['xyzzy', undefined],
])('asks whether %s is another word', (typed, question) => {
  expect(didYouMean(typed, verbs)).toEqual(question)
})

test('words are compared as the caller says', () => {
  const names = ['Aïcha', 'Zoë']
  const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  expect([nearest('aisha', names), nearest('aisha', names, plain)]).toEqual([[], ['Aïcha']])
  expect(didYouMean('ZO', names, plain)).toEqual('Did you mean Zoë?')
})
