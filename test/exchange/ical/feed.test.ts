import { expect, test } from 'vitest'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { eventsOf } from '../../../src/exchange/ical/feed.ts'
import { routineValue, taskValue, uuid } from '../../support/household/values.ts'

test('events come by date, and those of a day always in the same order', () => {
  const routine = routineValue({ uuid: uuid(2) })
  const timeOn = (date: string) => ({
    date: date as CalendarDate,
    routine_id: routine.id,
    title: 'Bins',
    turn: null,
  })
  const due = [
    taskValue({ uuid: uuid(4), due_date: '2026-11-24' }),
    taskValue({ uuid: uuid(3), due_date: '2026-11-25' }),
    taskValue({ uuid: uuid(3), due_date: '2026-11-24' }),
    taskValue({ uuid: uuid(1), due_date: '2026-11-24' }),
  ]
  const times = [timeOn('2026-11-24'), timeOn('2026-11-23')]
  const routines = new Map([[routine.id, routine]])
  const events = eventsOf({ due, times, routines, todos: [] })
  const sorted = [
    [2, '2026-11-23'],
    [1, '2026-11-24'],
    [2, '2026-11-24'],
    [3, '2026-11-24'],
    [4, '2026-11-24'],
    [3, '2026-11-25'],
  ] as const
  expect(events.map(({ uid }) => uid)).toEqual(
    sorted.map(([id, date]) => `${uuid(id)}/${date}@momentum`),
  )
})
