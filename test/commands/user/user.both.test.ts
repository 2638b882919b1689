import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { noon } from '../../support/household/household.ts'
import {
  addedUser,
  alex,
  failure,
  runInNewHousehold,
  sam,
  sampleHousehold,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

const noZoe = failure(3, 'There is no member “zoe”.', 'See: momentum user list --all')

function taken(name: string) {
  return failure(
    4,
    `There is already a member named “${name}”.`,
    'Choose another name, or see: momentum user list --all',
  )
}

describe('user add', () => {
  it('tells a person who came, and under which number', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'add', '  Kim ', '--role', 'baker')).toEqual(
      success('✓ Added #3: Kim'),
    )
  })

  it('gives a program the user, trimmed and in NFC', async () => {
    const home = await sampleHousehold()
    expect(await home.json('user', 'add', ' Zoe\u0308 ', '--role', ' baker ')).toEqual(
      addedUser(3, { name: 'Zo\u00eb', role: 'baker' }),
    )
  })

  it('takes none for no role and no email, as edit does', async () => {
    const home = await sampleHousehold()
    expect(await home.json('user', 'add', 'Kim', '--role', 'none', '--email', 'None')).toEqual(
      addedUser(3, { name: 'Kim' }),
    )
  })

  it('prints only the number when quiet', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'add', 'Kim', '--quiet')).toEqual(success('3'))
  })

  it('takes a name of 80 characters, whatever their bytes', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'add', '🦊'.repeat(80), '-q')).toEqual(success('3'))
  })

  it('refuses a name that is taken, in whatever case', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'add', 'ALEX')).toEqual(taken('ALEX'))
    expect(await home.json('user', 'list')).toEqual([alex, sam])
  })

  it.each([
    [[], usageFailure('Missing name: who should be added?', 'Type: momentum user add Alex')],
    [[' '], usageFailure('The name is empty.')],
    [['\u200b'], usageFailure('The name is empty.')],
    [['x'.repeat(81)], usageFailure('The name is 81 characters long; the limit is 80.')],
    [
      ['Kim', '--role', 'x'.repeat(41)],
      usageFailure('The role is 41 characters long; the limit is 40.'),
    ],
    [['Kim', '--role', ''], usageFailure('The role is empty.')],
    [['a\tb'], usageFailure('The name contains a tab.', 'Write it on one line, in plain text.')],
    [
      ['a\ufffdb'],
      usageFailure(
        'The name contains an unreadable character.',
        'Type it again. Text must be valid UTF-8 without NUL characters.',
      ),
    ],
  ])('refuses %j before it makes a database', async (words, answer) => {
    expect(await runInNewHousehold('user', 'add', ...words)).toEqual({ ...answer, made: false })
  })

  it.each(['42', '#12', 'None', 'KEEP', 'delete', 'Everybody'])(
    'refuses %j, which means something else',
    async (name) => {
      const refused = usageFailure(
        `“${name}” cannot be a name.`,
        'Use a name with at least one letter, other than “none”, “keep”, “delete” or “everybody”.',
      )
      expect(await runInNewHousehold('user', 'add', name)).toEqual({ ...refused, made: false })
      expect(await runInNewHousehold('user', 'edit', '1', '--name', name)).toEqual({
        ...refused,
        made: false,
      })
    },
  )

  it('lets a member whose name has a meaning be named by number, and renamed', async () => {
    const home = await sampleHousehold()
    await home.query("update users set name = 'Delete', name_key = 'delete' where id = 2")
    await home.json('user', 'deactivate', 'delete')
    const inactive = await home.run('task', 'assign', '1', 'delete')
    await home.json('user', 'activate', '2')
    await home.json('user', 'remove', 'alex', '--tasks', '2', '--yes')
    const owners = await home.json('task', 'list', '--fields', 'owner')
    await home.json('user', 'edit', 'Delete', '--name', 'Dee')
    expect([
      inactive,
      owners,
      await home.json('user', 'list', '--all', '--fields', 'name'),
    ]).toEqual([
      failure(
        4,
        'Delete is inactive and cannot be assigned a task.',
        'First: momentum user activate 2',
      ),
      [{ owner: null }, { owner: 'Delete' }, { owner: 'Delete' }],
      [{ name: 'Dee' }],
    ])
  })

  it('takes names that are the same in another case for one', async () => {
    const home = await sampleHousehold()
    await home.json('user', 'add', 'Weiß')
    expect(await home.run('user', 'add', 'WEIẞ')).toEqual(taken('WEIẞ'))
    expect(await home.run('user', 'add', 'weiss')).toEqual(taken('weiss'))
  })
})

