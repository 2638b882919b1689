import { expect, test } from 'vitest'
import { kindOf, placeholdersIn } from '../../src/cli/completion/kinds.ts'
import { globalOptions } from '../../src/cli/globals.ts'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { sourceFormats, targetFormats } from '../../src/exchange/formats.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'Done']
const hostile = '$(rm -rf ~) `x` "q" it’s: \'a\''

const prepared = copiesOf(async () => {
  const home = household()
  const commands = [
    ['user', 'add', 'Sam', '--role', 'cook'],
    ['user', 'add', 'Anna Maria'],
    ['user', 'add', 'O"Neil $x'],
    ['user', 'add', 'Zoe'],
    ['user', 'deactivate', 'zoe'],
    ['category', 'add', 'Kids: school'],
    ['task', 'add', 'Descale the kettle', ...essentials, '--due', 'tomorrow'],
    ['task', 'add', hostile, ...essentials],
    ['task', 'add', 'Buy a present', ...essentials, '--owner', 'sam', '--private'],
    ['task', 'add', 'Sweep the yard', ...essentials, '--due', 'today'],
    ['task', 'add', 'Mop the kitchen', ...essentials],
    ['task', 'done', '5'],
    ['routine', 'add', 'Bins', ...essentials, '--every', 'tue'],
    ['task', 'add', 'Wait for the parts', ...essentials],
    ['task', 'block', '7', '--note', 'Not sent'],
    ['note', '1', 'The descaler is\nin the cellar'],
    ['note', '3', 'A scarf', '--as', 'sam'],
    ['note', '4', 'With the new broom'],
    ['away', 'add', 'sam', '--from', '2026-12-01', '--until', '2026-12-03'],
    ['rest', 'add', 'sunday'],
  ]
  for (const words of commands) await home.json(...words)
  return home
})

/** What is offered at the end of a line, each as `value: description`. */
async function offered(home: Household, words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await home.run('complete', '--', ...words)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = stdout.split('\n').slice(0, -1)
  return lines.map((line) => line.replace('\t', ': ').replace(/: $/, ''))
}

const statuses = ['backlog', 'active', 'paused', 'blocked', 'done', 'abandoned']
const members = ['Anna Maria', 'O"Neil $x', 'Sam: cook']
const kettle = '1: Descale the kettle'
const danger = `2: ${hostile}`
const yard = '4: Sweep the yard'
const bins = '6: Bins'
const parts = '7: Wait for the parts'

