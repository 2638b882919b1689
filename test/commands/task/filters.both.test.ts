import { describe, expect, test } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, household } from '../../support/household/household.ts'
import { failure, usageFailure } from '../../support/household/sample.ts'

/** Sunday 22 November: tasks of Alex, of “Sam, junior” and of nobody, some of them finished. */
const shared = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Alex')
  await home.json('user', 'add', 'Sam, junior')
  await home.json('category', 'add', 'Garden')
  home.setClock('2026-09-01T12:00:00.000Z')
  await addTask(home, 'Rake the leaves', '--owner', 'alex', '--category', 'garden')
  home.setClock('2026-11-22T12:00:00.000Z')
  await addTask(home, 'Buy red candles', '--owner', 'alex', '--due', 'tomorrow')
  await addTask(home, 'Wax the skis', '--owner', '2', '--due', '+8d', '--domain', 'repairs')
  await addTask(home, 'Pay rent', '--due', 'yesterday', '--priority', 'urgent')
  await addTask(home, 'Wash the car', '--owner', 'alex')
  await home.json('task', 'done', 'car', '--on', 'friday')
  await home.json('task', 'pause', 'skis', '--note', 'No snow')
  return home
})

describe('task list', () => {
  test.each([
    ['--owner alex', [1, 2]],
    ['--owner ALEX,none', [1, 2, 4]],
    ['--owner alex --owner none', [1, 2, 4]],
    ['--owner 1,2', [1, 2, 3]],
    ['--owner|sam, JUNIOR', [3]],
    ['--owner|none,Sam, junior,alex', [1, 2, 3, 4]],
    ['--not-owner alex', [3, 4]],
    ['--not-owner none', [1, 2, 3]],
    ['--not-owner none,1', [3]],
    ['--mine --not-owner none --as alex', [1, 2]],
    ['--category garden,none', [1, 2, 3, 4]],
    ['--category garden', [1]],
    ['--not-category garden', [2, 3, 4]],
    ['--not-category none', [1]],
    ['--not-status paused', [1, 2, 4]],
    ['--not-status PAUSED --all', [1, 2, 4, 5]],
    ['--status ACTIVE,PAUSED,BACKLOG --not-status backlog', [3]],
    ['--not-domain REPAIRS', [1, 2, 4]],
    ['--domain CHORES,repairs --not-domain chores', [3]],
    ['--not-effort tiny', [1, 2, 3, 4]],
    ['--not-priority MEDIUM', [4]],
    ['--due tomorrow', [2]],
    ['--due yesterday..eow', [4]],
    ['--due ..tomorrow', [2, 4]],
    ['--due|next week..', [2, 3]],
    ['--due none', [1]],
    ['--due-after yesterday', [2, 3]],
    ['--due-after yesterday --due-before eom', [2]],
    ['--overdue --due-after 2026-01-01', [4]],
    ['--done-since friday', [5]],
    ['--done-since saturday', []],
    ['--done-since 2026-11-22T11:00:00.000Z', [5]],
    ['--created-since 2026-11-22', [2, 3, 4]],
    ['--created-since 2026-11-23T00:00:00.000Z', []],
    ['--created-since friday --all', [2, 3, 4, 5]],
    ['--stale 8w', [1]],
    ['--stale|11 weeks --not-owner none', [1]],
    ['--stale 3m', []],
    ['--stale 0d', [1, 2, 3, 4]],
    ['the', [1, 3]],
    ['red candles', [2]],
    ['candles red', []],
    ['car --all', [5]],
    ['--owner alex CANDLES', [2]],
  ])('%s', async (typed, ids) => {
    const home = await shared()
    const words = typed.split(' ')
    const [option, value] = typed.split('|')
    const argv = value === undefined ? words : [option ?? '', ...withRest(value)]
    const found = (await home.json('task', 'list', ...argv, '--fields', 'id')) as { id: number }[]
    expect(found.map(({ id }) => id)).toEqual(ids)
  })

  test.each([
    ['--owner alex --not-owner 1', '--owner and --not-owner leave nothing to list.'],
    ['--mine --not-owner alex --as alex', '--mine and --not-owner leave nothing to list.'],
    ['--category none --not-category none', '--category and --not-category leave nothing to list.'],
    ['--status done --not-status done', '--status and --not-status leave nothing to list.'],
    ['--not-status backlog,active,paused,blocked', '--not-status leaves nothing to list.'],
    ['--domain food --not-domain FOOD', '--domain and --not-domain leave nothing to list.'],
    ['--not-effort tiny,small,medium,complex', '--not-effort leaves nothing to list.'],
    ['--mine --owner alex', 'Use --mine or --owner, not both.'],
    ['--overdue --due today', 'Use --overdue or --due, not both.'],
    ['--due today --due-before eow', 'Use --due or --due-before, not both.'],
    ['--due today --due-after eow', 'Use --due or --due-after, not both.'],
    ['--upcoming --done-since friday', 'Use --upcoming or --done-since, not both.'],
    [
      '--due-after today --due-before tomorrow',
      'No date is after 2026-11-22 and before 2026-11-23.',
    ],
    ['--overdue --due-after today', 'No date is after 2026-11-22 and before 2026-11-22.'],
    [
      '--done-since friday --status active',
      '--done-since lists tasks that are done, not active ones.',
      'Leave out --status, or add done to it.',
    ],
    [
      '--created-since tomorrow',
      '2026-11-23 is in the future.',
      'Type today, yesterday or a past date.',
    ],
    [
      'candles --search red',
      'Use words or --search, not both.',
      "To search for all of them: momentum task list --search 'red candles'",
    ],
    ['--owner alex,', 'The user is empty.'],
  ])('%s contradicts itself', async (typed, message, hint?: string) => {
    const home = await shared()
    expect(await home.run('task', 'list', ...typed.split(' '))).toEqual(
      hint === undefined ? usageFailure(message) : usageFailure(message, hint),
    )
  })

  test('names who is unknown among several', async () => {
    const home = await shared()
    expect(await home.run('task', 'list', '--owner', 'alex,kim')).toEqual(
      failure(3, 'There is no member “kim”.', 'See: momentum user list --all'),
    )
  })

  test('asks whether a word was meant as an option', async () => {
    const home = await shared()
    expect((await home.run('task', 'list', 'overdue')).stdout).toEqual(
      'No matching tasks.\nDid you mean: momentum task list --overdue\n',
    )
    expect((await home.run('list', 'Paused')).stdout).toEqual(
      'No matching tasks.\nDid you mean: momentum task list --status paused\n',
    )
  })
})

/** A value of several words, and the options after it. */
function withRest(value: string): string[] {
  const [first = '', ...options] = value.split(' --')
  return [first, ...options.flatMap((option) => `--${option}`.split(' '))]
}
