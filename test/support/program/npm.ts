import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { checkout } from './program.ts'

/** Runs npm for a folder, whatever is above that; scripts would build anew what other tests run. */
export async function npm(folder: string, ...words: readonly string[]): Promise<string> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1']
  const { stdout } = await promisify(execFile)('npm', [...words, '--prefix', folder, ...quiet], {
    maxBuffer: 2 ** 26,
  })
  return stdout
}

/** Packs the built checkout into a folder. @returns the tarball's path */
export async function pack(folder: string): Promise<string> {
  return join(folder, (await npm(folder, 'pack', checkout, '--pack-destination', folder)).trim())
}
