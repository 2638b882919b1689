import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { globalOptions } from '../../src/cli/globals.ts'
import { namesOfOption, optionsOfVerb } from '../../src/cli/options.ts'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { checkout } from '../support/program/program.ts'

const hasMandoc = spawnSync('mandoc', ['-Tlint', '/dev/null']).error === undefined
const pages = globSync('man/*.1', { cwd: checkout }).toSorted()
const read = (page: string) => readFileSync(join(checkout, page), 'utf8')

test('there is a page for the program and one for each noun, and the package names them', () => {
  const made = ['man/momentum.1', ...groups.map(({ noun }) => `man/momentum-${noun}.1`)]
  expect({ pages, named: manifest.man.toSorted() }).toEqual({
    pages: made.toSorted(),
    named: made.map((page) => `./${page}`).toSorted(),
  })
})

test('the pages name every command, option and example', () => {
  const pageOf = (name: string) => read(`man/${name}.1`).replaceAll(/ \\\n/g, ' ')
  const missing = (page: string, texts: readonly string[]) =>
    texts.filter((text) => !page.includes(text.replaceAll('\\', '\\e').replaceAll('-', '\\-')))
  const textsOf = (verbs: typeof ownVerbs) =>
    verbs.flatMap((verb) => [
      verb.usage,
      ...verb.examples,
      ...optionsOfVerb(verb).flatMap(([flags]) => namesOfOption(flags)),
    ])
  const own = [...textsOf(ownVerbs), ...globalOptions.flatMap(([flags]) => namesOfOption(flags))]
  expect([
    missing(pageOf('momentum'), own),
    ...groups.map(({ noun, verbs }) => missing(pageOf(`momentum-${noun}`), textsOf(verbs))),
  ]).toEqual([[], ...groups.map(() => [])])
})

test('the pages are the same whenever they are made', () => {
  const before = pages.map(read)
  execFileSync(process.execPath, [join(checkout, 'build/man.js')])
  expect(pages.map(read)).toEqual(before)
})

test.skipIf(!hasMandoc)('mandoc finds nothing to complain about', () => {
  const { status, stdout } = spawnSync('mandoc', ['-Tlint', ...pages], {
    cwd: checkout,
    encoding: 'utf8',
  })
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
})
