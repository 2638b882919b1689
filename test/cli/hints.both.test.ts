import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { writeHint } from '../../src/cli/hint.ts'
import { household } from '../support/household/household.ts'
import {
  failure,
  jsonFailure,
  sampleHousehold,
  sampleWithWin,
  success,
} from '../support/household/sample.ts'

const taken = '2026-11-22 already has a Daily Win: “Fix the tap”.'

/** What is to be typed to change one's mind, with these words after the program's name. */
function changeOfMind(words: string): string {
  return `To change your mind: momentum ${words} win pick 1 --date 2026-11-22 --replace --note "why"`
}

describe('a hint', () => {
  it.each([
    [['--db', 'x.db', '--as', 'sam', 'win', 'pick', '1'], '--db x.db --as sam'],
    [['win', 'pick', '1', '--as=sam', '--db=x.db'], '--db x.db --as sam'],
    [['win', '--db', './x.db', 'pick', '1'], '--db ./x.db'],
    [['win', 'pick', '1', '--db', "Alex's house.db"], "--db 'Alex'\\''s house.db'"],
    [['win', 'pick', '1', '--db', 'x;y.db', '--as', 'Sam'], "--db 'x;y.db' --as Sam"],
  ])('keeps the household and the person of %j', async (words, kept) => {
    const home = await sampleWithWin()
    for (const name of ['x.db', "Alex's house.db", 'x;y.db']) {
      await home.json('db', 'copy', '--to', join(home.folder, name))
    }
    expect(await home.run(...words)).toEqual(failure(4, taken, changeOfMind(kept)))
  })

  it('begins with npx momentum where that was typed and momentum is not on the PATH', async () => {
    const home = await sampleHousehold()
    const [elsewhere, bin] = [join(home.folder, 'elsewhere'), 'node_modules/.bin']
    for (const folder of [elsewhere, join(home.folder, bin)]) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'momentum'), '')
    }
    const hinted = async (npm_command: string | undefined, ...path: string[]) => {
      const env = { ...home.env, PATH: path.join(':'), ...(npm_command && { npm_command }) }
      const { stderr } = await home.runIn(home.world(['task', 'show', '9', '--as', 'sam'], { env }))
      return stderr.split('\n')[1]
    }
    const ofNpm = join(home.folder, bin)
    expect([
      await hinted('exec', ofNpm, '/nowhere'),
      await hinted('exec', ofNpm, elsewhere),
      await hinted('run-script', ofNpm),
      await hinted(undefined, '/nowhere'),
    ]).toEqual([
      '  See: npx momentum --as sam task list --all',
      '  See: momentum --as sam task list --all',
      '  See: momentum --as sam task list --all',
      '  See: momentum --as sam task list --all',
    ])
  })

  it('keeps them in an answer', async () => {
    const home = await sampleHousehold()
    await home.json('db', 'copy', '--to', join(home.folder, 'x.db'))
    const words = ['--db', 'x.db', '--as', 'sam', 'task', 'list', '--search', 'piano']
    expect(await home.run(...words)).toEqual(
      success(
        'No matching tasks.',
        'See every task: momentum --db x.db --as sam task list --all',
        'Add one: momentum --db x.db --as sam task add',
      ),
    )
  })

  it('keeps them in a notice', async () => {
    const home = await sampleWithWin()
    await home.json('db', 'copy', '--to', join(home.folder, 'x.db'))
    home.setClock('2026-11-23T12:00:00.000Z')
    const { stderr } = await home.run('win', 'pick', '1', '--db', 'x.db')
    expect(stderr).toEqual(
      '“Fix the tap” (yesterday’s win) is still open.\n' +
        '  To finish it: momentum --db x.db win done --date 2026-11-22\n',
    )
  })

  it('does not name the person where it is about who acts', async () => {
    const home = await sampleHousehold()
    await home.json('db', 'copy', '--to', join(home.folder, 'x.db'))
    expect(await home.run('whoami', '--db', 'x.db')).toEqual(
      success('Not logged in.', 'Log in: momentum --db x.db login <user>'),
    )
  })

  it('leaves out the password of a URL', () => {
    const world = household().world(['--db', 'postgres://sam:s3cret@db.example.org/home'])
    expect(writeHint({ lead: 'See', command: 'db path' }, world)).toEqual(
      'See: momentum --db postgres://sam@db.example.org/home db path',
    )
  })

  it('keeps them for a program, too', async () => {
    const home = await sampleWithWin()
    expect(await home.run('win', 'pick', '1', '--as', 'sam', '--json')).toEqual(
      jsonFailure(4, 'conflict', taken, changeOfMind('--as sam')),
    )
  })

  it('that names a database itself does not name it twice', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'list', '--db', '/no.db')).toEqual(
      failure(
        5,
        'There is no database at “/no.db”.',
        "Create one there: momentum db init --db '/no.db'",
      ),
    )
  })
})

test.each([
  [['--db', "my $&b's.db"], "'my $&b'\\''s.db'"],
  [['--db=other.db'], 'other.db'],
])('a hint names the household of %j', async (words, name) => {
  const home = household()
  await home.run('db', 'init', ...words)
  expect(await home.run('task', 'show', '9', ...words)).toEqual({
    code: 3,
    stdout: '',
    stderr: `momentum: There is no task with the number 9.\n  See: momentum --db ${name} task list --all\n`,
  })
})

test('a number that is none stands in no hint', async () => {
  expect((await household().run('undo', 'a;id', '--list')).stderr).toEqual(
    'momentum: n must be a whole number from 1 to 10000000, not “a;id”.\n',
  )
})

test('what stands after -- is no option, in a hint neither', async () => {
  expect((await household().run('user', 'show', '1', '--', '--as', 'bob')).stderr).toEqual(
    'momentum: Unexpected “--as”.\n' +
      '  Options end at --. To use it as an option, put it before --: momentum user show 1 --as bob\n',
  )
})
