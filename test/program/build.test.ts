import { readdirSync, readFileSync } from 'node:fs'
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
  'verbs',
  'writers',
  'schema',
  'transformer',
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

const packageIn = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/

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
    ['verbs', []],
    ['writers', ['kysely']],
    ['schema', ['kysely']],
    ['transformer', ['kysely']],
    ['rest', ['kysely']],
    ['colors', ['chalk']],
    ['tables', ['kysely']],
  ])('%s: the packages %j', (chunk, packages) => {
    expect(packagesOf(chunk)).toEqual(packages)
  })

  test.each<[what: string, path: RegExp, chunk: Chunk]>([
    ['migrations', /^migrations\//, 'rest'],
    ['checks of the database', /^src\/db\/check\//, 'rest'],
    ['copies of the database', /^src\/db\/copy\//, 'rest'],
    [
      'undo',
      /^src\/(commands\/(undo|redo)|db\/history\/(undo|reversals|reverse|conflict))\.ts/,
      'verbs',
    ],
    ['the commands on the database', /^src\/commands\/db\/(?!index\.ts)/, 'rest'],
    [
      'the commands of every day',
      /^src\/commands\/(today|task\/(add|done|list|show)|win\/(pick|show))\.ts/,
      'work',
    ],
    [
      'the other commands on members, tasks and wins',
      /^src\/commands\/user\/\w+(?<!index)\.ts/,
      'verbs',
    ],
    ['the command line', /^src\/cli\/(program|help|usage|report)\.ts/, 'words'],
    ['prompts', /^src\/terminal\/prompt\.ts|node_modules\/inquirer\//, 'questions'],
    ['the server’s driver', /^src\/db\/postgres\/connection\.ts|node_modules\/pg\//, 'server'],
    ['Kysely’s schema builders', /kysely\/dist\/schema\//, 'tables'],
    ['Kysely’s introspectors', /kysely\/dist\/.*-introspector\./, 'tables'],
    ['Kysely’s builders of changes', /\/(insert|update|delete|merge)-query-builder\./, 'writers'],
    [
      'Kysely’s transformer',
      /kysely\/dist\/operation-node\/operation-node-transformer/,
      'transformer',
    ],
    ['Kysely’s migrator', /kysely\/dist\/migration\//, 'rest'],
  ])('%s', (_, path, chunk) => {
    expect(chunksWith(path)).toEqual([chunk])
  })

  test('no module is built twice', () => {
    const all = chunks.flatMap(sourcesOf)
    expect(all.filter((source, index) => all.indexOf(source) !== index)).toEqual([])
  })
})

describe('late-kysely', () => {
  const folder = dirname(fileURLToPath(import.meta.resolve('kysely')))

  test('Kysely is pinned to the version that it was written for', () => {
    expect(manifest.dependencies.kysely).toMatch(/^\d+\.\d+\.\d+$/)
  })

  // A function that loads the class stands in for it, so nothing may extend it or ask for its
  // instances.
  test.each([
    ['kysely.js', ['SchemaModule', 'WithSchemaPlugin']],
    [
      'query-creator.js',
      [
        'InsertQueryBuilder',
        'UpdateQueryBuilder',
        'DeleteQueryBuilder',
        'MergeQueryBuilder',
        'WithSchemaPlugin',
      ],
    ],
    ['schema/schema-module.js', ['WithSchemaPlugin']],
    ['migration/migrator.js', ['WithSchemaPlugin']],
    ['dialect/sqlite/sqlite-dialect.js', ['SqliteIntrospector']],
    ['dialect/postgres/postgres-dialect.js', ['PostgresIntrospector']],
  ])('%s only constructs %j', (module, classes) => {
    const lines = readFileSync(join(folder, module), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(\*|\/)/.test(line))
    const uses = classes.map((name) => {
      const all = lines.filter((line) => new RegExp(`\\b${name}\\b`).test(line))
      const isKnown = (line: string) =>
        line.includes(`new ${name}(`) || line.startsWith(`import { ${name} } from `)
      return { name, isUsed: all.length > 1, others: all.filter((line) => !isKnown(line)) }
    })

    expect(uses).toEqual(classes.map((name) => ({ name, isUsed: true, others: [] })))
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
  const { latePatterns, narrow } = await import(join('../../build', 'late-patterns.js'))
  const { output } = await build({
    input: fileURLToPath(import.meta.resolve('fast-string-width')),
    plugins: [{ name: latePatterns.name, transform: latePatterns.transform }],
    write: false,
  })
  const { default: built } = await import(
    `data:text/javascript,${encodeURIComponent(output[0].code)}`
  )
  const texts = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).flatMap(
    (sign) => [sign, `a${sign}`, `${sign}\u0301b`, `\u001b[1m${sign}\u001b[38;5;12mé`],
  )

  expect(output[0].code).toContain('u2713')
  expect(built('\u001b[2m→\u001b[22m ● José')).toEqual(8)
  // Whatever the signs of an answer, no pattern of the package is needed.
  expect('✓✗!▲●◐■□○–↶↷?>…’·↻→').toMatch(new RegExp(narrow.slice(1, -1)))
  expect(texts.filter((text) => built(text) !== stringWidth(text))).toEqual([])
})

test('one-runtime: the bundler’s own functions are in the first file', () => {
  const all = chunks.filter((chunk) => text(chunk).includes('rolldown-runtime'))
  expect(all).toEqual([])
  expect(text('momentum')).toContain('exports.runtime=')
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

test('LICENSES.txt has the license of every package that is bundled, and where its source is', () => {
  const [, ...licenses] = readFileSync('dist/LICENSES.txt', 'utf8').split(/\n-{80}\n\n/)
  const maps = readdirSync('dist').filter((name) => name.endsWith('.cjs.map'))
  const sources = maps.flatMap((name): string[] => {
    return JSON.parse(readFileSync(`dist/${name}`, 'utf8')).sources
  })
  const packages = sources.flatMap((source) => packageIn.exec(source)?.[1] ?? [])
  expect({
    names: licenses.map((text) => text.split(' ', 1)[0]),
    unclear: licenses.filter((text) => !/^\S+ \S+, \S+\nhttps:.*\n\n(.*\n){5}/.test(text)),
  }).toEqual({ names: [...new Set(packages)].toSorted(), unclear: [] })
})
