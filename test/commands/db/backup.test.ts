import {
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFiles } from '../../support/database/database.ts'
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
    expect(answer).toEqual(success(`✓ Backed up 3 tasks (${kb(backup)}): ${backup}`))
    expect(await home.json('task', 'list', '--db', backup)).toEqual(await home.json('task', 'list'))
  })

  it('puts it into the folder of the backups', async () => {
    const home = await sampleHousehold()
    const backup = `${home.database}.backups/20261122T120000000Z.by-hand.db`
    expect(await home.json('db', 'backup')).toEqual({
      backup,
      kind: 'by_hand',
      created_at: '2026-11-22T12:00:00.000Z',
      size_bytes: statSync(backup).size,
    })
    expect(await home.run('db', 'backup', '-q')).toEqual(success())
  })

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
      success(`✓ Backed up 3 tasks (${kb(backup)}): ${backup}`),
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
    expect(await home.run('db', 'backup', '/dev/null', '--force')).toMatchObject({ code: 4 })
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
      join(folder, '20261122T120000000Z.by-hand.db'),
      join(folder, '20261122T120001000Z.before-migration.db'),
    ] as const
    expect(await home.json('db', 'backups')).toEqual([
      {
        backup: newer,
        kind: 'before_migration',
        created_at: '2026-11-22T12:00:01.000Z',
        size_bytes: statSync(newer).size,
      },
      {
        backup: older,
        kind: 'by_hand',
        created_at: '2026-11-22T12:00:00.000Z',
        size_bytes: statSync(older).size,
      },
    ])
    expect(await home.run('db', 'backups')).toEqual(
      success(
        'made                size  name',
        `2026-11-22 12:00  ${kb(newer)}  20261122T120001000Z.before-migration.db`,
        `2026-11-22 12:00  ${kb(older)}  20261122T120000000Z.by-hand.db`,
        '',
        `In ${folder}`,
        'To restore one: momentum db restore <name>',
      ),
    )
    expect(readdirSync(dirname(home.database))).toEqual(['momentum.db.backups'])
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
      '2026-11-22 21:00  20261122T120000000Z.before-migration.db',
    ])
    expect(stdout.split('\n').filter((line) => line.length > 60)).toEqual([])
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
