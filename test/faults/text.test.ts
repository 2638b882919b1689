import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { householdFromBytes } from '../support/faults/cases.ts'
import type { Answer, Household } from '../support/household/household.ts'
import { sampleHousehold } from '../support/household/sample.ts'
import { isLongRun, longPatience, reportCount, sample } from '../support/long.ts'
import { answerEdit } from '../support/program/edit-questions.ts'
import { isJson } from '../support/program/json.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'It shines']

/**
 * Apart from line breaks, all that moves a cursor, changes colors, turns writing round or hides.
 */
const harmful = /[[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b-\u200f\u2028\u2029\u2060-\u206f\ufeff]--\n]/v

/** What is written with a joiner, which is shown there and nowhere else. */
const joined = ['👩\u200d👩\u200d👧', '🏳\ufe0f\u200d🌈', 'क्\u200dष']

function doesHarm(printed: string): boolean {
  return harmful.test(joined.reduce((text, sign) => text.replaceAll(sign, ''), printed))
}

/** Every argument that takes a text, and the key under which it comes back, if it does. */
const args: readonly (readonly [words: (text: string) => string[], key?: string])[] = [
  [(text) => ['task', 'add', text, ...essentials], 'title'],
  [(text) => ['task', 'edit', '1', '--title', text], 'title'],
  [(text) => ['task', 'edit', '1', '--description', text], 'description'],
  [(text) => ['task', 'edit', '1', '--definition-of-done', text], 'definition_of_done'],
  [(text) => ['task', 'edit', '1', '--materials', text], 'materials_needed'],
  [(text) => ['task', 'pause', '3', '--note', text], 'status_note'],
  [(text) => ['win', 'pause', '--note', text], 'note'],
  [(text) => ['user', 'add', text], 'name'],
  [(text) => ['user', 'edit', 'sam', '--role', text], 'role'],
  [(text) => ['user', 'edit', 'sam', '--email', text], 'email'],
  [(text) => ['category', 'add', text], 'name'],
  [(text) => ['task', 'note', '1', text], 'text'],
  [(text) => ['task', 'list', '--search', text]],
  [(text) => ['task', 'show', text]],
  [(text) => ['task', 'done', text]],
  [(text) => ['task', 'assign', '1', text]],
  [(text) => ['task', 'list', '--owner', text]],
  [(text) => ['task', 'list', '--category', text]],
  [(text) => ['task', 'list', '--status', text]],
  [(text) => ['task', 'list', '--sort', text]],
  [(text) => ['task', 'list', '--limit', text]],
  [(text) => ['task', 'list', '--fields', text]],
  [(text) => ['task', 'list', '--as', text]],
  [(text) => ['task', 'list', '--db', text]],
  [(text) => ['task', 'edit', '1', '--due', text]],
  [(text) => ['task', 'edit', '1', '--starts', text]],
  [(text) => ['win', 'show', text]],
  [(text) => ['category', 'edit', text, '--color', text]],
  [(text) => ['db', 'migrate', '--to', text]],
  [(text) => ['undo', text]],
  [(text) => ['task', text]],
  [(text) => [text]],
]

/** What a household shows of what was typed. */
const pages = [[], ['task', 'list', '--all'], ['task', 'show', '1'], ['user', 'list', '--all']]
const morePages = [
  ['category', 'list'],
  ['win', 'history'],
  ['undo', '--list'],
  ['task', 'history', '1'],
]

function codes(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index))
}

/** Every class of text that does harm somewhere, each sign between two letters. */
const classes: Record<string, readonly string[]> = {
  'F090, F091 control characters': [...codes(0x01, 0x1f), ...codes(0x7f, 0x9f)],
  'F090 sequences for a terminal': ['\x1b]0;x\x07', '\x1b]52;c;YQ==\x07', '\x1b[2J', '\u009b31m'],
  'F092 marks that turn writing round': [
    ...codes(0x202a, 0x202e),
    ...codes(0x2066, 0x2069),
    '\u061c',
  ],
  'F093 signs that nobody sees': [
    '\u200b',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u3164',
    '\u{e0041}',
    '\u00ad',
  ],
  'F094, F095 what no text can hold': ['\0', '\ud800', '\udc00', '\ufffd'],
  'F096, F099 letters that can be written in two ways': [
    'e\u0301',
    '\u00e9',
    'ß',
    'İ',
    'ſ',
    '\u1e9b\u0323',
  ],
  'F098 very long ones': ['x'.repeat(499), 'x'.repeat(70_000), '👩‍👩‍👧'.repeat(3_000)],
  'F100 wide and joined ones': ['漢字', '한국', 'שלום', ...joined],
  'F102, F103 operators of searches': [
    '%',
    '_',
    '\\',
    '"',
    "'",
    ' AND ',
    't:',
    'NEAR(',
    '*',
    '^',
    '-x',
  ],
  'F104 commands of a shell': ['`touch x`', '$(touch x)', '; touch x', '| touch x', '&'],
  'F105, F106, F107 words of programs': [
    '--',
    '-5',
    '__proto__',
    'NaN',
    '9007199254740993',
    '1e999',
  ],
}

