import type { Args, Context } from '../../command.ts'
import { statFile } from '../../db/sqlite/file.ts'
import { nameTakenError, requireTarget } from '../../db/sqlite/target.ts'
import { usageError } from '../../errors.ts'
import { flag, option } from './options.ts'

/** The file to which an answer goes, and whether it may replace one. */
export type OutFile = { readonly path: string; readonly replace: boolean }

/**
 * Parses `--out` and `--force`, and asks a person before a file is replaced.
 *
 * @returns undefined for standard output
 * @throws MomentumError `usage` for a path where no file can be, `refused` for one that is in use
 */
export async function parseOutFile(args: Args, context: Context): Promise<OutFile | undefined> {
  const name = option(args, 'out')
  const force = flag(args, 'force')
  if (name === undefined || name === '-') {
    if (force) throw usageError('--force goes with --out: which file may be replaced?')
    return undefined
  }
  const path = context.settings.locateFile(name)
  requireTarget(path, context.settings.location())
  if (statFile(path) === undefined || force) return { path, replace: force }
  if (!context.interactive && args.globals.yes !== true) throw nameTakenError(path)
  await context.consent()(`Replace “${path}”?`, 'Nothing was written.')
  return { path, replace: true }
}
