import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { bin, run, shell } from '../support/program/program.ts'

const page = readFileSync('docs/reminders.md', 'utf8')
const scripts = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

/** Keeps what it is given in place of the program that would tell somebody. */
const standIn = `#!/bin/sh
printf '%s\\n' "$@" > "$HOME/words"
cat > "$HOME/text"
`

/** A household in which a task of this title is due today, and a shell in which nobody is told. */
async function due(title: string) {
  const home = temporaryFolder()
  const folder = join(home, 'bin')
  mkdirSync(folder)
  symlinkSync(bin, join(folder, 'momentum'))
  for (const name of ['mail', 'notify-send', 'curl']) {
    writeFileSync(join(folder, name), standIn)
    chmodSync(join(folder, name), 0o755)
  }
  await run({ home }, 'user', 'add', 'Sam', '--quiet')
  await run({ home }, 'login', 'sam')
  await run({ home }, 'add', title, 'due:today', '@sam')
  const path = [folder, dirname(process.execPath), process.env.PATH].join(delimiter)
  const told = (name: string) => {
    const file = join(home, name)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  }
  return {
    home,
    async run(script: string) {
      const { code, stderr } = await shell({ home, env: { PATH: path } }, script)
      return { code, stderr, words: told('words'), text: told('text') }
    },
  }
}

const title = 'Sam: 1 due today, no Daily Win yet'
const rest = 'Due today\n  #1 Salt <&> vinegar\nDaily Win\n  Nothing is picked for today yet.\n'
const escaped = rest.replace('<&>', '&lt;&amp;>')

test.each([
  ['mail', 0, { words: `-s\n${title}\nsam@example.org\n`, text: `${title}\n\n${rest}` }],
  ['notify-send', 1, { words: `--app-name=Momentum\n--\n${title}\n${escaped}`, text: '' }],
  [
    'ntfy',
    2,
    {
      words: `-fsS\n-o\n/dev/null\n-H\nTitle: ${title}\n--data-binary\n@-\nhttps://ntfy.sh/your-secret-topic\n`,
      text: rest,
    },
  ],
] as const)(
  'the script for %s tells it once, and what is wrong with the household',
  async (_, index, told) => {
    const sam = await due('Salt <&> vinegar')
    const script = scripts[index] ?? ''
    const first = await sam.run(script)
    const again = await sam.run(`rm -f words text; ${script}`)
    const failed = await sam.run(`export MOMENTUM_DB=none.db; ${script}`)
    const silent = { code: 0, stderr: '', words: undefined, text: undefined }
    expect([first, again, { ...failed, stderr: failed.stderr.split('\n')[0] }]).toEqual([
      { code: 0, stderr: '', ...told },
      silent,
      { ...silent, code: 5, stderr: `momentum: There is no database at “${sam.home}/none.db”.` },
    ])
  },
)

test('the first digest of the page is one that the program prints', async () => {
  const home = temporaryFolder()
  await run({ home }, 'user', 'add', 'Sam')
  await run({ home }, 'add', 'Pay', 'the', 'rent', 'due:yesterday', 'pri:urgent', '@sam')
  const { stdout } = await run({ home }, 'remind', '--as', 'sam')
  const shown = stdout.split('\n').filter((line) => !line.startsWith('  #') && !/^Sam:/.test(line))
  expect(page.split('\n')).toEqual(expect.arrayContaining(shown))
})

test('the line for cron runs as it is printed, without an environment', async () => {
  const sam = await due('Soup')
  const { stdout } = await run({ home: sam.home }, 'remind', '--unit', 'cron', '--soon', '1d')
  const line = /^0 8 \* \* \* (.*)$/m.exec(stdout)?.[1] ?? ''
  const answer = await shell(
    { home: sam.home },
    `env -i HOME="$HOME" PATH=/usr/bin:/bin /bin/sh -c ${JSON.stringify(line.replaceAll('\\%', '%'))}`,
  )
  expect(answer).toEqual({
    code: 0,
    stdout: `${title}\n\n${rest.replace('Salt <&> vinegar', 'Soup')}`,
    stderr: '',
  })
})
