import { expect, test } from 'vitest'
import { describeServerFault } from '../../../src/db/postgres/faults.ts'
import { parseServerUrl } from '../../../src/db/postgres/url.ts'
import { type Hint, MomentumError } from '../../../src/errors.ts'

// Errors that no server of the tests makes; test/server/faults.test.ts has the others.

const server = parseServerUrl('postgres://alex@db.example.org/home?connect_timeout=5')
const label = 'alex@db.example.org:5432/home'

const askOwner = 'Ask the person who runs the server to look at its log.'

function withCode(code: string): Error {
  return Object.assign(new Error('its own words'), { code })
}

const faults: readonly (readonly [
  what: string,
  cause: unknown,
  message: string,
  hint: Hint | string | undefined,
])[] = [
  [
    'a name server that does not answer',
    withCode('EAI_AGAIN'),
    `The host “db.example.org” was not found.`,
    'Check the network.',
  ],
  [
    'a host that cannot be reached',
    withCode('EHOSTUNREACH'),
    `${label} cannot be reached.`,
    'Check the network.',
  ],
  [
    'a network that cannot be reached',
    withCode('ENETUNREACH'),
    `${label} cannot be reached.`,
    'Check the network.',
  ],
  [
    'the first of several addresses',
    new AggregateError([withCode('ENETUNREACH'), withCode('ECONNREFUSED')]),
    `${label} cannot be reached.`,
    'Check the network.',
  ],
  [
    'a user who may not connect',
    withCode('28000'),
    `${label} does not let this user connect from here.`,
    'Check the user in the URL, and pg_hba.conf on the server.',
  ],
  [
    'a missing password',
    withCode('28P01'),
    `${label} asks for a password.`,
    'Put it in the URL: postgres://user:password@host/database',
  ],
  [
    'a full disk',
    withCode('53100'),
    `The disk of ${label} is full; nothing was changed.`,
    'Free some space there, then try again.',
  ],
  [
    'another encoding',
    withCode('22P05'),
    `The database at ${label} cannot store this text: its encoding is not UTF8.`,
    'Create one that can: createdb --encoding UTF8 --template template0 …',
  ],
  [
    'damage',
    withCode('XX001'),
    `The database at ${label} is damaged.`,
    { lead: 'Choose a backup to restore', command: 'db backups' },
  ],
  [
    'a server that does not answer',
    new Error('timeout expired'),
    `${label} did not answer within 5 seconds.`,
    'Check the host and port in the URL, the network and, behind a pooler, the server.',
  ],
  ['an unknown code', withCode('F0000'), `The server at ${label} failed (F0000).`, askOwner],
  ['an unknown error', new Error('its own words'), `The server at ${label} failed.`, askOwner],
  ['what is no error', 'its own words', `The server at ${label} failed.`, askOwner],
  [
    'a pooler without its server',
    Object.assign(new Error('cannot connect to server'), { code: '08P01' }),
    `The pooler at ${label} cannot reach its PostgreSQL server; nothing was changed.`,
    'Check that the server behind it is running, then try again.',
  ],
  [
    'an unknown refusal of a pooler',
    withCode('08P01'),
    `${label} closed the connection.`,
    'Check the host and port in the URL, and try again.',
  ],
]

test.each(faults)('describes %s in words of its own', (_, cause, message, hint) => {
  expect(describeServerFault(cause, server)).toEqual(
    new MomentumError('database', message, hint, { cause }),
  )
})
