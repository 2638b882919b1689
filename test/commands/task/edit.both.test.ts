import { describe, expect, it } from 'vitest'
import { noon } from '../../support/household/household.ts'
import {
  failure,
  kettle,
  rent,
  runInNewHousehold,
  sampleHousehold,
  shownTask,
  success,
  tap,
  usageFailure,
} from '../../support/household/sample.ts'

const inactive = failure(
  4,
  'Sam is inactive and cannot be assigned a task.',
  'First: momentum user activate Sam',
)
const noZoe = failure(3, 'There is no member “zoe”.', 'See: momentum user list --all')

const shown = [
  'Descale the kettle  #1',
  '',
  'Status      ○ backlog',
  'Done means  No crust',
  'Materials   Vinegar',
  'Domain      chores',
  'Effort      tiny',
  'Owner       Unassigned',
  'Priority    medium',
  'Added       2026-11-20',
  'UUID        00000000-0000-4000-8000-000000000001',
]

describe('task edit', () => {
  it('changes everything that can be said of a task', async () => {
    const home = await sampleHousehold()
    const edited = await home.json(
      ...['task', 'edit', 'kettle', '--title', 'Clean the pot', '--domain', 'food'],
      ...['--effort', 'complex', '--definition-of-done', 'It shines', '--materials', 'Sand'],
      ...['--owner', 'sam'],
    )
    expect(edited).toEqual({
      ...kettle,
      title: 'Clean the pot',
      domain: 'FOOD',
      effort: 'COMPLEX',
      definition_of_done: 'It shines',
      materials_needed: 'Sand',
      owner_user_id: 2,
      owner: 'Sam',
      updated_at: noon,
    })
    expect(await home.run('task', 'list', '--search', 'shines', '-q')).toEqual(success('1'))
    expect(await home.run('task', 'list', '--search', 'crust', '-q')).toEqual(success())
  })

  it('changes what is named and leaves the rest', async () => {
    const home = await sampleHousehold()
    expect(await home.json('task', 'edit', '3', '--effort', 'tiny')).toEqual({
      ...rent,
      effort: 'TINY',
      updated_at: noon,
    })
  })

  it('takes materials and owner away', async () => {
    const home = await sampleHousehold()
    expect(await home.json('task', 'edit', '1', '--materials', 'NONE')).toEqual({
      ...kettle,
      materials_needed: null,
      updated_at: noon,
    })
    expect(await home.json('task', 'edit', '2', '--owner', 'none')).toEqual({
      ...tap,
      owner_user_id: null,
      owner: null,
      updated_at: '2026-11-22T12:00:01.000Z',
    })
  })

  it('shows a person the task as it is now', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'edit', '1', '--effort', 'small')).toEqual(
      success(...shown.map((line) => line.replace('tiny', 'small'))),
    )
    expect(await home.run('task', 'edit', '1', '--effort', 'tiny', '-q')).toEqual(success('1'))
  })

  it('refuses owners who cannot take it', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'deactivate', 'sam')
    expect(await home.run('task', 'edit', '1', '--owner', 'sam')).toEqual(inactive)
    expect(await home.run('task', 'edit', '1', '--owner', 'zoe')).toEqual(noZoe)
    expect(await home.json('task', 'show', '1')).toEqual(shownTask(kettle))
  })

  it.each([[[]], [['--as', 'sam']], [['--as', 'sam', '--owner', 'sam']]])(
    'lets nobody but the owner make a task private: %j',
    async (words) => {
      const home = await sampleHousehold()
      const { code, stdout, stderr } = await home.run('task', 'edit', 'tap', '--private', ...words)
      expect({ code, stdout, message: stderr.split('\n')[0] }).toEqual({
        code: 4,
        stdout: '',
        message: 'momentum: Only Alex, who owns “Fix the tap”, can make it private.',
      })
      expect(await home.json('task', 'show', 'tap')).toEqual(shownTask(tap))
    },
  )

  it.each([
    [
      ['1'],
      'Say what to change.',
      'Name a field, such as --effort small: momentum task edit --help',
    ],
    [['1', '--title', ''], 'The title is empty.', undefined],
    [
      ['1', '--title', 'none', '--effort', 'none'],
      'There is no effort “none”: choose tiny, small, medium or complex.',
      undefined,
    ],
    [
      ['1', '--domain', 'bill'],
      'There is no domain “bill”: choose chores, bills, food, repairs or other.',
      'Did you mean bills?',
    ],
    [['', '--title', 'x'], 'The task is empty.', undefined],
  ])('refuses %j before it makes a database', async (words, message, hint) => {
    expect(await runInNewHousehold('task', 'edit', ...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })
})

describe('task assign', () => {
  it('assigns a task to a member, or to none', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'assign', 'kettle', 'sam')).toEqual(
      success('✓ Assigned #1 to Sam: Descale the kettle'),
    )
    expect(await home.run('task', 'assign', 'kettle', 'NONE')).toEqual(
      success('✓ Unassigned #1: Descale the kettle'),
    )
  })

  it('gives a program the task, and changes nothing the second time', async () => {
    const home = await sampleHousehold()
    const assigned = { ...kettle, owner_user_id: 2, owner: 'Sam', updated_at: noon }
    expect(await home.json('task', 'assign', '1', '2')).toEqual(assigned)
    expect(await home.json('task', 'assign', '1', '2')).toEqual(assigned)
    expect(await home.run('task', 'assign', '1', '2', '-q')).toEqual(success('1'))
  })

  it('says that the task is private', async () => {
    const home = await sampleHousehold()
    await home.json('task', 'edit', 'tap', '--private', '--as', 'alex')
    expect(await home.run('task', 'assign', 'tap', 'sam', '--as', 'alex')).toEqual(
      success('✓ Assigned #2 to Sam (private): Fix the tap'),
    )
  })

  it('refuses users who cannot take it, and tasks that are not there', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'deactivate', 'sam')
    expect(await home.run('task', 'assign', '1', 'sam')).toEqual(inactive)
    expect(await home.run('task', 'assign', '1', 'zoe')).toEqual(noZoe)
    expect(await home.run('task', 'assign', '99', 'alex')).toEqual(
      failure(3, 'There is no task with the number 99.', 'See: momentum task list --all'),
    )
  })
})

describe('task remove', () => {
  it('needs --yes without a terminal, and does not look for a database', async () => {
    expect(await runInNewHousehold('task', 'remove', '1')).toEqual({
      ...usageFailure(
        'This needs confirmation, but there is no terminal to ask on.',
        'To go ahead, add --yes.',
      ),
      made: false,
    })
  })

  it('deletes a task', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'remove', 'kettle', '--yes')).toEqual(
      success('✓ Deleted #1: Descale the kettle'),
    )
    expect(await home.json('task', 'remove', 'tap', '-y')).toEqual(tap)
    expect(await home.run('task', 'remove', '3', '-qy')).toEqual(success('3'))
    expect(await home.json('task', 'list', '--all')).toEqual([])
  })

  it('refuses a task that was ever a Daily Win', async () => {
    const home = await sampleHousehold()
    await home.run('win', 'pick', 'tap')
    await home.run('win', 'done')
    await home.run('task', 'reopen', 'tap')
    expect(await home.run('task', 'remove', 'tap', '-y')).toEqual(
      failure(
        4,
        '“Fix the tap” is the Daily Win of 2026-11-22 and cannot be deleted.',
        'A Daily Win stays in the history, and so does its task.',
      ),
    )
  })
})
