import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import {
  changeFile,
  damageIndex,
  decompressed,
  emptyHouseholdFile,
  indexDamages,
  openAsOtherProgram,
  queryRows,
  readFiles,
} from '../../support/database/database.ts'
import { addTask, readContents } from '../../support/household/contents.ts'
import { type Household, household } from '../../support/household/household.ts'
import { failure, sampleHousehold, success, usageFailure } from '../../support/household/sample.ts'
import { terminal } from '../../support/program/terminal.ts'

/** A household, its backup of noon, and what it held; since then the rent is gone. */
async function backedUp() {
  const home = await sampleHousehold()
  const backup = join(home.folder, 'backup.db')
  await home.json('db', 'backup', backup)
  const before = await readContents(home)
  await home.json('task', 'remove', 'rent', '--yes')
  return { home, backup, before, now: await readContents(home) }
}

const restore = (home: Household, file: string) => home.run('db', 'restore', file, '--yes')
const titles = (path: string) =>
  queryRows(openAsOtherProgram(path), 'select title from tasks order by id')
const [kettle, tap, rent] = ['Descale the kettle', 'Fix the tap', 'Pay the rent'].map((title) => ({
  title,
}))

describe('db restore', () => {
  it('brings all back, and keeps what was there', async () => {
    const { home, backup, before } = await backedUp()
    const source = readFileSync(backup)
    const answer = await restore(home, 'backup.db')
    const [name = ''] = readdirSync(`${home.database}.backups`)
    const kept = join(`${home.database}.backups`, name)
    expect(answer).toEqual(
      success(
        `✓ Restored 2 members, 3 tasks (including private ones) and 0 wins: ${home.database}`,
        `  The previous state is kept in ${kept}`,
      ),
    )
    expect(await readContents(home)).toEqual(before)
    expect({
      kept: [name.replace(/^\d{8}T\d{9}Z/, ''), (statSync(kept).mode & 0o777).toString(8)],
      titles: titles(decompressed(kept)),
      files: readdirSync(dirname(home.database)),
      backup: readFileSync(backup).equals(source),
      check: (await home.run('db', 'check')).code,
    }).toEqual({
      kept: ['.before-restore.db.gz', '600'],
      titles: [kettle, tap],
      files: ['momentum.db', 'momentum.db.backups'],
      backup: true,
      check: 0,
    })
  })

  it.each(indexDamages)('F044 brings no wrong search index back', async (damage) => {
    const { home, backup, before } = await backedUp()
    changeFile(backup, damage)
    expect(await restore(home, backup)).toMatchObject({ code: 0, stderr: '' })
    expect(await readContents(home)).toEqual(before)
    const found = await home.json('task', 'list', '--search', 'kettle', '--fields', 'id')
    expect([await home.run('db', 'check'), found]).toMatchObject([{ code: 0 }, [{ id: 1 }]])
  })

  it('replaces a file that holds no household yet, and keeps it', async () => {
    const { home, backup, before } = await backedUp()
    renameSync(await emptyHouseholdFile(), home.database)
    const [answer, after] = [await restore(home, backup), await readContents(home)]
    expect([answer.code, answer.stderr, after]).toEqual([0, '', before])
    expect(readdirSync(`${home.database}.backups`)).toEqual([
      expect.stringMatching(/\.before-restore\.db\.gz$/),
    ])
  })

  it('gives no number again', async () => {
    const { home, backup } = await backedUp()
    expect(await addTask(home, 'Since')).toMatchObject({ id: 4 })
    await restore(home, backup)
    expect(await addTask(home, 'After')).toMatchObject({ id: 5 })
  })

  it('answers a program', async () => {
    const { home, backup } = await backedUp()
    home.setClock('2026-11-24T14:19:29.123Z')
    expect(await home.json('db', 'restore', backup, '--yes')).toEqual({
      database: home.database,
      restored_from: backup,
      kept: `${home.database}.backups/20261124T141929123Z.before-restore.db.gz`,
      users: 2,
      tasks: 3,
      routines: 0,
      daily_wins: 0,
    })
  })

  it('takes the name of one of the backups, and undoes itself', async () => {
    const { home, backup, before, now } = await backedUp()
    await restore(home, backup)
    const [kept = ''] = readdirSync(`${home.database}.backups`)
    expect((await restore(home, kept)).code).toEqual(0)
    expect(await readContents(home)).toEqual(now)
    // A file here goes before a backup of the same name.
    copyFileSync(home.database, join(`${home.database}.backups`, 'backup.db'))
    await restore(home, 'backup.db')
    expect(await readContents(home)).toEqual(before)
  })

  it('asks first, and says what is replaced', async () => {
    const { home, backup } = await backedUp()
    // A member is not a task, and a change of one is not a change of a task.
    home.setClock('2026-11-23T12:00:00.000Z')
    await home.json('user', 'add', 'Kim')
    const now = await readContents(home)
    home.setClock('2026-11-24T12:00:00.000Z')
    const person = terminal(home, ['db', 'restore', backup], 200)
    await person.sees('kept. (y/N)')
    expect(person.screen().replaceAll('\n', ' ')).toContain(
      `Replace the household at ${home.database} (2 tasks, last changed 4 d ago) with the backup (3 tasks, including private ones)? The current state is kept.`,
    )
    person.types('n\r')
    expect(await person.ends()).toEqual(130)
    expect(await readContents(home)).toEqual(now)
    expect(readdirSync(dirname(home.database))).toEqual(['momentum.db'])
  })

  it('says that there is no such file before it needs --yes', async () => {
    const { home } = await backedUp()
    const missing = join(home.folder, 'no.db')
    expect(await home.run('db', 'restore', missing)).toEqual(
      failure(3, `There is no file “${missing}”.`, 'List your backups: momentum db backups'),
    )
  })

  it('needs --yes without a terminal', async () => {
    const { home, backup } = await backedUp()
    expect(await home.run('db', 'restore', backup)).toEqual(
      usageFailure(
        'This needs confirmation, but there is no terminal to ask on.',
        'To go ahead, add --yes.',
      ),
    )
  })

  it.each([
    ['by its name', () => {}],
    ['by a link', symlinkSync],
    ['by a second name', linkSync],
  ])('refuses the database itself, %s', async (kind, link) => {
    const { home } = await backedUp()
    const name = kind === 'by its name' ? home.database : join(home.folder, 'other.db')
    link(home.database, name)
    expect(await restore(home, name)).toEqual(
      usageFailure(`“${name}” is the household’s database itself.`),
    )
  })

  it('brings an older backup up to date, and leaves the backup as it is', async () => {
    const { home, backup, before } = await backedUp()
    await home.run('db', 'migrate', '--to', '0002_accounts', '--yes', '--db', backup)
    const source = readFileSync(backup)
    expect((await restore(home, backup)).code).toEqual(0)
    expect([await readContents(home), readFileSync(backup).equals(source)]).toEqual([before, true])
    expect(await home.json('db', 'status', '--fields', 'pending')).toEqual({ pending: [] })
  })

  it('makes the database where there is none', async () => {
    const { home, backup, before } = await backedUp()
    rmSync(dirname(home.database), { recursive: true })
    expect(await restore(home, backup)).toEqual(
      success(
        `✓ Restored 2 members, 3 tasks (including private ones) and 0 wins: ${home.database}`,
      ),
    )
    expect(await readContents(home)).toEqual(before)
    expect((statSync(home.database).mode & 0o777).toString(8)).toEqual('600')
  })

  it('goes to a file that is named, through a link, too', async () => {
    const { home, backup, before } = await backedUp()
    renameSync(home.database, join(home.folder, 'real.db'))
    symlinkSync(join(home.folder, 'real.db'), home.database)
    await restore(home, backup)
    expect(await readContents(home)).toEqual(before)
    expect(realpathSync(home.database)).toEqual(realpathSync(join(home.folder, 'real.db')))
  })
})

