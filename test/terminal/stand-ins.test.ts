import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { openStandIns } from '../../src/terminal/stand-ins.ts'

const texts: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['a plain text', 'Fix the tap', 'Fix the tap'],
  ['line breaks', 'a\nb\r\nc\rd', 'a↵b␍↵c␍d'],
  ['tabs', '\ta\t', '⇥a⇥'],
  ['escape sequences', '\x1b[2J\x07\x7f', '␛[2J␇␡'],
  ['control characters of eight bits', 'a\x9bb', 'a▯b'],
  ['marks of direction', 'a\u200eb\u202ec\u2066', 'a▯b▯c▯'],
  ['what nobody sees', 'a\u200bb\u00adc\ufeffd\u{e0041}', 'a▯b▯c▯d▯'],
  ['separators of lines', 'a\u2028b\u2029c', 'a▯b▯c'],
  ['a joiner where it hides, and where it joins', 'a\u200db 👩\u200d👧', 'a▯b 👩\u200d👧'],
  ['the signs themselves', '↵⇥␛▯', '↵⇥␛▯'],
  ['private characters', '\ue000\n\ue001\uf8ff', '\ue000↵\ue001\uf8ff'],
  ['wide and combined letters', '漢字 e\u0301 ❤\ufe0f', '漢字 e\u0301 ❤\ufe0f'],
]

describe('a line that holds', () => {
  test.each(texts)('%s shows each character in one column, and gives it back', (_, text, shown) => {
    const { hold, release, show } = openStandIns()
    const line = hold(text)
    expect({ shown: show(line), text: release(line), width: stringWidth(line) }).toEqual({
      shown,
      text,
      width: stringWidth(shown),
    })
  })

  test('two texts, one after the other, keeps them apart', () => {
    const { hold, release } = openStandIns()
    const [first, second] = [hold('a\nb\ue000'), hold('\ue001\tc\n')]
    expect(release(`${second}${first}`)).toEqual('\ue001\tc\na\nb\ue000')
  })
})
