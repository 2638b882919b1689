import { expect, test } from 'vitest'
import { loadPaint } from '../../src/terminal/paint.ts'
import { colored, plain } from '../support/program/styles.ts'

const colors = ['red', 'green', 'yellow', 'cyan'] as const

test('changes nothing when colors are not wanted', () => {
  expect([
    plain.bold('a'),
    plain.dim('a'),
    ...colors.map((color) => plain[color]('●')),
    plain.hex('#4c9f70')('●'),
    plain.bar(3),
  ]).toEqual(['a', 'a', '●', '●', '●', '●', '●', '███'])
})

test('colors with the codes that every terminal knows', () => {
  expect([
    colored.bold('a'),
    colored.dim('a'),
    ...colors.map((color) => colored[color]('●')),
    colored.bar(3),
  ]).toEqual([
    '\x1b[1ma\x1b[22m',
    '\x1b[2ma\x1b[22m',
    ...[31, 32, 33, 36].map((code) => `\x1b[${code}m●\x1b[39m`),
    '\x1b[32m███\x1b[39m',
  ])
})

/** How bright one of the 256 colors is, from 0 to 1, as contrast is measured (WCAG). */
function luminance(code: number): number {
  const levels = [36, 6, 1].map((step) => Math.floor((code - 16) / step) % 6)
  const [red = 0, green = 0, blue = 0] = levels.map((level) => {
    const value = (level === 0 ? 0 : 55 + level * 40) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test.each([2, 3] as const)(
  'at a color depth of %d every sign stands out on black and on white',
  async (depth) => {
    const paint = await loadPaint(depth)
    const contrasts = colors.map((color) => {
      const code = Number(/\[38;5;(\d+)m/.exec(paint[color]('●'))?.[1])
      return [(luminance(code) + 0.05) / 0.05, 1.05 / (luminance(code) + 0.05)]
    })
    expect(Math.min(...contrasts.flat())).toBeGreaterThan(3.8)
  },
)
