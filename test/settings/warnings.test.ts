import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Household, household } from '../support/household/household.ts'
import { failure } from '../support/household/sample.ts'

// Names and lines that set nothing, although they look as if they should.

const answer = { code: 0, stdout: 'Not logged in.\nLog in: momentum login <user>\n' }

const shape = 'Write a setting as NAME=value, such as MOMENTUM_DB=~/household.db'
const all =
  'The settings are MOMENTUM_DB, MOMENTUM_USER, MOMENTUM_TZ, MOMENTUM_DAY_START, MOMENTUM_BACKUPS, MOMENTUM_PAGER, MOMENTUM_EDITOR.'

function fileOf(home: Household): string {
  return join(home.folder, '.config/momentum/.env')
}

function withFile(home: Household, text: string): Household {
  mkdirSync(dirname(fileOf(home)), { recursive: true })
  writeFileSync(fileOf(home), text)
  return home
}

const unknown = (name: string) => `“<file>” sets ${name}, which is not a setting.`
const stray = (line: number) => `Line ${line} of “<file>” is not a setting.`

describe('what the settings file sets to no effect is said once', () => {
  test.each<[string, readonly (readonly [sentence: string, hint: string])[]]>([
    ['MOMENTUM_DBB=x', [[unknown('MOMENTUM_DBB'), 'Did you mean MOMENTUM_DB?']]],
    ['momentum_db=x', [[unknown('momentum_db'), 'Did you mean MOMENTUM_DB?']]],
    ['MOMENTUM-DB=x', [[unknown('MOMENTUM-DB'), 'Did you mean MOMENTUM_DB?']]],
    ['\u200bMOMENTUM_DB=x', [[unknown('<U+200B>MOMENTUM_DB'), 'Did you mean MOMENTUM_DB?']]],
    ['MOMENTUM_TIMEZONE=UTC', [[unknown('MOMENTUM_TIMEZONE'), 'Did you mean MOMENTUM_TZ?']]],
    ['MOMENTUM_DATABASE=x', [[unknown('MOMENTUM_DATABASE'), 'Did you mean MOMENTUM_DB?']]],
    ['momentum_database_url=x', [[unknown('momentum_database_url'), 'Did you mean MOMENTUM_DB?']]],
    ['MOMENTUM_BACKUP=off', [[unknown('MOMENTUM_BACKUP'), 'Did you mean MOMENTUM_BACKUPS?']]],
    ['DATABASE_URL=postgres://a:b@c/d', [[unknown('DATABASE_URL'), 'Did you mean MOMENTUM_DB?']]],
    [
      'MOMENTUM_USER=a\nMOMENTUM_USER=b\n',
      [
        [
          '“<file>” sets MOMENTUM_USER more than once. The last line counts.',
          'Delete the other lines.',
        ],
      ],
    ],
    ['PAGER=less', [[unknown('PAGER'), all]]],
    ['MOMENTUM_DB', [[stray(1), shape]]],
    ['MOMENTUM_DB: ~/home.db', [[stray(1), shape]]],
    ['MOMENTUM_DB ~/home.db', [[stray(1), shape]]],
    ['set MOMENTUM_DB=~/home.db', [[stray(1), shape]]],
    ['\u00a0MOMENTUM_DB=~/home.db', [[stray(1), shape]]],
    ['=~/home.db', [[stray(1), shape]]],
    ['postgres://alex:secret@host/home?a=b', [[stray(1), shape]]],
    ['"MOMENTUM_DB"=x', [[stray(1), shape]]],
    [
      '# ours\n\nMOMENTUM_USER=""\nhello\n; none\nX=1',
      [
        [unknown('X'), all],
        [stray(4), shape],
        [stray(5), shape],
      ],
    ],
    ['MOMENTUM_USER="Alex\nMOMENTUM_DB=~/home.db\nMOMENTUM_TZ=UTC # "', [[stray(1), shape]]],
    ["MOMENTUM_USER='Alex\nMOMENTUM_DB=~/home.db", [[stray(1), shape]]],
    ["MOMENTUM_USER='Alex' Smith", [[stray(1), shape]]],
    ['MOMENTUM_USER=`Alex` # ours\nMOMENTUM_TZ=\nMOMENTUM_BACKUPS = "on"\t', []],
  ])('%j', async (text, warnings) => {
    const home = withFile(household(), text)
    const { stderr } = await home.run('db', 'path', '--db', join(home.folder, 'x.db'))
    expect(stderr.replaceAll(fileOf(home), '<file>')).toEqual(
      warnings.map(([sentence, hint]) => `${sentence}\n  ${hint}\n`).join(''),
    )
  })
})

