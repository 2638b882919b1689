import { spawnSync } from 'node:child_process'
import type { Answer } from '../household/household.ts'
import { bin, runToEnd } from '../program/program.ts'

const works = spawnSync('faketime', ['2020-02-29 12:00:00', 'true']).status === 0

/** Why a test that needs faketime is passed over, for its name. */
export const faketime = {
  missing: !works,
  why: works ? '' : ' (passed over: faketime is not here)',
}

/**
 * A clock on the wall: a zone and the time there, which may be in faketime’s own words: `@… x60`.
 */
export type Clock = { readonly zone: string; readonly time: string }

/** Runs the built program in a home where the clock shows this. */
export async function runAtTime(
  home: string,
  { zone, time }: Clock,
  ...argv: string[]
): Promise<Answer> {
  const env = { TZ: zone, MOMENTUM_TZ: undefined }
  const advanced = time.startsWith('@') ? ['-f'] : []
  const words = [...advanced, time, process.execPath, bin, ...argv]
  const { code, signal, stdout, stderr } = await runToEnd({ home, env }, 'faketime', words)
  if (code === null) throw new Error(`It was ended by ${signal}: ${stderr}`)
  return { code, stdout, stderr }
}
