import { describe, expect, it } from 'vitest'
import { sortKeys } from '../../../src/db/tasks/sort.ts'
import { listed } from '../../../src/domain/choice.ts'
import { addTask } from '../../support/household/contents.ts'
import { household } from '../../support/household/household.ts'
import {
  failure,
  jsonFailure,
  kettle,
  rent,
  runInNewHousehold,
  sampleHousehold,
  success,
  tap,
  usageFailure,
} from '../../support/household/sample.ts'

const fields = listed(Object.keys(kettle), 'and')
const statuses = 'backlog, active, paused, blocked, done or abandoned'

/** The lived-in household after a day's work: the kettle is descaled, the tap blocked. */
async function busy() {
  const home = await sampleHousehold()
  await home.run('task', 'done', 'kettle')
  await home.run('task', 'block', 'tap', '--note', 'No washer')
  return home
}

async function emptyHousehold() {
  const home = household()
  await home.json('db', 'init')
  return home
}

describe('task list', () => {
  it('shows a person the open tasks', async () => {
    const home = await busy()
    expect(await home.run('task', 'list')).toEqual(
      success(
        'id  task          domain   effort  priority  due  owner  category  status',
        ' 2  Fix the tap   repairs  small   medium    –    Alex   –         ■ blocked',
        ' 3  Pay the rent  bills    medium  medium    –    Sam    –         ○ backlog',
      ),
    )
  })

  it('shows the tasks of each open status, and no others', async () => {
    const home = await emptyHousehold()
    const moves = [
      [],
      ['start'],
      ['pause', '--note', 'x'],
      ['block', '--note', 'x'],
      ['done'],
      ['abandon'],
    ]
    for (const [index, [verb, ...more]] of moves.entries()) {
      await addTask(home, `Task ${index + 1}`)
      if (verb !== undefined) await home.json('task', verb, `${index + 1}`, ...more)
    }
    expect(await home.json('task', 'list', '--fields', 'id,status')).toEqual([
      { id: 1, status: 'BACKLOG' },
      { id: 2, status: 'ACTIVE' },
      { id: 3, status: 'PAUSED' },
      { id: 4, status: 'BLOCKED' },
    ])
  })

  it('gives a program every key of the tasks', async () => {
    const home = await sampleHousehold()
    expect(await home.json('task', 'list')).toEqual([kettle, tap, rent])
  })

  it('says that no task fits, and gives a program an empty list', async () => {
    const home = await sampleHousehold()
    const none = ['task', 'list', '--status', 'done']
    expect(await home.run(...none)).toEqual(
      success(
        'No matching tasks.',
        'See every task: momentum task list --all',
        'Add one: momentum task add',
      ),
    )
    expect(await home.run(...none, '--json')).toEqual(success('[]'))
    expect(await home.run(...none, '--fields', 'id')).toEqual(success('[]'))
    expect(await home.run(...none, '--quiet')).toEqual(success())
  })

  const seeAll = 'See every task: momentum task list --all'
  const add = 'Add one: momentum task add'

  it.each([
    [['--overdue'], ['✓ Nothing is overdue.', seeAll, add]],
    [
      ['--overdue', '--sort', 'title', '--limit', '3'],
      ['✓ Nothing is overdue.', seeAll, add],
    ],
    [
      ['--overdue', '--owner', 'sam'],
      ['✓ No matching task is overdue.', seeAll, add],
    ],
    [
      ['--due-before', 'today'],
      ['✓ Nothing is overdue.', seeAll, add],
    ],
    [
      ['--due-before', 'tomorrow'],
      ['✓ Nothing is due before 2026-11-23.', seeAll, add],
    ],
    [
      ['--search', 'piano', '--all'],
      ['No matching tasks.', seeAll, add],
    ],
    [
      ['--mine', '--as', 'alex', '--status', 'done'],
      [
        'No matching tasks.',
        `See every task: momentum --as alex task list --all`,
        'Add one: momentum --as alex task add',
      ],
    ],
    [
      ['--offset', '50'],
      ['There are no tasks after the first 50.', seeAll, add],
    ],
    [
      ['--all', '--offset', '3'],
      ['There are no tasks after the first 3.', seeAll, add],
    ],
  ])('says why %j lists none', async (words, lines) => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'list', ...words)).toEqual(success(...lines))
  })

  it('says as a success that all tasks are finished', async () => {
    const home = await sampleHousehold()
    await home.json('task', 'done', '1', '2', '3')
    expect(await home.run('task', 'list')).toEqual(success('✓ No open tasks.', seeAll, add))
  })

  it.each([
    [[], 'No tasks yet.'],
    [['--all'], 'No tasks yet.'],
    [['--status', 'done'], 'No tasks yet.'],
    [['--all', '--offset', '9'], 'No tasks yet.'],
    [['--overdue'], '✓ Nothing is overdue.'],
    [['--overdue', '--all'], '✓ Nothing is overdue.'],
  ])('suggests to add a task, and not itself, where there is none: %j', async (words, sentence) => {
    const home = await emptyHousehold()
    expect(await home.run('task', 'list', ...words)).toEqual(success(sentence, add))
  })

  it('does not count the private tasks of others', async () => {
    const home = await emptyHousehold()
    await home.json('user', 'add', 'Kim')
    const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x']
    await home.json('task', 'add', 'Hide', ...essentials, '--private', '--as', 'kim')
    expect(await home.run('task', 'list')).toEqual(success('No tasks yet.', add))
  })

  it.each([
    [['--all'], ['1', '2', '3']],
    [['--status', 'done'], ['1']],
    [
      ['--status', 'Blocked,DONE, blocked'],
      ['1', '2'],
    ],
    [
      ['--domain', 'bills,repairs'],
      ['2', '3'],
    ],
    [['--effort', 'medium'], ['3']],
    [['--effort', 'tiny', '--all'], ['1']],
    [['--owner', 'sam'], ['3']],
    [['--owner', '1'], ['2']],
    [['--owner', 'none', '--all'], ['1']],
    [['--mine', '--as', 'alex'], ['2']],
    [['--search', 'RENT'], ['3']],
    [['--search', 'away'], ['3']],
    [['--search', 'vinegar', '--all'], ['1']],
    [['--search', '%', '--all'], []],
    [['--search', 'the', '--domain', 'bills', '--owner', 'sam', '--effort', 'medium'], ['3']],
    [
      ['--sort', 'title', '--all'],
      ['1', '2', '3'],
    ],
    [
      ['--sort', 'title:desc', '--all'],
      ['3', '2', '1'],
    ],
    [
      ['--sort', 'effort:desc', '--all'],
      ['3', '2', '1'],
    ],
    [
      ['--sort', 'domain', '--all'],
      ['1', '3', '2'],
    ],
    [
      ['--sort', 'owner', '--all'],
      ['2', '3', '1'],
    ],
    [
      ['--sort', 'owner:DESC', '--all'],
      ['3', '2', '1'],
    ],
    [
      ['--sort', 'status', '--all'],
      ['3', '2', '1'],
    ],
    [
      ['--sort', 'completed_at', '--all'],
      ['1', '2', '3'],
    ],
    [
      ['--sort', 'completed_at:desc', '--all'],
      ['1', '2', '3'],
    ],
    [
      ['--sort', 'created_at:desc', '--all'],
      ['3', '2', '1'],
    ],
    [
      ['--sort', 'updated_at,id:desc', '--all'],
      ['3', '1', '2'],
    ],
    [
      ['--sort', 'ID:desc', '--all'],
      ['3', '2', '1'],
    ],
    [
      ['--limit', '2', '--all'],
      ['1', '2'],
    ],
    [
      ['--offset', '1', '--all'],
      ['2', '3'],
    ],
    [
      ['--sort', 'id,id,id', '--all'],
      ['1', '2', '3'],
    ],
    [
      ['--sort', 'ID:desc,effort,id', '--all'],
      ['3', '2', '1'],
    ],
    [['--limit', '1', '--offset', '2', '--all'], ['3']],
    [['--offset', '9', '--all'], []],
  ])('narrows and sorts by %j', async (words, ids) => {
    const home = await busy()
    expect(await home.run('task', 'list', '--quiet', ...words)).toEqual(success(...ids))
  })

  it('knows which tasks are mine from MOMENTUM_USER', async () => {
    const home = await sampleHousehold()
    home.env.MOMENTUM_USER = 'sam'
    expect(await home.run('task', 'list', '--mine', '-q')).toEqual(success('3'))
    expect(await home.run('task', 'list', '--mine', '-q', '--as', 'alex')).toEqual(success('2'))
  })

  it('needs to know who I am', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'list', '--mine')).toEqual(
      usageFailure(
        '--mine needs to know who you are.',
        'Add --as <user>, or log in once: momentum login <user>',
      ),
    )
    const noZoe = 'There is no member “zoe”.'
    expect(await home.run('task', 'list', '--mine', '--as', 'zoe')).toEqual(
      failure(3, noZoe, 'See: momentum user list --all'),
    )
    expect(await home.run('task', 'list', '--owner', 'zoe')).toEqual(
      failure(3, noZoe, 'See: momentum user list --all'),
    )
  })

  it('picks the fields that were asked for, in that order', async () => {
    const home = await busy()
    expect(await home.run('task', 'list', '--fields', 'title, id')).toEqual(
      success('[', '{"title":"Fix the tap","id":2},', '{"title":"Pay the rent","id":3}', ']'),
    )
  })

  it.each([
    [
      ['--status', 'backlogg'],
      `There is no status “backlogg”: choose ${statuses}.`,
      'Did you mean backlog?',
    ],
    [['--status', 'done,'], `Missing status: choose ${statuses}.`, undefined],
    [
      ['--domain', 'garden'],
      'There is no domain “garden”: choose chores, bills, food, repairs or other.',
      undefined,
    ],
    [
      ['--effort', 'tinny'],
      'There is no effort “tinny”: choose tiny, small, medium or complex.',
      'Did you mean tiny?',
    ],
    [['--sort', 'id:up'], 'There is no sort direction “up”: choose asc or desc.', undefined],
    [
      ['--sort', 'id:descc'],
      'There is no sort direction “descc”: choose asc or desc.',
      'Did you mean desc?',
    ],
    [
      ['--sort', 'title:desc:x'],
      'Can’t sort by “title:desc:x”.',
      'Write it as field or field:desc.',
    ],
    [
      ['--sort', 'effrt'],
      `There is no sort field “effrt”: choose ${listed(sortKeys)}.`,
      'Did you mean effort?',
    ],
    [['--sort', ''], `Missing sort field: choose ${listed(sortKeys)}.`, undefined],
    [['--mine', '--owner', 'sam'], 'Use --mine or --owner, not both.', undefined],
    [['--owner', 'none', '--mine'], 'Use --mine or --owner, not both.', undefined],
    [['--search', ' '], 'The text to search for is empty.', undefined],
    [['--limit', '0'], '--limit must be a whole number from 1 to 10000000, not “0”.', undefined],
    [
      ['--limit', 'ten'],
      '--limit must be a whole number from 1 to 10000000, not “ten”.',
      undefined,
    ],
    [
      ['--limit', '1e3'],
      '--limit must be a whole number from 1 to 10000000, not “1e3”.',
      undefined,
    ],
    [
      ['--limit', '1.5'],
      '--limit must be a whole number from 1 to 10000000, not “1.5”.',
      undefined,
    ],
    [
      ['--limit', '99999999'],
      '--limit must be a whole number from 1 to 10000000, not “99999999”.',
      undefined,
    ],
    [
      ['--offset', '-1'],
      '--offset must be a whole number from 0 to 10000000, not “-1”.',
      undefined,
    ],
  ])('refuses %j before it makes a database', async (words, message, hint) => {
    expect(await runInNewHousehold('task', 'list', ...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })

  it('lists the valid fields when one is unknown', async () => {
    const message = `There is no field “nope” here: choose from ${fields}.`
    expect(await runInNewHousehold('task', 'list', '--fields', 'id,nope')).toEqual({
      ...jsonFailure(2, 'usage', message, null),
      made: false,
    })
  })
})
