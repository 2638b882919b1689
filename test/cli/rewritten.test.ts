import { describe, expect, test } from 'vitest'
import { runInNewHousehold, usageFailure } from '../support/household/sample.ts'

async function refused(words: readonly string[], message: string, hint: string) {
  expect(await runInNewHousehold(...words)).toEqual({
    ...usageFailure(message, hint),
    made: false,
  })
}

const see = (path: string) => `See: momentum ${path} --help`

describe('a text that begins with a dash', () => {
  test.each([
    [['task', 'add', '-rf'], '-rf', 'momentum task add -- -rf'],
    [
      ['task', 'add', '-rf /', '--domain', 'food', '-q'],
      '-rf /',
      "momentum task add --domain food -q -- '-rf /'",
    ],
    [['task', 'show', '--frobnicate=3'], '--frobnicate', 'momentum task show -- --frobnicate=3'],
    [
      ['user', 'add', '--maya--', '--role', '-x'],
      '--maya--',
      'momentum user add --role -x -- --maya--',
    ],
    [
      ['task', 'assign', '-rf', 'sam', '--as', 'kim'],
      '-rf',
      'momentum --as kim task assign -- -rf sam',
    ],
    [['win', 'pick', "-it's"], "-it's", "momentum win pick -- '-it'\\''s'"],
    [['task', 'done', '-rf', '3'], '-rf', 'momentum task done -- -rf 3'],
  ])('is refused as an option, and goes after --: %j', (words, word, command) =>
    refused(
      words,
      `${words.slice(0, 2).join(' ')} has no option ${word}.`,
      `To use it as text, put it after --: ${command}`,
    ),
  )

  test.each([
    [['-rf', 'is', 'bad', '--domain', 'food'], '-rf', "--domain food -- '-rf is bad'"],
    [['-quick', 'lunch'], '-uick', "-- '-quick lunch'"],
  ])('of several words goes after -- in quotes: %j', (words, word, command) =>
    refused(
      ['task', 'add', ...words],
      `task add has no option ${word}.`,
      `To use it as a title, put it in quotes after --: momentum task add ${command}`,
    ),
  )

  test.each([
    [['task', 'list', '-rf'], 'task list'],
    [['task', 'add', 'Milk', '-rf'], 'task add'],
    [['win', 'done', '--frobnicate'], 'win done'],
    [['task', 'done', '3', '-rf'], 'task done'],
    [['task', 'assign', 'tap', '-rf'], 'task assign'],
    [['task', 'start', '--note'], 'task start'],
    [['task', 'show', '--overdue'], 'task show'],
  ])('is nothing but an unknown option where no text can stand: %j', (words, path) =>
    refused(words, `${path} has no option ${words.at(-1)}.`, see(path)),
  )
})

test('a flag is not suggested if the next word may be a value', () =>
  refused(
    ['user', 'add', '--password', 'secret'],
    'user add has no option --password.',
    'Did you mean --password-stdin?',
  ))

test.each([
  ['task --mine list', 'task', '--mine', 'task list --mine'],
  ['--mine task -q list --limit 3', 'momentum', '--mine', 'task list --mine -q --limit 3'],
  ['--help task list --mine', 'momentum', '--mine', 'task list --help --mine'],
  ['--list undo --as sam', 'momentum', '--list', '--as sam undo --list'],
  ['task --note list start 3', 'task', '--note', ''],
  ['--tasks keep user remove sam', 'momentum', '--tasks', 'user remove --tasks keep sam'],
])('an option of a verb belongs after the verb: %s', (line, name, option, command) =>
  refused(
    line.split(' '),
    `${name} has no option ${option}.`,
    command === '' ? see(name) : `Put the options after the command: momentum ${command}`,
  ),
)

describe('an option after --', () => {
  const lead = 'Options end at --. To use it as an option, put it before --: momentum'

  test.each([
    [['task', 'add', '--', 'Milk', '--domain', 'food'], '--domain', 'task add Milk --domain food'],
    [['routine', 'show', '1', '--', '--json'], '--json', 'routine show 1 --json'],
    [['routine', 'show', '--', '1', '--as', 'sam', '-q'], '--as', 'routine show 1 --as sam -q'],
    [
      ['--db', 'x.db', 'win', 'done', '--', '--date=today'],
      '--date=today',
      '--db x.db win done --date=today',
    ],
    [['routine', 'show', '--', '-x', '-q'], '-q', 'routine show -q -- -x'],
    [['--', '--help'], '--help', '--help'],
    [['--', '--json'], '--json', '--json'],
    [['task', '--', '-h'], '-h', 'task -h'],
    [['task', '--', '--json', 'list'], '--json', 'task list --json'],
    [['routine', 'show', '--', '-', '--json'], '--json', 'routine show - --json'],
    [['routine', 'show', '1', '--', '-qy'], '-qy', 'routine show 1 -qy'],
  ])('is explained: %j', (words, word, command) =>
    refused(words, `Unexpected “${word}”.`, `${lead} ${command}`),
  )

  test.each([
    [['routine', 'show', '1', '-y', '--', '-y'], '-y', 'See: momentum routine show --help'],
    [['win', 'done', '-q', '--', '-q'], '-q', 'See: momentum win done --help'],
  ])('is not explained where it was typed before, too: %j', (words, word, hint) =>
    refused(words, `Unexpected “${word}”.`, hint),
  )
})

