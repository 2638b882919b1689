import { describe, expect, test } from 'vitest'
import { listed, parseChoice, parseChoices } from '../../src/domain/choice.ts'

const domains = ['CHORES', 'BILLS', 'FOOD', 'REPAIRS', 'OTHER'] as const

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

describe('a choice', () => {
  test.each(['FOOD', 'food', 'Food', ' food '])('is read from %j', (text) => {
    expect(parseChoice('domain', text, domains)).toEqual('FOOD')
  })

  test.each([
    ['garden', undefined],
    ['g', undefined],
    ['fod', 'Did you mean food?'],
    ['Choers', 'Did you mean chores?'],
  ])('refuses %j, lists the valid words and hints %j', (text, hint) => {
    expect(() => parseChoice('domain', text, domains)).toThrow(
      usage(`There is no domain “${text}”: choose chores, bills, food, repairs or other.`, hint),
    )
  })

  test.each([
    ['descc', 'Did you mean desc?'],
    ['asd', 'Did you mean asc?'],
    ['updown', undefined],
  ])('refuses %j among words in lower case and hints %j', (text, hint) => {
    expect(() => parseChoice('direction', text, ['asc', 'desc'])).toThrow(
      usage(`There is no direction “${text}”: choose asc or desc.`, hint),
    )
  })

  test.each(['', ' '])('is missing in %j', (text) => {
    expect(() => parseChoice('domain', text, domains)).toThrow(
      usage('Missing domain: choose chores, bills, food, repairs or other.'),
    )
  })
})

describe('several choices', () => {
  test('keep their order and drop repeated words', () => {
    expect(parseChoices('domain', 'food, BILLS,Food', domains)).toEqual(['FOOD', 'BILLS'])
  })

  test('are refused when one word is invalid', () => {
    expect(() => parseChoices('domain', 'food,rapairs', domains)).toThrow(
      usage(
        'There is no domain “rapairs”: choose chores, bills, food, repairs or other.',
        'Did you mean repairs?',
      ),
    )
  })
})

test.each([
  [['CHORES'], 'chores'],
  [['CHORES', 'BILLS'], 'chores or bills'],
  [['CHORES', 'BILLS', 'FOOD'], 'chores, bills or food'],
  [[], ''],
])('joins %j to %j', (words, sentence) => {
  expect(listed(words)).toEqual(sentence)
})

test('joins with another conjunction', () => {
  expect(listed(['id', 'title', 'status'], 'and')).toEqual('id, title and status')
})
