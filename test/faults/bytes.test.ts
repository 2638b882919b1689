import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Task } from '../../src/domain/task.ts'
import { householdFromBytes } from '../support/faults/cases.ts'
import { randomFrom } from '../support/faults/random.ts'
import { type Answer, household } from '../support/household/household.ts'
import { isLongRun, longPatience, reportCount } from '../support/long.ts'
import { run } from '../support/program/program.ts'

const pageSize = 4096

/** A lived-in database, the same in every run, and its tasks. */
async function original() {
  const home = household('sqlite')
  await home.run('db', 'seed', '--demo', '--tasks', '40', '--days', '20')
  const tasks = (await home.json('task', 'list', '--all')) as Task[]
  return { bytes: readFileSync(home.database), tasks }
}

/** What is wrong with how the program deals with a damaged file; nothing is as it should be. */
async function problemsWith(
  bytes: Buffer,
  tasks: readonly Task[],
  turn: number,
): Promise<string[]> {
  const home = householdFromBytes(bytes)
  const ask = (...argv: string[]) =>
    isLongRun ? run({ home: home.folder }, ...argv, '--json') : home.run(...argv, '--json')
  const wanted = tasks[turn % tasks.length]?.id
  const list = await ask('task', 'list', '--all')
  const show = await ask('task', 'show', String(wanted))
  const check = await ask('db', 'check')

  const listed = list.code === 0 ? idsIn(JSON.parse(list.stdout)) : undefined
  const shown = show.code === 0 ? JSON.parse(show.stdout).id : undefined
  const wrong: readonly (readonly [boolean, string])[] = [
    // A bit that makes a task private hides it, which only a look at everything can tell.
    [listed !== undefined && listed !== idsIn(tasks) && check.code === 0, `it lists ${listed}`],
    [shown !== undefined && shown !== wanted, `it shows ${shown} for ${wanted}`],
    [show.code === 3 && check.code === 0, `it knows nothing of ${wanted}`],
    ...[list, show, check].map((answer) => [!isClean(answer), JSON.stringify(answer)] as const),
  ]
  return wrong.filter(([is]) => is).map(([, what]) => what)
}

function idsIn(tasks: readonly Task[]): string {
  return tasks.map(({ id }) => id).join(' ')
}

/** Done, or one sentence about the database. */
function isClean({ code, stderr }: Answer): boolean {
  if (code === 0) return true
  const { error } = JSON.parse(stderr)
  return code === 5 ? error.code === 'database' : code === 3 && error.code === 'not_found'
}

describe('a damaged file is read right or refused with 5', () => {
  test('F024 whichever bit is another', { timeout: longPatience }, async () => {
    const { bytes, tasks } = await original()
    const random = randomFrom(24)
    const used = [...bytes.keys()].filter((at) => bytes[at] !== 0)
    const found: unknown[] = []
    const flips = isLongRun ? 500 : 25
    for (let turn = 0; turn < flips; turn += 1) {
      // Most of a small file is empty; half of the flips hit something.
      const at = turn % 2 === 0 ? (used[random(used.length)] ?? 0) : random(bytes.length)
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8))
      found.push(...(await problemsWith(damaged, tasks, turn)).map((what) => ({ at, what })))
    }
    expect(found).toEqual([])
    reportCount('bits flipped', flips)
  })

  test('F023 wherever it is cut short', { timeout: longPatience }, async () => {
    const { bytes, tasks } = await original()
    const random = randomFrom(23)
    const pages = Math.ceil(bytes.length / pageSize)
    const cuts = Array.from({ length: isLongRun ? 200 : 10 }, (_, turn) =>
      turn % 2 === 0 ? random(pages) * pageSize : random(bytes.length),
    )
    const found: unknown[] = []
    for (const [turn, at] of [...cuts, bytes.length - 10].entries()) {
      const problems = await problemsWith(bytes.subarray(0, at), tasks, turn)
      found.push(...problems.map((what) => ({ at, what })))
    }
    expect(found).toEqual([])
    reportCount('files cut short', cuts.length + 1)
  })
})
