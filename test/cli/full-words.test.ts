import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstWords, fullWords } from '../../src/cli/full-words.ts'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { wordsOf } from '../support/program/printed-commands.ts'

const examples = [...groups.flatMap(({ verbs }) => verbs), ...ownVerbs].flatMap((verb) =>
  verb.examples.map((example) => wordsOf(example).slice(1)),
)

test.each<[typed: string, full: string]>([
  // Everyday words.
  ['list', 'task list'],
  ['list --mine', 'task list --mine'],
  ['show 3', 'task show 3'],
  ['edit 3 --due tomorrow', 'task edit 3 --due tomorrow'],
  ['start 3', 'task start 3'],
  ['remove 3', 'task remove 3'],
  ['pick', 'win pick'],
  ['pick kettle', 'win pick kettle'],
  ['today', 'today'],
  // With a task, the task is done; alone, the win.
  ['done', 'win done'],
  ['done --json', 'win done --json'],
  ['done --by sam', 'win done --by sam'],
  ['done --db x.db', 'win done --db x.db'],
  ['done --by=sam', 'win done --by=sam'],
  ['done kettle', 'task done kettle'],
  ['done --on yesterday kettle', 'task done --on yesterday kettle'],
  ['done -- --odd', 'task done -- --odd'],
  ['done --', 'win done --'],
  ['done -', 'task done -'],
  // Habits.
  ['ls', 'task list'],
  ['rm 3', 'task remove 3'],
  ['task ls', 'task list'],
  ['user rm sam', 'user remove sam'],
  ['task new Milk', 'task add Milk'],
  ['away new', 'away add'],
  // Letters of nouns, and beginnings.
  ['t l', 'task list'],
  ['t ls', 'task list'],
  ['t d 3', 'task done 3'],
  ['t b 3', 'task block 3'],
  ['t bu', 'task burndown'],
  ['w dr', 'win drop'],
  ['w', 'win'],
  ['r', 'routine'],
  ['u a Sam', 'user a Sam'],
  ['u ad Sam', 'user add Sam'],
  ['c li', 'category list'],
  ['ta li', 'task list'],
  ['do', 'win done'],
  ['do 3', 'task done 3'],
  ['wh', 'whoami'],
  ['tod', 'today'],
  // What is exact is meant, and what could be several stays.
  ['rest list', 'rest list'],
  ['re', 're'],
  ['l', 'l'],
  ['t s 3', 'task s 3'],
  ['t new-title', 'task new-title'],
  ['db rm', 'db rm'],
  ['toggle 3', 'toggle 3'],
  ['', ''],
  // Options before the command, and words that only look like it.
  ['--db list t l', '--db list task list'],
  ['--as sam --json pick 3', '--as sam --json win pick 3'],
  ['--db=x list', '--db=x task list'],
  ['task list --search list', 'task list --search list'],
  ['t add list', 'task add list'],
  ['-- list', '-- list'],
  ['help list', 'help task list'],
  ['help t l', 'help task list'],
  ['he', 'help'],
  ['--help ls', '--help task list'],
  ['t help ls', 'task help ls'],
])('%j means %j', (typed, full) => {
  expect(fullWords(wordsOf(typed)).join(' ')).toBe(full)
})

test('a full command stays as it is', () => {
  expect(examples.map((argv) => fullWords(argv))).toEqual(examples)
})

test('written out once, a command stays as it is', () => {
  const word = fc.oneof(fc.constantFrom(...firstWords, 't', 'ls', '--db', '--', '-q'), fc.string())
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (argv) => {
      const full = fullWords(argv)
      expect(fullWords(full)).toEqual(full)
    }),
  )
})
