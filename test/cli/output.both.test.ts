import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { listed } from '../../src/domain/choice.ts'
import { screen } from '../support/household/household.ts'
import {
  alex,
  failure,
  jsonFailure,
  kettle,
  pickedWin,
  runInNewHousehold,
  sampleHousehold,
  success,
} from '../support/household/sample.ts'
import { routineValue } from '../support/household/values.ts'

const user = Object.keys(alex)
const task = Object.keys(kettle)
const win = Object.keys(pickedWin)
const routine = Object.keys(routineValue())
const occurrence = [
  ...['id', 'routine_id', 'number', 'date', 'outcome', 'turn_user_id', 'turn'],
  ...['completed_by_user_id', 'completed_by', 'on_date', 'effort', 'task_id', 'note'],
  'created_at',
]
const load = ['from', 'until', 'points', 'by_nobody']
const absence = [
  ...['id', 'user_id', 'user', 'from_date', 'until_date', 'note', 'created_at', 'updated_at'],
]
const stats = [
  ...['current_streak', 'longest_streak', 'wins', 'days', 'share_30', 'by_user'],
  ...['rest_days', 'share_30_of_due'],
]
const today = [
  ...['date', 'win', 'current_streak', 'longest_streak', 'due', 'blocked', 'unowned', 'counts'],
  ...['tomorrow', 'away', 'rest_day', 'yours', 'in_progress', 'soon'],
]
const rest = [
  ...['id', 'from_date', 'until_date', 'weekday', 'note', 'set_by_user_id', 'set_by'],
  ...['created_at', 'updated_at'],
]
const database = [
  ...['database', 'dialect', 'schema_version', 'latest_version', 'pending', 'size_bytes'],
  ...['users', 'tasks', 'routines', 'daily_wins'],
]
const note = ['id', 'task_id', 'author_user_id', 'author', 'text', 'created_at']
const soup = [
  'task',
  'add',
  'Soup',
  '--domain',
  'food',
  '--effort',
  'tiny',
  '--definition-of-done',
  'x',
]

/**
 * Every command in an order in which each succeeds, with the keys of its answer, or of its first
 * item.
 */
const recorded = [
  'id',
  'command',
  'made_by_user_id',
  'made_by',
  'created_at',
  'reversible',
  'changes',
]
const change = [
  ...['id', 'command_id', 'command', 'made_by_user_id', 'made_by', 'created_at', 'table_name'],
  ...['row_id', 'subject', 'operation', 'before', 'after'],
]

const commands: readonly (readonly [words: readonly string[], keys: readonly string[]])[] = [
  [[], today],
  [['user', 'add', 'Kim'], user],
  [['user', 'list'], user],
  [['user', 'show', 'kim'], user],
  [['user', 'edit', 'kim', '--role', 'x'], user],
  [
    ['user', 'deactivate', 'kim'],
    [...user, 'passed'],
  ],
  [['user', 'activate', 'kim'], user],
  [
    ['user', 'remove', 'kim', '--yes'],
    [...user, 'passed'],
  ],
  [soup, task],
  [['add', 'Salad', '=', 'Eaten'], task],
  [['undo'], recorded],
  [['add', 'Salad', 'every', 'tue'], routine],
  [['undo'], recorded],
  [['task', 'list'], task],
  [
    ['task', 'show', 'soup'],
    [...task, 'notes'],
  ],
  [['task', 'note', 'soup', 'x'], note],
  [['task', 'edit', 'soup', '--effort', 'small'], task],
  [['task', 'status', 'soup'], task],
  [['task', 'status', 'soup', 'active'], task],
  [['task', 'start', 'soup'], task],
  [['task', 'pause', 'soup', '--note', 'x'], task],
  [['task', 'block', 'soup', '--note', 'x'], task],
  [['task', 'reopen', 'soup'], task],
  [['task', 'abandon', 'soup', '--note', 'x'], task],
  [['task', 'reopen', '4', '2'], task],
  [['task', 'done', 'soup'], task],
  [['task', 'toggle', 'soup'], task],
  [['task', 'take', 'soup', '--as', 'sam'], task],
  [['task', 'assign', 'soup', 'sam'], task],
  [['task', 'remove', 'soup', '--yes'], task],
  [['routine', 'add', 'Bins', ...soup.slice(3), '--every', 'tue'], routine],
  [['routine', 'list'], routine],
  [['routine', 'show', 'bins'], routine],
  [
    ['routine', 'next'],
    ['date', 'routine_id', 'title', 'turn'],
  ],
  [
    ['routine', 'edit', 'bins', '--every', 'fri'],
    [...routine, 'passed'],
  ],
  [['routine', 'pause', 'bins', '--until', 'tomorrow'], routine],
  [['routine', 'resume', 'bins'], routine],
  [['task', 'done', 'bins'], task],
  [['routine', 'history', 'bins'], occurrence],
  [['task', 'skip', 'bins'], task],
  [
    ['away', 'add', 'sam', '--from', 'today', '--until', '+1w'],
    [...absence, 'moved', 'passed'],
  ],
  [['away', 'list'], absence],
  [
    ['away', 'remove', '1', '--yes'],
    [...absence, 'moved', 'passed'],
  ],
  [['routine', 'end', 'bins'], routine],
  [['routine', 'add', 'Rug', ...soup.slice(3), '--every', 'tue'], routine],
  [['routine', 'remove', 'rug', '--yes'], routine],
  [['win', 'pick', 'tap', '--as', 'alex'], win],
  [['win', 'pause', '--note', 'x'], win],
  [['win', 'resume'], win],
  [['win', 'block', '--note', 'x'], win],
  [['win', 'drop', '--note', 'x'], win],
  [['win', 'pick', 'tap'], win],
  [['win', 'done'], win],
  [['win', 'show'], win],
  [['win', 'history'], win],
  [['win', 'stats'], stats],
  [['rest', 'add', 'sunday'], rest],
  [['rest', 'list'], rest],
  [['rest', 'remove', '1', '--yes'], rest],
  [['win', 'history', '--changes'], change],
  [['task', 'history', 'tap'], change],
  [
    ['remind'],
    [
      ...['date', 'user_id', 'user', 'overdue', 'due_today', 'soon', 'turns', 'win', 'win_due'],
      ...['rest_day', 'away'],
    ],
  ],
  [['week'], ['date', 'rest_day', 'away', 'due', 'starts', 'expected']],
  [['load'], [...load, 'members']],
  [
    ['load', '--by', 'domain'],
    [...load, 'domains'],
  ],
  [
    ['load', '--by', 'routine'],
    [...load, 'routines'],
  ],
  [['undo', '--list'], recorded],
  [['undo'], recorded],
  [['redo', '--list'], recorded],
  [['redo'], recorded],
  [['db', 'init'], database],
  [['db', 'seed'], database],
  [['db', 'status'], database],
  [
    ['db', 'check'],
    ['name', 'ok', 'detail', 'hint', 'repaired'],
  ],
  [['db', 'path'], ['database']],
  [
    ['db', 'migrate', '--list'],
    ['name', 'applied'],
  ],
  [
    ['db', 'migrate', '--down', '--yes'],
    ['name', 'applied'],
  ],
]

