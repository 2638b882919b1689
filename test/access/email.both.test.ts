import { describe, expect, test } from 'vitest'
import { parseEmail } from '../../src/domain/user.ts'
import type { Household } from '../support/household/household.ts'
import { secretiveHousehold } from '../support/household/members.ts'
import { failure, usageFailure } from '../support/household/sample.ts'

function refusal(text: string): unknown {
  try {
    return parseEmail(text)
  } catch (error) {
    return (error as Error).message
  }
}

async function emails(home: Household): Promise<unknown> {
  return home.json('user', 'list', '--all', '--fields', 'name,email')
}

describe('an email address', () => {
  test.each([
    ['alex@example.org', 'alex@example.org'],
    ['  Alex.Doe+home@Mail.Example.org ', 'Alex.Doe+home@Mail.Example.org'],
    ["o'neil_1@a-b.example", "o'neil_1@a-b.example"],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
  ])('may be %j', (text, email) => {
    expect(refusal(text)).toEqual(email)
  })

  test.each([
    'alex',
    'alex@',
    '@example.org',
    'alex@localhost',
    'alex@example.',
    'alex@.org',
    'alex@-example.org',
    'alex@example-.org',
    'alex@example..org',
    'alex@exa_mple.org',
    'a b@example.org',
    'alex@@example.org',
    'alex@example.org, sam@example.org',
    'Alex <alex@example.org>',
    `alex@${'a'.repeat(64)}.org`,
  ])('is not %j', (text) => {
    expect(refusal(text)).toEqual(`“${text}” is not an email address.`)
  })

  test('has 254 characters at the most', () => {
    const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.org`
    const exact = `${'x'.repeat(254 - host.length - 1)}@${host}`
    expect([refusal(exact), refusal(`x${exact}`)]).toEqual([
      exact,
      'The email address is 255 characters long; the limit is 254.',
    ])
  })

  test('is one line', () => {
    expect(refusal('alex@example.org\nBcc: sam@example.org')).toEqual(
      'The email address contains a line break.',
    )
  })
})

describe('the address of a user', () => {
  test('is shown as it was written', async () => {
    const home = secretiveHousehold()
    const added = await home.json('user', 'add', 'Alex', '--email', 'Alex@Example.org')
    expect([added, await emails(home)]).toEqual([
      {
        id: 1,
        name: 'Alex',
        role: null,
        email: 'Alex@Example.org',
        has_password: false,
        active: true,
        created_at: '2026-11-22T12:00:00.000Z',
        updated_at: '2026-11-22T12:00:00.000Z',
      },
      [{ name: 'Alex', email: 'Alex@Example.org' }],
    ])
  })

  test('is nobody else’s, in whatever case', async () => {
    const home = secretiveHousehold()
    await home.json('user', 'add', 'Alex', '--email', 'Alex@Example.org')
    await home.json('user', 'add', 'Sam', '--email', 'sam@example.org')
    const hint = 'Choose another address, or see: momentum user list --all'
    expect([
      await home.run('user', 'add', 'Kim', '--email', 'alex@example.org'),
      await home.run('user', 'edit', 'sam', '--email', 'ALEX@EXAMPLE.ORG'),
      await emails(home),
    ]).toEqual([
      failure(4, '“alex@example.org” is already in use.', hint),
      failure(4, '“ALEX@EXAMPLE.ORG” is already in use.', hint),
      [
        { name: 'Alex', email: 'Alex@Example.org' },
        { name: 'Sam', email: 'sam@example.org' },
      ],
    ])
  })

  test('may be written in another case by whose it is', async () => {
    const home = secretiveHousehold()
    await home.json('user', 'add', 'Alex', '--email', 'Alex@Example.org')
    await home.json('user', 'edit', 'alex', '--email', 'alex@example.org')
    expect(await emails(home)).toEqual([{ name: 'Alex', email: 'alex@example.org' }])
  })

  test.each(['none', 'NONE', ' none '])('is taken away by %j, and free again', async (none) => {
    const home = secretiveHousehold()
    await home.json('user', 'add', 'Alex', '--email', 'alex@example.org')
    await home.json('user', 'edit', 'alex', '--email', none)
    await home.json('user', 'add', 'Sam', '--email', 'alex@example.org')
    expect([await emails(home), await home.query('select email_key from users')]).toEqual([
      [
        { name: 'Alex', email: null },
        { name: 'Sam', email: 'alex@example.org' },
      ],
      [{ email_key: null }, { email_key: 'alex@example.org' }],
    ])
  })

  test('may be missing, for as many as like', async () => {
    const home = secretiveHousehold()
    await home.json('user', 'add', 'Alex')
    await home.json('user', 'add', 'Sam')
    expect(await emails(home)).toEqual([
      { name: 'Alex', email: null },
      { name: 'Sam', email: null },
    ])
  })

  test('stays when something else is changed', async () => {
    const home = secretiveHousehold()
    await home.json('user', 'add', 'Alex', '--email', 'alex@example.org')
    await home.json('user', 'edit', 'alex', '--role', 'cook')
    expect(await emails(home)).toEqual([{ name: 'Alex', email: 'alex@example.org' }])
  })

  test('that is none is refused, and nothing is changed', async () => {
    const home = secretiveHousehold()
    await home.json('user', 'add', 'Alex', '--email', 'alex@example.org')
    const refused = usageFailure(
      '“sam” is not an email address.',
      'Write it like alex@example.org.',
    )
    expect([
      await home.run('user', 'add', 'Sam', '--email', 'sam'),
      await home.run('user', 'edit', 'alex', '--name', 'Sam', '--email', 'sam'),
      await emails(home),
    ]).toEqual([refused, refused, [{ name: 'Alex', email: 'alex@example.org' }]])
  })
})
