import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Import = {
  readonly from: string
  readonly to: string
  readonly kind: 'static' | 'late' | 'type'
}

const files = globSync('{src,migrations}/**/*.{ts,tsx}').toSorted()
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const imports = files.flatMap(importsOf)

function importsOf(from: string): Import[] {
  const text = texts.get(from) ?? ''
  const at = (name: string) => (name.startsWith('.') ? join(dirname(from), name) : name)
  const fixed = [...text.matchAll(/^(?:import|export)( type)?\b[^'";=(]*?from '([^']+)'/gm)]
  const late = [...text.matchAll(/\bimport\('([^']+)'\)/g)]
  return [
    ...fixed.map(
      ([, type, name = '']): Import => ({ from, to: at(name), kind: type ? 'type' : 'static' }),
    ),
    ...late.map(([, name = '']): Import => ({ from, to: at(name), kind: 'late' })),
  ]
}

/**
 * What the files of a folder import from elsewhere: packages, and the folders or files of our own.
 */
function outsideOf(folder: string): string[] {
  const outside = imports
    .filter(({ from, to }) => from.startsWith(folder) && !to.startsWith(folder))
    .map(({ to }) => to.replace(/^(src\/\w+|migrations)\/.*/, '$1').replace(/^node:.*/, 'node'))
  return [...new Set(outside)].toSorted()
}

function importersOf(name: string): string[] {
  const importers = imports.filter(({ to }) => to === name || to.startsWith(`${name}/`))
  return [...new Set(importers.map(({ from }) => from))].toSorted()
}

function filesWith(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(texts.get(file) ?? ''))
}

/** The folders that files stand in. */
function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((file) => dirname(file)))].toSorted()
}

/** Everything that is loaded with a file, before anything is called. */
function loadedWith(file: string, seen = new Set<string>()): string[] {
  seen.add(file)
  for (const { from, to, kind } of imports) {
    if (from === file && kind === 'static' && !seen.has(to)) loadedWith(to, seen)
  }
  return [...seen]
}

/**
 * The folders, the lowest first: a file imports from its own folder and from the ones below. The
 * files that stand in `src` itself each have a place of their own.
 */
const layers: readonly (readonly string[])[] = [
  ['src/errors.ts', 'src/once.ts', 'src/uuid.ts', 'src/version.ts', 'src/world.ts', 'migrations'],
  ['src/domain'],
  ['src/exchange', 'src/pictures'],
  ['src/db'],
  ['src/settings', 'src/json', 'src/terminal'],
  ['src/access'],
  ['src/command.ts', 'src/views'],
  ['src/commands'],
  ['src/cli'],
  ['src/main.ts'],
  ['src/start.ts'],
]

/** The place of a file of ours among the layers; a package has none. */
function layerOf(file: string): number {
  return layers.findIndex((names) =>
    names.some((name) => file === name || file.startsWith(`${name}/`)),
  )
}

/** The modules that lead back to themselves, each circle from its first module by name. */
function findCircles(): string[] {
  const targets = Map.groupBy(imports, ({ from }) => from)
  const circles = new Set<string>()
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file)
    if (at >= 0) circles.add(path.slice(at).toSorted().join(' '))
    if (at >= 0 || done.has(file)) return
    for (const { to } of targets.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  const done = new Set<string>()
  for (const file of files) visit(file, [])
  return [...circles]
}

