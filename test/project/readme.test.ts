import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { globalOptions } from '../../src/cli/globals.ts'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { household, screen } from '../support/household/household.ts'
import { hasJq, newShell } from '../support/program/reader-shell.ts'

const readme = readFileSync('README.md', 'utf8')
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

test('starts with the two commands, each on one line', () => {
  expect(readme.slice(0, readme.indexOf('```sh') + 6 + (blocks[0]?.length ?? 0))).toEqual(
    '# Momentum\n\n```sh\nnpm ci && npx momentum\nnpm ci && npm test\n',
  )
})

test('shows a first day that works as written, with a login and a backup', () => {
  const [, household, day, , repeating, accounts] = blocks
  const backups = blocks.filter((block) => block.includes('household-backup.db'))
  const { code, stderr } = newShell()([household, day, repeating, accounts, ...backups].join('\n'))
  expect({ code, stderr: stderr.replace(/: .*/, '') }).toEqual({
    code: 0,
    stderr: 'Created the household’s database\n',
  })
})

test('shows today’s page of the demo household, as it is', async () => {
  const home = household()
  home.setClock('2026-11-26T09:00:00Z')
  await home.json('db', 'seed', '--demo')
  await home.json('win', 'pick', 'tap')
  const { stdout } = await home.runIn(home.world(['--no-color'], { stdout: screen(80) }))
  expect(readme.match(/```\n(Thursday[\s\S]*?)```/)?.[1]).toEqual(stdout.trimStart())
})

test('shows quick add that works as written', () => {
  const quick = blocks[3] ?? ''
  const { code, stdout } = newShell()(`momentum user add Sam\n${quick}\nmomentum win show --json`)
  const win = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{')))
  expect({ code, done: win.task.definition_of_done, added: stdout.match(/Added .*/g) }).toEqual({
    code: 0,
    done: 'The money is away',
    added: [
      'Added #1: Sam',
      'Added routine 1: Take out the bins, every week on tue',
      'Added #2: Pay the rent',
    ],
  })
})

test('shows work that repeats, as written', () => {
  const { code, stdout } = newShell()(blocks[4] ?? '')
  expect({
    code,
    lines: stdout.split('\n').filter((line) => /routine \d|last fri/.test(line)),
  }).toEqual({
    code: 0,
    lines: [
      '✓ Added routine 1: Take out the bins, every week on tue',
      '✓ Added routine 2: Water the plants, 10 days after it was done',
      'Every month on last fri',
    ],
  })
})

test.skipIf(!hasJq)('shows one-liners for jq that work', () => {
  const [, household, day] = blocks
  const scripts = blocks.find((block) => block.includes('| jq'))
  const { code, stdout } = newShell()(`{ ${household}\n${day}\n} > day.txt\n${scripts}`)
  const today = new Date().toISOString().slice(0, 10)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `Pay the electricity bill\n${today} DONE Fix the dripping tap\n`,
  })
})

test.skipIf(!hasJq)('shows JSON that jq can read, for every kind of command', async () => {
  const home = household()
  await home.json('db', 'seed')
  const commands = ['', 'user list', 'user show 1', 'task list', 'task show 1', 'win show']
  const more = ['win history', 'win stats', 'db status', 'db check', 'db path', 'db migrate --list']
  let documents = ''
  for (const words of [...commands, ...more]) {
    documents += (await home.run(...words.split(' ').filter(Boolean), '--json')).stdout
  }
  const { status, stdout } = spawnSync('jq', ['-c', 'type'], { input: documents, encoding: 'utf8' })
  const types = 'object array object array object null array object object array object array'
  expect({ status, types: stdout.replaceAll('"', '').trim().split('\n').join(' ') }).toEqual({
    status: 0,
    types,
  })
})

describe('docs/commands.md names every command and option', () => {
  const page = readFileSync('docs/commands.md', 'utf8')
  const nested = groups.flatMap(({ noun, verbs }) =>
    verbs.map((verb) => ({ ...verb, command: `momentum ${noun} ${verb.usage}` })),
  )
  const own = ownVerbs.map((verb) => ({ ...verb, command: `momentum ${verb.usage}` }))

  test.each([...nested, ...own])('$command', ({ command, options = [] }) => {
    const rows = page.split('\n')
    const row = rows.find((line) => line.startsWith(`| \`${command}\` |`)) ?? ''
    // The page names the options of `task add` once.
    const inherited = command.startsWith('momentum task edit')
    const missing = options
      .map(([flags]) => flags.split(' ')[0] ?? '')
      .filter((option) => !row.includes(option))
      .filter((option) => !inherited || option === '--title')
    expect({ isThere: row !== '', missing }).toEqual({ isThere: true, missing: [] })
  })

  test('everywhere', () => {
    const everywhere = /Everywhere: ([\s\S]*?)\n\n/.exec(page)?.[1] ?? ''
    const long = [...globalOptions.map(([flags]) => /--[\w-]+/.exec(flags)?.[0] ?? ''), '--version']
    expect(long.filter((option) => !everywhere.includes(option))).toEqual([])
  })
})

test('the example of settings names every setting that is read', () => {
  const read = [...readFileSync('src/domain/setting.ts', 'utf8').matchAll(/'(MOMENTUM_\w+)'/g)]
  const named = [...readFileSync('.env.example', 'utf8').matchAll(/^#(MOMENTUM_\w+)=/gm)]
  const names = (matches: RegExpMatchArray[]) =>
    [...new Set(matches.map((match) => match[1]))].sort()
  expect(names(named)).toEqual(names(read))
})

test('the pages name only files that exist', () => {
  const pages = ['README.md', 'SECURITY.md', ...globSync('docs/*.md')]
  const paths = pages.flatMap((page) => pathsIn(readFileSync(page, 'utf8')))
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

test('every link between the pages leads to a file and a heading', () => {
  const pages = ['README.md', 'SECURITY.md', ...globSync('docs/*.md')]
  const broken = pages.flatMap((page) =>
    linksIn(page).filter(({ file, heading }) => {
      if (!existsSync(file)) return true
      return heading !== undefined && !headingsIn(file).includes(heading)
    }),
  )
  expect(broken).toEqual([])
})

/** The links of a page to others, and within it. */
function linksIn(page: string) {
  const links = readFileSync(page, 'utf8').matchAll(/\]\((?!\w+:)([^)#]*)(?:#([^)]*))?\)/g)
  return [...links].map(([, path, heading]) => ({
    page,
    file: path ? join(dirname(page), path) : page,
    heading,
  }))
}

/** The headings of a page, as links name them. */
function headingsIn(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
}

/** The paths of the checkout that a page names; `NNNN` stands for any step. */
function pathsIn(page: string): string[] {
  const named = page.matchAll(/`((?:bench|bin|build|docs|migrations|src|test)\/[\w./-]*)`/g)
  return [...named].map(([, path = '']) => path).filter((path) => !path.includes('NNNN'))
}

test('the two commands exist', () => {
  const { bin, scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect([bin, Object.keys(scripts).includes('test'), scripts.prepare]).toEqual([
    { momentum: 'bin/momentum.js', mo: 'bin/momentum.js' },
    true,
    'npm run --silent build',
  ])
  expect(
    execFileSync(process.execPath, ['bin/momentum.js', '--version'], { encoding: 'utf8' }),
  ).toBe('momentum 0.1.0\n')
})
