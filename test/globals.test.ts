import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readGlobals } from '../src/globals.ts'
import type { World } from '../src/world.ts'

function stream(isTTY: boolean) {
  return Object.assign(new PassThrough(), { isTTY })
}

function world(env: World['env'], streams: Partial<World> = {}): World {
  return {
    argv: [],
    env,
    stdin: stream(true),
    stdout: stream(true),
    stderr: stream(true),
    now: new Date(0),
    platform: 'linux',
    cwd: () => '/',
    homedir: () => '/home/alex',
    newUuid: () => '',
    ...streams,
  }
}

const atATerminal = world({})
const inAPipe = { stdin: stream(false), stdout: stream(false), stderr: stream(false) }

test('takes a person at a terminal for one who can be asked, in colour', () => {
  expect(readGlobals({}, atATerminal)).toEqual({
    db: undefined,
    as: undefined,
    json: false,
    fields: undefined,
    yes: false,
    quiet: false,
    coloured: true,
    interactive: true,
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
    coloured: false,
    interactive: false,
  })
})

test.each([
  [{ json: true }, undefined],
  [{ fields: 'id,title' }, ['id', 'title']],
  [{ fields: ' id , title ,', json: true }, ['id', 'title']],
  [{ fields: ' ,' }, []],
])('answers a program in JSON, without a colour or a question: %j', (options, fields) => {
  const { json, fields: picked, coloured, interactive } = readGlobals(options, atATerminal)
  expect({ json, fields: picked, coloured, interactive }).toEqual({
    json: true,
    fields,
    coloured: false,
    interactive: false,
  })
})

describe('colour', () => {
  test.each([
    [true, 'on a terminal', {}],
    [true, 'where NO_COLOR is empty', { NO_COLOR: '' }],
    [true, 'where the terminal has a name', { TERM: 'xterm-256color' }],
    [true, 'where it is forced on a dumb terminal', { TERM: 'dumb', FORCE_COLOR: '1' }],
    [true, 'where FORCE_COLOR is empty', { FORCE_COLOR: '' }],
    [true, 'in a job of a CI that has a terminal', { CI: 'true' }],
    [false, 'where NO_COLOR is set', { NO_COLOR: '1' }],
    [false, 'where NO_COLOR is set to anything', { NO_COLOR: '0' }],
    [false, 'where both are set: NO_COLOR wins', { NO_COLOR: '1', FORCE_COLOR: '1' }],
    [false, 'where FORCE_COLOR is 0', { FORCE_COLOR: '0' }],
    [false, 'where FORCE_COLOR is false', { FORCE_COLOR: 'false' }],
    [false, 'on a dumb terminal', { TERM: 'dumb' }],
    [false, 'on a dumb terminal where FORCE_COLOR is empty', { TERM: 'dumb', FORCE_COLOR: '' }],
  ])('is %s %s', (coloured, _, env) => {
    expect(readGlobals({}, world(env)).coloured).toEqual(coloured)
  })

  test.each([
    [false, 'unless told', {}],
    [true, 'with FORCE_COLOR=1', { FORCE_COLOR: '1' }],
    [true, 'with FORCE_COLOR=3', { FORCE_COLOR: '3' }],
    [true, 'with FORCE_COLOR=true', { FORCE_COLOR: 'true' }],
    [false, 'with FORCE_COLOR=0', { FORCE_COLOR: '0' }],
    [false, 'with an empty FORCE_COLOR', { FORCE_COLOR: '' }],
  ])('is %s in a pipe %s', (coloured, _, env) => {
    expect(readGlobals({}, world(env, inAPipe)).coloured).toEqual(coloured)
  })

  test.each([{ color: false }, { json: true }])('is not forced against %j', (options) => {
    expect(readGlobals(options, world({ FORCE_COLOR: '1' })).coloured).toEqual(false)
  })
})

describe('a question', () => {
  test.each([
    ['the input', { stdin: stream(false) }],
    ['the answer', { stdout: stream(false) }],
    ['what else is said', { stderr: stream(false) }],
    ['everything', inAPipe],
    ['nothing that says so', { stdin: new PassThrough() }],
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
