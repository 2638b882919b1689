import { describe, expect, test } from 'vitest'
import { parseTaskNames, parseTaskReference } from '../../src/domain/task-reference.ts'

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

describe('a task', () => {
  test.each([
    ['its number', '3', { text: '3', id: 3 }],
    ['its number with blanks', ' 3 ', { text: '3', id: 3 }],
    ['its number as it is shown', '#3', { text: '3', id: 3 }],
    ['its number with zeros', '007', { text: '007', id: 7 }],
    ['a part of its title', 'Tap', { text: 'Tap', part: 'Tap' }],
    ['a part with a sign before a number', '-3', { text: '-3', part: '-3' }],
    ['a part with a number in it', '2 eggs', { text: '2 eggs', part: '2 eggs' }],
    ['seven hex digits', 'abcdef1', { text: 'abcdef1', part: 'abcdef1' }],
    ['eight hex digits', 'abcdef12', { text: 'abcdef12', part: 'abcdef12', uuid: 'abcdef12' }],
    [
      'a uuid up to a dash',
      'abcdef12-',
      { text: 'abcdef12-', part: 'abcdef12-', uuid: 'abcdef12-' },
    ],
    ['hex digits without a dash', 'abcdef120', { text: 'abcdef120', part: 'abcdef120' }],
    ['a dash too many', 'abcdef12--', { text: 'abcdef12--', part: 'abcdef12--' }],
    ['eight digits', '12345678', { text: '12345678', id: 12345678, uuid: '12345678' }],
    [
      'more digits than a number has, and never by its title (F107)',
      '1234567890123456',
      { text: '1234567890123456', id: 1234567890123456 },
    ],
    ['forty digits (F107)', '1'.repeat(40), { text: '1'.repeat(40), id: Number('1'.repeat(40)) }],
    [
      'a whole uuid in any case',
      'ABCDEF12-0000-4000-8000-000000000001',
      {
        text: 'ABCDEF12-0000-4000-8000-000000000001',
        part: 'ABCDEF12-0000-4000-8000-000000000001',
        uuid: 'abcdef12-0000-4000-8000-000000000001',
      },
    ],
    [
      'more than a uuid',
      'abcdef12-0000-4000-8000-0000000000012',
      {
        text: 'abcdef12-0000-4000-8000-0000000000012',
        part: 'abcdef12-0000-4000-8000-0000000000012',
      },
    ],
  ])('can be named by %s', (_, text, reference) => {
    expect(parseTaskReference(text)).toEqual(reference)
  })

  test('cannot be named by a blank text', () => {
    expect(() => parseTaskReference(' ')).toThrow(usage('The task is empty.'))
  })

  test('can be named by 200 characters, and no more', () => {
    const text = 'é'.repeat(200)
    expect(parseTaskReference(text)).toEqual({ text, part: text })
    expect(() => parseTaskReference(`${text}é`)).toThrow(
      usage('The task is 201 characters long; the limit is 200.'),
    )
  })
})

test.each([
  [['3'], undefined],
  [['call bank'], undefined],
  [['3', '#5', '7'], undefined],
  [['3', '00000000'], undefined],
  [['call', 'bank'], 'call bank'],
  [['buy', '3', 'eggs'], 'buy 3 eggs'],
  [['3', 'eggs'], '3 eggs'],
  [['x'.repeat(150), 'x'.repeat(50)], undefined],
])('the words %j may be one title: %j', (words, title) => {
  expect(parseTaskNames(words)).toEqual({
    each: words.map(parseTaskReference),
    whole: title === undefined ? undefined : { text: title, part: title },
  })
})
