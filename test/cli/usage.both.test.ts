import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { readContents } from '../support/household/contents.ts'
import {
  runInNewHousehold,
  sampleHousehold,
  success,
  usageFailure,
} from '../support/household/sample.ts'

const nouns = groups.map(({ noun }) => [noun])
const verbs = groups.flatMap(({ noun, verbs }) =>
  verbs.map(({ usage }) => [noun, usage.replace(/ .*/, '')]),
)

/** The words of which a command can be the first, as errors list them. */
const commands = [
  ...groups.map(({ noun }) => noun),
  ...ownVerbs.map(({ usage }) => usage.replace(/ .*/, '')),
].join(', ')

function listOf(noun: string): string {
  const group = groups.find((each) => each.noun === noun)
  return group?.verbs.map(({ usage }) => usage.replace(/ .*/, '')).join(', ') ?? ''
}

describe('help', () => {
  it('is there for every command that the specification has so far', () => {
    expect(groups.map(({ noun }) => `${noun}: ${listOf(noun)}`)).toEqual([
      'user: add, list, show, edit, deactivate, activate, remove, password',
      'category: add, list, edit, remove',
      'task: add, list, show, edit, status, start, pause, block, done, abandon, reopen, toggle, skip, take, assign, remove, note, burndown, history',
      'routine: add, list, show, next, preview, edit, pause, resume, end, remove, history',
      'away: add, list, remove',
      'win: pick, done, pause, block, resume, drop, show, history, stats',
      'rest: add, list, remove',
      'config: list, get, set, unset',
      'db: init, seed, status, migrate, check, backup, backups, restore, copy, forget, path',
    ])
  })

  it.each([[], ...nouns, ...verbs])(
    'of momentum %s %s says what it does, how it is typed, and gives an example',
    async (...words) => {
      const path = words.filter(Boolean)
      const { code, stdout, stderr, made } = await runInNewHousehold(...path, '--help')
      const command = ['momentum', ...path].join(' ')
      const [description = '', rest = ''] = stdout.split(`\n\nUsage: ${command}`)
      const isExample = (line: string) => line.startsWith('  $ ')
      expect({
        code,
        stderr,
        made,
        description: /^[A-Z][^$]*\.$/.test(description),
        examples: rest.split('\n\n')[1]?.startsWith(`Examples:\n  $ ${command}`),
        tooWide: stdout.split('\n').filter((line) => !isExample(line) && [...line].length > 80),
      }).toEqual({
        code: 0,
        stderr: '',
        made: false,
        description: true,
        examples: true,
        tooWide: [],
      })
      expect(await runInNewHousehold(...path, '-h')).toEqual({ code, stdout, stderr, made })
    },
  )

  it.each([
    [[], 'momentum [command] [options]'],
    [['task'], 'momentum task <verb> [options]'],
    [['task', 'add'], 'momentum task add [title] [options]'],
    [['task', 'start'], 'momentum task start <task...> [options]'],
    [['task', 'status'], 'momentum task status <task> [status] [options]'],
    [['user', 'list'], 'momentum user list [options]'],
    [['undo'], 'momentum undo [n] [options]'],
    [['whoami'], 'momentum whoami'],
  ])('of %j says how it is typed', async (words, usage) => {
    const { stdout } = await runInNewHousehold(...words, '--help')
    expect(stdout.split('\n').filter((line) => line.startsWith('Usage: '))).toEqual([
      `Usage: ${usage}`,
    ])
  })

  it('of a noun shows how its first three verbs are typed', async () => {
    for (const { noun, verbs } of groups) {
      const { stdout } = await runInNewHousehold(noun, '--help')
      const first = verbs.slice(0, 3).map(({ examples }) => `  $ ${examples[0]}`)
      expect(stdout.split('\n\n').filter((part) => part.startsWith('Examples:'))).toEqual([
        ['Examples:', ...first].join('\n'),
      ])
    }
  })

  it('lists the options that work everywhere in one place', async () => {
    const [program, noun, verb] = await Promise.all([
      runInNewHousehold('help'),
      runInNewHousehold('task', '--help'),
      runInNewHousehold('task', 'list', '--help'),
    ])
    expect(program.stdout).toContain('Global options:\n  -V, --version ')
    expect(noun.stdout.split('\n').slice(-3)).toEqual([
      'Details: momentum task <verb> --help',
      'Global options: momentum help',
      '',
    ])
    expect(verb.stdout.split('\n').slice(-2)).toEqual(['Global options: momentum help', ''])
    expect(`${noun.stdout}${verb.stdout}`).not.toContain('--no-input')
  })

  it('names every verb of a noun, and every option of a verb', async () => {
    const task = await runInNewHousehold('task', '--help')
    expect(groups[2]?.verbs.filter(({ usage }) => !task.stdout.includes(`\n  ${usage} `))).toEqual(
      [],
    )
    const list = await runInNewHousehold('task', 'list', '--help')
    const options = groups[2]?.verbs[1]?.options ?? []
    const lines = list.stdout.split('\n').map((line) => line.replace(/^ +(-., )?/, ''))
    expect(
      options.filter(([flags]) => !lines.some((line) => line.startsWith(`${flags} `))),
    ).toEqual([])
  })

  it.each([
    [['help'], []],
    [['help', 'task'], ['task']],
    [['task', 'help'], ['task']],
    [
      ['task', 'help', 'list'],
      ['task', 'list'],
    ],
    [
      ['help', 'task', 'list'],
      ['task', 'list'],
    ],
    [['--json', 'help', 'undo'], ['undo']],
    [['help', '--help'], []],
    [['help', 'help'], []],
    [['help', 'task', '-h'], ['task']],
    [['--help', 'task'], ['task']],
    [['-h', '--json', 'undo'], ['undo']],
    [
      ['--help', 'task', 'list'],
      ['task', 'list'],
    ],
    [
      ['task', '--help', '-q', 'list'],
      ['task', 'list'],
    ],
    [['--help', 'help'], []],
  ])('is there for %j, too', async (words, path) => {
    expect(await runInNewHousehold(...words)).toEqual(await runInNewHousehold(...path, '--help'))
  })

  it('is help, whatever else was typed', async () => {
    const { stdout } = await runInNewHousehold('win', 'done', '--help')
    expect(await runInNewHousehold('win', 'done', '--json', '--help')).toEqual({
      ...success(),
      stdout,
      made: false,
    })
  })
})

