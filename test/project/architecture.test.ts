import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Import = {
  readonly from: string
  readonly to: string
  readonly kind: 'static' | 'late' | 'type'
}

const files = globSync('{src,migrations}/**/*.ts').toSorted()
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

/** What the files of a folder import from elsewhere: packages, and the folders or files of our own. */
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

/** Everything that is loaded with a file, before anything is called. */
function loadedWith(file: string, seen = new Set<string>()): string[] {
  seen.add(file)
  for (const { from, to, kind } of imports) {
    if (from === file && kind === 'static' && !seen.has(to)) loadedWith(to, seen)
  }
  return [...seen]
}

describe('imports', () => {
  it('domain is pure', () => {
    expect(outsideOf('src/domain/')).toEqual(['leven', 'src/errors.ts'])
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
    ])
  })

  it('views know what they show and nothing of how it came about', () => {
    const late = imports.filter(
      ({ from, to, kind }) =>
        from.startsWith('src/views/') && to.startsWith('src/db/') && kind !== 'type',
    )
    expect(late).toEqual([])
    expect(outsideOf('src/views/')).toEqual(['src/db', 'src/domain', 'src/format.ts'])
  })

  it('migrations stand on their own', () => {
    expect(outsideOf('migrations/')).toEqual(['kysely', 'kysely/migration'])
    const steps = imports.filter(({ from }) => /\d{4}_\w+\.ts$/.test(from))
    expect([...new Set(steps.map(({ to }) => to))]).toEqual(['kysely', 'migrations/columns.ts'])
  })

  it.each([
    ['inquirer', ['src/prompt.ts']],
    ['better-sqlite3', ['src/db/sqlite.ts']],
    ['pg', ['src/db/postgres.ts']],
    ['commander', ['src/help.ts', 'src/program.ts', 'src/usage.ts']],
    ['chalk', ['src/format.ts']],
    ['leven', ['src/domain/choice.ts']],
  ])('%s is known to %j alone', (name, importers) => {
    expect(importersOf(name)).toEqual(importers)
  })

  it('every verb is loaded when it is called', () => {
    const groups = imports.filter(({ from }) => /^src\/commands\/\w+\/index\.ts$/.test(from))
    expect([...new Set(groups.map(({ to, kind }) => `${kind} ${dirname(to)}`))].toSorted()).toEqual(
      [
        'late src/commands/account',
        'late src/commands/category',
        'late src/commands/db',
        'late src/commands/task',
        'late src/commands/today',
        'late src/commands/undo',
        'late src/commands/user',
        'late src/commands/win',
        'type src',
      ],
    )
  })

  it('what is slow to load is loaded on demand', () => {
    const packages = loadedWith('src/main.ts').filter(
      (name) => !texts.has(name) && !name.endsWith('.json'),
    )
    expect(packages.toSorted()).toEqual(['commander', 'leven'])
    expect(imports.filter(({ to }) => to === 'chalk').map(({ kind }) => kind)).toEqual(['late'])
    expect(
      imports.filter(({ to }) => to === 'src/prompt.ts').map(({ kind }) => kind),
    ).not.toContain('static')
  })
})

describe('what a file may do', () => {
  it('only the program itself, not its commands, touches streams, the process and the clock', () => {
    const touching = filesWith(
      /\bprocess\.|\bconsole\.|(?<!-)\bstd(in|out|err)\b|\bDate\.now\b|\bnew Date\(\)/,
    )
    expect([...new Set(touching.map((file) => dirname(file)))].toSorted()).toEqual(['src'])
    expect(filesWith(/\bconsole\./)).toEqual([])
  })

  it('only the start of the program ends it', () => {
    expect(filesWith(/\bprocess\.exit\b/)).toEqual(['src/start.ts'])
  })

  it('only the start of the program reads the clock', () => {
    expect(filesWith(/\bnew Date\(\)|\bDate\.now\b|\bperformance\.now\b/)).toEqual(['src/start.ts'])
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
    expect([...new Set(asking.map((file) => dirname(file)))].toSorted()).toEqual([
      'migrations',
      'src/db',
    ])
  })
})
