import { describe, expect, test } from 'vitest'
import {
  finishedStatuses,
  isOpen,
  keepsNote,
  nextStatuses,
  openStatuses,
  parseDefinitionOfDone,
  parseDescription,
  parseMaterials,
  parseNote,
  parseTaskNames,
  parseTaskReference,
  parseTitle,
  previousStatuses,
  refusedMoveError,
  type TaskId,
  taskStatuses,
} from '../../src/domain/task.ts'

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

describe('a task’s status', () => {
  test('is open until the task is done or abandoned', () => {
    expect([taskStatuses.filter(isOpen), openStatuses, finishedStatuses]).toEqual([
      ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED'],
      ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED'],
      ['DONE', 'ABANDONED'],
    ])
  })

  test.each([
    ['BACKLOG', 'ACTIVE'],
    ['BACKLOG', 'PAUSED'],
    ['BACKLOG', 'BLOCKED'],
    ['BACKLOG', 'DONE'],
    ['BACKLOG', 'ABANDONED'],
    ['ACTIVE', 'BACKLOG'],
    ['ACTIVE', 'PAUSED'],
    ['ACTIVE', 'BLOCKED'],
    ['ACTIVE', 'DONE'],
    ['ACTIVE', 'ABANDONED'],
    ['PAUSED', 'BACKLOG'],
    ['PAUSED', 'ACTIVE'],
    ['PAUSED', 'BLOCKED'],
    ['PAUSED', 'DONE'],
    ['PAUSED', 'ABANDONED'],
    ['BLOCKED', 'BACKLOG'],
    ['BLOCKED', 'ACTIVE'],
    ['BLOCKED', 'PAUSED'],
    ['BLOCKED', 'DONE'],
    ['BLOCKED', 'ABANDONED'],
    ['DONE', 'BACKLOG'],
    ['DONE', 'ACTIVE'],
    ['ABANDONED', 'BACKLOG'],
  ] as const)('may go from %s to %s', (from, to) => {
    const found = [nextStatuses(from).includes(to), previousStatuses(to).includes(from)]
    expect(found).toEqual([true, true])
  })

  test.each([
    ['DONE', 'PAUSED', '“Fix the tap” is done and cannot become paused.', 'start'],
    ['DONE', 'BLOCKED', '“Fix the tap” is done and cannot become blocked.', 'start'],
    ['DONE', 'ABANDONED', '“Fix the tap” is done and cannot become abandoned.', 'start'],
    ['ABANDONED', 'ACTIVE', '“Fix the tap” is abandoned and cannot become active.', 'reopen'],
    ['ABANDONED', 'PAUSED', '“Fix the tap” is abandoned and cannot become paused.', 'reopen'],
    ['ABANDONED', 'BLOCKED', '“Fix the tap” is abandoned and cannot become blocked.', 'reopen'],
    ['ABANDONED', 'DONE', '“Fix the tap” is abandoned and cannot become done.', 'reopen'],
  ] as const)('may not go from %s to %s, and the refusal says why', (from, to, message, verb) => {
    const found = [nextStatuses(from).includes(to), previousStatuses(to).includes(from)]
    const task = { id: 3 as TaskId, title: 'Fix the tap', status: from }
    const { code, message: said, hint } = refusedMoveError(task, to)
    expect({ found, code, said, hint }).toEqual({
      found: [false, false],
      code: 'refused',
      said: message,
      hint: { lead: 'First', command: `task ${verb} 3` },
    })
  })

  test.each(['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'] as const)(
    'is no move away from itself: %s',
    (status) => {
      const found = [
        nextStatuses(status).includes(status),
        previousStatuses(status).includes(status),
      ]
      expect(found).toEqual([false, false])
    },
  )

  test.each([
    ['BACKLOG', true],
    ['ACTIVE', false],
    ['PAUSED', true],
    ['BLOCKED', true],
    ['DONE', false],
    ['ABANDONED', true],
  ] as const)('%s keeps the note that says why: %s', (status, keeps) => {
    expect(keepsNote(status)).toEqual(keeps)
  })
})

describe('a task’s texts', () => {
  test.each([
    ['title', parseTitle, 200],
    ['definition of done', parseDefinitionOfDone, 1000],
    ['description', parseDescription, 1000],
    ['list of materials', parseMaterials, 1000],
    ['note', parseNote, 1000],
  ])(
    'include a %s that is trimmed, not blank and not too long (F097, F098)',
    (label, parse, most) => {
      expect(parse(` ${'x'.repeat(most)} `)).toEqual('x'.repeat(most))
      expect(() => parse(' ')).toThrow(usage(`The ${label} is empty.`))
      expect(() => parse('x'.repeat(most + 1))).toThrow(
        usage(`The ${label} is ${most + 1} characters long; the limit is ${most}.`),
      )
    },
  )

  test.each([
    ['definition of done', parseDefinitionOfDone],
    ['list of materials', parseMaterials],
    ['note', parseNote],
  ])('include a %s of one or more lines', (_, parse) => {
    expect(parse('one\ntwo')).toEqual('one\ntwo')
  })

  test('include a title of one line (F091)', () => {
    expect(() => parseTitle('one\ntwo')).toThrow(
      usage('The title contains a line break.', 'Write it on one line, in plain text.'),
    )
  })
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