describe('an unknown word is refused', () => {
  const noCommand = {
    message: 'There is no command “momentum frob”.',
    hint: `Choose one of: ${commands}`,
  }
  const noVerb = {
    message: 'There is no command “momentum task zzz”.',
    hint: `Choose one of: ${listOf('task')}`,
  }
  const extra = { message: 'Unexpected “frob”.', hint: 'See: momentum win done --help' }
  const option = {
    message: 'win done has no option --frob.',
    hint: 'See: momentum win done --help',
  }

  it.each([
    ['frob --help', noCommand],
    ['frob -h', noCommand],
    ['--help frob', noCommand],
    ['-h frob --as sam', noCommand],
    ['frob list --help', noCommand],
    ['help frob', noCommand],
    ['--help task zzz', noVerb],
    ['--help win done frob', extra],
    ['help frob frob', noCommand],
    ['-q help frob', noCommand],
    ['help frob --help', noCommand],
    ['frob --version', noCommand],
    ['-V frob', noCommand],
    ['task zzz --help', noVerb],
    ['task --help zzz', noVerb],
    ['task zzz 3 -h', noVerb],
    ['help task zzz', noVerb],
    ['task help zzz', noVerb],
    ['--no-color help task zzz', noVerb],
    ['task zzz -V', noVerb],
    ['win done - --help', { ...extra, message: 'Unexpected “-”.' }],
    ['task - --help', { ...noVerb, message: 'There is no command “momentum task -”.' }],
    ['win done frob --help', extra],
    ['win done --help frob', extra],
    ['win done --help -- frob', extra],
    ['help win done frob', extra],
    ['win done frob --version', extra],
    ['win done --frob --help', option],
    ['win done -h --frob', option],
    ['win done --frob=3 --help', option],
    ['win done --frob --version', option],
    ['help --frob', { message: 'help has no option --frob.', hint: 'See: momentum help --help' }],
    [
      'task --frob --help',
      { message: 'task has no option --frob.', hint: 'See: momentum task --help' },
    ],
    ['--frob -h', { message: 'momentum has no option --frob.', hint: 'See: momentum --help' }],
    [
      'task add --frob -h',
      { message: 'task add has no option --frob.', hint: 'See: momentum task add --help' },
    ],
    ['--help=yes', { message: '--help takes no value.', hint: 'Type: --help' }],
    ['task list --help=yes', { message: '--help takes no value.', hint: 'Type: --help' }],
  ])('beside a call for help or the version: %s', async (line, { message, hint }) => {
    const words = line.split(' ')
    const [plain, json] = [
      await runInNewHousehold(...words),
      await runInNewHousehold('--json', ...words),
    ]
    expect([plain, { ...json, stderr: JSON.parse(json.stderr) }]).toEqual([
      { ...usageFailure(message, hint), made: false },
      { code: 2, stdout: '', stderr: { error: { code: 'usage', message, hint } }, made: false },
    ])
  })

  it('but not a known one', async () => {
    const lines = ['task add Milk --domain food --help', 'task done 1 2 3 --help', 'undo -h 3']
    const answers = await Promise.all(lines.map((line) => runInNewHousehold(...line.split(' '))))
    expect(answers.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      lines.map(() => ({ code: 0, stderr: '' })),
    )
  })
})