describe('the JSON contract', () => {
  it('every command answers with its keys, in their order', async () => {
    const home = await sampleHousehold()
    const answered = []
    for (const [words] of commands) {
      const answer = await home.json(...words)
      answered.push([words, Object.keys([answer].flat()[0] as object)])
    }
    expect(answered).toEqual(commands)
  })

  it('every key can be picked, and stands alone then', async () => {
    const home = await sampleHousehold()
    const picked = []
    for (const [words, keys] of commands.slice(0, -1)) {
      const last = keys.at(-1) ?? ''
      const answer = await home.json(...words, '--fields', last)
      picked.push([words, Object.keys([answer].flat()[0] as object)])
    }
    expect(picked).toEqual(commands.slice(0, -1).map(([words, keys]) => [words, [keys.at(-1)]]))
  })

  it('a list is an array with an item a line, a thing an object', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'list', '--fields', 'id,name')).toEqual(
      success('[', '{"id":1,"name":"Alex"},', '{"id":2,"name":"Sam"}', ']'),
    )
    expect(await home.run('user', 'show', 'alex', '--fields', 'name,active')).toEqual(
      success('{', '  "name": "Alex",', '  "active": true', '}'),
    )
  })

  it('goes before quiet, and means the same anywhere', async () => {
    const home = await sampleHousehold()
    const answer = await home.run('task', 'list', '--json')
    expect(await home.run('--json', 'task', 'list')).toEqual(answer)
    expect(await home.run('task', '--json', 'list')).toEqual(answer)
    expect(await home.run('task', 'list', '--json', '--quiet')).toEqual(answer)
  })

  it.each([
    [
      ['task', 'add', '--json'],
      2,
      'usage',
      'Missing: title, --domain, --effort, --definition-of-done.',
      'See: momentum task add --help',
    ],
    [['task', 'show', '--fields', 'id', ' '], 2, 'usage', 'The task is empty.', null],
    [
      ['task', 'show', '--json', '99'],
      3,
      'not_found',
      'There is no task with the number 99.',
      'See: momentum task list --all',
    ],
    [
      ['task', 'show', '--json', 'the'],
      3,
      'ambiguous',
      '“the” matches several tasks: 1 “Descale the kettle” (backlog), 2 “Fix the tap” (backlog, Alex), 3 “Pay the rent” (backlog, Sam).',
      'Use its number.',
    ],
    [
      ['user', 'remove', 'sam', '-y', '--fields=id'],
      4,
      'refused',
      'Sam owns a task.',
      'Choose what happens to their tasks: --tasks keep (unassigned), --tasks delete, or --tasks <user>',
    ],
    [
      ['user', 'add', 'Sam', '--json'],
      4,
      'conflict',
      'There is already a member named “Sam”.',
      'Choose another name, or see: momentum user list --all',
    ],
    [
      ['db', 'status', '--json', '--db', '/no.db'],
      5,
      'database',
      'There is no database at “/no.db”.',
      "Create one there: momentum db init --db '/no.db'",
    ],
  ])('an error of %j is one line on stderr', async (words, code, kind, message, hint) => {
    const home = await sampleHousehold()
    expect(await home.run(...words)).toEqual(jsonFailure(code, kind, message, hint))
  })

  it('has no color, whatever the environment asks for', async () => {
    const home = await sampleHousehold()
    const answer = await home.run('task', 'list', '--json')
    home.env.FORCE_COLOR = '3'
    const world = home.world(['task', 'list', '--json'], { stdout: screen(80) })
    expect(await home.runIn(world)).toEqual(answer)
  })
})

