import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bin } from '../program/program.ts'

const isRoot = process.getuid?.() === 0

/** Somebody who may not do everything; root is nobody’s equal. */
const nobody = 65_534

/** The words before a program that make it somebody’s for whom the modes of files count. */
export const asOtherUser: readonly string[] = isRoot
  ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  : ['env']

const [command = '', ...rest] = [...asOtherUser, process.execPath, bin, '--version']
const works = process.platform !== 'win32' && spawnSync(command, rest).status === 0

/** Why a test that needs one is passed over, for its name. */
export const otherUser = {
  missing: !works,
  why: works ? '' : ' (passed over: nobody else can run the checkout)',
}

/** Gives a folder, and all in it, to that somebody. */
export function giveToOtherUser(folder: string): void {
  chmodSync(folder, 0o755)
  if (!isRoot) return
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const path of [folder, ...names.map((name) => join(folder, name))]) {
    chownSync(path, nobody, nobody)
  }
}
