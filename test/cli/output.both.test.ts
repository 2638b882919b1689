import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { listed } from '../../src/domain/choice.ts'
import { screen } from '../support/household/household.ts'
import {
  alex,
  failure,
  jsonFailure,
  runInNewHousehold,
  sampleHousehold,
  success,
} from '../support/household/sample.ts'

describe('JSON', () => {
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
    const message = `--fields needs at least one field: choose from ${listed(Object.keys(alex), 'and')}.`
    expect(await runInNewHousehold('user', 'list', '--fields', fields)).toEqual({
      ...jsonFailure(2, 'usage', message, null),
      made: false,
    })
  })
})