describe('color', () => {
  const esc = '\u001b'

  it.each([
    [{}, ['user', 'list'], true],
    [{}, ['user', 'list', '--no-color'], false],
    [{ NO_COLOR: '1' }, ['user', 'list'], false],
    [{ NO_COLOR: '' }, ['user', 'list'], true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, ['user', 'list'], false],
    [{ TERM: 'dumb' }, ['user', 'list'], false],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, ['user', 'list'], true],
    [{ FORCE_COLOR: '0' }, ['user', 'list'], false],
    [{}, ['user', 'list', '--quiet'], false],
    [{}, ['user', 'list', '--help'], false],
  ])('on a terminal with %j: %j', async (settings, words, colored) => {
    const home = await sampleHousehold()
    Object.assign(home.env, settings)
    const { stdout } = await home.runIn(home.world(words, { stdout: screen(80) }))
    expect(stdout.includes(esc)).toEqual(colored)
  })

  it.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('in a pipe with %j: %j', async (settings, colored) => {
    const home = await sampleHousehold()
    Object.assign(home.env, settings)
    const { stdout } = await home.run('user', 'list')
    expect(stdout.includes(esc)).toEqual(colored)
  })

  it('adds nothing but colors', async () => {
    const home = await sampleHousehold()
    const plain = await home.run('task', 'show', 'tap')
    home.env.FORCE_COLOR = '1'
    const { code, stdout, stderr } = await home.run('task', 'show', 'tap')
    expect({ code, stdout: stripVTControlCharacters(stdout), stderr }).toEqual(plain)
    expect(stdout).not.toEqual(plain.stdout)
  })
})

describe('nobody at a terminal', () => {
  it.each([
    [['user', 'add']],
    [['task', 'add', 'x']],
    [['win', 'pick']],
    [['win', 'pause']],
    [['user', 'remove', 'sam']],
  ])('is never asked: %j', async (words) => {
    const home = await sampleHousehold()
    const { code, stdout } = await home.runIn(home.world(words, { stdout: screen(80) }))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('folding', () => {
  const words = 'word '.repeat(38).trim()

  it('is left to a pipe’s reader: an error is a line, and its hint another (F101)', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'show', words)).toEqual(
      failure(3, `No task title contains “${words}”.`, 'See: momentum task list --all'),
    )
  })

  it('keeps an error within the terminal', async () => {
    const home = await sampleHousehold()
    const world = home.world(['task', 'show', words.slice(0, 60)], { stderr: screen(40) })
    expect((await home.runIn(world)).stderr.split('\n')).toEqual([
      'momentum: No task title contains “word',
      'word word word word word word word word',
      'word word word”.',
      '  See: momentum task list --all',
      '',
    ])
  })

  it('is not done for a terminal that does not know its width', async () => {
    const home = await sampleHousehold()
    await home.json('task', 'edit', '1', '--definition-of-done', words, '--title', words)
    const piped = await home.run('task', 'show', '1')
    const unknown = { stdout: screen(0) }
    const shown = await home.runIn(home.world(['task', 'show', '1', '--no-color'], unknown))
    expect([shown, piped.stdout.split('\n').slice(0, 4)]).toEqual([
      piped,
      [`${words}  #1`, '', 'Status      ○ backlog', `Done means  ${words}`],
    ])
    const list = await home.runIn(home.world(['task', 'list', '--no-color'], unknown))
    expect(list).toEqual(await home.run('task', 'list'))
  })
})

describe('--fields', () => {
  it.each(['', ' , '])('without a field is refused: %j', async (fields) => {
    const message = `--fields needs at least one field: choose from ${listed(user, 'and')}.`
    expect(await runInNewHousehold('user', 'list', '--fields', fields)).toEqual({
      ...jsonFailure(2, 'usage', message, null),
      made: false,
    })
  })
})
