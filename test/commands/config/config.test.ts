import { lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Household, household } from '../../support/household/household.ts'
import { failure, success } from '../../support/household/sample.ts'

const fileOf = (home: Household) => join(home.folder, '.config/momentum/.env')

function settingsOf(text?: string, env: NodeJS.Dict<string> = {}): Household {
  const home = household('sqlite')
  delete home.env.MOMENTUM_TZ
  delete home.env.MOMENTUM_BACKUPS
  Object.assign(home.env, env)
  if (text === undefined) return home
  mkdirSync(dirname(fileOf(home)), { recursive: true })
  writeFileSync(fileOf(home), text, { mode: 0o644 })
  return home
}

const readFile = (home: Household) => readFileSync(fileOf(home), 'utf8')

test('lists every setting, and where its value comes from', async () => {
  const home = settingsOf('MOMENTUM_USER=Alex\nMOMENTUM_DAY_START=25:00\n', {
    MOMENTUM_DB: 'postgres://smiths:secret@homeserver/home',
    MOMENTUM_TZ: 'Europe/Berlin',
  })
  expect(await home.json('config', 'list')).toEqual([
    {
      name: 'MOMENTUM_DB',
      value: 'postgres://smiths@homeserver/home',
      source: 'environment',
      fault: null,
    },
    { name: 'MOMENTUM_USER', value: 'Alex', source: 'file', fault: null },
    { name: 'MOMENTUM_TZ', value: 'Europe/Berlin', source: 'environment', fault: null },
    {
      name: 'MOMENTUM_DAY_START',
      value: '25:00',
      source: 'file',
      fault: 'MOMENTUM_DAY_START must be a time from 00:00 to 12:00, not “25:00”.',
    },
    { name: 'MOMENTUM_BACKUPS', value: 'on', source: 'default', fault: null },
    { name: 'MOMENTUM_PAGER', value: 'less -FRX', source: 'default', fault: null },
    { name: 'MOMENTUM_EDITOR', value: null, source: 'default', fault: null },
  ])
  expect(await home.run('config', 'list')).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "setting             value                              from
    MOMENTUM_DB         postgres://smiths@homeserver/home  environment
    MOMENTUM_USER       Alex                               settings file
    MOMENTUM_TZ         Europe/Berlin                      environment
    MOMENTUM_DAY_START  25:00                              settings file
    MOMENTUM_BACKUPS    on                                 default
    MOMENTUM_PAGER      less -FRX                          default
    MOMENTUM_EDITOR     –
    ! MOMENTUM_DAY_START must be a time from 00:00 to 12:00, not “25:00”.
    ",
    }
  `)
})

test('sets, gets and unsets a value, and keeps the rest of the file', async () => {
  const text = '# Ours\n\nexport MOMENTUM_USER="Sam" # me\nMOMENTUM_BACKUPS=off'
  const home = settingsOf(text)
  const path = fileOf(home)
  expect([
    await home.run('config', 'set', 'user', 'Anna Marie'),
    readFile(home),
    await home.run('config', 'get', 'MOMENTUM_USER'),
    await home.json('config', 'set', 'day-start', '03:00'),
    readFile(home),
    await home.run('config', 'unset', 'user'),
    await home.run('config', 'unset', 'user'),
    await home.run('config', 'get', 'user'),
    readFile(home),
  ]).toEqual([
    success(`✓ Set MOMENTUM_USER in “${path}”.`),
    '# Ours\n\nMOMENTUM_USER=Anna Marie\nMOMENTUM_BACKUPS=off',
    success('Anna Marie'),
    { name: 'MOMENTUM_DAY_START', value: '03:00', source: 'file', fault: null },
    '# Ours\n\nMOMENTUM_USER=Anna Marie\nMOMENTUM_BACKUPS=off\nMOMENTUM_DAY_START=03:00\n',
    success(`✓ “${path}” no longer sets MOMENTUM_USER.`),
    success(`“${path}” does not set MOMENTUM_USER.`),
    failure(3, 'MOMENTUM_USER is not set.', 'To set it: momentum config set MOMENTUM_USER <value>'),
    '# Ours\n\nMOMENTUM_BACKUPS=off\nMOMENTUM_DAY_START=03:00\n',
  ])
})

test('makes a file that only its owner can use, and keeps a link', async () => {
  const home = settingsOf()
  expect(await home.run('config', 'set', 'backups', 'off')).toMatchObject({ code: 0 })
  expect([readFile(home), statSync(fileOf(home)).mode & 0o777]).toEqual([
    'MOMENTUM_BACKUPS=off\n',
    0o600,
  ])
  const linked = settingsOf()
  mkdirSync(dirname(fileOf(linked)), { recursive: true })
  const target = join(linked.folder, 'dotfiles.env')
  writeFileSync(target, '')
  symlinkSync(target, fileOf(linked))
  await linked.run('config', 'set', 'backups', 'off')
  expect([lstatSync(fileOf(linked)).isSymbolicLink(), readFileSync(target, 'utf8')]).toEqual([
    true,
    'MOMENTUM_BACKUPS=off\n',
  ])
})

test.each([
  ['plain', 'Sam', 'MOMENTUM_USER=Sam\n'],
  ['with a sign that would begin a comment', 'Sam # 2', 'MOMENTUM_USER="Sam # 2"\n'],
  ['with quotation marks', '"Sam"', `MOMENTUM_USER='"Sam"'\n`],
  ['with two kinds of them', `"Sam's"`, `MOMENTUM_USER=\`"Sam's"\`\n`],
])('writes a value %s so that it is read the same', async (_, value, text) => {
  const home = settingsOf()
  await home.run('config', 'set', 'user', value)
  expect([readFile(home), (await home.run('config', 'get', 'user')).stdout]).toEqual([
    text,
    `${value}\n`,
  ])
})

