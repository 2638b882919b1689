import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findDamage } from '../support/faults/cases.ts'
import { addTask } from '../support/household/contents.ts'
import { type Answer, type Household, household } from '../support/household/household.ts'
import { isLongRun, longPatience, reportCount } from '../support/long.ts'
import { run } from '../support/program/program.ts'

const rounds = Array.from({ length: isLongRun ? 20 : 1 }, (_, index) => index + 1)
const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'It shines']

/** The short form runs less than half as many. */
const share = isLongRun ? 1 : 0.4

/** Commands of one kind, this many in the long form. */
function times(count: number, words: (index: number) => readonly string[]) {
  return Array.from({ length: Math.round(count * share) }, (_, index) => words(index))
}

const adding = (count: number) =>
  times(count, (index) => ['task', 'add', `Task ${index}`, ...essentials])

type Told = Answer & { readonly argv: readonly string[] }

/** A household of two users and six tasks, and what so many commands at once answered there. */
async function atOnce(commands: readonly (readonly string[])[]) {
  const home = household('sqlite')
  await home.json('user', 'add', 'Alex')
  for (const index of [1, 2, 3, 4, 5, 6]) await addTask(home, `Old ${index}`)
  // None has its kind for a neighbor.
  const mixed = commands.map((argv, index) => ({ argv, at: (index * 37) % commands.length }))
  const told = await Promise.all(
    mixed
      .toSorted((a, b) => a.at - b.at)
      .map(
        async ({ argv }): Promise<Told> => ({
          argv,
          ...(await run({ home: home.folder }, ...argv, '--json')),
        }),
      ),
  )
  return { home, told }
}

/** Neither a fault nor a lock, nor anything left of either. */
function expectOrder(home: Household, told: readonly Told[]) {
  expect({
    faults: told.filter(({ code }) => ![0, 3, 4].includes(code)),
    files: readdirSync(dirname(home.database)),
    unsound: findDamage(home.database),
  }).toEqual({ faults: [], files: ['momentum.db'], unsound: [] })
}

/** The answers of those commands that begin so and were done. */
function doneOf(told: readonly Told[], ...words: readonly string[]) {
  return told
    .filter(({ argv, code }) => code === 0 && words.every((word, at) => argv[at] === word))
    .map(({ stdout }) => JSON.parse(stdout))
}

type Row = { readonly id: number; readonly title: string; readonly status: string }

describe(`F070, F071 ${50 * share} commands at once`, () => {
  test.each(rounds)('keep what each was told, round %i', { timeout: longPatience }, async () => {
    const [adds, lists] = [adding(20), times(6, () => ['task', 'list', '--all'])]
    const { home, told } = await atOnce([
      ...adds,
      ...times(12, (index) => ['task', 'done', String((index % 4) + 1)]),
      ...times(6, (index) => ['win', 'pick', String((index % 2) + 5)]),
      ...times(6, () => []),
      ...lists,
    ])
    expectOrder(home, told)
    const tasks = (await home.json('task', 'list', '--all')) as Row[]
    const added = doneOf(told, 'task', 'add') as Row[]
    const picked = doneOf(told, 'win', 'pick') as { task_id: number }[]
    const statusOf = (id: number) => tasks.find((task) => task.id === id)?.status
    expect({
      ids: tasks.map(({ id }) => id),
      added: tasks.slice(6).map(({ id, title }) => ({ id, title })),
      done: [1, 2, 3, 4].map(statusOf),
      // Who picks what is picked already is told so.
      picked: [...new Set(picked.map(({ task_id }) => task_id))].map(statusOf),
      lists: doneOf(told, 'task', 'list').length,
    }).toEqual({
      ids: Array.from({ length: 6 + adds.length }, (_, index) => index + 1),
      added: added.map(({ id, title }) => ({ id, title })).toSorted((a, b) => a.id - b.id),
      done: ['DONE', 'DONE', 'DONE', 'DONE'],
      picked: ['ACTIVE'],
      lists: lists.length,
    })
    reportCount('commands at once', told.length)
  })

  test.each(rounds)('and undo among them add up, round %i', { timeout: longPatience }, async () => {
    const { home, told } = await atOnce([
      ...adding(24),
      ...times(14, () => ['undo']),
      ...times(4, () => ['redo']),
      ...times(8, () => ['task', 'list', '--all']),
    ])
    expectOrder(home, told)
    const changed = (word: string) =>
      (doneOf(told, word) as { command: string }[][])
        .flat()
        .filter(({ command }) => command === 'task add').length
    const tasks = (await home.json('task', 'list', '--all')) as Row[]
    expect(tasks.length).toEqual(
      6 + doneOf(told, 'task', 'add').length - changed('undo') + changed('redo'),
    )
    reportCount('commands at once', told.length)
  })
})