it.each([
  ['--version'],
  ['-V'],
  ['task', '--version'],
  ['task', 'list', '--json', '-V'],
  ['--version', 'undo', '3'],
])('%s %s %s %s prints the version', async (...words) => {
  expect(await runInNewHousehold(...words.filter(Boolean))).toEqual({
    ...success(`momentum ${manifest.version}`),
    made: false,
  })
})

describe('what was mistyped', () => {
  it.each([
    [['tsak'], 'There is no command “momentum tsak”.', 'Did you mean: momentum task --help'],
    [
      ['Win', 'pick', 'kettle', '--as=Sam', '--db', 'x.db'],
      'There is no command “momentum Win”.',
      'Did you mean: momentum --db x.db --as Sam win pick kettle',
    ],
    [
      ['tsak', 'lsit', '--all'],
      'There is no command “momentum tsak”.',
      'Did you mean: momentum task --help',
    ],
    [
      ['task', 'shwo', '1', '-q', '--frobnicate'],
      'There is no command “momentum task shwo”.',
      'Did you mean: momentum task show --help',
    ],
    [
      ['task', 'st', '3'],
      '“momentum task st” could mean status or start.',
      'Type more letters of the one you mean.',
    ],
    [
      ['l'],
      '“momentum l” could mean list, load, login or logout.',
      'Type more letters of the one you mean.',
    ],
    [
      ['assign', '3', 'sam'],
      'There is no command “momentum assign”.',
      'Did you mean: momentum task assign 3 sam',
    ],
    [['resume'], 'There is no command “momentum resume”.', `Choose one of: ${commands}`],
    [
      ['lst', '--mine'],
      'There is no command “momentum lst”.',
      'Did you mean: momentum list --mine',
    ],
    [
      ['task', 'edt', 'the tap', '--title', "Sam's $HOME", '--db', 'no where.db'],
      'There is no command “momentum task edt”.',
      "Did you mean: momentum --db 'no where.db' task edit 'the tap' --title 'Sam'\\''s $HOME'",
    ],
    [['frobnicate'], 'There is no command “momentum frobnicate”.', `Choose one of: ${commands}`],
    [
      ['task', 'lsit'],
      'There is no command “momentum task lsit”.',
      'Did you mean: momentum task list',
    ],
    [
      ['win', 'pik', '3'],
      'There is no command “momentum win pik”.',
      'Did you mean: momentum win pick 3',
    ],
    [['user'], `Missing verb: choose one of ${listOf('user')}.`, 'See: momentum user --help'],
    [
      ['win', 'frobnicate'],
      'There is no command “momentum win frobnicate”.',
      `Choose one of: ${listOf('win')}`,
    ],
    [
      ['routine', 'skip', 'the bins', '--missed', '--as', 'sam'],
      'There is no command “momentum routine skip”.',
      "Did you mean: momentum --as sam task skip 'the bins' --missed",
    ],
    [
      ['routine', 'done', '3'],
      'There is no command “momentum routine done”.',
      'Did you mean: momentum task done --help',
    ],
    [
      ['routine', 'done', '3', 'bins'],
      'There is no command “momentum routine done”.',
      'Did you mean: momentum task done --help',
    ],
    [
      ['routine', 'take'],
      'There is no command “momentum routine take”.',
      'Did you mean: momentum task take --help',
    ],
    [
      ['task', 'end', 'bins'],
      'There is no command “momentum task end”.',
      'Did you mean: momentum routine end bins',
    ],
    [
      ['task', 'preview', '2 weeks'],
      'There is no command “momentum task preview”.',
      "Did you mean: momentum routine preview '2 weeks'",
    ],
    [
      ['task', 'edit', 'bins', '--every', '2 weeks'],
      'task edit has no option --every.',
      "For a routine: momentum routine edit bins --every '2 weeks'",
    ],
    [
      ['task', 'edit', 'bins', '--lead', '3'],
      'task edit has no option --lead.',
      'For a routine: momentum routine edit bins --lead 3',
    ],
    [
      ['task', 'edit', '3', '--every=tue'],
      'task edit has no option --every.',
      'For a routine: momentum routine edit --help',
    ],
    [
      ['task', 'pause', '0fc0cc37', '--until', 'fri'],
      'task pause has no option --until.',
      'For a routine: momentum routine pause --help',
    ],
    [
      ['task', 'add', 'Bins', '--every', 'tue', '--start', 'fri', '--effort', 'tiny'],
      'task add has no option --start.',
      'For a routine: momentum routine add Bins --every tue --start fri --effort tiny',
    ],
    [
      ['task', 'add', 'Bins', '--start', 'fri'],
      'task add has no option --start.',
      'Did you mean: momentum task add Bins --starts fri',
    ],
    [
      ['task', 'show', '--every'],
      'task show has no option --every.',
      'See: momentum task show --help',
    ],
    [
      ['task', 'done', 'x', '--season'],
      'task done has no option --season.',
      'See: momentum task done --help',
    ],
    [['--frobnicate'], 'momentum has no option --frobnicate.', 'See: momentum --help'],
    [['-z'], 'momentum has no option -z.', 'See: momentum --help'],
    [['--jsno'], 'momentum has no option --jsno.', 'Did you mean: momentum --json'],
    [['task', '--', '--json'], 'Unexpected “--json”.', 'See: momentum task --help'],
    [['task', '--', '-q'], 'Unexpected “-q”.', 'See: momentum task --help'],
    [['task', '--frobnicate'], 'task has no option --frobnicate.', 'See: momentum task --help'],
    [
      ['task', 'list', '--frobnicate=3'],
      'task list has no option --frobnicate.',
      'See: momentum task list --help',
    ],
    [
      ['task', 'list', '--statsu', 'done'],
      'task list has no option --statsu.',
      'Did you mean: momentum task list --status done',
    ],
    [
      ['task', 'list', '--duebefore=friday', '--as', 'sam'],
      'task list has no option --duebefore.',
      'Did you mean: momentum --as sam task list --due-before=friday',
    ],
    [
      ['task', 'list', '--due-bef'],
      'task list has no option --due-bef.',
      'Did you mean --due-before?',
    ],
    [['task', 'list', '--due'], '--due needs a value.', 'Type: --due <dates>'],
    [
      ['task', 'list', '--desc', 'x'],
      'task list has no option --desc.',
      'See: momentum task list --help',
    ],
    [
      ['task', 'edit', '1', '--desc', 'x'],
      'task edit has no option --desc.',
      'Did you mean: momentum task edit 1 --description x',
    ],
    [['task', 'list', '-x', '1'], 'task list has no option -x.', 'See: momentum task list --help'],
    [['task', 'list', '-qz'], 'task list has no option -z.', 'See: momentum task list --help'],
    [['task', 'show'], 'Missing <task>.', 'See: momentum task show --help'],
    [['task', 'done'], 'Missing <task>.', 'See: momentum task done --help'],
    [['task', 'assign', '1'], 'Missing <user>.', 'See: momentum task assign --help'],
    [['user', 'edit', '--name', 'x'], 'Missing <user>.', 'See: momentum user edit --help'],
    [['win', 'pause', '--note'], '--note needs a value.', 'Type: --note <text>'],
    [['task', 'list', '--limit'], '--limit needs a value.', 'Type: --limit <n>'],
    [['db', 'migrate', '--to'], '--to needs a value.', 'Type: --to <name>'],
    [['task', 'list', '--db'], '--db needs a value.', 'Type: --db <file|url>'],
    [['--as'], '--as needs a value.', 'Type: --as <user>'],
    [['task', 'list', '--mine=yes'], '--mine takes no value.', 'Type: --mine'],
    [['task', 'list', '--quiet=yes'], '--quiet takes no value.', 'Type: --quiet'],
    [['win', 'pick', '1', '--replace=yes'], '--replace takes no value.', 'Type: --replace'],
    [[''], `Missing command: choose one of ${commands}.`, 'See: momentum --help'],
    [['task', ''], `Missing verb: choose one of ${listOf('task')}.`, 'See: momentum task --help'],
  ])('%j is refused with what was probably meant', async (words, message, hint) => {
    expect(await runInNewHousehold(...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })

  it('names all verbs when there is none', async () => {
    const { code, stdout, stderr } = await runInNewHousehold('task', '--json')
    expect({ code, stdout, stderr: JSON.parse(stderr) }).toEqual({
      code: 2,
      stdout: '',
      stderr: {
        error: {
          code: 'usage',
          message: `Missing verb: choose one of ${listOf('task')}.`,
          hint: 'See: momentum task --help',
        },
      },
    })
  })

  it.each([
    [['--json', 'task', 'lsit']],
    [['task', '--json', 'lsit']],
    [['task', 'lsit', '--json']],
  ])('%j is refused in JSON', async (words) => {
    const meant = words.join(' ').replace('lsit', 'list')
    expect(await runInNewHousehold(...words)).toEqual({
      code: 2,
      stdout: '',
      stderr: `{"error":{"code":"usage","message":"There is no command “momentum task lsit”.","hint":"Did you mean: momentum ${meant}"}}\n`,
      made: false,
    })
  })

  it('is shown harmlessly', async () => {
    const { stderr } = await runInNewHousehold('\u001b[31mtask\u202e')
    expect(stderr).toContain('There is no command “momentum ^[[31mtask<U+202E>”.')
  })
})

function hintAtSurplus(path: string): string {
  const quoted = `several words in quotes: momentum ${path} '1 surplus' --yes`
  if (path === 'task add' || path === 'routine add') return `Put a title of ${quoted}`
  if (path === 'routine preview') return `Put text of ${quoted}`
  if (/^db (backup|restore)$/.test(path)) return `Put a path of ${quoted}`
  const isNamed = path === 'user add' || path === 'category add'
  return isNamed ? `Put a name of ${quoted}` : `See: momentum ${path} --help`
}

describe('a word too many', () => {
  const whole = groups.flatMap(({ noun, verbs }) =>
    verbs
      .filter(({ usage }) => !usage.includes('...'))
      .map(({ usage }) => [noun, ...usage.split(' ').map((word) => word.replace(/^[[<].*/, '1'))]),
  )

  it.each(whole)('is refused by %s %s %s %s', async (...words) => {
    const home = await sampleHousehold()
    const before = await readContents(home)
    const path = words.slice(0, 2).join(' ')
    expect(await home.run(...words, 'surplus', '--yes')).toEqual(
      usageFailure('Unexpected “surplus”.', hintAtSurplus(path)),
    )
    expect(await readContents(home)).toEqual(before)
  })

  it.each([
    [['win', 'done', '1'], 'Unexpected “1”.', 'See: momentum win done --help'],
    [['user', 'list', 'x'], 'Unexpected “x”.', 'See: momentum user list --help'],
    [
      ['routine', 'show', 'the', 'bins'],
      'Unexpected “bins”.',
      "Put a title of several words in quotes: momentum routine show 'the bins'",
    ],
    [
      ['routine', 'add', 'Bins', '--every', '2', 'weeks', '--season', 'apr', 'to', 'oct'],
      'Unexpected “weeks”.',
      "Put text of several words in quotes: momentum routine add Bins --every '2 weeks' --season 'apr to oct'",
    ],
    [
      ['routine', 'add', 'Bins', '--after', '10', 'days'],
      'Unexpected “days”.',
      "Put text of several words in quotes: momentum routine add Bins --after '10 days'",
    ],
    [
      ['routine', 'add', 'Tea', '--start', '25', 'dec', '--owner', 'sam'],
      'Unexpected “dec”.',
      "Put a date of several words in quotes: momentum routine add Tea --start '25 dec' --owner sam",
    ],
    [
      ['away', 'add', '--from', 'next', 'week', '--until', 'in', '3', 'weeks'],
      'Unexpected “3”.',
      "Put a date of several words in quotes: momentum away add --from 'next week' --until 'in 3 weeks'",
    ],
    [
      ['routine', 'pause', 'bins', '--until', 'next', 'friday'],
      'Unexpected “friday”.',
      "Put a date of several words in quotes: momentum routine pause bins --until 'next friday'",
    ],
    [
      [
        'task',
        'add',
        'a',
        'b',
        '--domain',
        'food',
        '--effort',
        'tiny',
        '--definition-of-done',
        'x',
      ],
      'Unexpected “b”.',
      "Put a title of several words in quotes: momentum task add 'a b' --domain food --effort tiny --definition-of-done x",
    ],
  ])('is refused before it makes a database: %j (F144)', async (words, message, hint) => {
    expect(await runInNewHousehold(...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })
})

describe('options', () => {
  it.each([
    [['--quiet', 'task', 'list', '--owner', 'sam']],
    [['task', '--quiet', 'list', '--owner', 'sam']],
    [['task', 'list', '--owner', 'sam', '-q']],
    [['task', 'list', '--owner=sam', '-q', '--no-color', '--no-input', '-y', '--debug']],
    [['-qy', 'task', 'list', '--owner', 'sam']],
    [['--as', 'sam', 'task', 'list', '--mine', '-q']],
  ])('may stand anywhere: %j', async (words) => {
    const home = await sampleHousehold()
    expect(await home.run(...words)).toEqual(success('3'))
  })

  it('end at --, after which every word is a word', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'add', '-q', '--', '--json')).toEqual(success('3'))
    expect(await home.json('user', 'show', '3', '--fields', 'name')).toEqual({ name: '--json' })
    expect(await home.run('user', 'show', '-q', '--', '--json')).toEqual(success('3'))
  })

  it('do not make an error JSON after --', async () => {
    const { stderr } = await runInNewHousehold('task', 'show', '--', '--json')
    expect(stderr.split('\n').at(-3)).toEqual('momentum: No task title contains “--json”.')
  })
})

describe('--debug', () => {
  it('shows where an error comes from, and nothing else does', async () => {
    const words = ['task', 'show', '--quiet', ' ']
    const plain = await runInNewHousehold(...words)
    const debugged = await runInNewHousehold(...words, '--debug')
    expect(plain).toEqual({ ...usageFailure('The task is empty.'), made: false })
    expect(debugged.stderr.split('\n').slice(0, 2)).toEqual([
      'momentum: The task is empty.',
      'MomentumError: The task is empty.',
    ])
  })
})
