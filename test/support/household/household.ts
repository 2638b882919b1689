import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { inject } from 'vitest'
import { main } from '../../../src/main.ts'
import type { World } from '../../../src/world.ts'
import { writeEmptyFile } from '../database/empty-file.ts'
import { runStatementInFile, runStatementsInFile, type Statement } from '../database/statements.ts'
import { temporaryFolder } from '../folder.ts'
import { requireUnderstood } from '../program/printed-commands.ts'
import { notePrinted } from '../program/printed-secrets.ts'
import { dropChecks, newHousehold, saveRows, serverOf } from '../server/server.ts'

/** What a command answered. */
export type Answer = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** A household in a folder of its own, which is removed when the test ends. */
export type Household = {
  readonly folder: string
  /** The default file, which the first command makes; on a server, the URL without the password. */
  readonly database: string
  /** Runs a command in process, through the real `main`; the clock moves on by a second. */
  readonly run: (...argv: string[]) => Promise<Answer>
  /**
   * As `run`, for a command that has to succeed: its JSON answer. The first one finds an empty
   * household's file, if it would only have made it: that takes longer than most tests.
   */
  readonly json: (...argv: string[]) => Promise<unknown>
  /** The world of the next command, to be changed before `runIn`. */
  readonly world: (argv: readonly string[], changes?: Partial<TestWorld>) => TestWorld
  readonly runIn: (world: TestWorld) => Promise<Answer>
  /** Makes the household where no command does so by the way; every command here waits for it. */
  readonly ready: () => Promise<void>
  /** Sets the clock of the next command. */
  readonly setClock: (instant: string) => void
  readonly env: Record<string, string>
  /** Runs a statement as another program would. @returns its rows */
  readonly query: (statement: Statement) => Promise<unknown[]>
  /** As `query` for each, which is quicker together. */
  readonly queryEach: (statements: readonly Statement[]) => Promise<unknown[][]>
  /** As `query`, by one who has taken the rules about values away. */
  readonly queryUnchecked: (statement: Statement) => Promise<unknown[]>
  /** What {@link copiesOf} makes others like this one from. */
  readonly save: () => Promise<Saved | undefined>
}

/** The files of a household, by their paths in its folder, and what its next command is given. */
type Saved = {
  /** Where the rows are kept, on a server. */
  readonly rows: string | undefined
  readonly files: readonly (readonly [path: string, bytes: Buffer, mode: number])[]
  readonly clock: Date
  readonly uuids: number
  readonly tokens: number
}

export type TestWorld = World & { readonly stdout: PassThrough; readonly stderr: PassThrough }

/** Sunday 22 November 2026, noon, in UTC. */
export const noon = '2026-11-22T12:00:00.000Z'

/**
 * Makes households like the first one, each in a folder of its own. Its commands run once for all
 * the tests of a file, because they take longer than to copy what they made.
 */
export function copiesOf(make: () => Promise<Household>): () => Promise<Household> {
  let saving: Promise<Saved | undefined> | undefined
  return async () => {
    saving ??= make().then((home) => home.save())
    const saved = await saving
    if (saved === undefined) return make()
    const home = household(inject('dialect'), saved)
    // A program that a test starts by itself does not wait for the server.
    await home.ready()
    return home
  }
}

/**
 * @param dialect the database that it lives in
 * @param saved the household that it begins as a copy of
 */
