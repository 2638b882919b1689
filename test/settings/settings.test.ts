import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseSettings } from '../../src/settings/settings.ts'
import type { World } from '../../src/world.ts'
import { temporaryFolder } from '../support/folder.ts'
import { emptyWorld as world } from '../support/world.ts'

const located = (its: World, db?: string) => parseSettings(its, { db }).location()

/** A home on Linux whose configuration folder holds this `.env`. */
function homeWith(settings: string | Buffer): string {
  const home = temporaryFolder()
  mkdirSync(join(home, '.config/momentum'), { recursive: true })
  writeFileSync(join(home, '.config/momentum/.env'), settings)
  return home
}

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

const homeless = usage(
  'Your home folder is unknown, so there is no place for the database.',
  'Set HOME, or name the file with --db.',
)

test('without a home folder, each place is told by what belongs there', async () => {
  const settings = parseSettings(world({ homedir: () => '' }), { db: '/home.db' })
  const none = (what: string) =>
    usage(`Your home folder is unknown, so there is no place for ${what}.`, 'Set HOME.')
  expect(() => settings.stateFolder()).toThrow(none('logins and reminders'))
  await expect(settings.save('MOMENTUM_TZ', 'UTC')).rejects.toThrow(none('settings'))
})

describe('the default database', () => {
  test.each<[string, Partial<World>, string]>([
    ['on Linux', {}, '/home/alex/.local/share/momentum/momentum.db'],
    ['where XDG says', { env: { XDG_DATA_HOME: '/data' } }, '/data/momentum/momentum.db'],
    [
      'in the usual place where XDG is empty',
      { env: { XDG_DATA_HOME: '' } },
      '/home/alex/.local/share/momentum/momentum.db',
    ],
    [
      'in the usual place where XDG is relative',
      { env: { XDG_DATA_HOME: 'data' } },
      '/home/alex/.local/share/momentum/momentum.db',
    ],
    [
      'in the usual place where MOMENTUM_DB is empty',
      { env: { MOMENTUM_DB: '' } },
      '/home/alex/.local/share/momentum/momentum.db',
    ],
    [
      'on macOS',
      { platform: 'darwin', homedir: () => '/Users/alex' },
      '/Users/alex/Library/Application Support/momentum/momentum.db',
    ],
    [
      'where XDG says on macOS',
      { platform: 'darwin', env: { XDG_DATA_HOME: '/data' } },
      '/data/momentum/momentum.db',
    ],
    [
      'on Windows',
      { platform: 'win32', env: { LOCALAPPDATA: '/alex/Local', XDG_DATA_HOME: '/data' } },
      '/alex/Local/momentum/momentum.db',
    ],
    [
      'on Windows without LOCALAPPDATA',
      { platform: 'win32', homedir: () => '/alex' },
      '/alex/AppData/Local/momentum/momentum.db',
    ],
  ])('is %s', (_, changes, path) => {
    expect(located(world(changes))).toEqual({ path, explicit: false })
  })

  test.each<[string, World['homedir']]>([
    ['an empty HOME', () => ''],
    ['a relative HOME', () => 'alex'],
    [
      'an account without a home',
      () => {
        throw new Error('ENOENT')
      },
    ],
  ])('has no place with %s', (_, homedir) => {
    expect(() => located(world({ homedir }))).toThrow(homeless)
  })
})

test.each([
  ['postgres://sam@db.example.org/home', 'db.example.org-home-public'],
  ['postgres://sam@db.example.org:5432/home', 'db.example.org-home-public'],
  ['postgres://sam@db.example.org:6543/home', 'db.example.org-6543-home-public'],
  ['postgres://sam@localhost/our%3Fhome?schema=smiths', 'localhost-our%3Fhome-smiths'],
  ['postgres://sam@[::1]/home', '%3A%3A1-home-public'],
])('the backups of %s have a folder of their own', (db, name) => {
  expect(parseSettings(world(), { db }).backupsFolder()).toEqual(
    `/home/alex/.local/share/momentum/backups/${name}`,
  )
})

