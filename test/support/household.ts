import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { inject, onTestFinished } from 'vitest'
import { main } from '../../src/main.ts'
import type { World } from '../../src/world.ts'
import { newHouseholdUrl } from './server.ts'

/** What a command answered. */
export type Answer = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** A household in a folder of its own, which is removed when the test ends. */
export type Household = {
  readonly folder: string
  /** The default database, which the first command makes. */
  readonly database: string
  /** Runs a command in process, through the real `main`; the clock moves on by a second. */
  readonly run: (...argv: string[]) => Promise<Answer>
  /** As `run`, for a command that has to succeed: its JSON answer. */
  readonly json: (...argv: string[]) => Promise<unknown>
  /** The world of the next command, to be changed before `runIn`. */
  readonly world: (argv: readonly string[], changes?: Partial<TestWorld>) => TestWorld
  readonly runIn: (world: TestWorld) => Promise<Answer>
  /** Sets the clock of the next command. */
  readonly setClock: (instant: string) => void
  readonly env: Record<string, string>
}

export type TestWorld = World & { readonly stdout: PassThrough; readonly stderr: PassThrough }

/** Sunday 22 November 2026, noon, in UTC. */
export const noon = '2026-11-22T12:00:00.000Z'

export function household(): Household {
  const folder = mkdtempSync(join(tmpdir(), 'momentum-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const env: Record<string, string> = { MOMENTUM_TZ: 'UTC', HOME: folder }
  const prepare = inject('dialect') === 'postgres' ? onServer(env) : async () => {}
  let clock = new Date(noon)
  let uuids = 0
  let tokens = 0

  const world = (argv: readonly string[], changes: Partial<TestWorld> = {}): TestWorld => {
    const now = clock
    clock = new Date(clock.getTime() + 1000)
    return {
      argv,
      env,
      stdin: new PassThrough().end(),
      now,
      clock: () => now,
      platform: 'linux',
      cwd: () => folder,
      homedir: () => folder,
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

  const runIn = async (its: TestWorld): Promise<Answer> => {
    await prepare()
    const code = await main(its)
    return { code, stdout: textIn(its.stdout), stderr: textIn(its.stderr) }
  }
  const run = (...argv: string[]) => runIn(world(argv))

  return {
    folder,
    database: join(folder, '.local/share/momentum/momentum.db'),
    env,
    world,
    run,
    runIn,
    json: async (...argv) => {
      const { code, stdout, stderr } = await run(...argv, '--json')
      if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`)
      return JSON.parse(stdout)
    },
    setClock: (instant) => {
      clock = new Date(instant)
    },
  }
}

/** Has the household live on a server, where no command makes it by the way. */
function onServer(env: Record<string, string>): () => Promise<void> {
  let url: Promise<string> | undefined
  return async () => {
    url ??= newHouseholdUrl()
    env.MOMENTUM_DB ??= await url
  }
}

/** A stream that passes for a terminal of so many columns. */
export function screen(columns: number): PassThrough {
  return Object.assign(new PassThrough(), { isTTY: true, columns })
}

function textIn(stream: PassThrough): string {
  return stream.read()?.toString() ?? ''
}
