import type { World } from '../../world.ts'
import { readWords } from '../full-words.ts'
import { globalOptions } from '../globals.ts'
import { type BashLine, bashWord, readBashLine } from './bash-line.ts'
import { type Candidate, findPlace, optionEntries, type Wanted } from './place.ts'
import { fits, listValues, type Reading } from './values.ts'

/** How long the shell may wait, in milliseconds. */
const patience = 1_500

/** What the shell completes by itself: an answer without a value. */
const files: Candidate = { value: '', description: 'files' }

/**
 * Finds what can come at the end of a command line, for the scripts of `momentum completion`: a
 * line for each value, with a tab before what it is. A problem is never reported, because somebody
 * is typing; there are fewer values then.
 *
 * The words are those of a command line without the name of the program, the last one unfinished.
 * For bash, they are `--line`, its line up to the cursor and its COMP_WORDBREAKS; the values are
 * then what bash puts in the place of the part that it replaces.
 */
export async function complete(world: World): Promise<string> {
  const [, first, ...others] = world.argv
  const words = first === '--' ? others : world.argv.slice(1)
  const found = first === '--line' ? completeBash(others, world) : candidatesFor(words, world)
  return (await found).map(({ value, description }) => `${value}\t${description}\n`).join('')
}

async function completeBash(
  [text = '', breaks = '']: readonly string[],
  world: World,
): Promise<readonly Candidate[]> {
  const line = readBashLine(text, breaks)
  const found = await candidatesFor(line.words.slice(1), world)
  const word = line.words.at(-1) ?? ''
  const kept = found.filter(({ value }) => value === '' || isKept(value, word, line))
  const typed = word.slice(line.kept)
  const answers = kept.map(({ value, description }) => ({
    value: value === '' ? '' : bashWord(value, line),
    description,
  }))
  // Bash replaces what was typed with what all values begin with. A blank keeps it as it is.
  const isDifferent =
    answers.length > 1 && !kept.every(({ value }) => fits(value.slice(line.kept), typed))
  return isDifferent ? [...answers, { value: ' ', description: '' }] : answers
}

/** Whether a value begins with the part of the word that bash keeps. */
function isKept(value: string, word: string, { kept }: BashLine): boolean {
  return fits(value.slice(0, kept), word.slice(0, kept)) && value.length > kept
}

/** Lists what can be the last of these words, or nothing if that takes too long. */
async function candidatesFor(
  words: readonly string[],
  world: World,
): Promise<readonly Candidate[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly Candidate[]>((resolve) => {
    timer = setTimeout(() => resolve([]), patience)
  })
  const found = listCandidates(words.slice(0, -1), words.at(-1) ?? '', world).catch(() => [])
  try {
    return await Promise.race([found, late])
  } finally {
    clearTimeout(timer)
  }
}

async function listCandidates(
  before: readonly string[],
  word: string,
  world: World,
): Promise<readonly Candidate[]> {
  const place = findPlace(before)
  const values = (wanted: Wanted, typed: string) =>
    wanted.kind === 'files' ? [files] : listValues(wanted, typed, readingOf(before, world), world)
  const [, option = '', typed = ''] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? []
  const assigned = option === '' ? undefined : place.assigned(option)
  if (assigned?.kind === 'files') return [files]
  if (assigned) {
    const found = await values(assigned, typed)
    return found.map((each) => ({ ...each, value: `${option}=${each.value}` }))
  }
  if (word.startsWith('-') && place.options.length > 0) {
    return optionEntries(place.options).filter(({ value }) => value.startsWith(word))
  }
  const commands = place.commands.filter(({ value }) => value.startsWith(word))
  const found = place.wanted ? await values(place.wanted, word) : []
  if (commands.length + found.length > 0 || word !== '') return [...commands, ...found]
  return optionEntries(place.ownOptions).filter(({ value }) => value.startsWith('--'))
}

/** Which household a command line reads, and as whom. */
function readingOf(words: readonly string[], world: World): Reading {
  const { given } = readWords(words, globalOptions)
  const value = (name: string) =>
    given.findLast(({ option: [flags] }) => flags.startsWith(`${name} `))?.value
  // The shell has not expanded it yet.
  return { db: value('--db')?.replace(/^~(?=\/)/, () => world.homedir()), as: value('--as') }
}
