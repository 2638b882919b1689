import { hash as bcryptHash } from 'bcrypt'
import { describe, expect, test } from 'vitest'
import { guessDelay, isPasswordHash, parsePassword, readGuess } from '../../src/domain/password.ts'
import type { MomentumError } from '../../src/errors.ts'

const kept = { lead: 'Choose a shorter one. Momentum never truncates a password.' }

function refusal(text: string): unknown {
  try {
    return parsePassword(text)
  } catch (error) {
    const { code, message, hint } = error as MomentumError
    return { code, message, hint }
  }
}

describe('a password', () => {
  test.each([
    ['72 letters', 'a'.repeat(72)],
    ['18 emoji of 4 bytes', '🦊'.repeat(18)],
    ['8 letters', 'abcdefgh'],
    ['8 emoji', '🦊'.repeat(8)],
    ['blanks at both ends', '  a b c d  '],
    ['nothing but blanks', ' '.repeat(8)],
    ['signs that are drawn as one', '👩\u200d👩\u200d👧 ❤\ufe0f family'],
    ['letters that a keyboard separates', 'نامه\u200cها \u200fx'],
  ])('may be %s, and stays as it is (F170, F173)', (_, text) => {
    expect(refusal(text)).toEqual(text)
  })

  test.each([
    ['73 letters', 'a'.repeat(73), 73],
    ['19 emoji', '🦊'.repeat(19), 76],
    ['18 emoji and a letter', `${'🦊'.repeat(18)}a`, 73],
    ['36 letters of two bytes and one', `${'é'.repeat(36)}a`, 73],
    ['4000 letters', 'a'.repeat(4000), 4000],
  ])('of %s is refused with its count of bytes (F170)', (_, text, bytes) => {
    expect(refusal(text)).toEqual({
      code: 'usage',
      message: `The password is ${bytes} bytes long; the limit is 72.`,
      hint: kept,
    })
  })

  test('is measured as it is hashed, in NFC (F170, F172)', () => {
    expect(refusal('e\u0301'.repeat(36))).toEqual('\u00e9'.repeat(36))
  })

  test.each([
    ['NUL', 'correct\0horse'],
    ['NUL at the end', 'correct horse\0'],
    ['a lone high surrogate', 'correct \ud83e horse'],
    ['a lone low surrogate', 'correct horse\udd8a'],
    ['what stands for bytes that are no text', 'correct \ufffd horse'],
    ['the mark at the start of a file', '\ufeffcorrect horse'],
  ])('with %s is refused (F171)', (_, text) => {
    expect(refusal(text)).toEqual({
      code: 'usage',
      message: 'The password contains an unreadable character.',
      hint: undefined,
    })
  })

  test.each([
    ['a tab', 'correct\thorse'],
    ['a line break', 'correct\nhorse'],
    ['a return at the end', 'correct horse\r'],
    ['an escape sequence', 'correct \x1b[31mhorse'],
    ['a control character of eight bits', 'correct \x9b horse'],
    ['a separator of paragraphs', 'correct\u2029horse'],
  ])('with %s is refused: nobody could type it', (_, text) => {
    expect(refusal(text)).toEqual({
      code: 'usage',
      message: 'The password contains a control character, such as a tab or a line break.',
      hint: undefined,
    })
  })

  test.each([
    ['a blank without width', 'correct\u200bhorse'],
    ['a soft hyphen', 'correct\u00adhorse'],
    ['a word joiner', 'correct horse\u2060'],
    ['a turn of direction', '\u202ecorrect horse\u202c'],
    ['an isolate', '\u2068correct horse\u2069'],
    ['a letter that is not drawn', 'correct\u3164horse'],
  ])('with %s is refused: nobody could see or type it', (_, text) => {
    expect(refusal(text)).toEqual({
      code: 'usage',
      message: 'The password contains an invisible character.',
      hint: { lead: 'Type it instead of pasting it.' },
    })
  })

  test.each([
    ['nothing', ''],
    ['7 letters', 'abcdefg'],
    ['7 emoji, which are 28 bytes', '🦊'.repeat(7)],
    ['7 letters with accents of their own', 'e\u0301'.repeat(7)],
  ])('of %s is refused (F173)', (_, text) => {
    expect(refusal(text)).toEqual({
      code: 'usage',
      message: 'Use at least 8 characters.',
      hint: undefined,
    })
  })

  test('typed in NFD is the one typed in NFC, and no look-alike (F172)', () => {
    expect([
      parsePassword('cle\u0301 a\u0300 l’e\u0301te\u0301'),
      readGuess('cle\u0301 a\u0300 l’e\u0301te\u0301'),
      readGuess('\uff43orrect'),
    ]).toEqual([
      'cl\u00e9 \u00e0 l’\u00e9t\u00e9',
      'cl\u00e9 \u00e0 l’\u00e9t\u00e9',
      '\uff43orrect',
    ])
  })
})

test('a guess is compared as it was typed, however short, long or odd', () => {
  const odd = ['', ' a ', 'a\0b', 'a'.repeat(5000)]
  expect(odd.map(readGuess)).toEqual(odd)
})

test('the delay before a guess is none up to five failures, then doubles up to 30 seconds (F179)', () => {
  const counts = [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, 5000, Number.MAX_SAFE_INTEGER]
  expect(counts.map(guessDelay)).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30])
})

describe('a stored hash', () => {
  const rest = 'HiFR1497d2hTBA8WMy.QD.uX.JehcqIksYR9DCB/vl.gIRxXhgp9q'

  test('is taken as bcrypt writes it', async () => {
    expect(isPasswordHash(await bcryptHash('a', 10))).toEqual(true)
  })

  test.each(['$2a$10$', '$2b$12$', '$2y$14$'])('may begin with %s', (start) => {
    expect(isPasswordHash(start + rest)).toEqual(true)
  })

  test.each([
    ['nothing', ''],
    ['junk', 'junk'],
    ['the password itself', 'correct horse'],
    ['a cost of 31, a day of work', `$2b$31$${rest}`],
    ['a cost of 99', `$2b$99$${rest}`],
    ['a cost of 15', `$2b$15$${rest}`],
    ['a cost of 09', `$2b$09$${rest}`],
    ['a kind nobody knows', `$2x$12$${rest}`],
    ['another algorithm', `$argon2id$v=19$m=65536,t=3,p=4$${rest}`],
    ['NUL and more', `$2b$12$${rest}\0junk`],
    ['a line break at the end', `$2b$12$${rest}\n`],
    ['a blank in front', ` $2b$12$${rest}`],
    ['a character less', `$2b$12$${rest.slice(1)}`],
    ['a character more', `$2b$12$${rest}a`],
    ['a character bcrypt does not use', `$2b$12$${rest.slice(1)}+`],
  ])('is refused for %s (F178)', (_, text) => {
    expect(isPasswordHash(text)).toEqual(false)
  })
})
