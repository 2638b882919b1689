import { join } from 'node:path'
import type { Args, Context } from '../../command.ts'
import { writePrivateText } from '../../db/sqlite/private-text.ts'
import { writeSharedText } from '../../db/sqlite/shared-text.ts'
import { usageError } from '../../errors.ts'
import { flag, option } from './options.ts'
import type { OutFile } from './out-file.ts'

/** Where a page goes that a browser may show: a file, or the cache, which only its owner reads. */
export type PageFile = OutFile | 'cache'

/**
 * Parses `--open`.
 *
 * @param writing what a command writes to a file, such as “page”
 * @throws MomentumError `usage` where there is nobody to look, or no file to open
 */
export function parseOpen(args: Args, writing: string): boolean {
  if (!flag(args, 'open')) return false
  const { json, fields } = args.globals
  if (json === true || fields !== undefined) {
    throw usageError(
      'Use --open or --json, not both.',
      `To write the ${writing}, add --out <file>.`,
    )
  }
  if (option(args, 'out') !== '-') return true
  throw usageError('Use --open or --out -, not both.', 'To open a file, give --out its path.')
}

/**
 * Writes a page.
 *
 * @param name what it is called in the cache
 * @returns its path
 */
export async function writePage(
  text: string,
  name: string,
  target: PageFile,
  { settings }: Pick<Context, 'settings'>,
): Promise<string> {
  if (target !== 'cache') {
    await writeSharedText(target, [text])
    return target.path
  }
  const path = join(settings.cacheFolder(), name)
  writePrivateText(path, text)
  return path
}
