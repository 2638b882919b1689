import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Household, household, screen } from '../support/household/household.ts'

// Each file is what somebody typed in a new household, and what Momentum answered. A line that
// begins with $ is a command; @ sets the clock or the width of the terminal, which has colors.
// Who changes an answer writes the files anew, and reads the difference before it is committed:
// vitest run --project sqlite test/commands/sessions.test.ts --update

const folder = join(import.meta.dirname, 'sessions')

test.each(readdirSync(folder))('the session %s is answered as it should be', async (name) => {
  const typed = readFileSync(join(folder, name), 'utf8').split('\n')
  await expect(await play(typed, household('sqlite'))).toMatchFileSnapshot(join(folder, name))
})

/** Runs the commands again. @returns them and what is answered now */
async function play(typed: readonly string[], home: Household): Promise<string> {
  let columns = 0
  const written: string[] = []
  for (const line of typed) {
    const [, mark, text = ''] = /^([$@#]) ?(.*)$/.exec(line) ?? []
    if (mark === undefined) continue
    written.push(line)
    if (mark === '@' && /^\d+ columns$/.test(text)) columns = Number.parseInt(text, 10)
    else if (mark === '@') home.setClock(text)
    if (mark === '$') written.push(await answerTo(text, home, columns), '')
  }
  return `${written.join('\n')}\n`
}

async function answerTo(text: string, home: Household, columns: number): Promise<string> {
  const streams = columns > 0 ? { stdout: screen(columns), stderr: screen(columns) } : {}
  const { code, stdout, stderr } = await home.runIn(home.world(wordsOf(text), streams))
  const answer = [...stdout, ...stderr, ...(code === 0 ? [] : `exit code ${code}\n`)].join('')
  return answer
    .replaceAll(home.folder, '/home/alex')
    .replaceAll('\u001b', '␛')
    .replace(/\d+ kB/g, '… kB')
    .replace(/SQLite [\d.]+/, 'SQLite …')
    .replace(/^(?=[$@#])/gm, ' ')
    .trimEnd()
}

/** Splits a line as a shell does, with single and double quotes; `{a*3}` stands for aaa. */
function wordsOf(text: string): string[] {
  const long = text.replace(/\{(.)\*(\d+)\}/g, (_, sign: string, n: string) =>
    sign.repeat(Number(n)),
  )
  const words = long.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? []
  return words.slice(1).map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'))
}