export function household(dialect = inject('dialect'), saved?: Saved): Household {
  const folder = temporaryFolder()
  const file = join(folder, '.local/share/momentum/momentum.db')
  // No command makes a household on a server by the way.
  const server = dialect === 'postgres' ? newHousehold(saved?.rows) : undefined
  const env: Record<string, string> = {
    MOMENTUM_TZ: 'UTC',
    // The folders hold only what a test is about.
    MOMENTUM_BACKUPS: 'off',
    HOME: folder,
    ...(server === undefined ? {} : { MOMENTUM_DB: server.url }),
  }
  const database = server === undefined ? file : serverOf(server.url).url
  if (saved !== undefined) writeSaved(saved, folder)
  let clock = saved?.clock ?? new Date(noon)
  let uuids = saved?.uuids ?? 0
  let tokens = saved?.tokens ?? 0
  /** What the commands started; a command counts as over when all of it is. */
  const background: Promise<number>[] = []

  const world = (argv: readonly string[], changes: Partial<TestWorld> = {}): TestWorld => {
    const now = clock
    clock = new Date(clock.getTime() + 1000)
    return {
      argv,
      program: ['/opt/node', '/opt/momentum.js'],
      env,
      stdin: new PassThrough().end(),
      isInputTerminal: () => changes.stdin !== undefined && 'isTTY' in changes.stdin,
      now,
      clock: () => now,
      platform: 'linux',
      cwd: () => folder,
      homedir: () => folder,
      uid: () => 0,
      noteSaved: () => {},
      isWritten: () => true,
      whenIdle: () => () => {},
      whenInterrupted: () => () => {},
      startProgram: (words) => {
        background.push(main(world(words)))
        return process.pid
      },
      runShell: async () => ({ isStarted: false }),
      newUuid: () => {
        uuids += 1
        return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`
      },
      newToken: () => {
        tokens += 1
        return `token-${tokens}`
      },
      // As large as the answer: nobody reads before the command is over.
      stdout: new PassThrough({ highWaterMark: 2 ** 30 }),
      stderr: new PassThrough({ highWaterMark: 2 ** 30 }),
      ...changes,
    }
  }

  const ready = async () => server?.ready()
  const runIn = async (its: TestWorld): Promise<Answer> => {
    await ready()
    const code = await main(its)
    await Promise.all(background.splice(0))
    const answer = { code, stdout: textIn(its.stdout), stderr: textIn(its.stderr) }
    notePrinted(its.argv.join(' '), answer.stdout, answer.stderr)
    requireUnderstood(its.argv.join(' '), answer.stdout, answer.stderr)
    return answer
  }
  const run = (...argv: string[]) => runIn(world(argv))
  const queryEach = async (statements: readonly Statement[]) => {
    await ready()
    if (server === undefined) return runStatementsInFile(file, statements)
    const answers: unknown[][] = []
    for (const statement of statements) answers.push(await server.ask(statement))
    return answers
  }
  const given = { ...env }
  const begin = async (argv: readonly string[]) => {
    const isSame = isDeepStrictEqual(env, given) && readdirSync(folder).length === 0
    if (server === undefined && isSame && isBeginning(argv)) await writeEmptyFile(file)
  }

  return {
    folder,
    database,
    env,
    world,
    run,
    runIn,
    ready,
    json: async (...argv) => {
      await begin(argv)
      const { code, stdout, stderr } = await run(...argv, '--json')
      if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`)
      return JSON.parse(stdout)
    },
    setClock: (instant) => {
      clock = new Date(instant)
    },
    query: async (statement) => (await queryEach([statement])).flat(),
    queryEach,
    async queryUnchecked(statement) {
      await ready()
      if (server === undefined) return runStatementInFile(file, statement, { checked: false })
      await dropChecks(server.url)
      return server.ask(statement)
    },
    async save() {
      const rows = server === undefined ? undefined : await saveRows(server.url)
      if (server !== undefined && rows === undefined) return undefined
      return { rows, files: readSaved(folder), clock, uuids, tokens }
    },
  }
}

/** Whether a command would make the household, about which its JSON says nothing. */
function isBeginning(argv: readonly string[]): boolean {
  const command = argv.slice(0, 2).join(' ')
  const first = /^(db init|(user|category|task|routine) add|add .*)$/
  return first.test(command) && !argv.includes('--db') && !argv.includes('--dry-run')
}

function readSaved(folder: string): Saved['files'] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => [path, readFileSync(join(folder, path)), statSync(join(folder, path)).mode])
}

function writeSaved(saved: Saved, folder: string) {
  for (const [path, bytes, mode] of saved.files) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, bytes)
    chmodSync(file, mode)
  }
}

/**
 * A stream that passes for a terminal of so many columns, and of so many rows if they are given.
 */
export function screen(columns: number, rows?: number): PassThrough {
  return Object.assign(new PassThrough(), { isTTY: true, columns, rows })
}

function textIn(stream: PassThrough): string {
  return stream.read()?.toString() ?? ''
}