describe('a database that is named', () => {
  test.each([
    ['/srv/home.db', '/srv/home.db'],
    ['home.db', '/here/home.db'],
    ['../home.db', '/home.db'],
    ['~/home.db', '/home/alex/home.db'],
    ['my home.db', '/here/my home.db'],
    ['haus$(id).db', '/here/haus$(id).db'],
    ['ünï✓.db', '/here/ünï✓.db'],
    ['-home.db', '/here/-home.db'],
    ['filed:bills.db', '/here/filed:bills.db'],
  ])('as %s is the file %s', (name, path) => {
    expect(located(world(), name)).toEqual({ path, explicit: true })
  })

  test.each([
    ['', ''],
    [' ', ' '],
    [' home.db', ' home.db'],
    ['home.db\n', 'home.db\n'],
    ['a\0b', 'a\0b'],
    [':memory:', ':memory:'],
    ['file:home.db?mode=ro', 'file:home.db?mode=ro'],
    ['FILE:home.db', 'FILE:home.db'],
    ['https://alex:secret@a.example/b', 'https://…'],
    ['mysql://alex:secret@a.example/b', 'mysql://…'],
  ])('is not %j', (name, shown) => {
    expect(() => located(world(), name)).toThrow(
      usage(
        `“${shown}” is not the name of a database file.`,
        'Give a path, such as ~/household.db, or postgres://user@host/database.',
      ),
    )
  })

  test('goes by --db before MOMENTUM_DB', () => {
    const its = world({ env: { MOMENTUM_DB: '/srv/env.db' } })
    expect([located(its, '/srv/option.db'), located(its)]).toEqual([
      { path: '/srv/option.db', explicit: true },
      { path: '/srv/env.db', explicit: true },
    ])
  })

  test.each([
    ['--db', {}, '/srv/home.db'],
    ['MOMENTUM_DB', { MOMENTUM_DB: '/srv/home.db' }, undefined],
  ])('by %s needs no home', (_, env, option) => {
    expect(located(world({ env, homedir: () => '' }), option)).toEqual({
      path: '/srv/home.db',
      explicit: true,
    })
  })

  test('below a home that is not known has no place', () => {
    expect(() => located(world({ homedir: () => '' }), '~/home.db')).toThrow(homeless)
  })

  test('cannot be found from a folder that was deleted', () => {
    const cwd = () => {
      throw new Error('ENOENT: uv_cwd')
    }
    expect(() => located(world({ cwd }), 'home.db')).toThrow(
      usage('The current folder no longer exists.', 'Change to another folder: cd'),
    )
  })
})

