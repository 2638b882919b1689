import { describe, expect, test } from 'vitest'
import { escapeControls, escapeValue } from '../../src/terminal/escapes.ts'

describe('a text for a terminal', () => {
  test.each([
    ['a color (F090)', '\x1b[31mred\x1b[0m', '^[[31mred^[[0m'],
    ['a window title (F090)', '\x1b]0;pwned\x07', '^[]0;pwned^G'],
    ['a link (F090)', '\x1b]8;;https://a.example\x1b\\b', '^[]8;;https://a.example^[\\b'],
    ['the clipboard (F090)', '\x1b]52;c;YQ==\x07', '^[]52;c;YQ==^G'],
    ['a C1 control sequence (F090)', '\u009b31m', '<U+009B>31m'],
    ['a next line', '\u0085', '<U+0085>'],
    ['NUL (F094)', '\0', '^@'],
    ['a backspace', 'a\b', 'a^H'],
    ['a tab, as wide as four blanks (F091)', 'a\tb', 'a    b'],
    ['a line break of another system', 'a\r\nb', 'a\nb'],
    ['a carriage return (F091)', 'a\rb', 'a^Mb'],
    ['a delete', '\x7f', '^?'],
    ['a bidi override (F092)', 'a\u202eb\u202cc', 'a<U+202E>b<U+202C>c'],
    ['bidi isolates (F092)', '\u2066a\u2069', '<U+2066>a<U+2069>'],
    ['bidi marks (F092)', '\u200e\u200f\u061c', '<U+200E><U+200F><U+061C>'],
    ['a zero-width space (F093)', 'a\u200bb', 'a<U+200B>b'],
    ['a word joiner (F093)', 'a\u2060b', 'a<U+2060>b'],
    ['a byte order mark (F093)', '\ufeffa', '<U+FEFF>a'],
    ['a Hangul filler (F093)', '\u3164', '<U+3164>'],
    ['tag characters (F093)', 'a\u{e0041}\u{e007f}', 'a<U+E0041><U+E007F>'],
    ['a joiner outside an emoji (F093)', 'pay\u200dpal', 'pay<U+200D>pal'],
    ['a non-joiner between Latin letters (F093)', 'pay\u200cpal', 'pay<U+200C>pal'],
    ['a joiner between Greek letters (F093)', 'α\u200dβ', 'α<U+200D>β'],
    ['a joiner between Cyrillic letters (F093)', 'а\u200dб', 'а<U+200D>б'],
    ['a non-joiner at the end (F093)', 'می\u200c', 'می<U+200C>'],
    ['a joiner after an emoji (F093)', '👩\u200d', '👩<U+200D>'],
    ['a soft hyphen', 'a\u00adb', 'a<U+00AD>b'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a<U+2028>b<U+2029>c'],
    ['interlinear annotation', '\ufff9a\ufffbb', '<U+FFF9>a<U+FFFB>b'],
    ['a lone surrogate (F095)', 'a\ud800', 'a<U+D800>'],
  ])('writes out %s', (_, text, shown) => {
    expect(escapeControls(text)).toEqual(shown)
  })

  test.each([
    ['line breaks', 'one\ntwo'],
    ['a caret', 'x^2'],
    ['Arabic and Hebrew (F092)', 'عربي שלום'],
    ['a Persian non-joiner', 'می\u200cخواهم'],
    ['a Hindi joiner', 'क्\u200dष'],
    ['a Hindi non-joiner', 'क्\u200cष'],
    ['selectors of how a sign is drawn', '☎\ufe0e 葛\u{e0100}'],
    ['wide letters', '漢字 カナ 한글'],
    ['combining marks', 'e\u0301 n\u0303'],
    ['a family (F093)', '👩‍👩‍👧'],
    ['a profession with a skin tone', '👩🏽‍🚀'],
    ['a flag of two signs', '🏳️‍🌈'],
    ['a burning heart', '❤️‍🔥'],
    ['a keycap', '1️⃣'],
    ['a flag of two letters', '🇩🇪'],
    ['no-break spaces', '5\u00a0kg'],
    ['private signs', '\ue000'],
  ])('keeps %s', (_, text) => {
    expect(escapeControls(text)).toEqual(text)
  })
})

test('escapes every text in a value and nothing else', () => {
  const value = {
    id: 3,
    title: '\x1b[31m',
    note: null,
    done: false,
    task: { title: '\u202e', tags: ['\x07', 'plain', ['\r']] },
    counts: { DONE: 2 },
  }
  expect(escapeValue(value)).toEqual({
    id: 3,
    title: '^[[31m',
    note: null,
    done: false,
    task: { title: '<U+202E>', tags: ['^G', 'plain', ['^M']] },
    counts: { DONE: 2 },
  })
})

test('does not copy a value whose texts are plain', () => {
  const value = { tasks: [{ title: 'José’s kettle\nand pot', note: null, id: 3 }] }
  expect(escapeValue(value)).toBe(value)
})

test.each([undefined, null, 3, true])('gives %s back as it is', (value) => {
  expect(escapeValue(value)).toEqual(value)
})