describe('a compressed backup', () => {
  /** As `backedUp`, with a backup whose name ends in `.gz`. */
  async function compressed() {
    const { home, before, now } = await backedUp()
    const backup = join(home.folder, 'backup.db.gz')
    writeFileSync(backup, gzipSync(readFileSync(join(home.folder, 'backup.db'))))
    return { home, backup, before, now }
  }

  it('brings all back, whoever compressed it', async () => {
    const { home, backup, before, now } = await compressed()
    await home.json('db', 'backup')
    const [own = ''] = readdirSync(`${home.database}.backups`)
    await restore(home, backup)
    const first = await readContents(home)
    await restore(home, own)
    expect([first, await readContents(home), own]).toEqual([
      before,
      now,
      '20261122T120012000Z.by-hand.db.gz',
    ])
    expect(await home.run('db', 'check')).toMatchObject({ code: 0 })
  })

  it('brings back what a plain file in WAL mode holds (F026)', async () => {
    const { home, backup, before } = await backedUp()
    changeFile(backup, 'pragma journal_mode = wal')
    const bytes = readFileSync(backup)
    expect([
      await restore(home, 'backup.db'),
      await readContents(home),
      readFileSync(backup).equals(bytes),
    ]).toEqual([expect.objectContaining({ code: 0, stderr: '' }), before, true])
  })

  it('can be looked into once it is restored to a new file', async () => {
    const { home } = await compressed()
    const { code, stderr } = await home.run('task', 'list', '--db', 'backup.db.gz')
    const [, hint = ''] = stderr.split('restore it to a new file: momentum ')
    rmSync(join(home.folder, 'backup.db'))
    const words = hint.trim().replaceAll("'", '').split(' ')
    expect([code, (await home.run(...words, '--yes')).code]).toEqual([5, 0])
    expect(await home.run('task', 'list', '-q', '--db', 'backup.db')).toEqual(
      success('1', '2', '3'),
    )
  })

  it('cannot be looked into under a name that does not say that it is compressed', async () => {
    const { home, backup } = await compressed()
    renameSync(backup, join(home.folder, 'renamed.db'))
    expect(await home.run('task', 'list', '--db', 'renamed.db')).toEqual(
      failure(
        5,
        'The file is not a Momentum database; it was not changed.',
        'Give your household’s file with --db, or choose a backup to restore: momentum --db renamed.db db backups',
      ),
    )
  })

  it.each<[string, (path: string) => void]>([
    ['is cut short', (path) => truncateSync(path, statSync(path).size - 9)],
    ['is damaged', (path) => writeFileSync(path, readFileSync(path).fill(7, 4000, 4010))],
    ['contains a text', (path) => writeFileSync(path, gzipSync('Notes. '.repeat(400)))],
  ])('that %s changes nothing', async (_, ruin) => {
    const { home, backup } = await compressed()
    ruin(backup)
    const before = readFiles(home.folder)
    expect(await restore(home, backup)).toEqual(
      failure(
        5,
        `“${backup}” is damaged or isn’t a backup.`,
        'Choose another backup: momentum db backups',
      ),
    )
    expect(readFiles(home.folder)).toEqual(before)
  })

  it('of nothing changes nothing', async () => {
    const { home, backup } = await compressed()
    writeFileSync(backup, gzipSync(''))
    expect(await restore(home, backup)).toEqual(failure(5, `“${backup}” contains no household.`))
  })
})