test.each<[typed: readonly string[], offered: readonly string[]]>([
  // Commands.
  [['tas'], ['task: The tasks of the household']],
  [['pi'], ['pick: Commit to one task for the day (win pick)']],
  [['don'], ['done: Finish tasks (task done)']],
  [['un'], ['undo: Undo the last command, or the last n']],
  [['category', 'e'], ['edit: Change the name or the color of a category']],
  [['mo'], []],
  [['help', 'cat'], ['category: Categories of tasks, each with a color']],
  [['help', 'category', 'a'], ['add: Add a category']],
  [['--json', 'c', 'l'], ['list: List categories']],
  // Tasks, by number, by a part of the title, or all that are open: those that are due first.
  [
    ['show', ''],
    [yard, kettle, bins, danger, parts],
  ],
  [['done', 'KETT'], [kettle]],
  [
    ['t', 'd', 'the'],
    [kettle, yard, parts],
  ],
  [
    ['task', 'done', '1', ''],
    [yard, bins, danger, parts],
  ],
  [['done', 'rm -rf'], [danger]],
  [['win', 'pick', '2'], [danger]],
  // Of those, only what can be picked: neither private tasks nor blocked ones.
  [
    ['--as', 'sam', 'pick', ''],
    [yard, kettle, bins, danger],
  ],
  [
    ['pick', 'the'],
    [kettle, yard],
  ],
  // Several numbers, with commas between them; a title may have a comma, too.
  [['done', '1,'], [yard, bins, danger, parts].map((each) => `1,${each}`)],
  [['task', 'reopen', '2,5,'], []],
  [['assign', '1'], []],
  [['task', 'assign', '1,4,7'], [`1,4,${parts}`]],
  [['edit', 'rm, the'], []],
  [['task', 'reopen', ''], ['5: Mop the kitchen']],
  [['--as', 'sam', 'show', 'pres'], ['3: Buy a present']],
  [['show', 'pres'], []],
  [['show', '3'], []],
  // Everything else that the household has.
  [
    ['task', 'assign', '1', ''],
    [...members, 'none'],
  ],
  [['task', 'assign', '1', '2', 's'], ['Sam: cook']],
  [['task', 'assign', 'kett'], [kettle]],
  [['task', 'assign', '1', '--to', 'no'], ['none']],
  [['assign', ''], []],
  [['list', '--owner', 's'], ['Sam: cook']],
  [['list', '-o', 'AN'], ['Anna Maria']],
  [['list', '--owner=s'], ['--owner=Sam: cook']],
  [['user', 'activate', 'z'], ['Zoe: inactive']],
  [['login', 'z'], []],
  [
    ['routine', 'add', '--among', 'Sam,'],
    ['Sam,Anna Maria', 'Sam,O"Neil $x'],
  ],
  [
    ['list', '--category', ''],
    ['Kids: school', 'none'],
  ],
  [['list', '--owner', 'Sam,an'], ['Sam,Anna Maria']],
  [['list', '--not-owner=Sam,an'], ['--not-owner=Sam,Anna Maria']],
  // Notes by number, the latest first; those on private tasks only for who sees them.
  [
    ['note', '--remove', ''],
    ['3: With the new broom', '1: The descaler is in the cellar'],
  ],
  [['--as', 'sam', 'task', 'note', '3', '--remove', '2'], ['2: A scarf']],
  [['note', '--remove', '2'], []],
  // The marks of quick add.
  [['add', 'Bins', '@s'], ['@Sam: cook']],
  [
    ['add', '@'],
    ['@Anna-Maria', '@O"Neil-$x', '@Sam: cook'],
  ],
  [['add', 'x', '@anna-'], ['@Anna-Maria']],
  [
    ['new', 'x', '+'],
    ['+chores', '+bills', '+food', '+repairs', '+other', '+Kids:-school'],
  ],
  [['add', '+KI'], ['+Kids:-school']],
  [['add', 'x', 'pri:h'], ['pri:high']],
  [['add', 'x', 'PRI:U'], ['PRI:urgent']],
  [
    ['add', 'x', 'effort:'],
    ['effort:tiny', 'effort:small', 'effort:medium', 'effort:complex'],
  ],
  [['add', 'x', 'due:tod'], ['due:today: 2026-11-22']],
  [['add', 'x', 'due:n'], []],
  [['add', 'x', '=', 'with', '@s'], []],
  [['add', 'x', 'a@s'], []],
  [['add', 'sam'], []],
  [['routine', 'show', ''], ['1: Bins']],
  [['routine', 'end', 'bi'], ['1: Bins']],
  [['away', 'remove', ''], ['1: Sam, Tue 1 Dec to Thu 3 Dec']],
  [['rest', 'remove', ''], ['1: every Sunday from Sun 22 Nov']],
  // Fixed words and dates.
  [['list', '--status', ''], statuses],
  [
    ['list', '--status', 'paused,B'],
    ['paused,backlog', 'paused,blocked'],
  ],
  [['task', 'status', '1', 'pa'], ['paused']],
  [['edit', '1', '--priority', 'ur'], ['urgent']],
  [['routine', 'add', '--turns', 'l'], ['least']],
  [
    ['routine', 'add', '--when-away', ''],
    ['skip', 'keep'],
  ],
  [
    ['edit', '1', '--due', 'to'],
    ['today: 2026-11-22', 'tomorrow: 2026-11-23'],
  ],
  [['edit', '1', '--due', 'no'], ['none']],
  [['win', 'show', 'to'], ['today: 2026-11-22']],
  [['routine', 'add', '--season', 'o'], ['oct']],
  [['routine', 'add', '--season', 'apr-o'], ['apr-oct']],
  [
    ['routine', 'edit', 'bins', '--season=nov-ma'],
    ['--season=nov-mar', '--season=nov-may'],
  ],
  [
    ['routine', 'edit', 'bins', '--season', 'n'],
    ['nov', 'none'],
  ],
  [['rest', 'add', 'sat,su'], []],
  [['rest', 'add', 'sun'], ['sunday: every sunday']],
  [
    ['category', 'add', 'x', '--color', 'p'],
    ['purple', 'pink'],
  ],
  [['list', '--sort', 'due_date:'], ['due_date:desc']],
  [['list', '--fields', 'id,ti'], ['id,title']],
  [['user', 'list', '--fields', 'r'], ['role']],
  [
    ['user', 'remove', 'sam', '--tasks', ''],
    [...members, 'keep', 'delete'],
  ],
  [['completion', 'f'], ['fish']],
  [['config', 'get', 'MOMENTUM_T'], ['MOMENTUM_TZ']],
  [['load', '--by', 'd'], ['domain']],
  [['db', 'migrate', '--to', '0001'], ['0001_household']],
  // Options, with their letters; those that were given are not offered again.
  [['list', '-m'], ['-m: your tasks']],
  [['list', '--mi'], ['--mine: your tasks']],
  [['list', '--mine', '--mi'], []],
  [['list', '--qu'], ['--quiet: print only ids, one per line']],
  [['--no-i'], ['--no-input: never ask a question']],
  [['win', 'stats', ''], []],
  [
    ['win', 'history', ''],
    [
      '--year: show the whole of this year, with its totals',
      '--changes: show who changed which win, and when',
    ],
  ],
  // Files are left to the shell.
  [['--db', ''], [': files']],
  [['list', '--db=x'], [': files']],
  [['db', 'restore', 'x'], [': files']],
  // What nobody can know.
  [['task', 'add', 'x'], []],
  [['task', 'add', '--', '--due'], []],
  [['no-such-command', ''], []],
  [['list', '--limit', ''], []],
  [['done', '"; rm -rf ~'], []],
])('after momentum %j', async (typed, expected) => {
  expect(await offered(await prepared(), typed)).toEqual(expected)
})

