import { describe, expect, test } from 'vitest'
import { copiesOf, type Household } from '../../support/household/household.ts'
import { failure, oneOClock, sampleHousehold } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']

/** Routine 1, Bins, which everybody sees, and routine 2, a gift: Alex's alone. Tasks 4 and 5. */
const householdWithBoth = copiesOf(async () => {
  const home = await sampleHousehold()
  const add = (title: string) => ['routine', 'add', title, ...essentials, '--every', 'day']
  await home.json(...add('Bins'), '--owner', 'alex')
  await home.json(...add('Gift'), '--owner', 'alex', '--private')
  home.setClock(oneOClock)
  return home
})

const open = '“Bins” belongs to routine 1, which everybody can see.'
const secret = '“Gift” belongs to routine 2, which is private.'
const lead = 'To change the routine and this task: momentum --as alex routine edit'

describe('rule 15: a live task is as private as its routine', () => {
  test.each([
    [['task', 'edit', '4', '--private'], open, '1 --private'],
    [['task', 'edit', '4', '--private', '--owner', 'sam'], open, '1 --private --owner Sam'],
    [['task', 'edit', '5', '--no-private'], secret, '2 --no-private'],
    [['task', 'edit', '5', '--owner', 'sam', '--title', 'X'], secret, '2 --owner Sam'],
    [['task', 'edit', '5', '--owner', 'none'], secret, '2 --no-private --owner none'],
    [
      ['task', 'edit', '5', '--no-private', '--owner', 'none'],
      secret,
      '2 --no-private --owner none',
    ],
    [['task', 'assign', '5', 'sam'], secret, '2 --owner Sam'],
    [['task', 'assign', '5', 'none'], secret, '2 --no-private --owner none'],
  ])('%j is refused', async (words, sentence, command) => {
    const home = await householdWithBoth()
    const before = await everything(home)
    expect(await home.run(...words, '--as', 'alex')).toEqual(
      failure(4, sentence, `${lead} ${command}`),
    )
    expect(await everything(home)).toEqual(before)
  })

  test('the command of the hint changes both', async () => {
    const home = await householdWithBoth()
    await home.json('routine', 'edit', '1', '--private', '--as', 'alex')
    await home.json('routine', 'edit', '2', '--no-private', '--owner', 'none', '--as', 'alex')
    const fields = ['--fields', 'title,private,owner', '--as', 'alex']
    expect([
      await home.json('task', 'show', '4', ...fields),
      await home.json('task', 'show', '5', ...fields),
    ]).toEqual([
      { title: 'Bins', private: true, owner: 'Alex' },
      { title: 'Gift', private: false, owner: null },
    ])
  })

  test('what changes neither is no reason to refuse', async () => {
    const home = await householdWithBoth()
    const codes = []
    for (const words of [
      ['edit', '4', '--no-private', '--priority', 'high'],
      ['edit', '5', '--private', '--owner', 'alex', '--priority', 'high'],
      ['assign', '5', 'alex'],
      ['take', '5'],
      ['assign', '4', 'sam'],
      ['take', '4'],
    ]) {
      codes.push((await home.run('task', ...words, '--as', 'alex')).code)
    }
    expect(codes).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('a time that was made private since it was done is not reopened', async () => {
    const home = await householdWithBoth()
    await home.json('task', 'done', '4', '--as', 'alex')
    await home.json('task', 'edit', '4', '--private', '--as', 'alex')
    const reopened = await home.run('task', 'reopen', '4', '--as', 'alex')
    const undone = await home.run('undo', '2', '--as', 'alex', '--yes')
    expect(reopened).toEqual(
      failure(
        4,
        '“Bins” is private, and everybody can see its routine.',
        'To show it to everybody first: momentum --as alex task edit 4 --no-private',
      ),
    )
    expect([undone.code, undone.stderr]).toEqual([0, ''])
  })

  test('an undo that would reopen it is a conflict, and changes nothing', async () => {
    const home = await householdWithBoth()
    await home.json('task', 'done', '4', '--as', 'sam')
    await home.json('task', 'edit', '4', '--private', '--as', 'alex')
    const before = await everything(home)
    const codes = [(await home.run('undo', '--as', 'sam')).code, (await home.run('undo')).code]
    expect({ codes, after: await everything(home) }).toEqual({ codes: [4, 4], after: before })
  })
})

async function everything({ json }: Household) {
  const tasks = await json('task', 'list', '--all', '--as', 'alex')
  return [tasks, await json('routine', 'list', '--all', '--as', 'alex')]
}
