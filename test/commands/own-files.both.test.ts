import { expect, test } from 'vitest'
import { targetFormats } from '../../src/exchange/formats.ts'
import { randomFrom } from '../support/faults/random.ts'
import { essentials } from '../support/household/every-command.ts'
import { type Household, household } from '../support/household/household.ts'
import { isLongRun } from '../support/long.ts'

// What leaves a household and comes back unchanged says nothing new.

/** Words of the options that tasks and routines share; each stands for a choice. */
const shared = [
  [],
  ['--owner', 'alex'],
  ['--owner', 'sam'],
  ['--category', 'Home Repairs'],
  ['--category', 'a_b'],
  ['--priority', 'urgent'],
  ['--priority', 'low'],
  ['--description', 'In the kitchen\n\n- (and the bath)'],
  ['--materials', 'Tape, wrench; glue'],
]

const ofTasks = [
  ...shared,
  ['--due', 'yesterday'],
  ['--due', '+1w'],
  ['--starts', '+2d'],
  ['--starts', 'yesterday', '--due', 'today'],
  ['--starts', '+1m', '--due', '+1w'],
  ['--starts', 'today', '--due', 'today'],
  ['--owner', 'alex', '--private'],
]

const rules = [
  ['--every', 'day'],
  ['--every', '2 weeks on tue,fri'],
  ['--every', 'month on 31', '--lead', '5'],
  ['--every', 'month on 30,31'],
  ['--every', 'month on last fri'],
  ['--every', 'year on feb 29'],
  ['--every', 'month', '--start', '2026-10-31', '--times', '4'],
  ['--every', 'week', '--until', '+2m'],
  ['--every', 'week on sat', '--season', 'apr-sep'],
  ['--after', '10 days'],
  ['--after', '3 weeks', '--turns', 'least', '--among', 'alex,sam'],
  ['--every', 'day', '--turns', 'rotate', '--among', 'sam,alex'],
  ['--after', '2 months', '--owner', 'alex', '--private'],
]

const titles = ['Mow', 'Mow', 'Buy +milk @shop', 'x Tax', '(A) bell', '2+2', 'due:soon', 'Tür “x”']

/** What is done to a task; the short form does but one thing to each. */
const moves = [
  ['start'],
  ['pause', '--note', 'Rain; later'],
  ['pause', '--note', 'Snow'],
  ['block', '--note', 'No key'],
  ['done', '--on', 'yesterday', '--by', 'sam'],
  ['done', '--by', 'alex', '--early'],
  ['abandon', '--note', 'Sold'],
  ['note', 'Ask: Kim'],
  ['skip', '--note', 'Away'],
  ['edit', '--due', '+3d'],
  ['edit', '--due', 'none'],
  ['edit', '--title', 'Other, altogether', '--priority', 'high'],
  ['assign', 'sam'],
  ['edit', '--starts', '+2w'],
]

/** A household in which much has happened, and which is the same for the same seed. */
async function lived(seed: number): Promise<Household> {
  const random = randomFrom(seed)
  const home = household()
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item
  const run = (...argv: readonly string[]) => home.run(...argv, '--as', 'alex', '--quiet')
  await home.json('user', 'add', 'Alex')
  await home.json('user', 'add', 'Sam')
  for (const name of ['Home Repairs', 'a_b']) await home.json('category', 'add', name)
  const ids: string[] = []
  for (let count = 0; count < 20; count += 1) {
    const words = count % 2 === 0 ? ['task', 'add'] : ['routine', 'add']
    const options = count % 2 === 0 ? [pick(ofTasks), pick(shared)] : [pick(rules), pick(shared)]
    await run(...words, pick(titles), ...essentials, 'It shines', ...options.flat())
    ids.push(`${count + 1}`)
  }
  for (let count = 0; count < 30; count += 1) {
    const [verb = '', ...options] = pick(moves)
    await run('task', verb, pick(ids), ...options)
  }
  await run('routine', 'pause', 'mow', '--note', 'Frost')
  return home
}

const seeds = Array.from({ length: isLongRun ? 40 : 3 }, (_, index) => index + 1)

/** What an import says that brings nothing new. */
const nothing = { added: [], routines: [], updated: [], kept: [], skipped: [] }

test.each(seeds)('a file of our own brings nothing new into its household: %i', async (seed) => {
  const home = await lived(seed)
  const found = []
  for (const format of targetFormats) {
    const file = `./own.${format}`
    await home.json('export', '--to', format, '--out', file, '--as', 'alex')
    const words = ['import', file, '--from', format, '--as', 'alex', '--dry-run']
    found.push(await home.json(...words, '--fields', `format,${Object.keys(nothing)}`))
  }
  expect(found).toEqual(targetFormats.map((format) => ({ format, ...nothing })))
})
