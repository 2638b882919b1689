import { describe, expect, test } from 'vitest'
import { openPastes } from '../../src/terminal/pastes.ts'

const hold = {
  pasted: (text: string) => `<${text}>`,
  typed: (text: string) => text.toUpperCase(),
}

/** What becomes of texts that arrive one after the other; nothing is written as ''. */
function read(...texts: readonly string[]): string {
  const pastes = openPastes(hold)
  return texts.map(pastes.read).join('').replaceAll('<>', '')
}

describe('what a terminal sends', () => {
  test.each([
    ['letters', ['ab'], 'AB'],
    ['keys between letters', ['a\x1b[A\rb\x03\x7f'], 'A\x1b[A\rB\x03\x7f'],
    ['a tab, which is text', ['a\tb'], 'A\tB'],
    ['a paste', ['a\x1b[200~b c\x1b[201~d'], 'A<b c>D'],
    ['a paste of several lines', ['\x1b[200~a\nb\r\nc\rd\x1b[201~\r'], '<a\nb\nc\nd>\r'],
    ['line breaks at the end of a paste', ['\x1b[200~a\r\n\n\x1b[201~b'], '<a>B'],
    ['keys in a paste', ['\x1b[200~a\x03\x1b[A\x1b[200~b\x1b[201~'], '<a\x03\x1b[A\x1b[200~b>'],
    ['two pastes', ['\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~'], '<a><b>'],
    ['a paste in pieces', ['\x1b[200~a', 'b', 'c\x1b[201~'], '<a><b><c>'],
    ['line breaks in pieces', ['\x1b[200~a\r', '\n', 'b\n', '\x1b[201~'], '<a><\nb>'],
    ['marks in pieces', ['a\x1b[2', '00~b\x1b', '[20', '1~c'], 'A<b>C'],
    ['a key in pieces', ['a\x1b[2', '~b'], 'A\x1b[2~B'],
    ['Escape alone, at once', ['\x1b'], '\x1b'],
    ['Ctrl-C after a paste without an end', ['\x1b[200~a', '\x03', 'b'], '<a>\x03B'],
  ])('%s', (_, sent, expected) => {
    expect(read(...sent)).toEqual(expected)
  })
})
