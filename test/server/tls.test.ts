import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase } from '../../src/db/database.ts'
import { openPostgres } from '../../src/db/postgres/connection.ts'
import { temporaryFolder } from '../support/folder.ts'
import { run } from '../support/program/program.ts'
import { failOnServer, runOnServer } from '../support/server/answers.ts'
import { account, startServer } from '../support/server/postgres-server.ts'
import { withUrlOptions } from '../support/server/roles.ts'
import { serverOf } from '../support/server/server.ts'

const fixtures = join(import.meta.dirname, '../support/server/tls')
const authority = join(fixtures, 'ca.pem')

/** Servers of these tests' own, the second of which shows the certificate of another host. */
let folder: string
let here: Awaited<ReturnType<typeof startServer>>
let elsewhere: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'momentum-tls-'))
  chmodSync(folder, 0o755)
  const key = join(folder, 'server.key')
  copyFileSync(join(fixtures, 'server.key'), key)
  chmodSync(key, 0o600)
  const { uid, gid } = account()
  if (uid !== undefined && gid !== undefined) chownSync(key, uid, gid)
  const start = (certificate: string) => {
    const path = join(folder, certificate)
    copyFileSync(join(fixtures, certificate), path)
    const settings = ['ssl=on', `ssl_cert_file=${path}`, `ssl_key_file=${key}`]
    return startServer(settings.flatMap((each) => ['-c', each]))
  }
  ;[here, elsewhere] = await Promise.all([start('server.pem'), start('elsewhere.pem')])
  await createDatabase({ server: serverOf(here.url) })
  // Two servers start, on whatever else the computer does.
}, 60_000)

afterAll(async () => {
  await Promise.all([here?.stop(), elsewhere?.stop()])
  rmSync(folder, { recursive: true, force: true })
})

const labelOf = (url: string) => serverOf(url).label

const untrusted = (url: string) => ({
  code: 5,
  said: `The certificate of ${labelOf(url)} could not be verified.`,
  hint: 'Give the certificate that signed it: sslrootcert=<file> in the URL. Only on a network that you trust: sslmode=no-verify',
})

/** Says whether the program’s own connection is encrypted. */
async function isEncrypted(url: string): Promise<boolean> {
  const db = openPostgres(serverOf(url), 'command')
  try {
    const query = sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`
    return (await query.execute(db)).rows[0]?.ssl ?? false
  } finally {
    await db.destroy()
  }
}

describe('F202 a server that encrypts', () => {
  test.each(['verify-full', 'verify-ca', 'require'])(
    'is trusted with %s and the certificate that signed its own',
    async (sslmode) => {
      const url = withUrlOptions(here.url, { sslmode, sslrootcert: authority })
      expect([await runOnServer(url, 'task', 'list', '--json'), await isEncrypted(url)]).toEqual([
        { code: 0, stdout: '[]\n', stderr: '' },
        true,
      ])
    },
  )

  test('is trusted by its address, too', async () => {
    const url = withUrlOptions(here.url.replace('localhost', '127.0.0.1'), {
      sslmode: 'verify-full',
      sslrootcert: authority,
    })
    expect([await runOnServer(url, 'task', 'list', '--json'), await isEncrypted(url)]).toEqual([
      { code: 0, stdout: '[]\n', stderr: '' },
      true,
    ])
  })

  test.each(['localhost', '127.0.0.1'])('at %s is nothing to warn of', async (host) => {
    const home = temporaryFolder()
    const url = withUrlOptions(here.url.replace('localhost', host), {
      sslmode: 'require',
      sslrootcert: authority,
    })
    expect(await run({ home, env: { MOMENTUM_DB: url } }, 'task', 'list', '--json')).toEqual({
      code: 0,
      stdout: '[]\n',
      stderr: '',
    })
  })

  test.each(['verify-full', 'verify-ca', 'require'])(
    'is not trusted with %s alone',
    async (sslmode) => {
      const url = withUrlOptions(here.url, { sslmode })
      expect(await failOnServer(url, 'task', 'list')).toEqual(untrusted(url))
    },
  )

  test('is not trusted under another name than its certificate has', async () => {
    const url = withUrlOptions(elsewhere.url, { sslmode: 'verify-full', sslrootcert: authority })
    expect(await failOnServer(url, 'task', 'list')).toEqual({
      code: 5,
      said: `The certificate of ${labelOf(url)} is for another host.`,
      hint: 'Use the host name in the certificate. Only on a network that you trust: sslmode=no-verify',
    })
  })

  test.each(['here', 'elsewhere'])(
    'is taken as it is with no-verify (%s), and encrypts all the same',
    async (place) => {
      const url = withUrlOptions((place === 'here' ? here : elsewhere).url, {
        sslmode: 'no-verify',
      })
      expect(await isEncrypted(url)).toEqual(true)
    },
  )

  test.each<Readonly<Record<string, string>>>([{ sslmode: 'disable' }, {}])(
    'on this computer goes without with %o',
    async (words) => {
      expect(await isEncrypted(withUrlOptions(here.url, words))).toEqual(false)
    },
  )

  test('takes the password bound to the channel', async () => {
    const url = withUrlOptions(here.url, {
      sslmode: 'verify-full',
      sslrootcert: authority,
      channel_binding: 'require',
    })
    expect(await runOnServer(url, 'task', 'list', '--json')).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('the certificate that is named', () => {
  const usage = (message: string) => ({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(message),
  })

  test('has to be there', async () => {
    const url = withUrlOptions(here.url, { sslmode: 'require', sslrootcert: '/nowhere/ca.pem' })
    expect(await runOnServer(url, 'task', 'list')).toEqual(
      usage('The certificate “/nowhere/ca.pem” cannot be read.'),
    )
  })

  test('has to be one', async () => {
    const path = join(temporaryFolder(), 'ca.pem')
    writeFileSync(path, 'not a certificate')
    const url = withUrlOptions(here.url, { sslmode: 'require', sslrootcert: path })
    expect(await runOnServer(url, 'task', 'list')).toEqual(
      usage(`The certificate “${path}” cannot be read.`),
    )
  })
})