describe('the settings file', () => {
  test('names the database, a user and a zone', () => {
    const home = homeWith(
      '# ours\nMOMENTUM_DB="~/our home.db"\nMOMENTUM_USER=Alex\nMOMENTUM_TZ=UTC\n',
    )
    const its = world({ homedir: () => home })
    expect([located(its), parseSettings(its, {}).user, parseSettings(its, {}).days.zone]).toEqual([
      { path: join(home, 'our home.db'), explicit: true },
      'Alex',
      'UTC',
    ])
  })

  test('gives way to the environment, but not to an empty variable', () => {
    const home = homeWith('MOMENTUM_USER=Alex\nMOMENTUM_TZ=UTC\n')
    const its = world({ homedir: () => home, env: { MOMENTUM_USER: 'Sam', MOMENTUM_TZ: '' } })
    expect([parseSettings(its, {}).user, parseSettings(its, {}).days.zone]).toEqual(['Sam', 'UTC'])
  })

  test('sets nothing with an empty value', () => {
    const home = homeWith('MOMENTUM_USER=\n')
    expect(parseSettings(world({ homedir: () => home }), {}).user).toEqual(undefined)
  })

  test('may be missing', () => {
    const home = temporaryFolder()
    expect(parseSettings(world({ homedir: () => home }), {}).user).toEqual(undefined)
  })

  test('is missing for an account without a home', () => {
    const homedir = () => {
      throw new Error('ENOENT')
    }
    expect(parseSettings(world({ homedir }), {}).days.zone).toEqual(undefined)
  })

  test('is not taken from the folder one is in', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.env'), 'MOMENTUM_USER=Mallory\n')
    writeFileSync(join(folder, 'momentum.db'), '')
    const its = world({ cwd: () => folder })
    expect([parseSettings(its, {}).user, located(its)]).toEqual([
      undefined,
      { path: '/home/alex/.local/share/momentum/momentum.db', explicit: false },
    ])
  })

  test.each<[string, World['platform'], string, string]>([
    ['where XDG says', 'linux', 'XDG_CONFIG_HOME', 'momentum'],
    ['in the roaming folder on Windows', 'win32', 'APPDATA', 'momentum'],
  ])('lies %s', (_, platform, variable, folder) => {
    const place = temporaryFolder()
    mkdirSync(join(place, folder))
    writeFileSync(join(place, folder, '.env'), 'MOMENTUM_USER=Alex\n')
    expect(parseSettings(world({ platform, env: { [variable]: place } }), {}).user).toEqual('Alex')
  })

  test.each<[string, string | Buffer]>([
    ['in UTF-8 with a mark of it', '\ufeffMOMENTUM_DB=/srv/home.db\nMOMENTUM_USER=Zoë\n'],
    ['with line ends of Windows', 'MOMENTUM_DB=/srv/home.db\r\nMOMENTUM_USER=Zoë\r\n'],
    ['with line ends of an old Mac', 'MOMENTUM_DB=/srv/home.db\rMOMENTUM_USER=Zoë\r'],
    ['for a shell', 'export MOMENTUM_DB="/srv/home.db"\nexport MOMENTUM_USER=\'Zoë\'\n'],
    [
      'with blanks and comments',
      '\n # ours\n MOMENTUM_DB = /srv/home.db # here\nMOMENTUM_USER=Zoë',
    ],
  ])('sets the same %s', (_, text) => {
    const its = world({ homedir: () => homeWith(text) })
    const { user, warnings } = parseSettings(its, {})
    expect([located(its), user, warnings]).toEqual([
      { path: '/srv/home.db', explicit: true },
      'Zoë',
      [],
    ])
  })

  test.each<[string, Buffer]>([
    ['UTF-16, little end first', Buffer.from('\ufeffMOMENTUM_DB=/srv/home.db\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffMOMENTUM_DB=/srv/home.db\n', 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from('MOMENTUM_DB=/srv/home.db\n', 'utf16le')],
    ['Latin-1', Buffer.from('MOMENTUM_DB=/srv/zoë.db\n', 'latin1')],
    ['bytes that are cut off', Buffer.from('MOMENTUM_USER=Zoë').subarray(0, -1)],
  ])('is refused in %s', (_, bytes) => {
    const home = homeWith(bytes)
    expect(() => parseSettings(world({ homedir: () => home }), {})).toThrow(
      usage(
        `The settings in “${home}/.config/momentum/.env” are not UTF-8 text.`,
        'In your editor, save the file as UTF-8.',
      ),
    )
  })

  test('is not missing where a link leads to nothing', () => {
    const home = homeWith('')
    const path = join(home, '.config/momentum/.env')
    rmSync(path)
    symlinkSync('/none/settings', path)
    expect(() => parseSettings(world({ homedir: () => home }), {})).toThrow(
      usage(
        `The settings in “${path}” cannot be read.`,
        'Check who may read the file, or move it away.',
      ),
    )
  })

  test('is told of by name when it cannot be read', () => {
    const home = temporaryFolder()
    const path = join(home, '.config/momentum/.env')
    mkdirSync(path, { recursive: true })
    expect(() => parseSettings(world({ homedir: () => home }), {}).user).toThrow(
      usage(
        `The settings in “${path}” cannot be read.`,
        'Check who may read the file, or move it away.',
      ),
    )
  })
})

describe('MOMENTUM_DAY_START', () => {
  const at = (text: string) => {
    const env = { MOMENTUM_TZ: 'UTC', MOMENTUM_DAY_START: text }
    const { days, today } = parseSettings(
      world({ env, now: new Date('2026-11-22T02:59:00.000Z') }),
      {},
    )
    return [days, today]
  }

  test.each([
    ['', 0, '2026-11-22'],
    ['00:00', 0, '2026-11-22'],
    ['02:59', 179, '2026-11-22'],
    ['03:00', 180, '2026-11-21'],
    [' 3:00 ', 180, '2026-11-21'],
    ['12:00', 720, '2026-11-21'],
  ])('%j begins the day %i minutes after midnight', (text, dayStart, today) => {
    expect(at(text)).toEqual([{ zone: 'UTC', dayStart }, today])
  })

  test.each([
    '12:01',
    '13:00',
    '24:00',
    '3',
    '3am',
    '03:60',
    '-1:00',
    '003:00',
    '03:00:00',
    'noon',
  ])('is refused if it is %s', (text) => {
    expect(() => at(text)).toThrow(
      usage(
        `MOMENTUM_DAY_START must be a time from 00:00 to 12:00, not “${text}”.`,
        'Write it as 03:00, for example.',
      ),
    )
  })
})

