import { expect, test } from 'vitest'
import { shellWord } from '../../src/domain/shell.ts'
import { household } from '../support/household/household.ts'
import { commandsIn, requireUnderstood, wordsOf } from '../support/program/printed-commands.ts'

test.each<[what: string, printed: string, commands: string[]]>([
  [
    'an error',
    'momentum: No task.\n  See: momentum task list --all\n',
    ['momentum task list --all'],
  ],
  ['a narrow terminal', '  To see it:\n  momentum undo\n', ['momentum undo']],
  ['today’s page', '  → momentum win pick  picks the task\n', ['momentum win pick']],
  ['colors', '\x1b[2m→\x1b[22m \x1b[36mmomentum win done\x1b[39m\r\n', ['momentum win done']],
  ['a hint for npx', '  See: npx momentum undo\n', ['momentum undo']],
  ['the command alone', '… more: momentum\n', ['momentum']],
  ['an example', "  $ momentum task add 'a  b' -q  twice\n", ["momentum task add 'a  b' -q"]],
  [
    'two hints',
    'None.\nSee: momentum undo\nAdd: momentum task add\n',
    ['momentum undo', 'momentum task add'],
  ],
  [
    'JSON',
    '{"error":{"message":"x: momentum no","hint":"See: momentum undo"}}\n',
    ['momentum undo'],
  ],
  ['a notice before JSON', 'Old.\n{"error":{"hint":"See: momentum undo"}}\n', ['momentum undo']],
  ['a list in JSON', '[\n{"hint":null},\n{"a":{"hint":"momentum redo"}}\n]\n', ['momentum redo']],
  ['a title in JSON', '{"title": "See: momentum no"}\n', []],
  ['a message', 'momentum: momentum has no option --x.\n', []],
  [
    'a message above a stack',
    'MomentumError: momentum has no option --x.\n    at f (y.ts:1)\n',
    [],
  ],
  ['a usage', 'Usage: momentum task add [title]\n', []],
  ['the version', 'momentum 0.1.0\n', []],
  ['another program', '  First: chmod 600 momentum.db\n', []],
])('finds the commands in %s', (_, printed, commands) => {
  expect(commandsIn(printed)).toEqual(commands)
})

test('reads the words of a command as a shell does', () => {
  const words = ['momentum', '--db', "a'b \\c", 'task', 'add', '--', '-x  y', 'a"b', '']
  expect(wordsOf(words.map(shellWord).join(' '))).toEqual(words)
  expect(wordsOf('momentum win drop --note "why not"')).toEqual([
    'momentum',
    'win',
    'drop',
    '--note',
    'why not',
  ])
})

test.each(['momentum tsak', 'momentum task --mine', 'momentum undo 1 2', 'momentum task show'])(
  'a command that is not understood fails the test that printed it: %s',
  (command) => {
    expect(() => requireUnderstood('x', `No.\n  See: ${command}\n`)).toThrow(
      `“momentum x” printed what it does not take:\n${command}`,
    )
  },
)

test('everything that the commands of tests print is checked', async () => {
  const home = household()
  const world = home.world(['whoami'])
  world.stderr.write('  See: momentum frobnicate\n')
  await expect(home.runIn(world)).rejects.toThrow('momentum frobnicate')
})
