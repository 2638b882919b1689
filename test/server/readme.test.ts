import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { derivedChecks } from '../support/database/checks.ts'
import { temporaryFolder } from '../support/folder.ts'
import { bin, checkout, shell } from '../support/program/program.ts'
import { startServer } from '../support/server/postgres-server.ts'

const readme = readFileSync('README.md', 'utf8')
const steps = readme.slice(readme.indexOf('### A server at home'), readme.indexOf('### A hosted'))
const [install = '', allow = '', settings = ''] = [
  ...steps.matchAll(/ {3}```\n([\s\S]*?) {3}```/g),
].map(([, block = '']) => block.replaceAll(/^ {3}/gm, ''))
const [init = '', copy = '', check = ''] = [
  ...steps.slice(steps.indexOf('\n5. ')).matchAll(/`(momentum [^`]*)`/g),
].map(([, command = '']) => command.replaceAll(/\s+/g, ' '))

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
}, 60_000)
afterAll(() => server?.stop())

const password = 'of-the-smiths'
const certificate = join(import.meta.dirname, '../support/server/tls/ca.pem')

/** Debian's programs, and the program that is installed on each computer. */
const programs = `
sudo() { if [ "$1" = -u ]; then shift 2; fi; "$@"; }
apt() { :; }
for name in createuser createdb psql tee systemctl; do
  eval "$name() { ${process.execPath} ${join(import.meta.dirname, '../support/server/debian.ts')} $name \\"\\$@\\"; }"
done
`

/** A computer of the household, with the settings of step 4. */
function computer(): { home: string; env: Record<string, string>; url: string } {
  const home = temporaryFolder()
  const programs = join(home, 'bin')
  mkdirSync(programs)
  symlinkSync(bin, join(programs, 'momentum'))
  const its = settings
    .replace('/home/alex/.config/momentum/server.pem', certificate)
    .replace('homeserver', `localhost:${server.port}`)
    .replace(':password@', `:${password}@`)
  const file = join(home, '.config/momentum/.env')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, its, { mode: 0o600 })
  return {
    home,
    env: { PATH: `${programs}:${process.env.PATH}`, SERVER_URL: server.url, PASSWORD: password },
    url: /MOMENTUM_DB=(.*)/.exec(its)?.[1] ?? '',
  }
}

/** The lines of `db check`, each without what it found. */
const checks = [
  ...['✓ connects', '✓ integrity', '✓ foreign keys', '✓ schema'],
  ...derivedChecks.map(({ name }) => `✓ ${name}`),
  ...['✓ write, read, delete', '✓ time zone', '✓ private tasks'],
]

/**
 * Runs commands on that computer. @returns the code, and what was printed without what was found
 */
async function typed({ home, env }: ReturnType<typeof computer>, line: string) {
  const { code, stdout, stderr } = await shell({ home, env }, line)
  return { code, stderr, lines: stdout.replaceAll(/:.*/g, '').trim().split('\n') }
}

test('the five steps for a server at home end with a household that passes every check', async () => {
  const at = computer()
  const lines = ['set -e', programs, install, allow].join('\n')
  expect(await shell({ home: at.home, env: at.env, cwd: checkout }, lines)).toMatchObject({
    code: 0,
    stderr: '',
  })
  expect(await typed(at, `${init} && ${check}`)).toEqual({
    code: 0,
    stderr: '',
    lines: ['✓ Created the household’s database', ...checks],
  })

  const file = 'momentum --db ~/.local/share/momentum/momentum.db'
  const fill = `mkdir -p ~/.local/share/momentum && ${file} db init && ${file} user add Alex`
  const move = copy.replace('postgres://…', at.url)
  expect(await typed(at, `{ ${fill} && ${move}; } > moved.txt && ${check}`)).toEqual({
    code: 0,
    stderr: '',
    lines: checks,
  })
})
