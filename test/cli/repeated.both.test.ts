import { describe, expect, it, test } from 'vitest'
import { globalOptions } from '../../src/cli/globals.ts'
import type { OptionEntry } from '../../src/command.ts'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { readContents } from '../support/household/contents.ts'
import {
  runInNewHousehold,
  sampleHousehold,
  success,
  usageFailure,
} from '../support/household/sample.ts'

type Typed = { readonly words: readonly string[]; readonly flags: string; readonly kind?: 'list' }

function typed(words: readonly string[], options: readonly OptionEntry[] = []): Typed[] {
  return options.map(([flags, , kind]) => ({ words, flags, ...(kind && { kind }) }))
}

/** Every option of every command. */
const options = [
  ...typed(['task', 'list'], globalOptions),
  ...ownVerbs.flatMap(({ usage, options }) => typed(usage.split(' '), options)),
  ...groups.flatMap(({ noun, verbs }) =>
    verbs.flatMap(({ usage, options }) => typed([noun, ...usage.split(' ')], options)),
  ),
]

/** The words of a command, with a number for each word in brackets. */
const filled = (words: readonly string[]) => words.map((word) => word.replace(/^[[<].*/, '1'))

const single = options.filter(({ flags, kind }) => flags.includes('<') && kind === undefined)

describe('an option with one value is refused when it is given twice', () => {
  it.each(single)('$words $flags', async ({ words, flags }) => {
    const [name = ''] = flags.split(' ')
    const sentence = `${name} can be given only once.`
    const answers = [
      await runInNewHousehold(...filled(words), name, '1', name, '2'),
      await runInNewHousehold(...filled(words), `${name}=1`, `${name}=1`),
      await runInNewHousehold(name, '1', ...filled(words), name, '2'),
    ]
    const refused = { ...usageFailure(sentence, `Type: ${flags}`), made: false }
    const before = globalOptions.some(([each]) => each === flags) ? [refused] : []
    expect(answers.slice(0, 2 + before.length)).toEqual([refused, refused, ...before])
  })

  it('is refused in JSON, too, and changes nothing', async () => {
    const home = await sampleHousehold()
    const before = await readContents(home)
    const argv = ['task', 'edit', '1', '--json', '--owner', 'sam', '--owner', 'alex']
    expect(await home.run(...argv)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        '{"error":{"code":"usage","message":"--owner can be given only once.","hint":"Type: --owner <user>"}}\n',
    })
    expect(await readContents(home)).toEqual(before)
  })
})

describe('an option with a list adds up', () => {
  it('is each of these', () => {
    expect(options.filter(({ kind }) => kind === 'list').map(({ flags }) => flags)).toEqual([
      '--fields <names>',
      // Of import, and of export.
      '--map-owner <pairs>',
      '--status <statuses>',
      '--domain <domains>',
      '--effort <efforts>',
      '--priority <priorities>',
      '--owner <users>',
      '--category <categories>',
      '--not-status <statuses>',
      '--not-domain <domains>',
      '--not-effort <efforts>',
      '--not-priority <priorities>',
      '--not-owner <users>',
      '--not-category <categories>',
      '--status <statuses>',
      '--domain <domains>',
      '--effort <efforts>',
      '--priority <priorities>',
      '--owner <users>',
      '--category <categories>',
      '--not-status <statuses>',
      '--not-domain <domains>',
      '--not-effort <efforts>',
      '--not-priority <priorities>',
      '--not-owner <users>',
      '--not-category <categories>',
      '--sort <fields>',
    ])
  })

  test.each([
    ['--status', ['backlog'], ['done,active']],
    ['--domain', ['repairs'], ['chores', 'bills']],
    ['--effort', ['tiny,small'], ['medium']],
    ['--priority', ['medium'], ['high', 'low']],
    ['--sort', ['domain:desc'], ['title']],
  ])('%s %j %j', async (name, first, rest) => {
    const home = await sampleHousehold()
    const apart = [...first, ...rest].flatMap((value) => [name, value])
    const answer = await home.run('task', 'list', '--quiet', ...apart)
    expect(answer).toEqual(
      await home.run('task', 'list', '--quiet', name, [...first, ...rest].join(',')),
    )
    expect(answer).not.toEqual(await home.run('task', 'list', '--quiet', name, ...rest.slice(-1)))
  })

  it('keeps the order of --fields, wherever they are', async () => {
    const home = await sampleHousehold()
    expect(
      await home.run('--fields', 'name', 'user', 'show', 'alex', '--fields', 'id,role'),
    ).toEqual(success('{', '  "name": "Alex",', '  "id": 1,', '  "role": "cook"', '}'))
  })
})

test.each([
  [['--json', '--json'], ['--json']],
  [['-y', '-y', '-q'], ['-q']],
  [['-qyq', '--quiet'], ['-q']],
  [['--no-input', '--no-color', '--no-input', '--no-color'], []],
  [
    ['--all', '--all', '--mine', '--as', 'sam', '--mine'],
    ['--all', '--mine', '--as', 'sam'],
  ],
])('a flag may be repeated: %j', async (twice, once) => {
  const home = await sampleHousehold()
  expect(await home.run('task', 'list', ...twice)).toEqual(await home.run('task', 'list', ...once))
})

test.each([
  [['--private', '--no-private']],
  [['--no-private', '--private']],
  [['--private', '--private', '--no-private']],
])('flags that contradict each other are refused: %j', async (flags) => {
  expect(await runInNewHousehold('task', 'edit', '1', ...flags)).toEqual({
    ...usageFailure('Use --private or --no-private, not both.'),
    made: false,
  })
})

test.each(['--private', '--no-private'])('%s may be repeated', async (flag) => {
  const home = await sampleHousehold()
  await home.json('task', 'assign', '1', 'sam')
  const edit = ['task', 'edit', '1', '--as', 'sam', flag, flag, '--fields', 'private']
  expect(await home.json(...edit)).toEqual({ private: flag === '--private' })
})