test('a setting that makes no sense stops no command that corrects it', async () => {
  const home = settingsOf(
    'MOMENTUM_DAY_START=99:00\nMOMENTUM_TZ=Mars/One\nMOMENTUM_BACKUPS=maybe\n',
  )
  expect((await home.run('task', 'list')).code).toBe(2)
  for (const name of ['day-start', 'tz', 'backups']) {
    expect(await home.run('config', 'unset', name)).toMatchObject({ code: 0, stderr: '' })
  }
  expect([readFile(home), (await home.run('task', 'list')).code]).toEqual(['', 0])
})

test('says that the environment goes before the file', async () => {
  const home = settingsOf('', { MOMENTUM_TZ: 'Asia/Tokyo' })
  const { stderr } = await home.run('config', 'set', 'tz', 'Europe/Berlin')
  expect([stderr, readFile(home)]).toEqual([
    'The environment sets MOMENTUM_TZ, too, and goes before the file.\n',
    'MOMENTUM_TZ=Europe/Berlin\n',
  ])
})

describe('refuses', () => {
  test.each([
    [['set', 'zone', 'x'], 'There is no setting “zone”.', /^The settings are MOMENTUM_DB, /],
    [['unset', 'foo'], 'There is no setting “foo”.', /^The settings are MOMENTUM_DB, /],
    [['get', 'day'], 'There is no setting “day”.', /^Did you mean MOMENTUM_DAY_START\?$/],
    [
      ['get', 'MOMENTUM_UESR'],
      'There is no setting “MOMENTUM_UESR”.',
      /^Did you mean MOMENTUM_USER\?$/,
    ],
    [['set', 'tz', 'Mars'], 'There is no time zone “Mars”.', /./],
    [['set', 'backups', 'maybe'], 'MOMENTUM_BACKUPS must be on or off, not “maybe”.', undefined],
    [['set', 'db', 'folder/'], '“folder/” is the name of a folder.', /path of a file/],
    [['set', 'user', ''], 'The user is empty.', undefined],
    [['set', 'user', 'a\nb'], 'The user contains a line break.', /^Write it on one line/],
  ])('%j', async (words, message, hint) => {
    const home = settingsOf('MOMENTUM_BACKUPS=on\n')
    const { stderr, ...answer } = await home.run('config', ...words)
    const [first, second] = stderr.split('\n')
    expect({ ...answer, first, second, text: readFile(home) }).toEqual({
      code: 2,
      stdout: '',
      first: `momentum: ${message}`,
      second:
        hint === undefined
          ? ''
          : expect.stringMatching(new RegExp(hint.source.replace('^', '^  '))),
      text: 'MOMENTUM_BACKUPS=on\n',
    })
  })

  test('to change a line that belongs to a value of several lines', async () => {
    const text = 'MOMENTUM_DB="one\nMOMENTUM_USER=Sam\ntwo"\n'
    const home = settingsOf(text)
    const { code, stderr } = await home.run('config', 'unset', 'db')
    expect([code, stderr.split('\n').slice(-3)]).toEqual([
      2,
      [
        `momentum: MOMENTUM_DB cannot be changed in “${fileOf(home)}” without changing other lines.`,
        '  Open the file in an editor.',
        '',
      ],
    ])
    expect(readFile(home)).toBe(text)
  })
})
