import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openProgress } from '../../src/terminal/progress.ts'
import { screen } from '../support/household/household.ts'

function written(stream: PassThrough): string {
  return stream.read()?.toString() ?? ''
}

test('a bar fills on a terminal, is drawn once per percent and is erased at the end', () => {
  const stderr = screen(60)
  const progress = openProgress('Copying', 1000, stderr)
  for (const part of [5, 1, 5, 1, 488, 500]) progress.advance(part)
  progress.close()
  expect(written(stderr).split('\r\x1b[K')).toEqual([
    '',
    'Copying  ░░░░░░░░░░░░░░░░░░░░░░░░  0%',
    'Copying  ░░░░░░░░░░░░░░░░░░░░░░░░  1%',
    'Copying  ████████████░░░░░░░░░░░░  50%',
    'Copying  ████████████████████████  100%',
    '',
  ])
})

test('a bar is as full as the work is done, to the nearest of its 24 parts', () => {
  const stderr = screen(60)
  const progress = openProgress('Copying', 100, stderr)
  for (let percent = 1; percent <= 100; percent += 1) progress.advance(1)
  const full = [...written(stderr).matchAll(/ (█*)░* {2}(\d+)%/g)]
  expect(full.map(([, bar = '', percent]) => [Number(percent), bar.length])).toEqual(
    Array.from({ length: 100 }, (_, index) => [index + 1, Math.round((index + 1) * 0.24)]),
  )
})

test('a bar fits a narrow terminal', () => {
  const stderr = screen(20)
  openProgress('Copying', 2, stderr).advance(1)
  expect(written(stderr)).toEqual('\r\x1b[KCopying  ██░░  50%')
})

test('a bar is cut for 80 columns on a terminal that does not say how wide it is', () => {
  const stderr = Object.assign(new PassThrough(), { isTTY: true })
  openProgress('Copying '.repeat(12).trim(), 2, stderr).advance(1)
  expect(written(stderr)).toEqual(`\r\x1b[K${'Copying '.repeat(10).slice(0, 78)}…`)
})

test('a bar of a single step is drawn, too', () => {
  const stderr = screen(60)
  openProgress('Copying', 1, stderr).advance(1)
  expect(written(stderr)).toEqual('\r\x1b[KCopying  ████████████████████████  100%')
})

test('a bar that was never drawn is not erased', () => {
  const stderr = screen(60)
  openProgress('Copying', 2, stderr).close()
  expect(written(stderr)).toEqual('')
})

test.each([
  ['in a pipe', new PassThrough(), 10],
  ['for nothing', screen(60), 0],
])('there is no bar %s', (_, stderr, total) => {
  const progress = openProgress('Copying', total, stderr)
  progress.advance(1)
  progress.close()
  expect(written(stderr)).toEqual('')
})
