import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeFile } from '../../support/database/database.ts'
import { latestNumber } from '../../support/database/steps.ts'
import { readContents } from '../../support/household/contents.ts'
import { household } from '../../support/household/household.ts'
import {
  failure,
  jsonFailure,
  runInNewHousehold,
  sampleHousehold,
  status,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

describe('db path', () => {
  it('is the default file, and makes nothing', async () => {
    const home = household()
    expect(await home.run('db', 'path')).toEqual(success(home.database))
    expect(await home.json('db', 'path')).toEqual({ database: home.database })
    expect(await home.run('db', 'path', '-q')).toEqual(success())
    expect(existsSync(home.database)).toEqual(false)
  })

  it.each([
    [{}, ['--db', 'x.db'], 'x.db'],
    [{}, ['--db', '~/x.db'], 'x.db'],
    [{ MOMENTUM_DB: 'y.db' }, [], 'y.db'],
    [{ MOMENTUM_DB: 'y.db' }, ['--db', 'x.db'], 'x.db'],
    [{ MOMENTUM_DB: '' }, [], '.local/share/momentum/momentum.db'],
    [{ XDG_DATA_HOME: 'relative' }, [], '.local/share/momentum/momentum.db'],
  ])('with %j and %j is %s', async (settings, words, path) => {
    const home = household()
    Object.assign(home.env, settings)
    expect(await home.run('db', 'path', ...words)).toEqual(success(join(home.folder, path)))
  })

  it('does not take a file in the current folder by itself', async () => {
    const home = household()
    writeFileSync(join(home.folder, 'momentum.db'), '')
    writeFileSync(join(home.folder, '.env'), 'MOMENTUM_DB=theirs.db')
    expect(await home.run('db', 'path')).toEqual(success(home.database))
  })
})

describe('a database', () => {
  it.each([
    [':memory:', ':memory:'],
    ['file:x.db', 'file:x.db'],
    ['x.db ', 'x.db '],
    [' ', ' '],
    ['', ''],
  ])('is not named %j', async (name, shown) => {
    expect(await runInNewHousehold('task', 'list', '--db', name)).toEqual({
      ...usageFailure(
        `“${shown}” is not the name of a database file.`,
        'Give a path, such as ~/household.db, or postgres://user@host/database.',
      ),
      made: false,
    })
  })

  it('is not created when it is named and does not exist', async () => {
    const home = household()
    const path = join(home.folder, 'x.db')
    const missing = failure(
      5,
      `There is no database at “${path}”.`,
      `Create one there: momentum db init --db '${path}'`,
    )
    for (const words of [
      ['task', 'list'],
      ['user', 'add', 'Kim'],
      ['db', 'status'],
      ['db', 'seed'],
    ]) {
      expect(await home.run(...words, '--db', 'x.db')).toEqual(missing)
    }
    home.env.MOMENTUM_DB = 'x.db'
    expect(await home.run()).toEqual(missing)
    expect(readdirSync(home.folder)).toEqual([])
  })

  it('that is empty is refused and left as it is', async () => {
    const home = household()
    const path = join(home.folder, 'x.db')
    writeFileSync(path, '')
    expect(await home.run('task', 'list', '--db', 'x.db', '--json')).toEqual(
      jsonFailure(
        5,
        'database',
        `The file “${path}” is empty: it was cut short, or never was a database.`,
        'Choose a backup to restore: momentum --db x.db db backups',
      ),
    )
    expect(statSync(path).size).toEqual(0)
  })

  it('that is a folder is refused', async () => {
    const home = household()
    expect(await home.run('task', 'list', '--db', '.')).toEqual(
      failure(
        5,
        `“${home.folder}” is not a regular file.`,
        'Give your household’s file with --db.',
      ),
    )
  })

  it('that is a letter to grandmother is refused and left as it is', async () => {
    const home = household()
    const path = join(home.folder, 'letter.txt')
    writeFileSync(path, 'Dear grandmother, '.repeat(100))
    expect(await home.run('task', 'list', '--db', 'letter.txt')).toEqual(
      failure(
        5,
        'The file is not a Momentum database; it was not changed.',
        'Give your household’s file with --db, or choose a backup to restore: momentum --db letter.txt db backups',
      ),
    )
    expect(readFileSync(path, 'utf8')).toEqual('Dear grandmother, '.repeat(100))
  })

  it('of another program is refused and left as it is', async () => {
    const home = household()
    const path = join(home.folder, 'photos.db')
    changeFile(path, 'create table photos (id integer)')
    const before = readFileSync(path)
    expect(await home.run('user', 'add', 'Kim', '--db', 'photos.db', '--json')).toEqual(
      jsonFailure(
        5,
        'database',
        `“${path}” belongs to another program; it was not changed.`,
        'Give your household’s file with --db.',
      ),
    )
    expect(readFileSync(path)).toEqual(before)
  })

  it('of a later schema is refused and left as it is', async () => {
    const home = await sampleHousehold()
    changeFile(home.database, "insert into kysely_migration values ('9999_later', '2030-01-01')")
    const before = readFileSync(home.database)
    const newer = failure(
      5,
      `This database has schema 9999; this version of Momentum supports schemas up to ${latestNumber}.`,
      'Update Momentum, then try again.',
    )
    expect(await home.run('task', 'list')).toEqual(newer)
    expect(await home.run('db', 'migrate')).toEqual(newer)
    expect(readFileSync(home.database)).toEqual(before)
  })

  it('that was moved is found again by its name', async () => {
    const home = await sampleHousehold()
    copyFileSync(home.database, join(home.folder, 'copy.db'))
    expect(await home.run('task', 'list', '--db', 'copy.db', '-q')).toEqual(success('1', '2', '3'))
  })
})

describe('db init', () => {
  it('makes a household that only its owner can read, and may be repeated', async () => {
    const home = household()
    const path = join(home.folder, 'x.db')
    expect(await home.run('db', 'init', '--db', 'x.db')).toEqual(
      success(`✓ Created the household’s database: ${path}`),
    )
    await home.json('user', 'add', 'Kim', '--db', 'x.db')
    expect(await home.run('db', 'init', '--db', 'x.db')).toEqual(success(`Already exists: ${path}`))
    expect(await home.json('db', 'init', '--db', 'x.db')).toEqual({
      ...status,
      database: path,
      size_bytes: statSync(path).size,
      users: 1,
      tasks: 0,
    })
    expect(await home.run('db', 'init', '--db', 'x.db', '-q')).toEqual(success())
    expect(statSync(path).mode & 0o777).toEqual(0o600)
    expect(readdirSync(home.folder)).toEqual(['x.db'])
  })

  it('writes nothing beside a household that is there', async () => {
    const home = household()
    await home.run('db', 'init', '--db', 'x.db')
    const longAgo = new Date(0)
    utimesSync(home.folder, longAgo, longAgo)
    await home.run('db', 'init', '--db', 'x.db')
    expect(statSync(home.folder).mtime).toEqual(longAgo)
  })

  it('does not make folders for a file that was named', async () => {
    const home = household()
    expect(await home.run('db', 'init', '--db', 'no/x.db')).toEqual(
      failure(5, `There is no folder “${join(home.folder, 'no')}”.`, 'Create it first.'),
    )
  })
})

describe('a setting that cannot be used', () => {
  const added = ['user', 'add', 'Kim']
  const noZone = usageFailure(
    'There is no time zone “Mars/Phobos”.',
    'Set MOMENTUM_TZ to a name like Europe/Berlin.',
  )
  const homeless = usageFailure(
    'Your home folder is unknown, so there is no place for the database.',
    'Set HOME, or name the file with --db.',
  )

  it.each([
    [added],
    [['task', 'done', 'kettle']],
    [['task', 'remove', 'kettle', '--yes']],
    [['task', 'list', '--json']],
    [['db', 'seed']],
  ])('such as the time zone stops %j before anything is written (F117)', async (words) => {
    const home = await sampleHousehold()
    const before = await readContents(home)
    home.env.MOMENTUM_TZ = 'Mars/Phobos'
    const { code, stdout, stderr } = await home.run(...words)
    expect({ code, stdout, told: stderr.includes('There is no time zone “Mars/Phobos”.') }).toEqual(
      {
        code: 2,
        stdout: '',
        told: true,
      },
    )
    home.env.MOMENTUM_TZ = 'UTC'
    expect(await readContents(home)).toEqual(before)
  })

  it('such as the time zone makes no database', async () => {
    const home = household()
    home.env.MOMENTUM_TZ = 'Mars/Phobos'
    expect(await home.run(...added)).toEqual(noZone)
    expect(readdirSync(home.folder)).toEqual([])
  })

  it.each([[''], ['alex']])(
    'such as the home %j leaves no place for the default file',
    async (path) => {
      const home = household()
      expect(await home.runIn(home.world(added, { homedir: () => path }))).toEqual(homeless)
      expect(readdirSync(home.folder)).toEqual([])
    },
  )

  it('such as an unknown home is not needed where the file is named', async () => {
    const home = await sampleHousehold()
    const homedir = () => {
      throw new Error('ENOENT')
    }
    const named = home.world(['user', 'list', '--db', home.database], { homedir, env: {} })
    expect(await home.runIn(named)).toEqual(
      success('id  name  role  status', ' 1  Alex  cook  active', ' 2  Sam   –     active'),
    )
    const below = home.world(['task', 'list', '-q', '--db', '~/x.db'], { homedir, env: {} })
    expect(await home.runIn(below)).toEqual(homeless)
  })
})

describe('a household without a database', () => {
  it.each([
    [['db', 'status']],
    [['db', 'check']],
    [['db', 'migrate', '--list']],
    [['db', 'migrate', '--down', '--yes']],
    [['db', 'migrate', '--to', '0001_household']],
  ])('is told how to make one by %j', async (words) => {
    const home = household()
    expect(await home.run(...words)).toEqual(
      failure(
        5,
        `Your household has no database yet; it would be at “${home.database}”.`,
        'Create it: momentum db init',
      ),
    )
    expect(existsSync(home.database)).toEqual(false)
  })

  it('is told that a part of the path is a file', async () => {
    const home = household()
    writeFileSync(join(home.folder, '.local'), 'a letter')
    expect(await home.run('task', 'list')).toEqual(
      failure(
        5,
        `“${home.database}” cannot be read: part of its path is a file, not a folder.`,
        'Check the folders in its path.',
      ),
    )
  })

  it('is told that links go round in a circle', async () => {
    const home = household()
    symlinkSync(join(home.folder, 'two.db'), join(home.folder, 'one.db'))
    symlinkSync(join(home.folder, 'one.db'), join(home.folder, 'two.db'))
    expect(await home.run('task', 'list', '--db', 'one.db')).toEqual(
      failure(
        5,
        `“${join(home.folder, 'one.db')}” cannot be read: the links in its path form a loop.`,
        'Check the folders in its path.',
      ),
    )
  })
})

describe('a file with our name and no tables', () => {
  it('is set up by the first command', async () => {
    const home = household()
    changeFile(join(home.folder, 'x.db'), `pragma application_id = ${0x4d4f4d31}`)
    expect(await home.run('user', 'add', 'Kim', '--db', 'x.db', '-q')).toEqual(success('1'))
    expect(await home.run('user', 'list', '--db', 'x.db', '-q')).toEqual(success('1'))
  })
})