test.each<[World['env'], NodeJS.Platform, readonly string[]]>([
  [{}, 'linux', ['xdg-open']],
  [{}, 'darwin', ['open']],
  [{}, 'win32', ['start ""']],
  [{ BROWSER: '' }, 'linux', ['xdg-open']],
  [{ BROWSER: ' : ' }, 'linux', ['xdg-open']],
  [{ BROWSER: 'firefox --new-tab %s:lynx' }, 'linux', ['firefox --new-tab', 'lynx']],
  [{ BROWSER: 'C:\\firefox.exe' }, 'win32', ['C:\\firefox.exe']],
])('with %j on %s, a page is opened by %j', (env, platform, browsers) => {
  expect(parseSettings(world({ env, platform }), {}).browsers()).toEqual(browsers)
})

test.each<[World['env'], NodeJS.Platform, string]>([
  [{}, 'linux', '/home/alex/.cache/momentum'],
  [{ XDG_CACHE_HOME: '/var/cache/alex' }, 'linux', '/var/cache/alex/momentum'],
  [{ XDG_CACHE_HOME: 'cache' }, 'linux', '/home/alex/.cache/momentum'],
  [{}, 'darwin', '/home/alex/Library/Caches/momentum'],
  [{ LOCALAPPDATA: '/local' }, 'win32', '/local/momentum'],
])('with %j on %s, pages to look at are in %s', (env, platform, path) => {
  expect(parseSettings(world({ env, platform }), {}).cacheFolder()).toBe(path)
})

describe('the pager and the editor', () => {
  const of = (env: World['env'], file = '', platform: NodeJS.Platform = 'linux') => {
    const home = homeWith(file)
    const settings = parseSettings(world({ env, platform, homedir: () => home }), {})
    return [settings.pager(), settings.editor()]
  }

  test.each<[World['env'], string, pager: string | undefined, editor: string | undefined]>([
    [{}, '', 'less -FRX', undefined],
    [{ PAGER: 'more', EDITOR: 'ed' }, '', 'more', 'ed'],
    [{ VISUAL: 'vi -c 1', EDITOR: 'ed' }, '', 'less -FRX', 'vi -c 1'],
    [{ VISUAL: '', EDITOR: ' ed ' }, '', 'less -FRX', 'ed'],
    [{ PAGER: 'more', VISUAL: 'vi' }, 'MOMENTUM_PAGER=most\nMOMENTUM_EDITOR=nano', 'most', 'nano'],
    [
      { MOMENTUM_PAGER: 'bat', MOMENTUM_EDITOR: 'code --wait' },
      'MOMENTUM_PAGER=most\nMOMENTUM_EDITOR=nano',
      'bat',
      'code --wait',
    ],
    [{ PAGER: '' }, '', undefined, undefined],
    [{ PAGER: 'cat' }, '', undefined, undefined],
    [{ MOMENTUM_PAGER: ' ', PAGER: 'more' }, '', undefined, undefined],
    [{ MOMENTUM_PAGER: '' }, 'MOMENTUM_PAGER=most', undefined, undefined],
    [{ PAGER: 'more' }, 'MOMENTUM_PAGER=\n', undefined, undefined],
    [{ MOMENTUM_EDITOR: '', VISUAL: 'vi' }, 'MOMENTUM_EDITOR=\n', 'less -FRX', 'vi'],
  ])('%j and %j', (env, file, pager, editor) => {
    expect(of(env, file)).toEqual([pager, editor])
  })

  test('on Windows, no pager shows colors and UTF-8, so none is the default', () => {
    expect([of({}, '', 'win32'), of({ PAGER: 'less' }, '', 'win32')]).toEqual([
      [undefined, undefined],
      ['less', undefined],
    ])
  })
})