test.each([
  ['MOMENTUM_DBB', 'Did you mean MOMENTUM_DB?'],
  ['momentum_tz', 'Did you mean MOMENTUM_TZ?'],
  ['MOMENTUM_COLOR_SCHEME', all],
])('a name in the environment that is not a setting is told once: %s', async (name, hint) => {
  const home = household()
  await home.json('db', 'init')
  home.env[name] = 'x'
  expect([await home.run('whoami'), await home.run('whoami', '--quiet')]).toEqual([
    { ...answer, stderr: `The environment sets ${name}, which is not a setting.\n  ${hint}\n` },
    {
      code: 0,
      stdout: '',
      stderr: `The environment sets ${name}, which is not a setting.\n  ${hint}\n`,
    },
  ])
})

test('variables of other programs in the environment are ignored', async () => {
  const home = household()
  Object.assign(home.env, { EDITOR: 'vi', XMOMENTUM_DB: 'x', MOMENTUM: 'x' })
  expect(await home.run('whoami')).toEqual({ ...answer, stderr: '' })
})

describe('a household is not created while a misspelled setting may name it', () => {
  test.each([
    'MOMENTUM_DBB=~/family.db',
    'DATABASE_URL=postgres://alex@host/home',
    'MOMENTUM_DB: ~/family.db',
    '~/family.db',
    'MOMENTUM_USER="Alex\nMOMENTUM_DB=~/family.db\nMOMENTUM_TZ="UTC"',
  ])('%j', async (text) => {
    const home = withFile(household(), text)
    const refused = failure(
      2,
      `There is no household at “${home.database}”, and none was created: the settings may be meant to name another one.`,
      'Correct the settings, or name the household with --db.',
    )
    const answers = [await home.run('user', 'add', 'Alex'), await home.run('db', 'init')]
    expect([
      answers.map(({ code, stdout, stderr }) => ({
        code,
        stdout,
        stderr: stderr.slice(stderr.indexOf('momentum: ')),
      })),
      existsSync(home.database),
    ]).toEqual([[refused, refused], false])
  })

  test.each(['.env.txt', 'env.txt', 'env', '_env', '.env.env'])(
    'as in a file named %s',
    async (name) => {
      const home = household()
      const misnamed = join(dirname(fileOf(home)), name)
      mkdirSync(dirname(misnamed), { recursive: true })
      writeFileSync(misnamed, 'MOMENTUM_DB=~/family.db')
      expect([await home.run('user', 'add', 'Alex'), existsSync(home.database)]).toEqual([
        failure(
          2,
          `There is no household at “${home.database}”, and none was created: the settings in “${misnamed}” are not read.`,
          `To have Momentum read them: mv '${misnamed}' '${fileOf(home)}'`,
        ),
        false,
      ])
    },
  )

  test('another name stops nobody, and neither does an existing household', async () => {
    const home = withFile(household(), 'MOMENTUM_PAGER=less')
    const begun = await home.run('user', 'add', 'Alex')
    withFile(home, 'MOMENTUM_DBB=x')
    expect([begun.code, (await home.run('user', 'add', 'Sam')).code]).toEqual([0, 0])
  })
})