describe('a database that is damaged', () => {
  const half = (path: string) => truncateSync(path, statSync(path).size / 2)
  it.each<[string, (path: string) => void]>([
    ['in an index', damageIndex],
    ['and cut short', half],
    ['and cut to 100 bytes', (path) => truncateSync(path, 100)],
    ['and is text', (path) => writeFileSync(path, 'Not a database. '.repeat(500))],
    ['in its first page', (path) => writeFileSync(path, readFileSync(path).fill(7, 16, 2000))],
  ])('%s is replaced, and kept byte for byte', async (_, ruin) => {
    const { home, backup, before } = await backedUp()
    ruin(home.database)
    const ruined = readFileSync(home.database)
    const { code, stdout } = await restore(home, backup)
    const [kept = ''] = readdirSync(`${home.database}.backups`)
    expect([code, stdout.split('\n')[0]]).toEqual([
      0,
      `✓ Restored 2 members, 3 tasks (including private ones) and 0 wins: ${home.database}`,
    ])
    expect(readFileSync(join(`${home.database}.backups`, kept)).equals(ruined)).toEqual(true)
    expect(await readContents(home)).toEqual(before)
    expect(readdirSync(dirname(home.database))).toEqual(['momentum.db', 'momentum.db.backups'])
  })

  it('and empty is replaced, and nothing is kept', async () => {
    const { home, backup, before } = await backedUp()
    truncateSync(home.database)
    expect(await home.json('db', 'restore', backup, '--yes')).toMatchObject({ kept: null })
    expect(await readContents(home)).toEqual(before)
  })

  it('leaves no journal of another file beside the new one', async () => {
    const { home, backup, before } = await backedUp()
    writeFileSync(home.database, 'Not a database. '.repeat(500))
    writeFileSync(`${home.database}-journal`, 'Not a journal. '.repeat(500))
    expect((await restore(home, backup)).code).toEqual(0)
    expect(await readContents(home)).toEqual(before)
    expect(readdirSync(dirname(home.database))).toEqual(['momentum.db', 'momentum.db.backups'])
  })

  it('with a stray log beside it has to wait until that is moved away (F025)', async () => {
    const { home, backup } = await backedUp()
    const log = `${home.database}-wal`
    writeFileSync(log, 'Not a log')
    const before = readFiles(home.folder)
    expect(await restore(home, backup)).toEqual(
      failure(
        5,
        `“${log}” does not belong to the database next to it, and would damage it.`,
        `Move it away: mv '${log}' '${log}.stray'`,
      ),
    )
    expect(readFiles(home.folder)).toEqual(before)
  })
})