describe('user list', () => {
  it('shows a person a table, sorted by name', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'add', 'bo')
    expect(await home.run('user', 'list')).toEqual(
      success(
        'id  name  role  status',
        ' 1  Alex  cook  active',
        ' 3  bo    –     active',
        ' 2  Sam   –     active',
      ),
    )
  })

  it('says where members are, if all of them are inactive', async () => {
    const home = await sampleHousehold()
    for (const name of ['alex', 'sam']) await home.json('user', 'deactivate', name)
    expect(await home.run('user', 'list')).toEqual(
      success('No active members.', 'See every member: momentum user list --all'),
    )
    expect(await home.json('user', 'list')).toEqual([])
  })

  it('leaves the inactive out unless all are asked for', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'deactivate', 'sam')
    expect(await home.run('user', 'list', '--quiet')).toEqual(success('1'))
    expect(await home.run('user', 'list', '--all')).toEqual(
      success('id  name  role  status', ' 1  Alex  cook  active', ' 2  Sam   –     inactive'),
    )
    expect(await home.json('user', 'list', '--all')).toEqual([
      alex,
      { ...sam, active: false, updated_at: noon },
    ])
  })

  it('says how to start in an empty household', async () => {
    const home = await sampleHousehold()
    for (const name of ['alex', 'sam']) await home.run('user', 'deactivate', name)
    expect(await home.run('user', 'list', '--quiet')).toEqual(success())
    expect(await home.run('user', 'list', '--json')).toEqual(success('[]'))
  })
})

describe('user show', () => {
  it('shows a person what there is to know', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'show', '1')).toEqual(
      success(
        'Alex  #1',
        '',
        'Role      cook',
        'Password  no',
        'Status    active',
        'Owns      1 task',
        'Added     2026-11-20',
      ),
    )
  })

  it('shows the address and that there is a password', async () => {
    const home = await sampleHousehold()
    await home.json('user', 'edit', 'sam', '--email', 'sam@example.org')
    const hash = `$2b$12$${'x'.repeat(53)}`
    await home.query(sql`update users set password_hash = ${hash} where id = 2`)
    expect(await home.run('user', 'show', 'sam')).toEqual(
      success(
        'Sam  #2',
        '',
        'Role      –',
        'Email     sam@example.org',
        'Password  yes',
        'Status    active',
        'Owns      1 task',
        'Added     2026-11-20',
      ),
    )
  })

  it('finds a user by name in any case, or by number', async () => {
    const home = await sampleHousehold()
    expect(await home.json('user', 'show', 'SAM')).toEqual(sam)
    expect(await home.json('user', 'show', '2')).toEqual(sam)
    expect(await home.run('user', 'show', 'sam', '-q')).toEqual(success('2'))
  })

  it('says that there is no such user', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'show', 'zoe')).toEqual(noZoe)
    expect(await home.run('user', 'show', '99')).toEqual(
      failure(3, 'There is no member with the number 99.', 'See: momentum user list --all'),
    )
  })
})

describe('user edit', () => {
  it('changes the name and takes the role away', async () => {
    const home = await sampleHousehold()
    expect(await home.json('user', 'edit', 'alex', '--name', 'Lex', '--role', 'none')).toEqual({
      ...alex,
      name: 'Lex',
      role: null,
      updated_at: noon,
    })
  })

  it('changes the role and leaves the name', async () => {
    const home = await sampleHousehold()
    expect(await home.json('user', 'edit', '2', '--role', 'repairs')).toEqual({
      ...sam,
      role: 'repairs',
      updated_at: noon,
    })
    expect(await home.run('user', 'edit', '2', '--role', 'x', '-q')).toEqual(success('2'))
  })

  it('tells a person who was changed', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'edit', 'alex', '--role', 'baker')).toEqual(
      success('✓ Changed #1: Alex'),
    )
  })

  it('changes only the case of a name', async () => {
    const home = await sampleHousehold()
    const edited = await home.json('user', 'edit', 'alex', '--name', 'ALEX')
    expect(edited).toEqual({ ...alex, name: 'ALEX', updated_at: noon })
  })

  it('refuses the name of another member', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'edit', 'sam', '--name', 'alex')).toEqual(taken('alex'))
    expect(await home.run('user', 'edit', 'zoe', '--name', 'Z')).toEqual(noZoe)
  })

  it.each([
    [['sam', '--name', ' '], usageFailure('The name is empty.')],
    [['sam', '--role', ' '], usageFailure('The role is empty.')],
    [
      ['sam'],
      usageFailure('Say what to change.', 'Add --name <name>, --role <text> or --email <address>.'),
    ],
  ])('refuses %j before it makes a database', async (words, answer) => {
    expect(await runInNewHousehold('user', 'edit', ...words)).toEqual({ ...answer, made: false })
  })
})

describe('user deactivate and activate', () => {
  it('let a member rest and take them back in', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'deactivate', 'sam')).toEqual(
      success(
        '✓ Deactivated #2: Sam',
        '  Sam still owns 1 open task: #3 “Pay the rent”',
        'To assign it: momentum task assign 3 Alex',
      ),
    )
    expect(await home.run('user', 'activate', 'sam')).toEqual(success('✓ Activated #2: Sam'))
  })

  it('change nothing where nothing is to be changed', async () => {
    const home = await sampleHousehold()
    expect(await home.json('user', 'activate', 'sam')).toEqual(sam)
    const resting = {
      ...{ ...sam, active: false, passed: [] },
      updated_at: '2026-11-22T12:00:01.000Z',
    }
    expect(await home.json('user', 'deactivate', 'sam')).toEqual(resting)
    expect(await home.json('user', 'deactivate', 'sam')).toEqual(resting)
    expect(await home.run('user', 'activate', 'zoe')).toEqual(noZoe)
  })
})
