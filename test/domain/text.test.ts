import { describe, expect, test } from 'vitest'
import { fold, foldAccents, isNone, nameKey, parseLine, parseText } from '../../src/domain/text.ts'

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

describe('fold', () => {
  test.each([
    ['É', 'é'],
    ['E\u0301', 'é'],
    ['STRASSE', 'straße'],
    ['ẞ', 'ß'],
    ['ẞ', 'SS'],
    ['STRAẞE', 'strasse'],
    ['ΟΔΟΣ', 'οδος'],
    ['İ', 'i\u0307'],
    ['ﬁn', 'FIN'],
    ['\u212a', 'k'],
  ])('treats %s and %s as equal (F096, F099)', (one, other) => {
    expect(fold(one)).toEqual(fold(other))
  })

  test.each([
    ['ΟΔΟΣΑ', 'ΟΔΟΣ'],
    ['Οδοσα', 'οδος'],
    ['οδος', 'ΟΣ'],
    ['Straße', 'STRAS'],
    ['Müller', 'MÜL'],
  ])('finds in %s the part %s', (whole, part) => {
    expect(fold(whole)).toContain(fold(part))
  })

  test.each([
    ['e', 'é'],
    ['o', 'ö'],
    ['a b', 'ab'],
    ['0', 'O'],
  ])('treats %s and %s as different', (one, other) => {
    expect(fold(one)).not.toEqual(fold(other))
  })
})

describe('foldAccents', () => {
  test.each([
    ['Crème brûlée', 'creme brulee'],
    ['Cre\u0300me', 'CREME'],
    ['İstanbul', 'istanbul'],
    ['ısı', 'isi'],
    ['Straße', 'strasse'],
    ['Łódź, Ærø, þorn, œuf', 'lodz, aero, thorn, oeuf'],
    ['Đuro Ðun Ħal Ŧing Þór', 'duro dun hal ting thor'],
    ['don’t', "don't"],
    ['‘tea’ `tea`', "'tea' 'tea'"],
    ['“tea”', '"tea"'],
    ['5–6', '5-6'],
    ['10\u00a0kg', '10  kg'],
    ['ｆｕｌｌ', 'full'],
    ['ﬁsh', 'fish'],
    ['soft\u00adly', 'softly'],
    ['й', 'и'],
    ['Ώρα', 'ωρα'],
  ])('treats %j and %j as equal', (one, other) => {
    expect(foldAccents(one)).toEqual(foldAccents(other))
  })

  test.each([
    ['が', 'か'],
    ['한', '하'],
    ['कि', 'का'],
    ['a\nb', 'a b'],
    ['\u0301', '\u0300'],
  ])('treats %j and %j as different', (one, other) => {
    expect(foldAccents(one)).not.toEqual(foldAccents(other))
  })
})

describe('nameKey', () => {
  test.each([
    ['Anna  Marie', 'anna marie'],
    ['Anna\u00a0Marie', 'Anna Marie'],
    ['Anna\u200dMarie', 'AnnaMarie'],
    ['Anna \u2800Marie\u2800', 'Anna Marie'],
    ['\u202aAnna\u202c', 'Anna'],
  ])('treats %j and %j as equal', (one, other) => {
    expect(nameKey(one)).toEqual(nameKey(other))
  })

  test.each([
    ['Zoe', 'Zoë'],
    ['Anna Marie', 'AnnaMarie'],
  ])('treats %j and %j as different', (one, other) => {
    expect(nameKey(one)).not.toEqual(nameKey(other))
  })
})

