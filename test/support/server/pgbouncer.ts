import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Server } from '../../../src/db/postgres/url.ts'
import { closedPort } from './network.ts'
import { account } from './postgres-server.ts'

/** Where PgBouncer is installed: Debian puts it where only root's PATH leads. */
export function findPooler(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path))
}

/**
 * Starts PgBouncer before a server: a connection belongs to somebody for one transaction only, and
 * there are fewer of them than programs.
 */
export async function startPooler(
  program: string,
  { host, port: serverPort, user, password = '' }: Server,
  more: readonly string[],
) {
  const folder = mkdtempSync(join(tmpdir(), 'momentum-pgbouncer-'))
  chmodSync(folder, 0o755)
  const port = await closedPort()
  const users = join(folder, 'users.txt')
  const settings = join(folder, 'pgbouncer.ini')
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  writeFileSync(users, `${quoted(user)} ${quoted(password)}\n`, { mode: 0o600 })
  writeFileSync(
    settings,
    `[databases]
* = host=${host} port=${serverPort}
[pgbouncer]
listen_addr = localhost
listen_port = ${port}
unix_socket_dir =
auth_file = ${users}
pool_mode = transaction
default_pool_size = 4
max_client_conn = 200
server_login_retry = 1
${more.join('\n')}
`,
  )
  const { uid, gid } = account()
  if (uid !== undefined && gid !== undefined) {
    for (const path of [folder, users, settings]) chownSync(path, uid, gid)
  }
  const child = spawn(program, [settings], { ...account(), stdio: ['ignore', 'ignore', 'pipe'] })
  const stopAtExit = () => void child.kill('SIGKILL')
  process.once('exit', stopAtExit)
  await started(child)
  return {
    port,
    async stop() {
      process.off('exit', stopAtExit)
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function started(child: ChildProcess): Promise<void> {
  let told = ''
  for await (const part of child.stderr ?? []) {
    told += part
    if (told.includes('process up')) {
      child.stderr?.resume()
      return
    }
  }
  throw new Error(`PgBouncer did not start: ${told}`)
}
