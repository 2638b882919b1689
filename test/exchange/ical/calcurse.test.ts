import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventsOf, writeFeed } from '../../../src/exchange/ical/feed.ts'
import { writeIcal } from '../../../src/exchange/ical/write.ts'
import { written } from '../../support/exchange/reading.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { routineValue, taskValue } from '../../support/household/values.ts'

const hasCalcurse = spawnSync('calcurse', ['--version']).error === undefined
const why = hasCalcurse ? '' : ' (passed over: calcurse is not here)'

/** What calcurse says of a file, and the lines of its own files then, without their notes. */
function imported(text: string) {
  const folder = temporaryFolder()
  const file = join(folder, 'household.ics')
  writeFileSync(file, text)
  const said = execFileSync('calcurse', ['-D', folder, '-i', file], { encoding: 'utf8' })
  const lines = (name: string) =>
    readFileSync(join(folder, name), 'utf8').trim().replace(/>\w+/g, '').split('\n')
  return { said: said.trim().split('\n').at(-1), events: lines('apts'), todos: lines('todo') }
}

const tasks = [
  taskValue({ title: 'Fix the “tap”; or, buy one', due_date: '2026-11-24', priority: 'URGENT' }),
  taskValue({ id: 2, title: '日本語'.repeat(30), due_date: '2026-12-01', owner: null }),
]

test.skipIf(!hasCalcurse)(`calcurse imports a calendar and its tasks${why}`, () => {
  const routine = routineValue()
  const calendar = {
    due: tasks,
    times: [{ date: routine.start_date, routine_id: routine.id, title: 'Bins', turn: 'Sam' }],
    routines: new Map([[routine.id, routine]]),
    todos: tasks,
  }
  const text = [...writeFeed(eventsOf(calendar), calendar, 'Momentum')].join('')
  expect(imported(text)).toEqual({
    said: '0 apps / 3 events / 2 todos / 0 skipped',
    events: [
      '11/22/2026 [1]  Bins (Sam)',
      '11/24/2026 [1]  Fix the “tap”; or, buy one (Alex)',
      `12/01/2026 [1]  ${'日本語'.repeat(30)}`,
    ],
    todos: ['[1] Fix the “tap”; or, buy one', `[5] ${'日本語'.repeat(30)}`],
  })
})

test.skipIf(!hasCalcurse)(`calcurse imports exported tasks${why}`, async () => {
  expect(imported(await written(writeIcal, tasks))).toMatchObject({
    said: '0 apps / 0 events / 2 todos / 0 skipped',
    todos: ['[1] Fix the “tap”; or, buy one', `[5] ${'日本語'.repeat(30)}`],
  })
})