describe('a text of one line', () => {
  test.each([
    ['trimmed', '  Fix the tap \n', 'Fix the tap'],
    ['composed (F096)', 'Cafe\u0301', 'Café'],
    ['with its inner blanks', 'a  b', 'a  b'],
    ['without a byte order mark around it', '\ufeffa\ufeff', 'a'],
    ['with an emoji family', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['with a bidi override, which is shown harmlessly later (F092)', 'a\u202eb', 'a\u202eb'],
    ['with a sign of private use alone', '\ue000', '\ue000'],
    ['with shell characters as they are (F104)', '`a` $(b); c', '`a` $(b); c'],
  ])('is returned %s', (_, text, line) => {
    expect(parseLine('title', text, 20)).toEqual(line)
  })

  test.each([
    ['tab (F091)', '\t', 'a tab'],
    ['line feed (F091)', '\n', 'a line break'],
    ['carriage return (F091)', '\r', 'a line break'],
    ['escape (F090)', '\x1b', 'a control character (U+001B)'],
    ['delete', '\x7f', 'a control character (U+007F)'],
    ['C1 control (F090)', '\u009b', 'a control character (U+009B)'],
    ['line separator', '\u2028', 'a line break'],
    ['paragraph separator', '\u2029', 'a line break'],
  ])('is refused with a %s', (_, character, name) => {
    expect(() => parseLine('title', `a${character}b`, 20)).toThrow(
      usage(`The title contains ${name}.`, 'Write it on one line, in plain text.'),
    )
  })
})

describe('a text of several lines', () => {
  test('keeps its line breaks and tabs', () => {
    expect(parseText('note', '\na\n\n\tb\n', 20)).toEqual('a\n\n\tb')
  })

  test.each([
    ['nothing', ''],
    ['blanks', ' \t\n\u00a0\u3000'],
    ['a zero-width space', '\u200b'],
    ['a word joiner', '\u2060'],
    ['a byte order mark', '\ufeff'],
    ['a Hangul filler', '\u3164'],
    ['a soft hyphen', '\u00ad'],
    ['an empty braille cell', '\u2800'],
    ['a tag character', '\u{e0041}'],
    ['bidi marks', '\u200e\u202e\u202c'],
    ['a joiner alone', '\u200d'],
    ['control characters', '\x1b\x07'],
  ])('is empty with %s alone (F097)', (_, text) => {
    expect(() => parseText('title', text, 20)).toThrow(usage('The title is empty.'))
  })

  test.each([
    ['NUL (F094)', 'a\0b'],
    ['a lone high surrogate (F095)', 'a\ud83d'],
    ['a lone low surrogate (F095)', '\ude00a'],
    ['what was left of broken UTF-8', 'a\ufffdb'],
  ])('is refused with %s', (_, text) => {
    expect(() => parseText('note', text, 20)).toThrow(
      usage(
        'The note contains an unreadable character.',
        'Type it again. Text must be valid UTF-8 without NUL characters.',
      ),
    )
  })

  test.each([
    ['letters', 'x'],
    ['emoji', '😀'],
    ['letters that are composed first', 'e\u0301'],
  ])('may have the allowed number of code points: %s (F098)', (_, character) => {
    expect([...parseText('title', ` ${character.repeat(200)} `, 200)]).toHaveLength(200)
  })

  test.each([
    [201, 'x'],
    [201, '😀'],
    [1_000_000, 'x'],
  ])('is refused, never cut, at %i characters of %s (F098)', (length, character) => {
    expect(() => parseText('title', character.repeat(length), 200)).toThrow(
      usage(`The title is ${length} characters long; the limit is 200.`),
    )
  })
})

test.each(['none', 'None', ' NONE '])('takes %j for the word that clears a value', (word) => {
  expect(isNone(word)).toEqual(true)
})

test.each(['', 'no', 'nobody', 'none of it'])('takes %j for a value', (word) => {
  expect(isNone(word)).toEqual(false)
})

test('a text in ASCII is folded as any other is', () => {
  const ascii = String.fromCharCode(...Array(128).keys())
  const texts = [
    ...ascii,
    ascii,
    'A  B',
    ' \t a\tB` ',
    'İ'.toLowerCase().slice(0, 1),
    '- "x" \n  y',
  ]
  // A sign that is not seen does not count, and is not ASCII.
  const slowly = (text: string) => `\u200b${text}`

  expect(texts.map(nameKey)).toEqual(texts.map((text) => nameKey(slowly(text))))
  expect(texts.map(foldAccents)).toEqual(texts.map((text) => foldAccents(slowly(text))))
})
