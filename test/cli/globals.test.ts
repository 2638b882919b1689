import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readGlobals } from '../../src/cli/globals.ts'
import type { World } from '../../src/world.ts'
import { emptyWorld } from '../support/world.ts'

function stream(isTTY: boolean) {
  return Object.assign(new PassThrough(), { isTTY })
}

function world(env: World['env'], streams: Partial<World> = {}): World {
  const terminal = { isInputTerminal: () => true, stdout: stream(true), stderr: stream(true) }
  return emptyWorld({ env, ...terminal, ...streams })
}

const atATerminal = world({})
const inAPipe: Partial<World> = {
  isInputTerminal: () => false,
  stdout: stream(false),
  stderr: stream(false),
}

test('takes a person at a terminal for one who can be asked, in color', () => {
  expect(readGlobals({}, atATerminal)).toEqual({
    db: undefined,
    as: undefined,
    json: false,
    fields: undefined,
    yes: false,
    quiet: false,
    colors: 1,
    interactive: true,
    isPaged: true,
    isDumb: false,
  })
})

test('takes every option as it was given', () => {
  const options = { db: 'a.db', as: 'Alex', yes: true, quiet: true, input: false, color: false }
  expect(readGlobals(options, atATerminal)).toEqual({
    db: 'a.db',
    as: 'Alex',
    json: false,
    fields: undefined,
    yes: true,
    quiet: true,
    colors: 0,
    interactive: false,
    isPaged: false,
    isDumb: false,
  })
})

test.each([
  [{ json: true }, undefined],
  [{ fields: 'id,title' }, ['id', 'title']],
  [{ fields: ' id , title ,', json: true }, ['id', 'title']],
  [{ fields: ' ,' }, []],
])('answers a program in JSON, without a color or a question: %j', (options, fields) => {
  const { json, fields: picked, colors, interactive } = readGlobals(options, atATerminal)
  expect({ json, fields: picked, colors, interactive }).toEqual({
    json: true,
    fields,
    colors: 0,
    interactive: false,
  })
})

describe('color', () => {
  test.each<[number, string, World['env']]>([
    [1, 'on a terminal', {}],
    [1, 'where NO_COLOR is empty', { NO_COLOR: '' }],
    [1, 'where the terminal has a name', { TERM: 'xterm' }],
    [2, 'where the name says 256', { TERM: 'xterm-256color' }],
    [3, 'where there are millions', { TERM: 'xterm-256color', COLORTERM: 'truecolor' }],
    [3, 'where there are 24 bits', { COLORTERM: '24bit' }],
    [1, 'where COLORTERM says something else', { COLORTERM: 'yes' }],
    [0, 'where NO_COLOR is set among millions', { NO_COLOR: '1', COLORTERM: 'truecolor' }],
    [0, 'on a dumb terminal of millions', { TERM: 'dumb', COLORTERM: 'truecolor' }],
    [1, 'where it is forced on a dumb terminal', { TERM: 'dumb', FORCE_COLOR: '1' }],
    [1, 'where FORCE_COLOR is empty', { FORCE_COLOR: '' }],
    [1, 'in a job of a CI that has a terminal', { CI: 'true' }],
    [0, 'where NO_COLOR is set', { NO_COLOR: '1' }],
    [0, 'where NO_COLOR is set to anything', { NO_COLOR: '0' }],
    [0, 'where both are set: NO_COLOR wins', { NO_COLOR: '1', FORCE_COLOR: '1' }],
    [0, 'where FORCE_COLOR is 0', { FORCE_COLOR: '0' }],
    [0, 'where FORCE_COLOR is false', { FORCE_COLOR: 'false' }],
    [0, 'on a dumb terminal', { TERM: 'dumb' }],
    [0, 'on an unknown terminal', { TERM: 'unknown' }],
    [1, 'on a dumb terminal with colors', { TERM: 'dumb-emacs-ansi' }],
    [0, 'on a dumb terminal where FORCE_COLOR is empty', { TERM: 'dumb', FORCE_COLOR: '' }],
  ])('is of depth %s %s', (colors, _, env) => {
    expect(readGlobals({}, world(env)).colors).toEqual(colors)
  })

  test.each([
    [0, 'unless told', {}],
    [1, 'with FORCE_COLOR=1', { FORCE_COLOR: '1' }],
    [2, 'with FORCE_COLOR=2', { FORCE_COLOR: '2' }],
    [3, 'with FORCE_COLOR=3', { FORCE_COLOR: '3' }],
    [1, 'with FORCE_COLOR=true', { FORCE_COLOR: 'true' }],
    [3, 'with FORCE_COLOR and millions', { FORCE_COLOR: 'true', COLORTERM: 'truecolor' }],
    [1, 'with FORCE_COLOR=1 and millions', { FORCE_COLOR: '1', COLORTERM: 'truecolor' }],
    [2, 'with FORCE_COLOR=2 and millions', { FORCE_COLOR: '2', COLORTERM: 'truecolor' }],
    [0, 'with FORCE_COLOR=0', { FORCE_COLOR: '0' }],
    [0, 'with an empty FORCE_COLOR', { FORCE_COLOR: '' }],
  ])('is of depth %s in a pipe %s', (colors, _, env) => {
    expect(readGlobals({}, world(env, inAPipe)).colors).toEqual(colors)
  })

  test.each([{ color: false }, { json: true }])('is not forced against %j', (options) => {
    expect(readGlobals(options, world({ FORCE_COLOR: '1' })).colors).toEqual(0)
  })
})

describe('a question', () => {
  test.each([
    ['the input', { isInputTerminal: (): boolean => false }],
    ['the answer', { stdout: stream(false) }],
    ['what else is said', { stderr: stream(false) }],
    ['everything', inAPipe],
  ])('is not asked where a pipe carries %s', (_, streams) => {
    expect(readGlobals({}, world({}, streams)).interactive).toEqual(false)
  })

  test.each([
    [false, 'true'],
    [false, '1'],
    [true, 'false'],
    [true, ''],
    [true, undefined],
  ])('may be asked is %s where CI is %j', (interactive, CI) => {
    expect(readGlobals({}, world({ CI })).interactive).toEqual(interactive)
  })

  test('is not asked after --no-input', () => {
    expect(readGlobals({ input: false }, atATerminal).interactive).toEqual(false)
  })
})

test.each([
  [true, 'dumb'],
  [true, 'dumb-emacs-ansi'],
  [true, 'unknown'],
  [false, 'xterm'],
  [false, undefined],
])('knows a terminal that only shows lines: %s for %j', (isDumb, TERM) => {
  expect(readGlobals({}, world({ TERM })).isDumb).toEqual(isDumb)
})
