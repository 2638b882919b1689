import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Household } from '../support/household/household.ts'
import { sampleHousehold, success, usageFailure } from '../support/household/sample.ts'

/** Opens a page where these programs are. */
async function opened(home: Household, programs: readonly string[], ...words: readonly string[]) {
  const lines: string[] = []
  const answer = await home.runIn(
    home.world(words, {
      runShell: async (line, { words: paths = [] }) => {
        lines.push(line)
        const isThere = programs.includes(line) && paths.every((path) => existsSync(path))
        return isThere ? { code: 0 } : { isStarted: false }
      },
    }),
  )
  return { answer, lines }
}

describe.each([
  { page: 'the report', words: ['report'], name: 'report.html', out: 'report.html' },
  {
    page: 'the report',
    words: ['report', '--picture', 'load'],
    name: 'load.svg',
    out: 'pictures.svg',
  },
  {
    page: '“Week of 16 November 2026”',
    words: ['sheet'],
    name: 'sheet.html',
    out: 'week.html',
  },
  {
    page: '“Sam’s week of 16 November 2026”',
    words: ['sheet', '--for', 'sam', '--paper', 'letter'],
    name: 'sheet.html',
    out: 'sam.html',
  },
])('%o that is opened', ({ page, words, name, out }) => {
  it('is in a file that only its owner can read', async () => {
    const home = await sampleHousehold()
    const file = join(home.folder, '.cache/momentum', name)
    const first = await opened(home, ['xdg-open'], ...words, '--open')
    const again = await opened(home, ['xdg-open'], ...words, '--open')
    expect({ first, again, mode: statSync(file).mode & 0o777 }).toEqual({
      first: { answer: success(`✓ Opened ${page}: ${file}`), lines: ['xdg-open'] },
      again: first,
      mode: 0o600,
    })
  })

  it('is the file that was named, and the browser of BROWSER', async () => {
    const home = await sampleHousehold()
    home.env.BROWSER = 'nothing:firefox --new-window %s'
    const file = join(home.folder, out)
    expect(await opened(home, ['firefox --new-window'], ...words, '--open', '--out', out)).toEqual({
      answer: success(`✓ Opened ${page}: ${file}`),
      lines: ['nothing', 'firefox --new-window'],
    })
  })

  it('is named where nothing can open it', async () => {
    const home = await sampleHousehold()
    const file = join(home.folder, '.cache/momentum', name)
    const { answer } = await opened(home, [], ...words, '--open')
    const why = 'No browser was found. Open the file yourself, or name a browser in BROWSER.'
    expect(answer).toEqual(success(`✓ Wrote ${page}: ${file}`, why))
  })
})

it.each([
  [
    ['report', '--open', '--out', '-'],
    'Use --open or --out -, not both.',
    'To open a file, give --out its path.',
  ],
  [
    ['sheet', '--open', '--out', '-'],
    'Use --open or --out -, not both.',
    'To open a file, give --out its path.',
  ],
  [
    ['sheet', '--open', '--format', 'text'],
    '--open goes with --format html: text and md are not for browsers.',
    undefined,
  ],
])('%j is refused', async (words, message, hint) => {
  const home = await sampleHousehold()
  expect(await home.run(...words)).toEqual(usageFailure(message, hint))
})

it.each([
  ['report', 'To write the page, add --out <file>.'],
  ['sheet', 'To write the sheet, add --out <file>.'],
])('%s --open with --json is refused', async (command, hint) => {
  const home = await sampleHousehold()
  const { code, stderr } = await home.run(command, '--open', '--json')
  const { message, hint: told } = JSON.parse(stderr).error
  expect([code, message, told]).toEqual([2, 'Use --open or --json, not both.', hint])
})