/** The short form goes through some of a large class. */
function some(signs: readonly string[]): readonly string[] {
  return signs.length < 12 ? signs : sample(signs, 7)
}

/** In the short form, every third sign of a class goes through an argument. */
function isSkipped(index: number, turn: number): boolean {
  return !isLongRun && (index + turn) % 3 > 0
}

/** A sign between letters and alone; in the short form, in turns. */
function textsOf(sign: string, turn: number): readonly string[] {
  const texts = [`a${sign}b`, sign]
  return isLongRun ? texts : texts.filter((_, index) => index === Math.floor(turn / 2) % 2)
}

/** To a program and to a person; in the short form, in turns. */
function formsOf(turn: number): readonly (readonly string[])[] {
  const forms = [['--json'], []]
  return isLongRun ? forms : forms.filter((_, index) => index === turn % 2)
}

/** Text goes in as Unicode has it, without blanks around it. */
function kept(text: string): string {
  return text.normalize('NFC').trim()
}

/** What is wrong with what came of a text; nothing is as it should be. */
async function problemsWith(home: Household, text: string, turn: number): Promise<unknown[]> {
  const found: unknown[] = []
  const look = (
    argv: readonly string[],
    answer: Answer,
    wrong: readonly (readonly [boolean, string])[],
  ) => {
    const bad = wrong.filter(([is]) => is).map(([, what]) => what)
    if (doesHarm(answer.stdout + answer.stderr)) bad.push('it prints what does harm')
    if (![0, 2, 3, 4, 5].includes(answer.code)) bad.push(`it ended with ${answer.code}`)
    if (bad.length > 0) found.push({ argv, bad, answer })
  }
  const lookAtJson = (argv: readonly string[], answer: Answer, key?: string) => {
    const value = answer.code === 0 && key !== undefined && JSON.parse(answer.stdout)[key]
    look(argv, answer, [
      [!isJson(answer.code === 0 ? answer.stdout : answer.stderr), 'it is not one JSON document'],
      [value !== false && value !== kept(text), `it comes back as ${value}`],
      [key !== undefined && ![0, 2, 4].includes(answer.code), 'it is neither taken nor refused'],
    ])
  }
  for (const [index, [words, key]] of args.entries()) {
    if (isSkipped(index, turn)) continue
    for (const form of formsOf(Math.floor(index / 2) + Math.floor(turn / 4))) {
      const argv = [...form, ...words(text)]
      const answer = await home.run(...argv)
      if (form.length > 0) lookAtJson(argv, answer, key)
      else look(argv, answer, [])
    }
  }
  for (const [index, page] of [...pages, ...morePages].entries()) {
    // In the short form, every other page.
    if (isLongRun || (index + turn) % 2 === 0) look(page, await home.run(...page), [])
  }
  return found
}

describe('text through every argument does no harm and comes back as it was', () => {
  test.each(Object.entries(classes))('%s', { timeout: longPatience }, async (_, signs) => {
    const original = await sampleHousehold()
    await original.json('win', 'pick', '2')
    const bytes = readFileSync(original.database)
    const found: unknown[] = []
    for (const [turn, sign] of some(signs).entries()) {
      for (const text of textsOf(sign, turn)) {
        found.push(...(await problemsWith(householdFromBytes(bytes), text, turn)))
      }
    }
    expect(found).toEqual([])
    reportCount('texts through every argument', some(signs).length * 2 * args.length)
  })
})

/** Gives the task a text of all these that the field takes. @returns the text as it is stored */
async function fill(home: Household, field: string, texts: readonly string[]): Promise<string> {
  let filled = ''
  for (const text of texts) {
    const longer = `${filled}a${text}b `
    const { code } = await home.run('task', 'edit', '1', field, longer)
    if (code === 0) filled = longer
  }
  return kept(filled)
}

describe('a text that is edited at a prompt changes only where it was edited', () => {
  const edit = `${keys.ctrlA}<${keys.ctrlE}>`

  test.each(Object.entries(classes))('%s', { timeout: longPatience }, async (_, signs) => {
    const home = await sampleHousehold()
    await home.json('category', 'add', 'Garden')
    await home.json('task', 'assign', '1', 'alex')
    const texts = some(signs)
    const title = await fill(home, '--title', texts)
    const definition = await fill(home, '--definition-of-done', texts)
    const description = await fill(home, '--description', texts)
    const materials = await fill(home, '--materials', texts.toReversed())
    const code = await answerEdit(terminal(home, ['task', 'edit', '1'], 100), {
      '? Title:': edit,
      '? Done means:': edit,
      '? Description:': edit,
      '? Materials:': edit,
    })
    const fields = 'title,definition_of_done,description,materials_needed'
    expect([code, await home.json('task', 'show', '1', '--fields', fields)]).toEqual([
      0,
      {
        title: `<${title || 'Descale the kettle'}>`,
        definition_of_done: `<${definition || 'No crust'}>`,
        description: `<${description}>`,
        materials_needed: `<${materials || 'Vinegar'}>`,
      },
    ])
  })
})