describe('imports', () => {
  it('every file has a place among the layers', () => {
    expect(files.filter((file) => layerOf(file) < 0)).toEqual([])
  })

  it('lead downwards, type imports too', () => {
    const upwards = imports
      .filter(({ from, to }) => layerOf(to) > layerOf(from))
      .map(({ from, to }) => `${from} → ${to}`)
    expect(upwards).toEqual([])
  })

  it('lead in no circle, type imports too', () => {
    expect(findCircles()).toEqual([])
  })

  it('no folder of files side by side grows too long to look through', () => {
    const filesIn = (folder: string) => files.filter((file) => dirname(file) === folder).length
    expect(filesIn('src/db')).toBeLessThanOrEqual(12)
    expect(filesIn('src')).toBeLessThanOrEqual(9)
  })

  it('domain is pure', () => {
    expect(outsideOf('src/domain/')).toEqual(['src/errors.ts'])
  })

  it('the database knows neither commands, nor JSON, nor people', () => {
    expect(outsideOf('src/db/')).toEqual([
      'better-sqlite3',
      'kysely',
      'kysely/migration',
      'migrations',
      'node',
      'pg',
      'src/domain',
      'src/errors.ts',
      'src/exchange',
    ])
  })

  it('a format is pure: text to records, and back', () => {
    const allowed = ['csv-parse/sync', 'ical.js', 'src/domain', 'src/errors.ts']
    expect(outsideOf('src/exchange/').filter((name) => !allowed.includes(name))).toEqual([])
  })

  it('a picture is pure: data to text', () => {
    const allowed = ['preact', 'preact-render-to-string', 'src/domain', 'src/errors.ts']
    const others = outsideOf('src/pictures/').filter((name) => !/^d3-\w+$/.test(name))
    expect(others.filter((name) => !allowed.includes(name))).toEqual([])
  })

  it('views know what they show and nothing of how it came about', () => {
    const late = imports.filter(
      ({ from, to, kind }) =>
        from.startsWith('src/views/') && to.startsWith('src/db/') && kind !== 'type',
    )
    expect(late).toEqual([])
    expect(outsideOf('src/views/')).toEqual([
      'src/db',
      'src/domain',
      'src/errors.ts',
      'src/terminal',
    ])
  })

  it('migrations stand on their own', () => {
    expect(outsideOf('migrations/')).toEqual(['kysely', 'kysely/migration'])
    const steps = imports.filter(({ from }) => /\d{4}_\w+\.ts$/.test(from))
    const shared = ['columns', 'functions', 'recording'].map((name) => `migrations/${name}.ts`)
    expect(steps.filter(({ to }) => to !== 'kysely' && !shared.includes(to))).toEqual([])
  })

  it.each([
    ['inquirer', ['src/terminal/prompt.ts']],
    ['better-sqlite3', ['src/db/sqlite/connection.ts', 'src/db/sqlite/values.ts']],
    ['pg', ['src/db/postgres/client.ts', 'src/db/postgres/pool.ts']],
    [
      'commander',
      [
        'src/cli/help.ts',
        'src/cli/mistake.ts',
        'src/cli/names.ts',
        'src/cli/options.ts',
        'src/cli/other-noun.ts',
        'src/cli/program.ts',
        'src/cli/quotes.ts',
        'src/cli/rewrite.ts',
        'src/cli/typed-command.ts',
        'src/cli/usage.ts',
      ],
    ],
    ['chalk', ['src/terminal/paint.ts']],
  ])('%s is known to %j alone', (name, importers) => {
    expect(importersOf(name)).toEqual(importers)
  })

  it('every verb is loaded when it is called', () => {
    const contents = /^src\/commands\/(\w+\/)?index\.ts$/
    const early = imports
      .filter(({ from, to }) => contents.test(from) && !contents.test(to))
      .filter(({ to }) => to.startsWith('src/commands/'))
      .filter(({ kind }) => kind === 'static')
    expect(early).toEqual([])
  })

  it('what is slow to load is loaded on demand', () => {
    const packages = loadedWith('src/main.ts').filter(
      (name) => !texts.has(name) && !name.endsWith('.json'),
    )
    expect(packages.toSorted()).toEqual(['commander'])
    expect(imports.filter(({ to }) => to === 'chalk').map(({ kind }) => kind)).toEqual(['late'])
    expect(
      imports.filter(({ to }) => to === 'src/terminal/prompt.ts').map(({ kind }) => kind),
    ).not.toContain('static')
  })

  it('the libraries of formats are loaded by their readers alone', () => {
    const ofFormats = ['csv-parse/sync', 'ical.js']
    const loaded = ['src/commands/import.ts', 'src/commands/export.ts', 'src/exchange/readers.ts']
      .concat(files.filter((file) => /^src\/exchange\/.*\bwrite[^/]*\.ts$/.test(file)))
      .flatMap((file) => loadedWith(file))
    expect(ofFormats.filter((name) => loaded.includes(name))).toEqual([])
  })
})

describe('what a file may do', () => {
  it('only the start of the program, what creates files and what asks the terminal use the process', () => {
    expect(filesWith(/\bprocess\.|\bnode:process\b/)).toEqual([
      'src/db/sqlite/create.ts',
      'src/db/sqlite/maker.ts',
      'src/start.ts',
      'src/terminal/terminal.ts',
    ])
    expect(filesWith(/\bconsole\./)).toEqual([])
  })

  it('only the program itself, not its commands, touches the streams', () => {
    const touching = filesWith(/(?<!-)\bstd(in|out|err)\b/)
    expect(foldersOf(touching)).toEqual(['src', 'src/access', 'src/cli', 'src/terminal'])
  })

  it('nothing changes the flags of V8, which Node warns of once the program runs', () => {
    expect(filesWith(/setFlagsFromString/)).toEqual([])
  })

  it('only the start of the program reads the clock', () => {
    expect(filesWith(/\bnew Date\(\)|\bDate\.now\b|\bperformance\.now\b/)).toEqual(['src/start.ts'])
  })

  it('only settings, colors, the name of the program and what starts others use the environment', () => {
    expect(filesWith(/\benv\b/)).toEqual([
      'src/cli/globals.ts',
      'src/cli/report.ts',
      'src/cli/typed-program.ts',
      'src/settings/folders.ts',
      'src/settings/locate.ts',
      'src/settings/own-programs.ts',
      'src/settings/password-file.ts',
      'src/settings/setting-values.ts',
      'src/settings/settings-file.ts',
      'src/settings/settings.ts',
      'src/settings/warnings.ts',
      'src/settings/zone.ts',
      'src/start.ts',
      'src/terminal/foreground.ts',
      'src/world.ts',
    ])
  })

  it('rows are changed inside a transaction', () => {
    const receivers = files.flatMap((file) =>
      [
        ...(texts.get(file) ?? '').matchAll(
          /([\w)]+)\s*\.(?:insertInto|updateTable|deleteFrom|replaceInto)\(/g,
        ),
      ].map(([, receiver]) => receiver),
    )
    expect([...new Set(receivers)]).toEqual(['tx'])
  })

  it('commands ask the database in its own words', () => {
    const asking = filesWith(/\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/)
    expect(asking.filter((file) => !/^(src\/db|migrations)\//.test(file))).toEqual([])
  })
})
