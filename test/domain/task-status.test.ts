import { describe, expect, test } from 'vitest'
import { type TaskId, taskStatuses } from '../../src/domain/task.ts'
import {
  finishedStatuses,
  isOpen,
  keepsNote,
  nextStatuses,
  openStatuses,
  previousStatuses,
  refusedMoveError,
} from '../../src/domain/task-status.ts'

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
