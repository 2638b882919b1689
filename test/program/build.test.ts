import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

// What build/ promises of the files in dist. It reaches into the insides of Kysely and Node, so
// these tests fail when the insides change.

const chunks = [
  'momentum',
  'words',
  'work',
  'server',
  'rest',
  'colors',
  'questions',
  'tables',
] as const
type Chunk = (typeof chunks)[number]

const text = (chunk: Chunk) => readFileSync(`dist/${chunk}.cjs`, 'utf8')

/** The modules that a file is built from, as paths below the checkout. */
function sourcesOf(chunk: Chunk): string[] {
  const map: { sources: string[] } = JSON.parse(readFileSync(`dist/${chunk}.cjs.map`, 'utf8'))
  return map.sources.map((source) => source.replace('../', ''))
}

function packagesOf(chunk: Chunk): string[] {
  const names = sourcesOf(chunk).flatMap((source) =>
    [...source.matchAll(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name = '']) => name),
  )
  return [...new Set(names)].toSorted()
}

/** The files that hold a module whose path matches. */
function chunksWith(path: RegExp): Chunk[] {
  return chunks.filter((chunk) => sourcesOf(chunk).some((source) => path.test(source)))
}

describe('each file holds what its name says', () => {
  test.each<[Chunk, string[]]>([
    ['momentum', []],
    ['words', ['commander', 'fast-string-truncated-width', 'fast-string-width', 'fast-wrap-ansi']],
    ['work', ['better-sqlite3', 'kysely']],
    ['rest', []],
    ['colors', ['chalk']],
    ['tables', ['kysely']],
  ])('%s: the packages %j', (chunk, packages) => {
    expect(packagesOf(chunk)).toEqual(packages)
  })

  test.each<[what: string, path: RegExp, chunk: Chunk]>([
    ['migrations', /^migrations\//, 'rest'],
    ['checks of the database', /^src\/db\/check\//, 'rest'],
    ['copies of the database', /^src\/db\/copy\//, 'rest'],
    ['undo', /^src\/db\/history\/(?!changes|names|recorded)/, 'rest'],
    ['the commands on the database', /^src\/commands\/db\/(?!index\.ts)/, 'rest'],
    [
      'the commands of every day',
      /^src\/commands\/(task|win|user|category)\/\w+(?<!index)\.ts/,
      'work',
    ],
    ['the command line', /^src\/cli\/(program|help|usage|report)\.ts/, 'words'],
    ['prompts', /^src\/terminal\/prompt\.ts|node_modules\/inquirer\//, 'questions'],
    ['the server’s driver', /^src\/db\/postgres\/connection\.ts|node_modules\/pg\//, 'server'],
    ['Kysely’s schema builders', /kysely\/dist\/schema\//, 'tables'],
  ])('%s', (_, path, chunk) => {
    expect(chunksWith(path)).toEqual([chunk])
  })

  test('no module is built twice', () => {
    const all = chunks.flatMap(sourcesOf)
    expect(all.filter((source, index) => all.indexOf(source) !== index)).toEqual([])
  })
})

describe('late-schema', () => {
  const folder = dirname(fileURLToPath(import.meta.resolve('kysely')))
  const kysely = readFileSync(join(folder, 'kysely.js'), 'utf8')

  test('Kysely is pinned to the version that it was written for', () => {
    expect(manifest.dependencies.kysely).toMatch(/^\d+\.\d+\.\d+$/)
  })

  test('Kysely imports the schema module from where it is replaced, and a getter constructs it', () => {
    expect(kysely).toContain("import { SchemaModule } from './schema/schema-module.js';")
    expect(kysely.match(/.*\bSchemaModule\(.*/g)).toHaveLength(1)
    expect(kysely).toMatch(/get schema\(\) \{\s+return new SchemaModule\(this\.#props\.executor\);/)
  })
})

describe('better-sqlite3', () => {
  const require = createRequire(import.meta.url)
  const installed: { version: string } = require('better-sqlite3/package.json')

  test('its JavaScript and its binary are of one version, which nothing but a change here moves', () => {
    expect(manifest.dependencies['better-sqlite3']).toEqual(installed.version)
  })

  test('all of it is built in, and its binary is looked for in its folder', () => {
    const ours = sourcesOf('work').filter((source) => source.includes('/better-sqlite3/'))
    expect(ours).toContain('node_modules/better-sqlite3/lib/binding.js')
    const places = text('work').match(/[^`'"\s]*better-sqlite3[^`'"\s]*(?=[`'"]\))/g)
    expect(places).toEqual(['../node_modules/better-sqlite3/lib', 'better-sqlite3'])
  })
})

test('late-patterns: a width is that of the package, for every character and beside others', async () => {
  const { build } = await import('rolldown')
  const { latePatterns } = await import(join('../../build', 'late-patterns.js'))
  const { output } = await build({
    input: fileURLToPath(import.meta.resolve('fast-string-width')),
    plugins: [{ name: latePatterns.name, transform: latePatterns.transform }],
    write: false,
  })
  const { default: built } = await import(
    `data:text/javascript,${encodeURIComponent(output[0].code)}`
  )
  const texts = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).flatMap(
    (sign) => [sign, `a${sign}`, `${sign}\u0301b`],
  )

  expect(output[0].code).toContain('u2713')
  expect(texts.filter((text) => built(text) !== stringWidth(text))).toEqual([])
})

test('plain-exports: no file but the first defines a getter for what it exports', () => {
  const defined = chunks.flatMap((chunk) => [
    ...text(chunk).matchAll(/defineProperty\(exports,[^S]/g),
  ])
  expect(defined).toEqual([])
})

describe('node-modules', () => {
  const uses = chunks.flatMap((chunk) =>
    [...text(chunk).matchAll(/getBuiltinModule\(`(node:\w+)`\)\.(\w+)/g)].map(
      ([, module = '', name = '']) => ({ module, name }),
    ),
  )

  test.each<Chunk>(['momentum', 'words', 'work', 'rest', 'colors'])(
    '%s takes nothing else from a module of Node’s',
    (chunk) => {
      expect(text(chunk)).not.toMatch(/\brequire\([`'"]node:/)
    },
  )

  test('everything that it looks up is there', () => {
    const missing = uses.filter(({ module, name }) => {
      const builtin: object = process.getBuiltinModule(module) ?? {}
      return !(name in builtin)
    })
    expect(uses.length).toBeGreaterThan(0)
    expect(missing).toEqual([])
  })
})
