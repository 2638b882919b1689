import { describe, expect, it } from 'vitest'
import { noon } from '../../support/household/household.ts'
import { addedTask, sampleHousehold, success } from '../../support/household/sample.ts'
import { routineValue, uuid } from '../../support/household/values.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'At the kerb']
const bins = ['routine', 'add', 'Bins', ...essentials]

/** Sam's bins, after the sample's three tasks. */
const added = routineValue({ uuid: uuid(4), next_task_id: 4, created_at: noon, updated_at: noon })

const live = addedTask(4, {
  uuid: uuid(5),
  title: 'Bins',
  definition_of_done: 'At the kerb',
  owner_user_id: 2,
  owner: 'Sam',
  due_date: '2026-11-24',
  routine_id: 1,
  routine: 'Bins',
  occurrence_number: 1,
  occurrence_date: '2026-11-24',
  starts_on: '2026-11-23',
})

describe('routine add', () => {
  it('tells a person how it repeats, when it first comes, whose it is, and its task', async () => {
    const home = await sampleHousehold()
    expect([
      await home.run(...bins, '--every', 'tue', '--owner', 'sam'),
      await home.run(...bins, '--after', '10d', '--start', '2027-02-01'),
      await home.run(...bins, '--every', 'other fri', '--private', '--as', 'alex'),
    ]).toEqual([
      success('✓ Added routine 1: Bins, every week on tue', '  first on Tue 24 Nov · Sam · task 4'),
      success(
        '✓ Added routine 2: Bins, 10 days after it was done',
        '  first on Mon 1 Feb 2027 · unassigned · task 5',
      ),
      success(
        '✓ Added routine 3: Bins, every 2 weeks on fri',
        '  first on Fri 4 Dec · Alex (private) · task 6',
      ),
    ])
  })

  it('gives a program the routine, and adds its first task', async () => {
    const home = await sampleHousehold()
    expect([
      await home.json(...bins, '--every', 'tue', '--owner', 'sam'),
      await home.json('task', 'show', '4'),
    ]).toEqual([added, live])
  })

  it('prints only the number when quiet', async () => {
    const home = await sampleHousehold()
    expect(await home.run(...bins, '--every', 'tue', '-q')).toEqual(success('1'))
  })
})
