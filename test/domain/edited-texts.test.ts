import { describe, expect, test } from 'vitest'
import { parseEditedTexts, requireSameTexts, textsToEdit } from '../../src/domain/edited-texts.ts'
import { taskValue } from '../support/household/values.ts'

const tap = taskValue({
  id: 12,
  title: 'Fix the tap',
  description: 'Buy washers\n# not a comment',
  definition_of_done: 'Dry for an hour',
})

const file = `# Task 12: Fix the tap
# Write each text below its heading, and do not change the headings. Every other line below them
# is text, even if it begins with #. To change nothing, close the editor without saving.

# ----- Description -----
Buy washers
# not a comment

# ----- Definition of done -----
Dry for an hour
`

const usage = (message: string) => expect.objectContaining({ code: 'usage', message })

test('the file has each text below its heading', () => {
  expect(textsToEdit(tap)).toBe(file)
})

test.each([
  ['nothing', (text: string) => text, {}],
  ['the ends of lines', (text: string) => text.replaceAll('\n', '\r\n'), {}],
  ['a mark at the start', (text: string) => `\ufeff${text}`, {}],
  ['blank lines', (text: string) => `\n${text.replaceAll(' -----\n', ' -----  \n\n')}\n \n`, {}],
  ['advice that is gone', (text: string) => text.replace(/^[\s\S]*?\n\n/, ''), {}],
  [
    'a line with #',
    (text: string) => text.replace('washers', 'washers\n# 2\n\n#3'),
    { description: 'Buy washers\n# 2\n\n#3\n# not a comment' },
  ],
  [
    'both',
    (text: string) => text.replace('Buy', '  Get').replace('hour', 'hour\nand a day\n'),
    {
      description: 'Get washers\n# not a comment',
      definition_of_done: 'Dry for an hour\nand a day',
    },
  ],
  [
    'a description that is gone',
    (text: string) => text.replace('Buy washers\n# not a comment\n', ''),
    { description: null },
  ],
  [
    'the word that clears',
    (text: string) => text.replace('Buy washers\n# not a comment', 'None'),
    { description: null },
  ],
  [
    'the order',
    (text: string) => text.replace(/(# -+ Description[\s\S]*)(# -+ Definition[\s\S]*)/, '$2$1'),
    {},
  ],
  [
    'decomposed letters',
    (text: string) => text.replace('Buy', 'e\u0301'),
    {
      description: '\u00e9 washers\n# not a comment',
    },
  ],
])('reads what was changed: %s', (_, change, changes) => {
  expect(parseEditedTexts(change(textsToEdit(tap)), tap)).toEqual(changes)
})

test.each([
  ['Definition of done', { description: '# ----- Definition of done -----' }],
  [
    'Description',
    { definition_of_done: 'a\n# ----- Description -----\n# ------ Description ------' },
  ],
  ['blanks around', { description: ' a \n\n', definition_of_done: '\n\tb\r\nc' }],
  ['no description', { description: null }],
])('a text in which nothing was changed stays as it is: %s', (_, texts) => {
  const task = { ...tap, ...texts }
  expect(parseEditedTexts(textsToEdit(task), task)).toEqual({})
})

describe('refuses a file', () => {
  test.each([
    ['', 'The heading “# ----- Description -----” is missing.'],
    [
      file.replace('# ----- Definition of done -----', '# Definition of done'),
      'The heading “# ----- Definition of done -----” is missing.',
    ],
    [`${file}${file}`, 'The heading “# ----- Description -----” appears more than once.'],
    [
      `# x\nBuy soap\n${file}`,
      'The line “Buy soap” is above the heading “# ----- Description -----”.',
    ],
    [
      `\n \nBuy soap\nand bread\n${file}`,
      'The line “Buy soap” is above the heading “# ----- Description -----”.',
    ],
    [file.replace('Dry for an hour', ' '), 'The definition of done is empty.'],
    [
      file.replace('Buy', 'x'.repeat(1000)),
      'The description is 1024 characters long; the limit is 1000.',
    ],
    [file.replace('Dry', '\0'), 'The definition of done contains an unreadable character.'],
    [file.replace('Dry', '\ufffd'), 'The definition of done contains an unreadable character.'],
  ])('%#: %j', (text, message) => {
    expect(() => parseEditedTexts(text, tap)).toThrow(usage(message))
  })
})

describe('a text that somebody else changed meanwhile', () => {
  test('is not overwritten', () => {
    const now = { ...tap, title: 'Mend the tap', description: 'x' }
    expect(() => requireSameTexts(tap, now, { description: 'y' })).toThrow(
      expect.objectContaining({
        code: 'conflict',
        message: 'The description of “Mend the tap” was changed while you edited it.',
        hint: { lead: 'See', command: 'task show 12' },
      }),
    )
  })

  test('does not matter if the other text was edited', () => {
    const now = { ...tap, description: 'x' }
    expect(requireSameTexts(tap, now, { definition_of_done: 'y' })).toBeUndefined()
  })
})
