import { describe, expect, it } from 'vitest'
import {
  alex,
  failure,
  runInNewHousehold,
  sam,
  sampleHousehold,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

const noZoe = failure(3, 'There is no member “zoe”.', 'See: momentum user list --all')
const unsure = usageFailure(
  'This needs confirmation, but there is no terminal to ask on.',
  'To go ahead, add --yes.',
)

describe('user remove', () => {
  it('needs --yes without a terminal, and does not look for a database', async () => {
    expect(await runInNewHousehold('user', 'remove', 'sam')).toEqual({ ...unsure, made: false })
  })

  it('removes a user without tasks', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'add', 'Kim')
    expect(await home.run('user', 'remove', 'kim', '--yes')).toEqual(success('✓ Deleted #3: Kim'))
    expect(await home.json('user', 'list', '--all')).toEqual([alex, sam])
  })

  it('refuses while there are tasks', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'remove', 'sam', '-y')).toEqual(
      failure(
        4,
        'Sam owns a task.',
        'Choose what happens to their tasks: --tasks keep (unassigned), --tasks delete, or --tasks <user>',
      ),
    )
  })

  it('keeps the tasks, without an owner', async () => {
    const home = await sampleHousehold()
    expect(await home.json('user', 'remove', 'sam', '-y', '--tasks', 'keep')).toEqual(sam)
    expect(await home.json('task', 'list', '--fields', 'id,owner')).toEqual([
      { id: 1, owner: null },
      { id: 2, owner: 'Alex' },
      { id: 3, owner: null },
    ])
  })

  it('deletes the tasks', async () => {
    const home = await sampleHousehold()
    expect(await home.run('user', 'remove', 'sam', '-y', '--tasks', 'DELETE', '-q')).toEqual(
      success('2'),
    )
    expect(await home.run('task', 'list', '-q')).toEqual(success('1', '2'))
  })

  it('gives the tasks to another member', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'remove', 'sam', '-y', '--tasks', 'alex')
    expect(await home.run('task', 'list', '--owner', 'alex', '-q')).toEqual(success('2', '3'))
  })

  it('refuses to delete a task that is in the history', async () => {
    const home = await sampleHousehold()
    await home.run('win', 'pick', 'rent')
    expect(await home.run('user', 'remove', 'sam', '-y', '--tasks', 'delete')).toEqual(
      failure(
        4,
        '“Pay the rent” is a Daily Win in the history and cannot be deleted.',
        'Use --tasks keep, or --tasks <user> to assign them to another member.',
      ),
    )
  })

  it('refuses to give tasks to an inactive member', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'deactivate', 'alex')
    expect(await home.run('user', 'remove', 'sam', '-y', '--tasks', 'alex')).toEqual(
      failure(
        4,
        'Alex is inactive and cannot be assigned a task.',
        'First: momentum user activate Alex',
      ),
    )
    expect(await home.run('user', 'remove', 'sam', '-y', '--tasks', 'sam')).toEqual(
      failure(
        4,
        'Sam cannot keep their tasks after being deleted.',
        'Use --tasks keep (unassigned) or --tasks delete, or name another member.',
      ),
    )
    expect(await home.run('user', 'remove', 'sam', '-y', '--tasks', 'zoe')).toEqual(noZoe)
  })

  it('leaves the wins in the history, without a name', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'add', 'Kim')
    await home.run('win', 'pick', 'kettle', '--as', 'kim')
    await home.run('user', 'remove', 'kim', '-y')
    expect(await home.json('win', 'show', '--fields', 'selected_by_user_id,selected_by')).toEqual({
      selected_by_user_id: null,
      selected_by: null,
    })
  })
})
