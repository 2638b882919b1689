import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { isOwnMaker, newMaker, stateOfMaker } from '../../../src/db/sqlite/maker.ts'

/** The number of a process that has ended. */
const ended = () => spawnSync(process.execPath, ['-e', '0']).pid

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/

test('a maker is a UUID, and no two are the same', () => {
  const makers = [newMaker(), newMaker()]
  expect([makers.every((maker) => uuid.test(maker)), new Set(makers).size]).toEqual([true, 2])
})

test('a process knows its own, and whether others run', () => {
  const makers = [newMaker(), newMaker(process.ppid), newMaker(ended())]
  expect(makers.map((maker) => [isOwnMaker(maker), stateOfMaker(maker)])).toEqual([
    [true, 'running'],
    [false, 'running'],
    [false, 'ended'],
  ])
})

/** The same maker with another digit at a position. */
function changed(maker: string, at: number): string {
  return maker.slice(0, at) + (maker[at] === '0' ? '1' : '0') + maker.slice(at + 1)
}

test.runIf(process.platform === 'linux')(
  'who ran before the computer was started has ended',
  () => {
    expect(stateOfMaker(changed(newMaker(), 21))).toEqual('ended')
  },
)

test.each([
  ['of another computer', changed(newMaker(ended()), 10)],
  ['of another container', changed(newMaker(ended()), 24)],
  ['of an older version', '0b0cf0a2-1111-4222-8333-444455556666'],
  ['that says nothing', ''],
])('nothing is known of a maker %s', (_, maker) => {
  expect([isOwnMaker(maker), stateOfMaker(maker)]).toEqual([false, 'unknown'])
})
