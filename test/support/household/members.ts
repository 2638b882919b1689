import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'
import { bin } from '../program/program.ts'
import { password, secrets } from '../program/secrets.ts'
import { dumpDatabase } from './contents.ts'
import { type Answer, copiesOf, type Household, household, noon } from './household.ts'
import { addedUser } from './sample.ts'

export { password, secrets }

/** The bcrypt hash of Alex's password, at the lowest cost that is taken. */
export const hash = '$2b$10$HiFR1497d2hTBA8WMy.QD.uX.JehcqIksYR9DCB/vl.gIRxXhgp9q'

const pattern = new RegExp(secrets.join('|'))

/** A household that fails its test when a secret was printed or is in any of its files. */
export function secretiveHousehold(home = household()): Household {
  const said: string[] = []
  onTestFinished(async () => {
    const texts = [...said, ...Object.values(await readTexts(home))]
    expect(texts.filter((text) => pattern.test(text.normalize('NFC')))).toEqual([])
  })
  const runIn: Household['runIn'] = async (world) => {
    const answer = await home.runIn(world)
    said.push(answer.stdout, answer.stderr)
    return answer
  }
  return { ...home, runIn, run: (...argv) => runIn(home.world(argv)) }
}

/** Alex, with the password, and Sam, without one; it is noon. */
export async function householdWithPassword(): Promise<Household> {
  return secretiveHousehold(await withPassword())
}

const withPassword = copiesOf(async () => {
  const home = secretiveHousehold()
  home.setClock('2026-11-20T08:00:00.000Z')
  await home.json('user', 'add', 'Alex')
  await home.json('user', 'add', 'Sam')
  await giveHash(home.query, hash)
  home.setClock(noon)
  return home
})

/** As {@link householdWithPassword}, after Alex has logged in; it is noon and a second. */
export async function loggedInHousehold(): Promise<Household> {
  return secretiveHousehold(await loggedIn())
}

const loggedIn = copiesOf(async () => {
  const home = await withPassword()
  await runWithInput(home, password, 'login', 'alex', '--password-stdin')
  return home
})

/** What the JSON of Alex and Sam says, who were added two days ago. */
export const alex = addedUser(1, {
  name: 'Alex',
  email: null,
  has_password: true,
  created_at: '2026-11-20T08:00:00.000Z',
  updated_at: '2026-11-20T08:00:00.000Z',
})

export const sam = addedUser(2, {
  name: 'Sam',
  email: null,
  has_password: false,
  created_at: '2026-11-20T08:00:01.000Z',
  updated_at: '2026-11-20T08:00:01.000Z',
})

/** Runs a command with this on its standard input. */
export function runWithInput(
  home: Household,
  text: string | Buffer,
  ...argv: readonly string[]
): Promise<Answer> {
  return home.runIn(home.world(argv, { stdin: Readable.from([Buffer.from(text)]) }))
}

/** Runs a command of the built program, where this code runs first. */
export function runAfterCode(
  home: Household,
  code: string,
  input: string,
  ...argv: readonly string[]
): Answer {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--import=data:text/javascript,${encodeURIComponent(code)}`, bin, ...argv],
    { env: home.env, input, encoding: 'utf8' },
  )
  return { code: status ?? -1, stdout, stderr }
}

/** Gives Alex a hash as another program may write it, whatever the schema says. */
export function storeHash(home: Household, stored: string): Promise<void> {
  return giveHash(home.queryUnchecked, stored)
}

/** A user who gets a password when they are added was not changed since. */
async function giveHash(run: Household['query'], stored: string): Promise<void> {
  await run(sql`update users set password_hash = ${stored} where id = 1`)
  await run('update users set updated_at = created_at where id = 1')
}

/** How many wrong guesses are counted, and when the next one is looked at. */
export function readGuesses(home: Household): Promise<unknown[]> {
  return home.query('select failed_guesses, guess_after from users where id = 1')
}

export async function setGuesses(
  home: Household,
  failed: number,
  after: string | null,
): Promise<void> {
  await home.query(
    sql`update users set failed_guesses = ${failed}, guess_after = ${after} where id = 1`,
  )
}

/** Where a household remembers who is logged in. */
export function loginFile(home: Household): string {
  return join(home.folder, '.local/state/momentum/login.json')
}

/** What is remembered of a login: the household and its member, by their UUIDs. */
export async function rememberedLogin(
  home: Household,
  user: number,
  token: string | null,
): Promise<Record<string, { user: string; token: string | null }>> {
  const [found] = await home.query(sql`
    select household.uuid as household, users.uuid as member from household, users
    where users.id = ${user}
  `)
  const { household, member } = found as { household: string; member: string }
  return { [household]: { user: member, token } }
}

/** All that a household has stored anywhere, as text. */
export async function readTexts(home: Household): Promise<Record<string, string>> {
  return { ...readTextsIn(home.folder), [home.database]: await dumpDatabase(home) }
}

/** Every file in a folder and the folders below, as text. */
function readTextsIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .map((path) => [path, readFileSync(path, 'utf8')]),
  )
}

/** What is told to one who has not given Alex's password. */
export const passwordMissing: Answer = {
  code: 6,
  stdout: '',
  stderr: 'momentum: This needs Alex’s password.\n  Log in first: momentum login Alex\n',
}

export const wrongPassword: Answer = {
  code: 6,
  stdout: '',
  stderr: 'momentum: Wrong password for Alex.\n',
}

export function tooManyGuesses(wait: string): Answer {
  return {
    code: 6,
    stdout: '',
    stderr: `momentum: There were too many wrong passwords for Alex.\n  Try again in ${wait}.\n`,
  }
}
