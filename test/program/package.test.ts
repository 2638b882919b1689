import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  promises,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import path, { dirname, join } from 'node:path'
import Raw from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { openAsOtherProgram, readFiles, schemaOf } from '../support/database/database.ts'
import { memory, temporaryFolder } from '../support/folder.ts'
import { pack } from '../support/program/npm.ts'
import { bin, checkout, run, shell } from '../support/program/program.ts'

/** A Node of this computer that is too old for the program. */
const oldNode = (process.env.PATH ?? '')
  .split(':')
  .filter((folder) => folder !== '' && !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .find((node) => existsSync(node) && isOld(node))

function isOld(node: string): boolean {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' })
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  return major < 22 || (major === 22 && minor < 14)
}

/** A folder with the package in it, as npm unpacks it. */
const unpacked = mkdtempSync(join(memory, 'momentum-package-'))
beforeAll(async () => {
  execFileSync('tar', ['-xzf', await pack(unpacked)], { cwd: unpacked })
}, 60_000)
afterAll(() => rmSync(unpacked, { recursive: true }))

test('--version is the package’s', async () => {
  expect(await run({ home: temporaryFolder() }, '--version')).toEqual({
    code: 0,
    stdout: `momentum ${manifest.version}\n`,
    stderr: '',
  })
})

test.skipIf(oldNode === undefined)(
  'F001 an old Node hands over to the one of the checkout, with words, streams and exit code',
  async () => {
    const home = temporaryFolder()
    const added = await run({ home, node: oldNode ?? '' }, 'user', 'add', 'Al ex', '--json')
    const failed = await run({ home, node: oldNode ?? '' }, 'user', 'show', 'zoe')

    expect(added.code).toEqual(0)
    expect(JSON.parse(added.stdout)).toMatchObject({ id: 1, name: 'Al ex' })
    expect(failed).toMatchObject({ code: 3, stdout: '' })
  },
)

test.skipIf(oldNode === undefined)(
  'F001 an old Node without another one beside it gets one line and 1',
  async () => {
    const home = temporaryFolder()
    mkdirSync(join(home, 'bin'))
    copyFileSync(bin, join(home, 'bin/momentum.js'))
    copyFileSync(join(checkout, 'bin/package.json'), join(home, 'bin/package.json'))
    copyFileSync(join(checkout, 'package.json'), join(home, 'package.json'))
    const answer = await shell({ home }, `'${oldNode}' bin/momentum.js user list`)

    expect(answer).toMatchObject({ code: 1, stdout: '' })
    expect(answer.stderr).toMatch(/^momentum: .*Node\.js 22\.14 or newer.*\n$/)
  },
)

test('the program runs through a link from anywhere, as npm installs it', async () => {
  const home = temporaryFolder()
  const answer = await shell(
    { home },
    `mkdir b && ln -s '${bin}' b/momentum && '${process.execPath}' b/momentum user add Alex --quiet`,
  )

  expect(answer).toMatchObject({ code: 0, stdout: '1\n' })
})

test('the package holds the program and its documentation, and nothing else', () => {
  const paths = Object.keys(readFiles(join(unpacked, 'package')))
  const everyDay = ['momentum', 'verbs', 'words', 'work']
  const others = [
    'csv',
    'exchange',
    'ical',
    'pictures',
    'questions',
    'rest',
    'schema',
    'server',
    'tables',
    'transformer',
    'writers',
  ]
  const sometimes = ['colors', 'completion', 'routines']
  const files = [...everyDay, ...sometimes, ...others]
  const docs = [
    'architecture.md',
    'calendar.md',
    'commands.md',
    'daily-win.md',
    'moving.md',
    'one-login-per-member.sql',
    'paper.md',
    'performance.md',
    'pictures/report.webp',
    'pictures/sheet.webp',
    'reliability.md',
    'reminders.md',
    'routines.md',
    'scaling.md',
    'schema.md',
    'scripting.md',
    'sharing.md',
    'turns.md',
  ]
  const steps = readdirSync(join(checkout, 'migrations')).map((name) => `migrations/${name}`)

  // The code for each Node that the build found.
  const code = readdirSync(join(checkout, 'dist')).filter((name) => name.startsWith('code-'))
  const built = files.map((name) => `${name}.cjs`)
  const compiled = [
    ...built,
    ...['list', 'show', 'page'].flatMap((kind) =>
      ['colors', 'momentum', 'words', 'work'].map((name) => `${kind}/${name}.cjs`),
    ),
    ...[...everyDay, ...sometimes].map((name) => `reading/${name}.cjs`),
    ...['add', 'changing'].flatMap((kind) =>
      [...everyDay, 'colors', 'routines', 'writers'].map((name) => `${kind}/${name}.cjs`),
    ),
    ...['colors', 'momentum', 'words', 'work', 'writers'].map((name) => `pick/${name}.cjs`),
  ]

  expect(code).toContain(`code-${process.version}-${process.platform}-${process.arch}`)
  expect(paths).toEqual(
    [
      '.env.example',
      'README.md',
      'SECURITY.md',
      'bin/momentum.js',
      'bin/package.json',
      'dist/LICENSES.txt',
      ...built.map((name) => `dist/${name}`),
      ...files.map((name) => `dist/${name}.cjs.map`),
      ...code.flatMap((folder) => compiled.map((name) => `dist/${folder}/${name}`)),
      ...docs.map((name) => `docs/${name}`),
      ...manifest.man.map((page) => page.slice('./'.length)),
      'package.json',
      ...steps,
    ].toSorted(),
  )
})

test('every link of the documentation leads to a file of the package', async () => {
  const pages = globSync('package/**/*.md', { cwd: unpacked }).map((page) => join(unpacked, page))
  const links = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) =>
      join(dirname(page), to),
    ),
  )

  expect(links.length).toBeGreaterThan(0)
  expect(links.filter((file) => !existsSync(file))).toEqual([])
})

test('the steps in the package’s folder are those that its program runs, to the same schema', async () => {
  const home = temporaryFolder()
  symlinkSync(join(checkout, 'node_modules'), join(unpacked, 'node_modules'))
  const start = { home, program: join(unpacked, 'package/bin/momentum.js') }
  await run(start, 'db', 'init')
  const { stdout } = await run(start, 'db', 'migrate', '--list', '--json')
  const ours = openAsOtherProgram(join(home, '.local/share/momentum/momentum.db'))

  const raw = new Raw(':memory:')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) })
  onTestFinished(() => db.destroy())
  const migrationFolder = join(unpacked, 'package/migrations')
  const provider = new FileMigrationProvider({ fs: promises, path, migrationFolder })
  const { results } = await new Migrator({ db, provider }).migrateToLatest()

  expect({
    steps: JSON.parse(stdout).map(({ name }: { name: string }) => name),
    schema: schemaOf(ours),
  }).toEqual({
    steps: results?.map(({ migrationName }) => migrationName),
    schema: schemaOf(raw),
  })
})
