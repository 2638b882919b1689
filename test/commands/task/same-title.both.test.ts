import { describe, expect, it } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, household } from '../../support/household/household.ts'
import { failure } from '../../support/household/sample.ts'

/** “Water plants” three times: 1 is done, 2 is in the backlog, 3 is abandoned. */
const watered = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  for (const _ of [1, 2, 3]) await addTask(home, 'Water plants')
  await home.json('task', 'done', '1')
  await home.json('task', 'abandon', '3')
  return home
})

describe('a title of open and finished tasks', () => {
  it.each([
    [['task', 'start', 'water plants'], 2],
    [['task', 'pause', 'water plants'], 2],
    [['task', 'block', 'water plants'], 2],
    [['task', 'done', 'water plants'], 2],
    [['task', 'abandon', 'water plants'], 2],
    [['task', 'toggle', 'water plants'], 2],
    [['task', 'status', 'water plants'], 2],
    [['task', 'status', 'water plants', 'paused'], 2],
    [['task', 'show', 'water plants'], 2],
    [['task', 'edit', 'water plants', '--priority', 'high'], 2],
    [['task', 'assign', 'water plants', 'sam'], 2],
    [['task', 'remove', 'water plants', '--yes'], 2],
    [['task', 'show', 'PLANTS'], 2],
    [['task', 'done', 'plants'], 2],
  ])('means the open one in %j', async (words, id) => {
    const home = await watered()
    expect(await home.json(...words, '--fields', 'id')).toEqual({ id })
  })

  it('means the open one in its history and as a win', async () => {
    const home = await watered()
    expect(await home.json('task', 'history', 'water plants', '--fields', 'row_id')).toEqual([
      { row_id: 2 },
    ])
    expect(await home.json('win', 'pick', 'water plants', '--fields', 'task_id')).toEqual({
      task_id: 2,
    })
  })

  it.each([
    [['task', 'reopen', 'water plants'], 1],
    [['task', 'status', 'water plants', 'backlog'], 1],
  ])('means the finished one in %j', async (words, id) => {
    const home = await watered()
    await home.json('task', 'remove', '3', '--yes')
    expect(await home.json(...words, '--fields', 'id,status')).toEqual({ id, status: 'BACKLOG' })
  })

  it('names the finished ones that can be meant with reopen', async () => {
    const home = await watered()
    const { code, stderr } = await home.run('task', 'reopen', 'water plants')
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr:
        'momentum: “water plants” matches several tasks: 1 “Water plants” (done), 3 “Water plants” (abandoned).\n  Use its number.\n',
    })
  })

  it('means the one that can be picked as a win', async () => {
    const home = await watered()
    await addTask(home, 'Water plants')
    await home.json('task', 'block', '2')
    expect(await home.json('win', 'pick', 'water plants', '--fields', 'task_id')).toEqual({
      task_id: 4,
    })
  })

  it('means the open one as a win where it cannot be picked', async () => {
    const home = await watered()
    await home.json('task', 'block', '2')
    expect(await home.run('win', 'pick', 'water plants')).toEqual(
      failure(
        4,
        '“Water plants” is blocked and cannot be a Daily Win.',
        'First: momentum task start 2',
      ),
    )
  })

  it('means a finished one if none is open, so that a command can be repeated', async () => {
    const home = await watered()
    await home.json('task', 'remove', '3', '--yes')
    const done = await home.json('task', 'done', 'water plants')
    await home.json('task', 'remove', '1', '--yes')
    expect(await home.json('task', 'done', 'water plants')).toEqual(done)
  })
})

/** Bins on every day: 1 and 2 are done. Since then the routine is "Paper bins", with task 3. */
const renamed = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']
  await home.json('routine', 'add', 'Bins', '--every', 'day', ...essentials)
  await home.json('task', 'done', '1')
  await home.json('task', 'done', '2', '--early')
  await home.json('routine', 'edit', '1', '--title', 'Paper bins')
  return home
})

describe('a title that a routine had before', () => {
  it.each([
    ['task', 'show', 'bins'],
    ['task', 'edit', 'Bins', '--priority', 'high'],
    ['task', 'done', 'bins', '--early'],
    ['task', 'skip', 'bins'],
    ['task', 'start', 'BINS'],
    ['task', 'take', 'bins', '--as', 'sam'],
  ])('means its open task in %j %j %j', async (...words) => {
    const home = await renamed()
    expect(await home.json(...words, '--fields', 'id')).toEqual({ id: 3 })
  })

  it('means its open task also where only one was done before', async () => {
    const home = await renamed()
    await home.json('undo', '2')
    await home.json('routine', 'edit', '1', '--title', 'Paper bins')
    expect(await home.json('task', 'show', 'bins', '--fields', 'id,status')).toEqual({
      ...{ id: 2, status: 'BACKLOG' },
    })
  })

  it('means the latest that was done where its credit is corrected', async () => {
    const home = await renamed()
    await home.json('task', 'done', '3', '--early')
    await home.json('routine', 'edit', '1', '--title', 'Paper')
    expect(
      await home.json('task', 'edit', 'paper', '--completed-by', 'sam', '--fields', 'id'),
    ).toEqual({ id: 3 })
  })

  it('means the earlier ones where no open task has it', async () => {
    const home = await renamed()
    await home.json('routine', 'edit', '1', '--title', 'Rubbish')
    expect(await home.run('task', 'done', 'bins')).toMatchObject({ code: 3, stdout: '' })
  })
})
