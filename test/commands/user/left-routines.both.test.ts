import { expect, test } from 'vitest'
import { copiesOf } from '../../support/household/household.ts'
import { failure, sampleHousehold, success } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']

/** Sam owns the rent, Bins and Dishes, a private gift, and what has ended. */
const householdWithRoutines = copiesOf(async () => {
  const home = await sampleHousehold()
  const add = (title: string, ...words: string[]) =>
    home.json('routine', 'add', title, ...essentials, '--every', 'tue', '--owner', 'sam', ...words)
  await add('Bins')
  await add('Dishes')
  await add('Buy a gift', '--private', '--as', 'sam')
  await add('Old')
  await home.json('routine', 'end', 'old')
  return home
})

test('rule 15: deactivating a member names their routines, and what to type', async () => {
  const home = await householdWithRoutines()
  expect(await home.run('user', 'deactivate', 'sam')).toEqual(
    success(
      '✓ Deactivated #2: Sam',
      '  Sam still owns 3 open tasks: #3 “Pay the rent”, #4 “Bins”, #5 “Dishes”',
      '  Sam still owns 2 routines: 1 “Bins”, 2 “Dishes”',
      'To assign the first one: momentum task assign 3 Alex',
      'To assign the first routine: momentum routine edit 1 --owner Alex',
    ),
  )
  expect(await home.run('routine', 'edit', '1', '--owner', 'Alex')).toMatchObject({ code: 0 })
  expect(await home.json('task', 'show', '4', '--fields', 'owner')).toEqual({ owner: 'Alex' })
})

test('rule 15: deleting a member says whose their routines are now', async () => {
  const [kept, given, deleted] = [
    await householdWithRoutines(),
    await householdWithRoutines(),
    await householdWithRoutines(),
  ]
  const remove = ['user', 'remove', 'sam', '--yes', '--tasks']
  expect([
    await kept.run(...remove, 'keep'),
    await given.run(...remove, 'alex'),
    await deleted.run(...remove, 'delete'),
    await deleted.json('routine', 'list', '--all'),
  ]).toEqual([
    success(
      '✓ Deleted #2: Sam',
      '  3 open tasks are unassigned now: #3 “Pay the rent”, #4 “Bins”, #5 “Dishes”',
      '  2 routines are unassigned now: 1 “Bins”, 2 “Dishes”',
      'To assign the first one: momentum task assign 3 Alex',
      'To assign the first routine: momentum routine edit 1 --owner Alex',
    ),
    success(
      '✓ Deleted #2: Sam',
      '  3 open tasks are Alex’s now: #3 “Pay the rent”, #4 “Bins”, #5 “Dishes”',
      '  2 routines are Alex’s now: 1 “Bins”, 2 “Dishes”',
    ),
    success('✓ Deleted #2: Sam'),
    [],
  ])
})

test('rule 15: refuses to delete a member until it is said what happens to routines', async () => {
  const home = await householdWithRoutines()
  expect(await home.run('user', 'remove', 'sam', '--yes')).toEqual(
    failure(
      4,
      'Sam owns 4 tasks and 3 routines.',
      'Choose what happens to their tasks and routines: --tasks keep (unassigned), --tasks delete, or --tasks <user>',
    ),
  )
})

test.each(['keep', 'delete', 'alex'])(
  'rule 15: what happened to the routines of a member is undone: %s',
  async (choice) => {
    const home = await householdWithRoutines()
    await home.json('task', 'done', 'bins')
    // The time of a shared routine that Sam keeps private.
    await home.json('routine', 'add', 'Mow', ...essentials, '--every', 'fri')
    await home.json('task', 'edit', 'mow', '--owner', 'sam')
    // Momentum itself lets no task be more private than its routine.
    await home.query("update tasks set private = true, title = 'Psst' where title = 'Mow'")
    const state = async () => [
      await home.json('routine', 'list', '--all', '--as', 'sam'),
      await home.json('task', 'list', '--all', '--as', 'sam'),
      await home.json('routine', 'history', 'bins'),
    ]
    const before = await state()
    await home.json('user', 'remove', 'sam', '--yes', '--tasks', choice)
    await home.json('undo')
    const withoutTimes = (value: unknown) =>
      JSON.parse(JSON.stringify(value), (key, each) => (key === 'updated_at' ? null : each))
    expect(withoutTimes(await state())).toEqual(withoutTimes(before))
  },
)