test('knows what can be typed for every placeholder', () => {
  const verbs = [
    ...groups.flatMap(({ noun, verbs }) => verbs.map((verb) => ({ command: [noun], verb }))),
    ...ownVerbs.map((verb) => ({ command: [], verb })),
  ]
  const unknown = verbs.flatMap(({ command, verb }) =>
    [verb.usage, ...[...(verb.options ?? []), ...globalOptions].map(([flags]) => flags)]
      .flatMap(placeholdersIn)
      .filter((placeholder) => kindOf(command, placeholder) === undefined),
  )
  expect([...new Set(unknown)]).toEqual([])
})

test.each<[line: string, answers: readonly string[]]>([
  ['mo add @s', ['@Sam\tcook']],
  ['mo add Bins pri:h', ['high\t']],
  ['mo add "+ki', ['+Kids:-school\t']],
  ['mo done 1,4', ['1,4\tSweep the yard']],
  ['mo done the', ['1\tDescale the kettle', '4\tSweep the yard', '7\tWait for the parts', ' \t']],
  ['mo task list --owner=sa', ['Sam\tcook']],
  ['mo task list --owner "O', ['O\\"Neil \\$x\t']],
  ["mo done 'Sweep", ['4\tSweep the yard']],
  ['mo db backup ', ['\tfiles']],
  ['mo --db ~/x.db done ket', []],
])('for bash, the answers to %j replace what bash replaces', async (line, answers) => {
  const home = await prepared()
  const { stdout } = await home.run('complete', '--line', line, ' \t\n"\'@><=;|&(:')
  expect(stdout.split('\n').slice(0, -1)).toEqual(answers)
})

test('an option of two commands is offered once', async () => {
  const values = (await offered(household(), ['done', '--'])).map((line) => line.split(':')[0])
  expect(values).toEqual([...new Set(values)])
})

test('the formats that are offered are those that are read, and those that are written', () => {
  expect([kindOf(['import'], 'format'), kindOf(['export'], 'format')]).toEqual([
    sourceFormats,
    targetFormats,
  ])
})
