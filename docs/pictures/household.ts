import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/momentum.js', import.meta.url))
const clock = fileURLToPath(new URL('clock.cjs', import.meta.url))

/** A page of the built program that is photographed, in CSS pixels. */
type Photo = {
  /** How large its demo household is. */
  readonly seed: readonly string[]
  /** The command that writes it. */
  readonly command: string
  readonly media: 'print' | 'screen'
  /** With the white edge around it. */
  readonly width: number
  /** What is below is cut off. */
  readonly height: number
  /** How wide the white edge around it is. */
  readonly edge: number
}

/** The pictures of README.md, by name. */
export const photos = {
  // A4 across without its margins, which a screen does not show.
  sheet: { seed: [], command: 'sheet', media: 'print', width: 1100, height: 780, edge: 20 },
  report: {
    ...{ seed: ['--tasks', '70', '--days', '330'], command: 'report', media: 'screen' },
    ...{ width: 860, height: 815, edge: 0 },
  },
} as const satisfies Readonly<Record<string, Photo>>

export type PhotoName = keyof typeof photos
export const photoNames = Object.keys(photos) as PhotoName[]

/**
 * Makes a page by the built program, in a demo household on a Thursday in November: the same bytes
 * whenever it is made.
 */
export function makePage(name: PhotoName): string {
  const folder = mkdtempSync(join(tmpdir(), 'momentum-pictures-'))
  const { seed, command } = photos[name]
  const out = join(folder, 'page.html')
  try {
    run(folder, ['db', 'seed', '--demo', ...seed])
    run(folder, ['win', 'pick', 'tap', '--as', 'sam'])
    run(folder, [command, '--out', out])
    return readFileSync(out, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(home: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['--require', clock, program, ...words], {
    env: {
      HOME: home,
      PICTURES_NOW: '2026-11-26T09:00:00Z',
      MOMENTUM_TZ: 'UTC',
      MOMENTUM_BACKUPS: 'off',
    },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`“momentum ${words.join(' ')}” ended with ${status}: ${stderr}`)
}
