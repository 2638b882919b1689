import { expect, test } from 'vitest'
import { type Action, describeServerFault } from '../../../src/db/postgres/faults.ts'
import { parseServerUrl } from '../../../src/db/postgres/url.ts'

// Every code of PostgreSQL that says something about the connection, the transaction, the schema or
// the server itself, and what a person is told.

const server = parseServerUrl('postgres://alex@db.example.org/home?schema=smiths')
const label = 'alex@db.example.org:5432/home'
const own = 'its own words, with a secret'

const withCode = (code: string) => Object.assign(new Error(own), { code })

const codes = [
  ...['08000', '08001', '08003', '08004', '08006', '08007', '08P01', '0A000'],
  ...['25000', '25001', '25002', '25003', '25004', '25005', '25006', '25007', '25008'],
  ...['25P01', '25P02', '25P03', '25P04', '3D000', '3F000'],
  ...['40000', '40001', '40002', '40003', '40P01'],
  ...['42000', '42501', '42601', '42602', '42611', '42622', '42701', '42702', '42703', '42704'],
  ...['42710', '42712', '42723', '42725', '42803', '42804', '42809', '42830', '42846', '42883'],
  ...['428C9', '42939', '42P01', '42P02', '42P03', '42P04', '42P05', '42P06', '42P07', '42P08'],
  ...['42P09', '42P10', '42P11', '42P12', '42P13', '42P14', '42P15', '42P16', '42P17', '42P18'],
  ...['42P19', '42P20', '42P21', '42P22', '53000', '53100', '53200', '53300', '53400'],
  ...['54000', '54001', '54011', '54023', '55000', '55006', '55P02', '55P03', '55P04'],
  ...['57000', '57014', '57P01', '57P02', '57P03', '57P04', '57P05'],
  ...['58000', '58030', '58P01', '58P02', '58P03', 'XX000', 'XX001', 'XX002'],
]

const actions: readonly Action[] = ['connect', 'query', 'query after a change', 'commit']

test.each(actions)(
  'after a %s, every code has a sentence with the server, and a hint',
  (action) => {
    const told = codes.map((code) => {
      const {
        code: kind,
        message,
        hint,
      } = describeServerFault(withCode(code), server, action) ?? {}
      return {
        code,
        kind,
        isSentence: message?.includes(label) && /^[A-Z].*\.$|^alex.*\.$/.test(message),
        isRaw: `${message}${hint?.lead}`.includes(own),
        hasHint: Boolean(hint?.lead),
      }
    })
    expect(told).toEqual(
      codes.map((code) => ({
        code,
        kind: 'database',
        isSentence: true,
        isRaw: false,
        hasHint: true,
      })),
    )
  },
)

const unknown = {
  message: `The connection to ${label} was lost while a change was being saved; the change may or may not be saved.`,
  hint: { lead: 'Check before you try again', command: 'task list' },
}

const uncertain = (action: Action) =>
  codes.filter((code) => {
    const { message = '' } = describeServerFault(withCode(code), server, action) ?? {}
    return message.includes('may or may not')
  })

test('only a commit that may have succeeded may or may not be saved', () => {
  expect(actions.map(uncertain)).toEqual([
    [],
    [],
    [],
    codes.filter((code) => /^(08|40003|57P|58|XX)/.test(code)),
  ])
})

test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', undefined])(
  'a commit may or may not be saved after %s',
  (code) => {
    const error = code === undefined ? new Error('Connection terminated') : withCode(code)
    expect(describeServerFault(error, server, 'commit')).toMatchObject(unknown)
  },
)

test('what was saved before is not forgotten', () => {
  const { message, hint } =
    describeServerFault(withCode('53200'), server, 'query after a change') ?? {}
  expect({ message, hint }).toEqual({
    message: `${label} is out of memory; the changes before that were saved.`,
    hint: unknown.hint,
  })
})

test.each([
  ['25P03', `${label} ended the connection, because this command paused for too long`],
  ['25P04', `${label} allows no transaction that takes so long`],
  [
    '42P07',
    `The schema smiths at ${label} already contains something by a name that Momentum needs`,
  ],
  ['40001', `Other programs kept writing to the same rows at ${label}`],
  ['53400', `${label} has reached one of its limits (53400)`],
  ['54000', `This is more than ${label} can do at once (54000)`],
  ['58030', `The server at ${label} has a problem with its disk or its files (58030)`],
])('%s is told with its outcome', (code, problem) => {
  expect(describeServerFault(withCode(code), server, 'query')?.message).toEqual(
    `${problem}; nothing was changed.`,
  )
})