describe('F163 nothing is changed by a backup', () => {
  const ruins: [string, (path: string) => void | Promise<void>, number, RegExp][] = [
    ['that is not there', (path) => rmSync(path), 3, /There is no file “.*backup\.db”\./],
    [
      'that is empty',
      (path) => truncateSync(path),
      5,
      /backup\.db” is empty, so it is not a backup\./,
    ],
    [
      'that is text',
      (path) => writeFileSync(path, 'Notes. '.repeat(400)),
      5,
      /is damaged or isn’t a backup\./,
    ],
    ['that is damaged', damageIndex, 5, /backup\.db” is damaged/],
    [
      'that is cut short',
      (path) => truncateSync(path, statSync(path).size - 4096),
      5,
      /is damaged or isn’t a backup\./,
    ],
    [
      'that is a folder',
      (path) => {
        rmSync(path)
        mkdirSync(path)
      },
      5,
      /is not a regular file, so it is not a backup/,
    ],
    [
      'of another program',
      (path) => void openAsOtherProgram(path).pragma('application_id = 7'),
      5,
      /belongs to another program/,
    ],
    [
      'of a later Momentum (F042)',
      (path) =>
        void openAsOtherProgram(path).exec("insert into kysely_migration values ('0099_x', '')"),
      5,
      /This database has schema 99/,
    ],
    [
      'with a trigger of somebody else’s (F041)',
      (path) =>
        void openAsOtherProgram(path).exec(
          'create trigger spy after insert on tasks begin delete from users; end',
        ),
      4,
      /does not have the schema that Momentum creates: it differs in spy\./,
    ],
    [
      'with a reference that leads nowhere',
      (path) => {
        const raw = openAsOtherProgram(path)
        raw.pragma('foreign_keys = off')
        raw.exec('delete from users')
      },
      5,
      /a row of tasks refers to a row of users that does not exist/,
    ],
    [
      'without tables',
      async (path) => renameSync(await emptyHouseholdFile(), path),
      5,
      /contains no household/,
    ],
  ]
  test.each(ruins)('%s', async (_, ruin, code, sentence) => {
    const { home, backup } = await backedUp()
    await ruin(backup)
    const before = readFiles(home.folder)
    const answer = await restore(home, backup)
    expect([answer.code, answer.stdout, answer.stderr]).toEqual([
      code,
      '',
      expect.stringMatching(sentence),
    ])
    expect(readFiles(home.folder)).toEqual(before)
  })

  test('that is a server, or where another program’s file is', async () => {
    const { home, backup } = await backedUp()
    expect(await restore(home, 'postgres://sam@host/home')).toEqual(
      usageFailure(
        'A backup is a file, but postgres://sam@host:5432/home is a server.',
        'To copy its household: momentum db copy --to <file> --db <url>',
      ),
    )
    openAsOtherProgram(home.database).pragma('application_id = 7')
    const before = readFiles(home.folder)
    expect(await restore(home, backup)).toEqual(
      failure(
        5,
        `“${home.database}” belongs to another program; it was not changed.`,
        'Give your household’s file with --db.',
      ),
    )
    expect(readFiles(home.folder)).toEqual(before)
  })

  test('when the state before cannot be kept', async () => {
    const { home, backup, now } = await backedUp()
    writeFileSync(`${home.database}.backups`, 'in the way')
    expect(await restore(home, backup)).toMatchObject({ code: 5, stdout: '' })
    expect(await readContents(home)).toEqual(now)
  })
})

test('F163 who has the database open sees the state before, then the state after', async () => {
  const { home, backup } = await backedUp()
  const open = openAsOtherProgram(home.database)
  const query = 'select title from tasks order by id'
  const before = queryRows(open, query)
  await restore(home, backup)
  expect([before, queryRows(open, query), open.pragma('integrity_check')]).toEqual([
    [kettle, tap],
    [kettle, tap, rent],
    [{ integrity_check: 'ok' }],
  ])
})

test('it waits for whoever reads or writes', async () => {
  const { home, backup, before } = await backedUp()
  const other = openAsOtherProgram(home.database)
  other.exec('begin immediate; update tasks set title = title')
  const restoring = restore(home, backup)
  setTimeout(() => other.exec('commit'), 300)
  expect((await restoring).code).toEqual(0)
  expect(await readContents(home)).toEqual(before)
})

test('F030 a link to what is not there is told as one', async () => {
  const home = household()
  const path = join(home.folder, 'household.db')
  symlinkSync(join(home.folder, 'unmounted', 'household.db'), path)
  await home.run('db', 'init')
  await home.run('db', 'backup', join(home.folder, 'kept.db'))
  const told = {
    code: 5,
    stdout: '',
    stderr: `momentum: “${path}” is a link to a file that does not exist.\n  See where it leads: ls -l '${path}'\n`,
  }
  expect([
    await home.run('db', 'restore', 'kept.db', '--yes', '--db', path),
    await home.run('task', 'list', '--db', path),
  ]).toEqual([told, told])
})
