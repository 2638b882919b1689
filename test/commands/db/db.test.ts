import { chmodSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Raw from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { derivedChecks } from '../../support/database/checks.ts'
import { changeFile, decompressed, indexDamages } from '../../support/database/database.ts'
import { latestNumber, latestStep, steps } from '../../support/database/steps.ts'
import { household, screen } from '../../support/household/household.ts'
import {
  failure,
  runInNewHousehold,
  sampleHousehold,
  status,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

describe('db seed', () => {
  it('adds two users and two tasks, once', async () => {
    const home = household()
    await home.json('db', 'init')
    const answer = success('The household has 2 members, 2 tasks and 0 wins.')
    expect(await home.run('db', 'seed')).toEqual(answer)
    expect(await home.run('db', 'seed')).toEqual(answer)
    expect(await home.json('user', 'list', '--fields', 'name,role')).toEqual([
      { name: 'Alex', role: 'cook' },
      { name: 'Sam', role: 'repairs' },
    ])
    const typed = 'title,domain,effort,definition_of_done,materials_needed,priority,owner,private'
    const same = { priority: 'MEDIUM', private: false }
    expect(await home.json('task', 'list', '--fields', typed)).toEqual([
      {
        title: 'Descale the kettle',
        domain: 'CHORES',
        effort: 'TINY',
        definition_of_done: 'No white crust inside, rinsed twice.',
        materials_needed: 'Vinegar or citric acid',
        owner: 'Alex',
        ...same,
      },
      {
        title: 'Fix the dripping tap',
        domain: 'REPAIRS',
        effort: 'SMALL',
        definition_of_done: 'The tap is dry for an hour.',
        materials_needed: 'New washer, adjustable wrench',
        owner: 'Sam',
        ...same,
      },
    ])
  })

  it('gives a program the status', async () => {
    const home = await sampleHousehold()
    expect(await home.json('db', 'seed')).toEqual({
      ...status,
      database: home.database,
      size_bytes: statSync(home.database).size,
      tasks: 5,
    })
  })

  it('fills an empty household with a demo, always the same', async () => {
    const [one, other] = [household(), household()]
    const demo = ['db', 'seed', '--demo', '--tasks', '12', '--routines', '0', '--days', '7']
    await one.json(...demo)
    await other.json(...demo)
    const tasks = await one.json('task', 'list', '--all')
    expect(tasks).toHaveLength(12)
    expect(await other.json('task', 'list', '--all')).toEqual(tasks)
    expect(await other.json('win', 'history')).toEqual(await one.json('win', 'history'))
  })

  it('makes sixty tasks and eight routines unless told otherwise, some of them private', async () => {
    const home = household()
    const counts = ['--fields', 'users,tasks,routines']
    expect([
      await home.json('db', 'seed', '--demo', ...counts),
      await home.json('db', 'status', '--as', 'alex', ...counts),
    ]).toEqual([
      { users: 4, tasks: 278, routines: 7 },
      { users: 4, tasks: 317, routines: 8 },
    ])
    expect((await home.run('db', 'copy', '--to', 'copy.db')).stdout).toContain(
      '4 members, 317 tasks (including private ones), 8 routines and 70 wins',
    )
  })

  it('puts no demo into a household that is not empty', async () => {
    const home = await sampleHousehold()
    expect(await home.run('db', 'seed', '--demo')).toEqual(
      failure(
        4,
        'This household is not empty; --demo fills only an empty one.',
        'First create an empty one: momentum db init --db demo.db',
      ),
    )
  })

  it.each([
    [
      ['--tasks', '5'],
      '--tasks, --routines and --days need --demo.',
      'Type: momentum db seed --demo --tasks 200',
    ],
    [
      ['--routines', '5'],
      '--tasks, --routines and --days need --demo.',
      'Type: momentum db seed --demo --tasks 200',
    ],
    [
      ['--days', '5'],
      '--tasks, --routines and --days need --demo.',
      'Type: momentum db seed --demo --tasks 200',
    ],
    [
      ['--demo', '--tasks', 'many'],
      '--tasks must be a whole number from 0 to 10000000, not “many”.',
      undefined,
    ],
    [
      ['--demo', '--days', '-1'],
      '--days must be a whole number from 0 to 10000000, not “-1”.',
      undefined,
    ],
  ])('refuses %j before it makes a database', async (words, message, hint) => {
    expect(await runInNewHousehold('db', 'seed', ...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })
})

describe('db status', () => {
  it('tells where the database is and what it holds', async () => {
    const home = await sampleHousehold()
    expect(await home.run('db', 'status')).toEqual(
      success(
        `Database    ${home.database}`,
        'Kind        SQLite',
        `Schema      ${latestNumber} of ${latestNumber}`,
        `Size        ${Math.ceil(statSync(home.database).size / 1000)} kB`,
        'Members     2',
        'Tasks       3',
        'Routines    0',
        'Daily Wins  0',
        'Today       2026-11-22 in UTC',
      ),
    )
    expect(await home.json('db', 'status')).toEqual({
      ...status,
      database: home.database,
      size_bytes: statSync(home.database).size,
    })
    expect(await home.run('db', 'status', '-q')).toEqual(success())
  })

  it('knows a household that was taken back', async () => {
    const home = await sampleHousehold()
    for (const _ of steps) await home.run('db', 'migrate', '--down', '--yes')
    const words = ['--fields', 'schema_version,pending,users,tasks,daily_wins']
    expect(await home.json('db', 'status', ...words)).toEqual({
      schema_version: 0,
      pending: steps,
      users: null,
      tasks: null,
      daily_wins: null,
    })
    expect((await home.run('db', 'status')).stdout).toContain('\nPending     0001_household')
  })

  it('counts the tasks of a household from before there were private ones', async () => {
    const home = await sampleHousehold()
    await home.json('db', 'migrate', '--to', '0003_categories', '--yes')
    const size_bytes = statSync(home.database).size
    expect(await home.run('db', 'status')).toEqual(
      success(
        `Database    ${home.database}`,
        'Kind        SQLite',
        `Schema      3 of ${latestNumber}`,
        `Pending     ${steps.slice(3).join(', ')}`,
        `Size        ${Math.ceil(size_bytes / 1000)} kB`,
        'Members     2',
        'Tasks       3',
        'Routines    –',
        'Daily Wins  0',
        'Today       2026-11-22 in UTC',
      ),
    )
    expect(await home.json('db', 'status')).toEqual({
      ...status,
      schema_version: 3,
      pending: steps.slice(3),
      routines: null,
      database: home.database,
      size_bytes,
    })
  })
})

describe('db migrate', () => {
  const allDone = success(...steps.map((name) => `✓ ${name}`))

  it('has nothing to do in a household of today', async () => {
    const home = await sampleHousehold()
    expect(await home.run('db', 'migrate')).toEqual(allDone)
    expect(await home.run('db', 'migrate', '--to', latestStep)).toEqual(allDone)
    expect(await home.run('db', 'migrate', '--list')).toEqual(allDone)
    expect(await home.json('db', 'migrate')).toEqual(steps.map((name) => ({ name, applied: true })))
    expect(await home.run('db', 'migrate', '-q')).toEqual(success())
  })

  it('goes a step back with --yes, after a backup was made', async () => {
    const home = await sampleHousehold()
    const backup = `${home.database}.backups/20261122T120000000Z.before-migration.db.gz`
    expect(await home.run('db', 'migrate', '--down', '--yes')).toEqual({
      ...success(...steps.slice(0, -1).map((name) => `✓ ${name}`), `· ${latestStep} (pending)`),
      stderr: `Backed up the database before changing its schema: ${backup}\n`,
    })
    expect(await home.json('db', 'migrate', '--list')).toEqual(
      steps.map((name) => ({ name, applied: name !== latestStep })),
    )
    expect(await home.run('task', 'list', '-q', '--db', decompressed(backup))).toEqual(
      success('1', '2', '3'),
    )
  })

  it('brings an older household up to date', async () => {
    const home = await sampleHousehold()
    await home.run('db', 'migrate', '--down', '--yes')
    const backup = `${home.database}.backups/20261122T120001000Z.before-migration.db.gz`
    expect(await home.run('db', 'migrate')).toEqual({
      ...allDone,
      stderr: `Backed up the database before changing its schema: ${backup}\n`,
    })
    expect(await home.run('task', 'list', '-q')).toEqual(success('1', '2', '3'))
  })

  it('does not go back where nobody can be asked', async () => {
    expect(await runInNewHousehold('db', 'migrate', '--down')).toEqual({
      ...usageFailure(
        'This needs confirmation, but there is no terminal to ask on.',
        'To go ahead, add --yes.',
      ),
      made: false,
    })
  })

  it.each(['0000_x', '0002_x', ''])('refuses the step %j before it asks', async (step) => {
    const home = await sampleHousehold()
    const files = readdirSync(dirname(home.database))
    const unknown = usageFailure(
      `There is no step “${step}”.`,
      `Choose one of: ${steps.join(', ')}`,
    )
    expect(await home.run('db', 'migrate', '--to', step)).toEqual(unknown)
    expect(await home.run('db', 'migrate', '--to', step, '--yes')).toEqual(unknown)
    expect(readdirSync(dirname(home.database))).toEqual(files)
  })

  it.each([
    [['--down', '--list'], 'Use --down or --list, not both.'],
    [['--to', '0001_household', '--down'], 'Use --to or --down, not both.'],
    [['--to', '0001_household', '--list'], 'Use --to or --list, not both.'],
  ])('refuses %j', async (words, message) => {
    expect(await runInNewHousehold('db', 'migrate', ...words)).toEqual({
      ...usageFailure(message),
      made: false,
    })
  })
})

describe('db check', () => {
  it('proves that a sound household works, and changes nothing', async () => {
    const home = await sampleHousehold()
    const before = await home.json('task', 'list')
    const { version } = new Raw(':memory:').prepare('select sqlite_version() as version').get() as {
      version: string
    }
    const checks = [
      { name: 'connects', ok: true, detail: `SQLite ${version}`, hint: null },
      { name: 'integrity', ok: true, detail: 'no damaged pages', hint: null },
      { name: 'foreign keys', ok: true, detail: 'no broken references', hint: null },
      {
        name: 'schema',
        ok: true,
        detail: `schema ${latestNumber}, as the migrations create it`,
        hint: null,
      },
      ...derivedChecks,
      {
        name: 'write, read, delete',
        ok: true,
        detail: 'a task was added, found and deleted, then rolled back',
        hint: null,
      },
      { name: 'time zone', ok: true, detail: 'UTC, as in the last changes', hint: null },
      { name: 'leftovers', ok: true, detail: 'none', hint: null },
      { name: 'permissions', ok: true, detail: 'only its owner can use it', hint: null },
      { name: 'names', ok: true, detail: 'the file has one name', hint: null },
    ].map((check) => ({ ...check, repaired: null }))
    // Where the tests run is not theirs to say.
    const found = (await home.json('db', 'check')) as { name: string }[]
    expect(found.filter(({ name }) => name !== 'place')).toEqual(checks)
    const { stdout, ...rest } = await home.run('db', 'check')
    expect(rest).toEqual({ code: 0, stderr: '' })
    const lines = stdout.split('\n').filter((line) => !/^[✓!] place| {4}/.test(line))
    expect(lines).toEqual([...checks.map(({ name, detail }) => `✓ ${name}: ${detail}`), ''])
    expect(await home.run('db', 'check', '-q')).toEqual(success())
    expect(await home.json('task', 'list')).toEqual(before)
  })

  it('tells what is wrong, on both streams', async () => {
    const home = await sampleHousehold()
    changeFile(
      home.database,
      'pragma foreign_keys = off; update tasks set owner_user_id = 99 where id = 1; drop index tasks_status',
    )
    const { code, stdout, stderr } = await home.run('db', 'check')
    expect({ code, checks: stdout.split('\n').slice(1, 6), stderr }).toEqual({
      code: 5,
      checks: [
        '✓ integrity: no damaged pages',
        '✗ foreign keys failed: 1 broken, the first from row 1 of tasks to users',
        '    Choose a backup to restore: momentum db backups',
        '✗ schema failed: differs from the migrations in tasks_status',
        '    Choose a backup to restore: momentum db backups',
      ],
      stderr:
        'momentum: The database failed 2 of 18 checks.\n  Choose a backup to restore: momentum db backups\n',
    })
  })

  it('F044 repairs what follows from the rest, and says what it repaired', async () => {
    const home = await sampleHousehold()
    changeFile(home.database, 'update task_counts set tasks = 9; delete from sqlite_sequence')
    const hint = 'Repair it: momentum db check --repair'
    const found = await home.run('db', 'check')
    expect([found.code, found.stderr]).toEqual([
      5,
      `momentum: The database failed 2 of 18 checks.\n  ${hint}\n`,
    ])
    expect(found.stdout).toContain(
      `\n✗ task counts failed: 1 differs from the tasks\n    ${hint}\n`,
    )
    const repaired = await home.run('db', 'check', '--repair')
    expect([repaired.code, repaired.stderr]).toEqual([0, ''])
    expect(repaired.stdout).toContain(
      '\n✓ task counts: agree with the tasks\n    Repaired. Before: 1 differs from the tasks\n',
    )
    expect(repaired.stdout).toContain(
      '\n✓ numbers: every new row gets a new number\n    Repaired. Before: new rows in users, tasks, commands, changes would get used numbers\n',
    )
    expect(await home.run('db', 'check')).toMatchObject({ code: 0 })
  })

  it('F044 is named by a command that cannot read the search index', async () => {
    const home = await sampleHousehold()
    changeFile(home.database, indexDamages[1])
    const failed = failure(
      5,
      'The search index is damaged; nothing was changed.',
      'Repair it: momentum db check --repair',
    )
    expect(await home.run('task', 'list', '--search', 'kettle')).toEqual(failed)
    expect(await home.run('db', 'check', '--repair', '-q')).toEqual(success())
    expect(await home.json('task', 'list', '--search', 'kettle', '--fields', 'id')).toEqual([
      { id: 1 },
    ])
  })

  it('shows a person how far it is', async () => {
    const home = await sampleHousehold()
    const world = { ...home.world(['db', 'check']), stderr: screen(60) }
    const { code, stderr } = await home.runIn(world)
    const [first, ...bars] = stderr.split('\r\x1b[K')
    expect([code, first, bars[0], bars.at(-1)]).toEqual([
      0,
      '',
      expect.stringMatching(/^Checking {2}█░{23} {2}5%$/),
      '',
    ])
  })

  it('tells a program what was repaired', async () => {
    const home = await sampleHousehold()
    changeFile(home.database, 'delete from task_counts')
    const { stdout } = await home.run('db', 'check', '--repair', '--fields', 'name,ok,repaired')
    const checks: { name: string; repaired: string | null }[] = JSON.parse(stdout)
    expect(checks.filter(({ repaired }) => repaired !== null)).toEqual([
      { name: 'task counts', ok: true, repaired: '1 differs from the tasks' },
    ])
  })

  it('warns of what works, and ends well', async () => {
    const home = await sampleHousehold()
    chmodSync(home.database, 0o644)
    const { code, stdout, stderr } = await home.run('db', 'check')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(
      `\n! permissions: everyone on this computer can read it (644)\n    Type: chmod 600 '${home.database}'\n`,
    )
  })

  it('says what to do where the file cannot even be opened', async () => {
    const home = await sampleHousehold()
    writeFileSync(home.database, 'Not a database. '.repeat(500))
    expect(await home.run('db', 'check')).toEqual(
      failure(
        5,
        'The file is not a Momentum database; it was not changed.',
        'Give your household’s file with --db, or choose a backup to restore: momentum db backups',
      ),
    )
    truncateSync(home.database)
    expect(await home.run('db', 'check')).toEqual(
      failure(
        5,
        `The file “${home.database}” is empty: it was cut short, or never was a database.`,
        'Choose a backup to restore: momentum db backups',
      ),
    )
  })

  it('names the household in its hints, for a program too', async () => {
    const home = await sampleHousehold()
    await home.run('db', 'migrate', '--down', '--yes')
    const words = ['db', 'check', '--fields', 'name,hint', '--db', home.database]
    const { stdout, stderr } = await home.run(...words)
    const checks: { name: string; hint: string | null }[] = JSON.parse(stdout)
    const hint = `Upgrade it: momentum --db ${home.database} db migrate`
    expect([checks.filter(({ name }) => name === 'schema'), JSON.parse(stderr).error.hint]).toEqual(
      [[{ name: 'schema', hint }], hint],
    )
  })

  it('tells how an older household is brought up to date', async () => {
    const home = await sampleHousehold()
    await home.run('db', 'migrate', '--down', '--yes')
    const { code, stderr } = await home.run('db', 'check')
    expect({ code, stderr }).toEqual({
      code: 5,
      stderr: 'momentum: The database failed 1 of 9 checks.\n  Upgrade it: momentum db migrate\n',
    })
  })
})
