import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seededHousehold } from '../support/household/sample.ts'
import { startAtTerminal } from '../support/program/program.ts'

// The terminal is asked for its width by a part of Node that could go.

const withoutBinding = 'delete process.binding'
const refusing = 'process.binding = () => { throw new Error("not allowed") }'
const withoutAnswer = `
const { binding } = process
process.binding = (name) => {
  const { TTY, isTTY } = binding(name)
  return { isTTY, TTY: class extends TTY { getWindowSize() { return -25 } } }
}`

test.each([
  { what: 'as it is', code: '' },
  { what: 'without the part', code: withoutBinding },
  { what: 'that refuses the part', code: refusing },
  { what: 'whose terminal does not tell', code: withoutAnswer },
])('a Node $what fits the answer to the terminal, without a warning', async ({ code }) => {
  const { folder: home } = await seededHousehold()
  const before = join(home, 'before.cjs')
  writeFileSync(before, code)
  const NODE_OPTIONS = `--pending-deprecation --require=${before}`
  const person = startAtTerminal({ home, env: { NODE_OPTIONS } }, ['week'], 64)

  expect(await person.ends()).toBe(0)
  const lines = person.screen().split('\n')
  expect([lines.filter((line) => line.length > 64), lines[0]]).toEqual([
    [],
    expect.stringMatching(/^Thu|^Fri|^Sat|^Sun|^Mon|^Tue|^Wed/),
  ])
})
