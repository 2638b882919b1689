import { execFileSync } from 'node:child_process'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newMaker } from '../../../src/db/sqlite/maker.ts'
import {
  changeFile,
  decompressed,
  indexDamages,
  readFiles,
} from '../../support/database/database.ts'
import { household, screen } from '../../support/household/household.ts'
import {
  failure,
  runInNewHousehold,
  sampleHousehold,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

const kb = (path: string) => `${Math.ceil(statSync(path).size / 1000)} kB`

describe('db backup', () => {
  it('puts a backup where a person says', async () => {
    const home = await sampleHousehold()
    const backup = join(home.folder, 'stick.db')
    const answer = await home.run('db', 'backup', 'stick.db')
    expect(answer).toEqual(
      success(`✓ Backed up 3 tasks (including private ones), ${kb(backup)}: ${backup}`),
    )
    expect(await home.json('task', 'list', '--db', backup)).toEqual(await home.json('task', 'list'))
  })

  it('puts it into the folder of the backups', async () => {
    const home = await sampleHousehold()
    const backup = `${home.database}.backups/20261122T120000000Z.by-hand.db.gz`
    expect(await home.json('db', 'backup')).toEqual({
      backup,
      kind: 'by_hand',
      created_at: '2026-11-22T12:00:00.000Z',
      size_bytes: statSync(backup).size,
      complete: true,
    })
    expect(await home.run('db', 'backup', '-q')).toEqual(success())
  })

  it('compresses a file whose name ends in .gz', async () => {
    const home = await sampleHousehold()
    const backup = join(home.folder, 'stick.db.gz')
    const answer = await home.run('db', 'backup', 'stick.db.gz')
    expect(answer).toEqual(
      success(`✓ Backed up 3 tasks (including private ones), ${kb(backup)}: ${backup}`),
    )
    expect(await home.json('task', 'list', '--db', decompressed(backup))).toEqual(
      await home.json('task', 'list'),
    )
  })

  it('makes one a day with --daily', async () => {
    const home = await sampleHousehold()
    const folder = `${home.database}.backups`
    const first = join(folder, '20261122T120000000Z.daily.db.gz')
    const answers = [await home.run('db', 'backup', '--daily')]
    answers.push(await home.run('db', 'backup', '--daily'))
    home.setClock('2026-11-23T12:00:00.000Z')
    answers.push(await home.run('db', 'backup', '--daily'))
    await home.json('task', 'remove', 'rent', '--yes')
    const second = await home.json('db', 'backup', '--daily')
    const name = join(folder, '20261123T120002000Z.daily.db.gz')
    expect([answers, second]).toEqual([
      [
        success(`✓ Backed up 3 tasks (including private ones), ${kb(first)}: ${first}`),
        success(`Today’s backup already exists: ${first}`),
        success(`Nothing has changed since the newest backup: ${first}`),
      ],
      {
        backup: name,
        kind: 'daily',
        created_at: '2026-11-23T12:00:02.000Z',
        size_bytes: statSync(name).size,
        complete: true,
      },
    ])
  })

  it.each([['stick.db'], ['--force']])('takes no %s with --daily', async (word) => {
    expect(await runInNewHousehold('db', 'backup', '--daily', word)).toEqual({
      ...usageFailure(
        '--daily makes a backup in the folder of the backups: it takes neither a file nor --force.',
        'Type: momentum db backup --daily',
      ),
      made: false,
    })
  })

  it('says so when another program is making the one of today', async () => {
    const home = await sampleHousehold()
    const folder = `${home.database}.backups`
    mkdirSync(folder)
    writeFileSync(join(folder, '20261122.daily.new'), newMaker(process.ppid))
    expect([await home.run('db', 'backup', '--daily'), await home.run('db', 'backups')]).toEqual([
      failure(
        4,
        'Another program is making today’s backup.',
        'See whether it is done: momentum db backups',
      ),
      {
        ...success('No backups yet.', 'Make one: momentum db backup'),
        stderr: 'Today’s backup is being made.\n',
      },
    ])
  })

  it.each(indexDamages)(
    'F044 has a right search index where the household has a wrong one',
    async (damage) => {
      const home = await sampleHousehold()
      changeFile(home.database, damage)
      const backup = join(home.folder, 'stick.db')
      expect(await home.run('db', 'backup', backup)).toMatchObject({ code: 0, stderr: '' })
      const found = await home.json(
        'task',
        'list',
        '--search',
        'kettle',
        '--fields',
        'id',
        '--db',
        backup,
      )
      expect([await home.run('db', 'check', '--db', backup), found]).toMatchObject([
        { code: 0 },
        [{ id: 1 }],
      ])
    },
  )

  it('F161 replaces a file only with --force', async () => {
    const home = await sampleHousehold()
    const backup = join(home.folder, 'notes.txt')
    writeFileSync(backup, 'My notes')
    const before = readFiles(home.folder)
    expect(await home.run('db', 'backup', backup)).toEqual(
      failure(4, `“${backup}” already exists; it was not changed.`, 'To replace it, add --force.'),
    )
    expect(readFiles(home.folder)).toEqual(before)
    expect(await home.run('db', 'backup', backup, '--force')).toEqual(
      success(`✓ Backed up 3 tasks (including private ones), ${kb(backup)}: ${backup}`),
    )
  })

  it.each([
    ['by its name', () => {}],
    ['by a link', symlinkSync],
    ['by a second name', linkSync],
  ])('F161 never goes onto the database itself, %s', async (kind, link) => {
    const home = await sampleHousehold()
    const name = kind === 'by its name' ? home.database : join(home.folder, 'other.db')
    link(home.database, name)
    const before = readFiles(home.folder)
    expect(await home.run('db', 'backup', name, '--force')).toEqual(
      usageFailure(`“${name}” is the household’s database itself.`),
    )
    expect(readFiles(home.folder)).toEqual(before)
  })

  it('F158 refuses a place where no file can be', async () => {
    const home = await sampleHousehold()
    const folder = join(home.folder, 'folder')
    mkdirSync(folder)
    expect(await home.run('db', 'backup', folder, '--force')).toEqual(
      usageFailure(`“${folder}” is a folder.`, 'Give the path of a file in it.'),
    )
    expect(await home.run('db', 'backup', 'no/such.db')).toEqual(
      usageFailure(`There is no folder “${join(home.folder, 'no')}”.`, 'Create it first.'),
    )
    const pipe = join(home.folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const place of [pipe, '/dev/null']) {
      const refused = usageFailure(
        `“${place}” is not a regular file.`,
        'Give the path of a new file.',
      )
      expect(await home.run('db', 'backup', place)).toEqual(refused)
      expect(await home.run('db', 'backup', place, '--force')).toEqual(refused)
    }
    expect(await home.run('db', 'backup', 'postgres://sam@host/home')).toEqual(
      usageFailure(
        'A backup is a file, but postgres://sam@host:5432/home is a server.',
        'To copy the household there: momentum db copy --to <url>',
      ),
    )
  })

  it('does not create a database', async () => {
    expect(await runInNewHousehold('db', 'backup')).toMatchObject({ code: 5, made: false })
  })
})

describe('db backups', () => {
  it('says what comes first where there is no household yet', async () => {
    expect(await household('sqlite').run('db', 'backups')).toEqual(
      success('No backups yet.', 'First create the household: momentum db init'),
    )
  })

  it('says how to make the first one', async () => {
    const home = await sampleHousehold()
    expect(await home.run('db', 'backups')).toEqual(
      success('No backups yet.', 'Make one: momentum db backup'),
    )
    expect(await home.run('db', 'backups', '--json')).toEqual(success('[]'))
  })

  it('lists the newest first, and passes over other files, also when the database is gone', async () => {
    const home = await sampleHousehold()
    await home.json('db', 'backup')
    await home.run('db', 'migrate', '--down', '--yes')
    const folder = `${home.database}.backups`
    rmSync(home.database)
    writeFileSync(join(folder, '20269922T120000000Z.daily.db'), '')
    writeFileSync(join(folder, '20261122T120000000Z.weekly.db'), '')
    writeFileSync(join(folder, 'notes.txt'), '')
    mkdirSync(join(folder, '20261122T120000000Z.daily.db'))
    const [older, newer] = [
      join(folder, '20261122T120000000Z.by-hand.db.gz'),
      join(folder, '20261122T120001000Z.before-migration.db.gz'),
    ] as const
    expect(await home.json('db', 'backups')).toEqual([
      {
        backup: newer,
        kind: 'before_migration',
        created_at: '2026-11-22T12:00:01.000Z',
        size_bytes: statSync(newer).size,
        complete: true,
      },
      {
        backup: older,
        kind: 'by_hand',
        created_at: '2026-11-22T12:00:00.000Z',
        size_bytes: statSync(older).size,
        complete: true,
      },
    ])
    expect(await home.run('db', 'backups')).toEqual(
      success(
        'made               size  name',
        `2026-11-22 12:00  ${kb(newer)}  20261122T120001000Z.before-migration.db.gz`,
        `2026-11-22 12:00  ${kb(older)}  20261122T120000000Z.by-hand.db.gz`,
        '',
        `In ${folder}`,
        'To restore one: momentum db restore <name>',
      ),
    )
    expect(readdirSync(dirname(home.database))).toEqual(['momentum.db.backups'])
  })

  it.each([
    ['one that is compressed', []],
    ['one that is not', ['20261122T130000000Z.by-hand.db']],
  ])('shows that one was cut short: %s', async (_, words) => {
    const home = await sampleHousehold()
    const folder = `${home.database}.backups`
    mkdirSync(folder)
    await home.json('db', 'backup', ...words.map((word) => join(folder, word)))
    const [name = ''] = readdirSync(folder)
    const path = join(folder, name)
    truncateSync(path, statSync(path).size - 1)
    expect([
      (await home.run('db', 'backups')).stdout.split('\n')[1]?.replace(/.* kB {2}/, ''),
      await home.json('db', 'backups', '--fields', 'complete'),
    ]).toEqual([`${name} (cut short)`, [{ complete: false }]])
  })

  it('fits 60 columns, in the household’s zone', async () => {
    const home = await sampleHousehold()
    await home.run('db', 'migrate', '--down', '--yes')
    home.env.MOMENTUM_TZ = 'Asia/Tokyo'
    const { stdout } = await home.runIn({
      ...home.world(['db', 'backups', '--no-color']),
      stdout: screen(60),
    })
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'made              name',
      '2026-11-22 21:00  20261122T120000000Z.before-migration.db.gz',
    ])
    expect(
      stdout.split('\n').filter((line) => line.length > 60 && !line.startsWith(home.folder)),
    ).toEqual([])
  })

  it('of a household in another place are others', async () => {
    const home = household()
    await home.json('db', 'init')
    await home.json('db', 'backup')
    await home.json('db', 'backup', 'other.db')
    expect(await home.json('db', 'backups', '--db', 'other.db')).toEqual([])
  })
})

it.each(['-journal', '-wal', '-shm'])('F161 never goes where SQLite keeps its %s', async (end) => {
  const home = await sampleHousehold()
  const place = `${home.database}${end}`
  expect(await home.run('db', 'backup', place, '--force')).toEqual(
    usageFailure(`SQLite uses “${place}” itself.`, 'Use another name.'),
  )
})
