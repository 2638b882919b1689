import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { seededHousehold } from '../support/household/sample.ts'
import { checkout, run, type Start, shell, startAtTerminal } from '../support/program/program.ts'

// What makes a start slow is what it loads. Whatever is added to these lists has its price:
// docs/performance.md says which.

/** Loaded before the program, it writes down at the end what was loaded after it. */
const witness = `
const vm = process.getBuiltinModule('node:vm')
const scripts = []
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options)
    scripts.push(options.filename)
  }
}
const before = new Set(process.moduleLoadList)
process.on('exit', () => {
  const modules = process.moduleLoadList.filter((name) => !before.has(name))
  const files = [...Object.keys(require.cache).filter((name) => name !== __filename), ...scripts]
  process.getBuiltinModule('node:fs').writeFileSync(process.env.LOADED, JSON.stringify({ modules, files }))
})`

/**
 * Runs the built program.
 *
 * @returns the modules of Node and the files that it loaded, files of packages by its name
 */
async function loadedBy(home: string, ...argv: string[]) {
  return loadedIn({ home }, ...argv)
}

/** The same, with more in the environment. */
async function loadedIn({ home, env }: Start, ...argv: string[]) {
  const LOADED = join(home, 'loaded.json')
  writeFileSync(join(home, 'witness.cjs'), witness)
  const NODE_OPTIONS = `--require=${join(home, 'witness.cjs')}`
  const { code } = await run({ home, env: { ...env, NODE_OPTIONS, LOADED } }, ...argv)
  const loaded: { modules: string[]; files: string[] } = JSON.parse(readFileSync(LOADED, 'utf8'))
  const files = loaded.files.map((file) =>
    relative(checkout, file).replace(/^node_modules\/([^/]+)\/.*(\.\w+)$/, '$1$2'),
  )
  return { code, node: publicNames(loaded.modules), files: [...new Set(files)].toSorted() }
}

/** Node's modules that a program can ask for; what those consist of differs among its versions. */
function publicNames(modules: readonly string[]): string[] {
  return modules
    .filter((name) => /^NativeModule (?!internal\/)/.test(name))
    .map((name) => name.replace('NativeModule ', ''))
    .toSorted()
}

const start = ['bin/momentum.js', 'dist/momentum.cjs']
const words = [...start, 'dist/words.cjs']
const work = ['better-sqlite3.node', ...words, 'dist/work.cjs']
const changing = [...work, 'dist/writers.cjs']

const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Eaten']

describe('what is loaded', () => {
  test.each([['--version'], ['-V']])('for %s: next to nothing', async (word) => {
    expect(await loadedBy(temporaryFolder(), word)).toEqual({
      code: 0,
      node: [],
      files: start,
    })
  })

  test.each([
    { argv: ['--help'], code: 0 },
    { argv: ['task', 'list', '--help'], code: 0 },
    { argv: ['task', 'lsit'], code: 2 },
    { argv: ['task', 'list', '--limt', '3'], code: 2 },
  ])('for $argv: the words alone', async ({ argv, code }) => {
    expect(await loadedBy(temporaryFolder(), ...argv)).toEqual({
      code,
      node: ['process'],
      files: words,
    })
  })

  test.each([
    { argv: ['task', 'list'], files: work },
    { argv: ['task', 'list', '--json', '--limit', '50'], files: work },
    { argv: ['task', 'show', '1'], files: work },
    { argv: ['task', 'done', '1'], files: changing },
    { argv: ['win', 'show'], files: work },
    { argv: ['win', 'pick', '2'], files: changing },
    { argv: [], files: work },
  ])('for $argv: the work, and the database', async ({ argv, files }) => {
    const { folder: home } = await seededHousehold()
    expect(await loadedBy(home, ...argv)).toEqual({
      code: 0,
      node: ['os', 'process'],
      files,
    })
  })

  test('for a routine’s task that is done: what follows it, and no command for routines', async () => {
    const home = temporaryFolder()
    await run({ home }, 'routine', 'add', 'Soup', ...essentials, '--every', 'day')
    expect(await loadedBy(home, 'task', 'done', 'Soup')).toEqual({
      code: 0,
      node: ['os', 'process'],
      files: [...changing, 'dist/routines.cjs'].toSorted(),
    })
  })

  test('nothing more for a member who is logged in', async () => {
    const { folder: home } = await seededHousehold()
    await run({ home }, 'login', 'alex')
    expect(await loadedBy(home, 'task', 'done', '1')).toEqual({
      code: 0,
      node: ['os', 'process'],
      files: changing,
    })
  })

  test('for a task that is added in a few words: the verbs, and what can repeat', async () => {
    const home = temporaryFolder()
    await run({ home }, 'db', 'init')
    expect(await loadedBy(home, 'add', 'Soup', 'due:tomorrow')).toEqual({
      code: 0,
      node: ['os', 'process'],
      files: [...changing, 'dist/routines.cjs', 'dist/verbs.cjs'].toSorted(),
    })
  })

  test('for a task that is added: no cryptography either', async () => {
    const home = temporaryFolder()
    await run({ home }, 'db', 'init')
    expect(await loadedBy(home, 'task', 'add', 'Soup', ...essentials)).toEqual({
      code: 0,
      node: ['os', 'process'],
      files: changing,
    })
  })
})

