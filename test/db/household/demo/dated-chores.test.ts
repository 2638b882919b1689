import { expect, test } from 'vitest'
import {
  calendarBefore,
  clockOf,
  type DemoContext,
  randomNumbers,
  uuidsFrom,
  whoIsHere,
} from '../../../../src/db/household/demo/context.ts'
import { type DatedChore, listToldChores } from '../../../../src/db/household/demo/dated-chores.ts'
import { doneChores, doneChoresOfSeasons } from '../../../../src/db/household/demo/done-chores.ts'
import { listManyChores } from '../../../../src/db/household/demo/many-chores.ts'
import { openChores, openChoresOfSeasons } from '../../../../src/db/household/demo/open-chores.ts'
import { routineAt } from '../../../../src/db/household/demo/routine-kinds.ts'
import { weekday } from '../../../../src/domain/time.ts'
import { day } from '../../../support/database/database.ts'

const told = [...openChores, ...openChoresOfSeasons, ...doneChores, ...doneChoresOfSeasons]

test('no title is told twice, and thousands have no number behind them', () => {
  const titles = [...told, ...listManyChores()].map(({ title }) => title)
  const repeated = titles.filter((title, index) => titles.indexOf(title) !== index)
  const odd = titles.filter((title) => /[\d%@]|\s\s/.test(title) || title.length > 60)
  expect([repeated, odd, titles.length > 5_000]).toEqual([[], [], true])
})

test('each of two hundred routines has a title of its own, without a number', () => {
  const titles = Array.from({ length: 200 }, (_, index) => routineAt(index).chore.title)
  expect([new Set(titles).size, titles.filter((title) => /\d/.test(title))]).toEqual([200, []])
})

/** Every ninth day of a year. */
const days = Array.from({ length: 41 }, (_, index) => day(index * 9))

test.each(days)('what is told on %s fits the day', (today) => {
  const daysAgo = calendarBefore(today)
  const context = {
    ...{ users: new Map(), categories: new Map(), today, began: 90, daysAgo },
    ...{ random: randomNumbers(1), newUuid: uuidsFrom(randomNumbers(2)), at: clockOf({}) },
  } satisfies DemoContext
  const chores = listToldChores(60, context)
  const titles = chores.map(({ chore }) => chore.title)
  const isOpen = ({ chore }: DatedChore) => !['DONE', 'ABANDONED'].includes(chore.status ?? '')
  const onWeekend = chores.filter(({ chore, due }) => {
    const isBill = chore.domain === 'BILLS' && due !== undefined
    return isBill && [0, 6].includes(weekday(daysAgo(due))) && chore.status !== 'DONE'
  })
  const outOfSeason = chores.filter((dated) => {
    const [from, to] = dated.chore.months ?? [1, 12]
    const month = Number(daysAgo(isOpen(dated) ? 0 : dated.changed).slice(5, 7))
    return from <= to ? month < from || month > to : month < from && month > to
  })
  expect({
    different: new Set(titles).size,
    open: chores.filter(isOpen).length,
    impossible: chores.filter(({ created, changed, due }) => {
      return changed > created || changed < 1 || created > 90 || (due ?? 0) > created
    }),
    byAway: chores.filter(({ by, changed }) => by !== undefined && whoIsHere(by, changed) !== by),
    overdue: chores.filter((dated) => isOpen(dated) && (dated.due ?? 0) > 0).length,
    today: chores.filter((dated) => isOpen(dated) && dated.due === 0).length > 1,
    onWeekend,
    outOfSeason,
  }).toEqual({
    different: 60,
    open: 27,
    impossible: [],
    byAway: [],
    overdue: 2,
    today: true,
    onWeekend: [],
    outOfSeason: [],
  })
})
