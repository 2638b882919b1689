import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import manifest from '../package.json' with { type: 'json' }
import { globalOptions } from '../src/cli/globals.ts'
import { namesOfOption, optionsOfVerb } from '../src/cli/options.ts'
import { groups, ownVerbs, today } from '../src/commands/index.ts'

// The pages are made from the tables of commands, as the help is. They are built like the program,
// and not committed: they would only repeat the tables.

const folder = new URL('../man/', import.meta.url)

/** The day on which the form of the pages was last changed. A build depends on no clock. */
const changed = '2026-11-26'

const exits = [
  ['0', 'success; an empty list is not an error'],
  ['1', 'the editor failed, or a bug in Momentum'],
  ['2', 'usage: an unknown word, an invalid or missing value'],
  ['3', 'not found, or ambiguous'],
  ['4', 'refused by a rule, or a conflict'],
  ['5', 'the database, or the output could not be written'],
  ['6', 'not allowed: a password is missing or wrong'],
  ['130', 'cancelled at a prompt'],
]

/** Writes a page for the program, and one for each noun. */
function writeManPages() {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, text] of manPages()) writeFileSync(new URL(name, folder), text)
}

/** @returns the pages by the names of their files */
function manPages() {
  return new Map([
    ['momentum.1', programPage()],
    ...groups.map((group) => [`momentum-${group.noun}.1`, nounPage(group)]),
  ])
}

function programPage() {
  const nouns = groups.map(({ noun, summary }) =>
    item(`${bold(`momentum ${noun}`)} ${italic('verb')}`, `${summary}: momentum\\-${noun}(1).`),
  )
  return page('momentum', today.summary, [
    ['SYNOPSIS', `${bold('momentum')} [${italic('command')}] [${italic('options')}]`],
    ['DESCRIPTION', escaped(today.details)],
    ['COMMANDS', [...ownVerbs.map((verb) => verbEntry('momentum', verb)), ...nouns].join('\n')],
    ['GLOBAL OPTIONS', optionList(globalOptions)],
    ['EXIT STATUS', exits.map(([code, meaning]) => item(bold(code), escaped(meaning))).join('\n')],
    ['EXAMPLES', examples(today.examples)],
    ['SEE ALSO', groups.map(({ noun }) => `${bold(`momentum-${noun}`)}(1)`).join(',\n')],
  ])
}

function nounPage({ noun, summary, verbs }) {
  const name = `momentum ${noun}`
  return page(`momentum-${noun}`, summary, [
    ['SYNOPSIS', `${bold(name)} ${italic('verb')} [${italic('options')}]`],
    ['VERBS', verbs.map((verb) => verbEntry(name, verb)).join('\n')],
    ['SEE ALSO', `${bold('momentum')}(1)`],
  ])
}

function page(name, summary, sections) {
  const head = `.TH "${name.toUpperCase()}" "1" "${changed}" "Momentum ${manifest.version}" "Momentum"`
  const all = [['NAME', `${escaped(name)} \\- ${escaped(summary)}`], ...sections]
  return `${[head, ...all.map(([title, text]) => `.SH ${title}\n${text}`)].join('\n')}\n`
}

/** What the help of a command says, below its usage. */
function verbEntry(name, verb) {
  const { usage, summary, details } = verb
  const options = optionsOfVerb(verb)
  return [
    `.SS ${escaped(`${name} ${usage}`)}`,
    escaped(`${summary}.`),
    ...(details === undefined ? [] : ['.PP', escaped(details)]),
    ...(options.length === 0 ? [] : [optionList(options)]),
    '.PP',
    examples(verb.examples),
  ].join('\n')
}

function optionList(options) {
  return options
    .map(([flags, description]) => {
      const value = /<.*>/.exec(flags)?.[0]
      const names = [...new Set(namesOfOption(flags))].map(bold).join(', ')
      return item(value === undefined ? names : `${names} ${italic(value)}`, escaped(description))
    })
    .join('\n')
}

function item(term, text) {
  return `.TP\n${term}\n${text}`
}

function examples(all) {
  return ['.nf', ...all.map(verbatim), '.fi'].join('\n')
}

function bold(text) {
  return `\\fB${escaped(text)}\\fR`
}

function italic(text) {
  return `\\fI${escaped(text)}\\fR`
}

/** A text in which nothing is a request to the formatter, in lines that are not too long. */
function escaped(text) {
  return lines(text).map(plain).join('\n')
}

/** The same for a line that is shown as it is: a backslash joins its parts. */
function verbatim(line) {
  return lines(line).map(plain).join(' \\\n')
}

function plain(line) {
  return line.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&')
}

/** Divides a text at its blanks. Signs beyond ASCII and those with a backslash take more room. */
function lines(text) {
  return text.match(/.{1,56}(?= |$)/g)?.map((line) => line.trim()) ?? []
}

writeManPages()
