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