describe('several words without quotes', () => {
  const title = 'Put a title of several words in quotes: momentum'
  const name = 'Put a name of several words in quotes: momentum'
  const text = 'Put text of several words in quotes: momentum'
  const unclear = 'Put text of several words in quotes. See: momentum'
  const path = 'Put a path of several words in quotes: momentum'

  test.each([
    ['task add Buy milk', 'milk', `${title} task add 'Buy milk'`],
    ['task add Buy 2 % --domain food milk', '2', `${title} task add 'Buy 2 % milk' --domain food`],
    ['task add -- -x y', 'y', `${title} task add -- '-x y'`],
    ['task add -yq Buy milk', 'milk', `${title} task add 'Buy milk' -yq`],
    ['routine show fix the tap -q', 'the', `${title} routine show 'fix the tap' -q`],
    ['--as sam routine show the tap', 'tap', `${title} --as sam routine show 'the tap'`],
    ['user add Anna Marie --role cook', 'Marie', `${name} user add 'Anna Marie' --role cook`],
    ['user show Anna Marie', 'Marie', `${name} user show 'Anna Marie'`],
    ['category edit big garden --name x', 'garden', `${name} category edit 'big garden' --name x`],
    ['login Anna Marie', 'Marie', `${name} login 'Anna Marie'`],
    ['win pause --note too cold out', 'cold', `${text} win pause --note 'too cold out'`],
    [
      'routine edit 3 --title Fix it --owner sam',
      'it',
      `${text} routine edit 3 --title 'Fix it' --owner sam`,
    ],
    ['routine edit --title Fix it 3', '3', `${text} routine edit 3 --title 'Fix it'`],
    ['user edit alex --name Al Ex -q', 'Ex', `${text} user edit alex --name 'Al Ex' -q`],
    ['routine show 3 4', '4', see('routine show')],
    ['routine show #3 kettle', 'kettle', see('routine show')],
    ['routine show kettle -- -x', '-x', `${title} routine show 'kettle -x'`],
    ['task status fix the tap', 'tap', `${title} task status 'fix the tap'`],
    ['task status fix the tap done', 'tap', `${title} task status 'fix the tap' done`],
    ['task status 3 on hold', 'hold', see('task status')],
    [
      'routine edit tap --owner Anna Marie',
      'Marie',
      `${name} routine edit tap --owner 'Anna Marie'`,
    ],
    ['routine edit --owner Anna Marie 3', '3', `${name} routine edit 3 --owner 'Anna Marie'`],
    ['task add --owner anna Buy milk', 'milk', `${title} task add 'Buy milk' --owner anna`],
    ['win pause --note=too cold out', 'cold', `${text} win pause '--note=too cold out'`],
    [
      'task add Buy milk --description two bottles --domain food',
      'milk',
      `${text} task add 'Buy milk' --description 'two bottles' --domain food`,
    ],
    [
      'task add Milk --description two bottles --owner anna marie',
      'bottles',
      `${text} task add Milk --description 'two bottles' --owner 'anna marie'`,
    ],
    // It is unclear whether these are a title or a description.
    ['task add --description two bottles milk', 'milk', `${unclear} task add --help`],
    ['db backup my file.db', 'file.db', `${path} db backup 'my file.db'`],
    ['db copy --to my file.db', 'file.db', `${path} db copy --to 'my file.db'`],
    ['user list everyone', 'everyone', see('user list')],
    ['undo 2 3', '3', see('undo')],
  ])('are put in quotes: %s', (line, word, hint) =>
    refused(line.split(' '), `Unexpected “${word}”.`, hint),
  )
})

test.each([
  ['user list all', 'all', 'Did you mean: momentum user list --all'],
  ['db migrate down', 'down', 'Did you mean: momentum db migrate --down'],
])('a word that no operand can be may be an option or its value: %s', (line, word, hint) =>
  refused(line.split(' '), `Unexpected “${word}”.`, hint),
)

test.each([
  [
    '--as Anna Marie task list',
    "a name of several words in quotes: momentum --as 'Anna Marie' task list",
  ],
  [
    'user list --as Anna Marie',
    "a name of several words in quotes: momentum user list --as 'Anna Marie'",
  ],
  [
    '--db my own file.db win show',
    "a path of several words in quotes: momentum --db 'my own file.db' win show",
  ],
])('a member or a database of several words needs quotes: %s', async (line, hint) => {
  const { code, stderr } = await runInNewHousehold(...line.split(' '))
  expect([code, stderr.split('\n')[1]]).toEqual([2, `  Put ${hint}`])
})

test.each([
  ['--as sam tsk list', 'Did you mean: momentum --as sam task list'],
  [
    '--as sam frob',
    'Choose one of: user, category, task, routine, away, win, rest, config, db, today, add, week, remind, calendar, sheet, load, report, import, export, undo, redo, login, logout, whoami, completion',
  ],
])('what is no name after a member is a mistyped command: %s', async (line, hint) => {
  const { code, stderr } = await runInNewHousehold(...line.split(' '))
  expect([code, stderr.split('\n')[1]]).toEqual([2, `  ${hint}`])
})
