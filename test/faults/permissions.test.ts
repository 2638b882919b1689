import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { asOtherUser, giveToOtherUser, otherUser } from '../support/faults/unprivileged.ts'
import { type Household, household } from '../support/household/household.ts'
import { loginFile } from '../support/household/members.ts'
import { bin, runToEnd } from '../support/program/program.ts'

// An error names what could not be read or written, and what failed.

const somebody = test.skipIf(otherUser.missing)

const runAs = async (home: Household, ...argv: string[]) => {
  const [command = '', ...words] = [...asOtherUser, process.execPath, bin, ...argv]
  const env = { MOMENTUM_BACKUPS: home.env.MOMENTUM_BACKUPS }
  const { code, stdout, stderr } = await runToEnd({ home: home.folder, env }, command, words)
  return { code, stdout, stderr: stderr.replaceAll(home.folder, '~') }
}

/** Alex, who is logged in, in the home of somebody for whom modes count. */
async function loggedIn(): Promise<Household> {
  const home = household('sqlite')
  await home.json('user', 'add', 'Alex')
  await home.json('login', 'alex')
  await home.json('db', 'backup')
  mkdirSync(join(home.folder, 'closed'))
  giveToOtherUser(home.folder)
  return home
}

function close(path: string, mode: number): void {
  chmodSync(path, mode)
  onTestFinished(() => chmodSync(path, 0o700))
}

const denied = (what: string, place: string) => ({
  code: 5,
  stdout: '',
  stderr: `momentum: ${what}: permission denied.\n  See who may use it: ls -ld '${place}'\n`,
})

describe('the list of logins', () => {
  somebody(`that may not be written keeps the login, aloud${otherUser.why}`, async () => {
    const home = await loggedIn()
    const file = readFileSync(loginFile(home), 'utf8')
    close(dirname(loginFile(home)), 0o500)
    const refused = denied(
      '“~/.local/state/momentum/login.json” cannot be written',
      '~/.local/state/momentum',
    )
    expect([
      await runAs(home, 'logout'),
      await runAs(home, 'login', 'alex'),
      await runAs(home, 'whoami'),
      readFileSync(loginFile(home), 'utf8'),
    ]).toEqual([refused, refused, { code: 0, stdout: 'Alex\n', stderr: '' }, file])
  })

  somebody(`that may not be read ends every command that needs it${otherUser.why}`, async () => {
    const home = await loggedIn()
    close(loginFile(home), 0)
    const refused = denied(
      '“~/.local/state/momentum/login.json” cannot be opened',
      '~/.local/state/momentum/login.json',
    )
    const commands = [['logout'], ['whoami'], ['task', 'list'], ['login', 'alex']]
    const answers = await Promise.all(commands.map((argv) => runAs(home, ...argv)))
    expect(answers).toEqual(commands.map(() => refused))
  })

  somebody(`whose folder may not be made${otherUser.why}`, async () => {
    const home = await loggedIn()
    home.env.MOMENTUM_BACKUPS = 'off'
    close(join(home.folder, 'closed'), 0o500)
    const [command = '', ...words] = [...asOtherUser, process.execPath, bin, 'login', 'alex']
    const env = { XDG_STATE_HOME: join(home.folder, 'closed') }
    const { code, stderr } = await runToEnd({ home: home.folder, env }, command, words)
    expect({ code, stderr: stderr.replaceAll(home.folder, '~') }).toEqual({
      code: 5,
      stderr:
        "momentum: The folder “~/closed/momentum” cannot be created: permission denied.\n  See who may use it: ls -ld '~/closed'\n",
    })
  })
})

describe('a place for a backup or a copy', () => {
  somebody.each([
    ['db', 'backup', '~/closed/b.db'],
    ['db', 'backup', '~/closed/b.db.gz'],
    ['db', 'copy', '--to', '~/closed/b.db'],
    ['db', 'init', '--db', '~/closed/b.db'],
  ])(`that may not be written to: %s %s %s${otherUser.why}`, async (...argv) => {
    const home = await loggedIn()
    close(join(home.folder, 'closed'), 0o500)
    const target = argv.at(-1) ?? ''
    const words = argv.map((word) => word.replace('~', home.folder))
    expect(await runAs(home, ...words)).toEqual(denied(`“${target}” cannot be written`, '~/closed'))
  })

  somebody(`whose folder is closed leads to that folder${otherUser.why}`, async () => {
    const home = await loggedIn()
    close(join(home.folder, 'closed'), 0)
    const lines = [
      ['db', 'backup', '~/closed/a/b.db'],
      ['db', 'copy', '--to', '~/closed/b.db'],
      ['db', 'restore', '--yes', '~/closed/b.db'],
      ['db', 'init', '--db', '~/closed/b.db'],
    ]
    const answers: string[] = []
    for (const line of lines) {
      const words = line.map((word) => word.replace('~', home.folder))
      answers.push((await runAs(home, ...words)).stderr.split('\n')[1] ?? '')
    }
    expect(answers).toEqual(lines.map(() => "  See who may use it: ls -ld '~/closed'"))
  })

  somebody(`is the folder of the backups where none can be listed${otherUser.why}`, async () => {
    const home = await loggedIn()
    const folder = '~/.local/share/momentum/momentum.db.backups'
    close(`${home.database}.backups`, 0)
    expect(await runAs(home, 'db', 'backups')).toEqual(
      denied(`The folder “${folder}” cannot be read`, folder),
    )
  })

  somebody(`is told of in the notice about today’s backup${otherUser.why}`, async () => {
    const home = await loggedIn()
    home.env.MOMENTUM_BACKUPS = 'on'
    close(`${home.database}.backups`, 0)
    const path = '~/.local/share/momentum/momentum.db.backups'
    expect(await runAs(home, 'user', 'add', 'Sam', '-q')).toEqual({
      code: 0,
      stdout: '2\n',
      stderr: `Today’s backup was not made: The folder “${path}” cannot be read: permission denied.\n`,
    })
  })
})

describe('a file that may not be read', () => {
  somebody(`is the one that is named${otherUser.why}`, async () => {
    const home = await loggedIn()
    close(home.database, 0)
    const database = '~/.local/share/momentum/momentum.db'
    const folder = dirname(database)
    expect(await runAs(home, 'user', 'list')).toEqual({
      code: 5,
      stdout: '',
      stderr: `momentum: “${database}” cannot be opened.\n  See who may use it and its folder: ls -ld '${database}' '${folder}'\n`,
    })
  })
})
