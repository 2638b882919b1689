import { expect, test } from 'vitest'
import { fullWords } from '../../src/cli/full-words.ts'
import { isUnderstood } from '../../src/cli/typed-command.ts'

// The ten acts of a day take no more keys than in Taskwarrior 2.6 or in gh 2, in their shortest
// documented forms. Taskwarrior takes every beginning of two letters or more that is unambiguous.
test.each<[act: string, typed: string, means: string, theirs: readonly [string, ...string[]]]>([
  ['today', 'mo', '', ['task']],
  ['add', 'mo ad Milk', 'add Milk', ['task ad Milk', 'gh issue new -t Milk -b ""']],
  [
    'add, with who and when',
    'mo ad Milk @sam due:fri',
    'add Milk @sam due:fri',
    ['task ad Milk +sam du:fri', 'gh issue new -t Milk -b "" -a sam'],
  ],
  ['list by due date', 'mo ls', 'task list', ['task ls', 'gh issue ls']],
  ['what is mine', 'mo ls -m', 'task list -m', ['task ls +sam', 'gh issue ls -a @me']],
  ['done', 'mo do 3', 'task done 3', ['task 3 do', 'gh issue close 3']],
  ['pick', 'mo p 3', 'win pick 3', ['task 3 star']],
  ['the win is done', 'mo do', 'win done', ['task 3 do']],
  [
    'another due date',
    'mo e 3 -d fri',
    'task edit 3 -d fri',
    ['task 3 mo du:fri', 'gh issue edit 3 -m fri'],
  ],
  ['the next seven days', 'mo we', 'week', ['task ls du.before:8d']],
])('%s: %s', (_, typed, means, theirs) => {
  const words = typed.split(' ').slice(1)
  expect({ means: fullWords(words).join(' '), isUnderstood: isUnderstood(words) }).toEqual({
    means,
    isUnderstood: true,
  })
  expect(typed.length).toBeLessThanOrEqual(Math.min(...theirs.map(({ length }) => length)))
})