test('for an answer that nobody reads: no streams', async () => {
  const { folder: home } = await seededHousehold()
  const LOADED = join(home, 'loaded.json')
  writeFileSync(join(home, 'witness.cjs'), witness)
  const env = { NODE_OPTIONS: `--require=${join(home, 'witness.cjs')}`, LOADED }
  const { code } = await shell({ home, env }, '$momentum task list >/dev/null 2>/dev/null')
  const { modules } = JSON.parse(readFileSync(LOADED, 'utf8'))

  expect({ code, node: publicNames(modules) }).toEqual({ code: 0, node: ['os', 'process'] })
})

test.each([
  { argv: ['--version'], node: [] },
  { argv: ['task', 'list', '--json'], node: ['os', 'process'] },
  { argv: ['task', 'list', '--limit', '3'], node: ['os', 'process'] },
  { argv: [], node: ['os', 'process'] },
])('at a terminal, for $argv: no streams', async ({ argv, node }) => {
  const { folder: home } = await seededHousehold()
  const LOADED = join(home, 'loaded.json')
  writeFileSync(join(home, 'witness.cjs'), witness)
  const env = { NODE_OPTIONS: `--require=${join(home, 'witness.cjs')}`, LOADED }
  const code = await startAtTerminal({ home, env }, argv).ends()
  const { modules } = JSON.parse(readFileSync(LOADED, 'utf8'))

  expect({ code, node: publicNames(modules) }).toEqual({ code: 0, node })
})

test.each([
  ['task', 'add', 'Soup', ...essentials],
  ['routine', 'add', 'Soup', ...essentials, '--every', 'day'],
  ['win', 'pick', '2'],
])('at a terminal, for %s %s with nothing to ask: no questions', async (...argv) => {
  const { folder: home } = await seededHousehold()
  const LOADED = join(home, 'loaded.json')
  writeFileSync(join(home, 'witness.cjs'), witness)
  const env = { NODE_OPTIONS: `--require=${join(home, 'witness.cjs')}`, LOADED }
  const code = await startAtTerminal({ home, env }, argv).ends()
  const { files }: { files: string[] } = JSON.parse(readFileSync(LOADED, 'utf8'))

  expect([code, files.filter((name) => name.endsWith('questions.cjs'))]).toEqual([0, []])
})

test('at a terminal, what nobody is asked for is not opened', async () => {
  const { folder: home } = await seededHousehold()
  const opened = join(home, 'opened.cjs')
  writeFileSync(
    opened,
    `for (const name of ['stdin', 'stderr']) {
      Object.defineProperty(process, name, { get: () => process._rawDebug('opened ' + name) })
    }`,
  )
  const person = startAtTerminal({ home, env: { NODE_OPTIONS: `--require=${opened}` } }, [])

  expect(await person.ends()).toBe(0)
  expect(person.screen()).not.toContain('opened')
})

describe('for the day’s backup', () => {
  const env = { MOMENTUM_BACKUPS: 'on' }

  test('what it takes is loaded once a day, and for nothing that only reads', async () => {
    const { folder: home } = await seededHousehold()
    const loaded = []
    for (const argv of [
      ['task', 'list'],
      ['task', 'done', '1'],
      ['task', 'done', '2'],
    ]) {
      loaded.push((await loadedIn({ home, env }, ...argv)).files)
    }
    expect(loaded).toEqual([
      work,
      [...changing, 'dist/rest.cjs', 'dist/routines.cjs', 'dist/verbs.cjs'].toSorted(),
      changing,
    ])
  })
})

test('--debug tells of places in the sources', async () => {
  const home = temporaryFolder()
  await run({ home }, 'db', 'init')
  const { stderr } = await run({ home }, 'task', 'show', '9', '--debug')

  expect(stderr).toMatch(/\n {4}at .*\/src\/db\/[\w/-]+\.ts:\d+:\d+\)\n/)
})
