import { describe, expect, test } from 'vitest'
import {
  parseRole,
  parseUserName,
  parseUserNames,
  parseUserReference,
} from '../../src/domain/user.ts'

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

describe('a name', () => {
  test.each([
    [' Alex ', 'Alex'],
    ['Jose\u0301', 'José'],
    ['R2', 'R2'],
    ['2 Cool', '2 Cool'],
    ['#12b', '#12b'],
    ['Nonette', 'Nonette'],
    ['李', '李'],
    ['x'.repeat(80), 'x'.repeat(80)],
  ])('is read from %j', (text, name) => {
    expect(parseUserName(text)).toEqual(name)
  })

  test.each([
    ...['7', ' 123 ', '12345678901234567890', '#12', '1\u200d2'],
    ...['none', ' None ', 'NONE', 'no\u200dne', 'keep', 'Delete', 'EVERYBODY'],
  ])('is nothing that a command takes for something else: %j', (text) => {
    expect(() => parseUserName(text)).toThrow(
      usage(
        `“${text.trim()}” cannot be a name.`,
        'Use a name with at least one letter, other than “none”, “keep”, “delete” or “everybody”.',
      ),
    )
  })

  test('is not blank (F097)', () => {
    expect(() => parseUserName(' \u200b ')).toThrow(usage('The name is empty.'))
  })

  test('has at most 80 characters (F098)', () => {
    expect(() => parseUserName('x'.repeat(81))).toThrow(
      usage('The name is 81 characters long; the limit is 80.'),
    )
  })

  test('is one line (F091)', () => {
    expect(() => parseUserName('Alex\nSam')).toThrow(
      usage('The name contains a line break.', 'Write it on one line, in plain text.'),
    )
  })
})

test('trims a role', () => {
  expect(parseRole(' head of laundry ')).toEqual('head of laundry')
})

test('refuses a role of more than 40 characters', () => {
  expect(() => parseRole('x'.repeat(41))).toThrow(
    usage('The role is 41 characters long; the limit is 40.'),
  )
})

describe('a member', () => {
  test.each([
    ['3', { id: 3 }],
    [' 3 ', { id: 3 }],
    ['#3', { id: 3 }],
    ['Alex', { name: 'Alex' }],
    [' Alex ', { name: 'Alex' }],
    ['R2', { name: 'R2' }],
    ['-3', { name: '-3' }],
    ['1234567890123456789', { name: '1234567890123456789' }],
  ])('can be named by %j (F107)', (text, reference) => {
    expect(parseUserReference(text)).toEqual(reference)
  })

  test.each([
    ['  ', 'The user is empty.'],
    ['é'.repeat(81), 'The user is 81 characters long; the limit is 80.'],
  ])('cannot be named by %j', (text, message) => {
    expect(() => parseUserReference(text)).toThrow(usage(message))
  })

  test('can be named by the longest name', () => {
    expect(parseUserReference('é'.repeat(80))).toEqual({ name: 'é'.repeat(80) })
  })
})

describe('the names of several members', () => {
  test.each([
    ['Tom', ['Tom']],
    ['Tom and Ines', ['Tom', 'Ines']],
    ['Tom AND Ines', ['Tom', 'Ines']],
    ['Tom, Ines', ['Tom', 'Ines']],
    ['Tom & Ines', ['Tom', 'Ines']],
    ['Tom&Ines+Max;Mia', ['Tom', 'Ines', 'Max', 'Mia']],
    ['Tom, Ines and Max', ['Tom', 'Ines', 'Max']],
    ['Tom, Ines, and Max', ['Tom', 'Ines', 'Max']],
    ['Tom\nInes', ['Tom', 'Ines']],
    [' Tom ,, Ines, ', ['Tom', 'Ines']],
    ['Sandy', ['Sandy']],
    ['Andrew Band', ['Andrew Band']],
    ['Anna Marie and Jean-Luc O’Neill', ['Anna Marie', 'Jean-Luc O’Neill']],
  ])('%j', (text, names) => {
    expect(parseUserNames(text)).toEqual(names)
  })

  test.each([
    ['', 'The name is empty.'],
    [' , ', 'The name is empty.'],
  ])('%j are none', (text, message) => {
    expect(() => parseUserNames(text)).toThrow(message)
  })
})
