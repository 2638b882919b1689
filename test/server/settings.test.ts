import { randomUUID } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sortKeys } from '../../src/db/tasks/sort.ts'
import { essentials } from '../support/household/every-command.ts'
import { type Household, household, noon } from '../support/household/household.ts'
import { failure } from '../support/household/sample.ts'
import { execute, newDatabaseUrl, serverOf } from '../support/server/server.ts'

// Whatever a role, a database or its language is set to, the answers are those of a file.

const words = [
  ['user', 'add', 'zoe', '--email', 'Zoe@example.org'],
  ['user', 'add', 'Émile'],
  ['user', 'add', 'Åsa'],
  ['category', 'add', 'äther'],
  ['category', 'add', 'Zoo'],
  ['category', 'add', 'b'],
  ['task', 'add', 'Émonder', ...essentials, 'Fait', '--owner', 'zoe', '--category', 'zoo'],
  ['task', 'add', 'apple_%', ...essentials, 'a\\b', '--owner', 'åsa', '--due', '2026-02-03'],
  ['task', 'add', 'Zebra', ...essentials, 'Done', '--owner', 'émile', '--due', '2026-03-02'],
  ['task', 'add', 'a-b', ...essentials, 'Done', '--category', 'äther', '--due', '2026-12-01'],
  ['task', 'add', 'ab', ...essentials, 'Done', '--category', 'b'],
  ['task', 'done', '2'],
  ['win', 'pick', '3', '--as', 'zoe', '--date', '2026-11-21'],
  ['win', 'done', '--date', '2026-11-21'],
  ['user', 'list', '--all'],
  ['user', 'add', 'ÉMILE'],
  ['category', 'list'],
  ...sortKeys.map((key) => ['task', 'list', '--all', '--sort', `${key}:desc`]),
  ...['\\', '%', '_', 'É', 'a-'].map((part) => ['task', 'list', '--all', '--search', part]),
  ['task', 'show', '00000000'],
  ['win', 'history'],
  ['win', 'stats'],
  [],
]

async function told(home: Household) {
  home.setClock(noon)
  const answers = []
  for (const argv of words) {
    const { code, stdout, stderr } = await home.run(...argv, '--json')
    answers.push([argv, code, stdout, stderr])
  }
  return answers
}

/** What a file answers, which is asked but once. */
let inFile: ReturnType<typeof told> | undefined

async function toldByFile() {
  const home = household('sqlite')
  inFile ??= home.run('db', 'init').then(() => told(home))
  return inFile
}

test('nothing that a role is set to changes an answer', async () => {
  const role = `test_role_${randomUUID().slice(0, 8)}`
  const home = household()
  await home.ready()
  const { database, schema } = serverOf(home.env.MOMENTUM_DB ?? '')
  await execute(`create role ${role} login superuser password 'secret'`)
  onTestFinished(async () => void (await execute(`drop role ${role}`)))
  const settings = [
    "timezone = 'Asia/Kolkata'",
    "datestyle = 'SQL, DMY'",
    "intervalstyle = 'sql_standard'",
    "client_encoding = 'LATIN1'",
    'standard_conforming_strings = off',
    'extra_float_digits = -15',
    "bytea_output = 'escape'",
    'transform_null_equals = on',
    "search_path = 'nowhere'",
    "default_transaction_isolation = 'serializable'",
    'quote_all_identifiers = on',
    'array_nulls = off',
  ]
  for (const setting of settings)
    await execute(`alter role ${role} in database ${database} set ${setting}`)
  const url = new URL(home.env.MOMENTUM_DB ?? '')
  url.username = role
  url.password = 'secret'
  home.env.MOMENTUM_DB = url.href
  expect([schema, await told(home)]).toEqual([schema, await toldByFile()])
})

/** A household in a database of its own, which goes when the test ends. */
async function inDatabase(kind: string): Promise<Household> {
  const home = household('sqlite')
  home.env.MOMENTUM_DB = await newDatabaseUrl(`template template0 ${kind}`)
  await home.run('db', 'init')
  return home
}

/** Such as 18. */
async function serverVersion(): Promise<number> {
  const [row] = await execute(
    "select current_setting('server_version_num')::int / 10000 as version",
  )
  return (row as { version: number }).version
}

describe('a database', () => {
  test.for([
    ["locale_provider icu icu_locale 'sv-SE'", 15],
    ["locale_provider icu icu_locale 'und-u-ka-shifted-kf-upper'", 15],
    ["locale_provider builtin builtin_locale 'PG_UNICODE_FAST'", 18],
  ] as const)(
    'of another language gives the same answers: %s',
    async ([language, first], { skip }) => {
      skip((await serverVersion()) < first, `PostgreSQL ${first} is the first that has it`)
      const kind = `encoding 'UTF8' ${language} locale 'C'`
      expect(await told(await inDatabase(kind))).toEqual(await toldByFile())
    },
  )

  test.each(['LATIN1', 'SQL_ASCII'])('that keeps text as %s is refused', async (encoding) => {
    const home = await inDatabase(`encoding '${encoding}' locale 'C'`)
    expect(await home.run('db', 'init')).toEqual(
      failure(
        5,
        `The database stores text as ${encoding}; a household needs UTF8.`,
        'Create a database with UTF8: createdb --encoding UTF8 --template template0 …',
      ),
    )
  })
})
