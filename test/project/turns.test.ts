import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { effortPoints } from '../../src/domain/effort-points.ts'
import { turnModes } from '../../src/domain/routine/routine.ts'
import { turnCauses } from '../../src/domain/routine/turn-reason.ts'
import { efforts } from '../../src/domain/task.ts'

// docs/turns.md explains turns to the members of a household.

test('the page about turns has every way to share, every effort and every cause', () => {
  const page = readFileSync('docs/turns.md', 'utf8')
  const table = (heading: string) => {
    const lines =
      page
        .slice(page.indexOf(`| ${heading}`))
        .split('\n\n', 1)[0]
        ?.split('\n') ?? []
    return lines
      .slice(2)
      .map((line) => line.split(' | ').map((cell) => cell.replace(/[|`]/g, '').trim()))
  }
  expect({
    ways: table('`--turns`').map(([way]) => way),
    efforts: table('effort').map(([effort, points]) => [effort, Number(points)]),
    causes: table('`because`').map(([cause]) => cause),
  }).toEqual({
    ways: turnModes.map((mode) => mode.toLowerCase()),
    efforts: efforts.map((effort) => [effort.toLowerCase(), effortPoints[effort]]),
    causes: turnCauses,
  })
})
