import { describe, expect, it } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
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
    expect(await home.json('user', 'remove', 'sam', '-y', '--tasks', 'keep')).toEqual({
      ...sam,
      passed: [],
    })
    expect(await home.json('task', 'list', '--fields', 'id,owner')).toEqual([
      { id: 1, owner: null },
      { id: 2, owner: 'Alex' },
      { id: 3, owner: null },
    ])
  })

  describe('names the open tasks', () => {
    /** Sam owns the rent, three more open tasks, one that is done and one that is private. */
    async function busySam() {
      const home = await sampleHousehold()
      for (const title of ['Bins', 'Bread', 'Lamp', 'Old']) {
        await addTask(home, title, '--owner', 'sam')
      }
      await home.json('task', 'done', 'old')
      await addTask(home, 'Gift', '--owner', 'sam', '--private', '--as', 'sam')
      return home
    }

    it('that are unassigned now, and says how to assign them', async () => {
      const home = await busySam()
      expect(await home.run('user', 'remove', 'sam', '-y', '--tasks', 'keep')).toEqual(
        success(
          '✓ Deleted #2: Sam',
          '  4 open tasks are unassigned now: #3 “Pay the rent”, #4 “Bins”, #5 “Bread” and 1 more',
          'To assign the first one: momentum task assign 3 Alex',
        ),
      )
      expect(await home.run('task', 'assign', '3', 'Alex')).toMatchObject({ code: 0 })
    })

    it('that somebody else owns now', async () => {
      const home = await busySam()
      expect(await home.run('user', 'remove', 'sam', '-y', '--tasks', 'alex')).toEqual(
        success(
          '✓ Deleted #2: Sam',
          '  4 open tasks are Alex’s now: #3 “Pay the rent”, #4 “Bins”, #5 “Bread” and 1 more',
        ),
      )
    })

    it('and tells a member who deletes themselves what others type', async () => {
      const home = await sampleHousehold()
      expect(
        await home.run('user', 'remove', 'sam', '-y', '--tasks', 'keep', '--as', 'sam'),
      ).toEqual(
        success(
          '✓ Deleted #2: Sam',
          '  1 open task is unassigned now: #3 “Pay the rent”',
          'To assign it: momentum task assign 3 Alex',
        ),
      )
    })

    it('also where nobody is left who could do them', async () => {
      const home = await sampleHousehold()
      await home.json('user', 'deactivate', 'alex')
      const deactivated = await home.run('user', 'deactivate', 'sam')
      expect(deactivated).toEqual(
        success(
          '✓ Deactivated #2: Sam',
          '  Sam still owns 1 open task: #3 “Pay the rent”',
          'To unassign it: momentum task assign 3 none',
        ),
      )
      expect(await home.run('user', 'remove', 'sam', '-y', '--tasks', 'keep')).toEqual(
        success(
          '✓ Deleted #2: Sam',
          '  1 open task is unassigned now: #3 “Pay the rent”',
          'To add a member who does it: momentum user add',
        ),
      )
    })

    it('of a member who is deactivated, to whom they are visible', async () => {
      const home = await busySam()
      const others = await home.run('user', 'deactivate', 'sam')
      await home.json('user', 'activate', 'sam')
      for (const id of ['3', '4', '5', '6']) await home.json('task', 'assign', id, 'alex')
      await home.json('user', 'add', 'Anna Marie')
      await home.json('user', 'deactivate', 'alex')
      expect([
        others,
        await home.run('user', 'deactivate', 'sam'),
        await home.run('user', 'deactivate', 'sam', '--as', 'sam'),
      ]).toEqual([
        success(
          '✓ Deactivated #2: Sam',
          '  Sam still owns 4 open tasks: #3 “Pay the rent”, #4 “Bins”, #5 “Bread” and 1 more',
          'To assign the first one: momentum task assign 3 Alex',
        ),
        success('✓ Deactivated #2: Sam'),
        success(
          '✓ Deactivated #2: Sam',
          '  Sam still owns 1 open task: #8 “Gift”',
          'To assign it: momentum --as sam task assign 8 3',
        ),
      ])
      expect(await home.run('--as', 'sam', 'task', 'assign', '8', '3')).toMatchObject({ code: 0 })
    })
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
