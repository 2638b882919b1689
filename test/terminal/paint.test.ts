import { expect, test } from 'vitest'
import { colored, plain } from '../support/program/styles.ts'

test('changes nothing when colors are not wanted', () => {
  expect([plain.bold('a'), plain.dim('a'), plain.red('a'), plain.hex('#4c9f70')('a')]).toEqual([
    'a',
    'a',
    'a',
    'a',
  ])
})

test('colors with the codes that every terminal knows', () => {
  expect([colored.bold('a'), colored.dim('a'), colored.cyan('a')]).toEqual([
    '\x1b[1ma\x1b[22m',
    '\x1b[2ma\x1b[22m',
    '\x1b[36ma\x1b[39m',
  ])
})
