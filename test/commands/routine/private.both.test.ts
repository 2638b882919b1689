import { describe, expect, test } from 'vitest'
import { copiesOf } from '../../support/household/household.ts'
import { failure, oneOClock, sampleHousehold } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']

/** Alex's massage, which everybody saw the first time, and which is private since then. */
const householdWithSecret = copiesOf(async () => {
  const home = await sampleHousehold()
  const add = ['routine', 'add', 'Massage', ...essentials, '--every', 'tue', '--owner', 'alex']
  await home.json(...add)
  await home.json('task', 'done', 'massage', '--as', 'sam')
  await home.json('routine', 'edit', 'massage', '--title', 'Zanzibar', '--private', '--as', 'alex')
  home.setClock(oneOClock)
  return home
})

const verbs = [
  ['show'],
  ['next'],
  ['edit', '--effort', 'small'],
  ['pause'],
  ['resume'],
  ['end'],
  ['remove', '--yes'],
  ['history'],
]

describe('rule 15: a private routine is its owner’s alone', () => {
  test.each(verbs)('routine %s does not find it', async (verb, ...options) => {
    const home = await householdWithSecret()
    const answers = []
    for (const word of ['1', 'zanzibar', 'massage']) {
      answers.push(await home.run('routine', verb, word, ...options, '--as', 'sam'))
    }
    const see = 'See: momentum --as sam routine list --all'
    expect(answers).toEqual([
      failure(3, 'There is no routine with the number 1.', see),
      failure(3, 'No routine title contains “zanzibar”.', see),
      failure(3, 'No routine title contains “massage”.', see),
    ])
  })

  test('nothing that others see names it', async () => {
    const home = await householdWithSecret()
    const pages = []
    for (const words of [
      [],
      ['routine', 'list', '--all'],
      ['routine', 'next'],
      ['task', 'list', '--all'],
      ['task', 'list', '--upcoming'],
      ['task', 'show', '4'],
      ['task', 'history', '4'],
      ['undo', '--list'],
      ['user', 'show', 'alex'],
      ['task', 'reopen', '4'],
    ]) {
      for (const format of [[], ['--json']]) {
        const { stdout, stderr } = await home.run(...words, ...format, '--as', 'sam')
        pages.push(`${words.join(' ')}: ${stdout}${stderr}`)
      }
    }
    expect(pages.filter((page) => /zanzibar/i.test(page))).toEqual([])
  })

  test('what was done before is everybody’s, without the routine', async () => {
    const home = await householdWithSecret()
    const fields = ['--fields', 'title,routine,next_task_id,completed_by']
    expect([
      await home.json('task', 'show', '4', ...fields, '--as', 'sam'),
      await home.json('task', 'show', '5', ...fields, '--as', 'alex'),
      await home.run('task', 'show', '5', '--as', 'sam'),
    ]).toEqual([
      { title: 'Massage', routine: null, next_task_id: null, completed_by: 'Sam' },
      { title: 'Zanzibar', routine: 'Zanzibar', next_task_id: null, completed_by: null },
      failure(3, 'There is no task with the number 5.', 'See: momentum --as sam task list --all'),
    ])
  })

  test('others undo nothing of it', async () => {
    const home = await householdWithSecret()
    const before = await home.json('routine', 'show', '1', '--as', 'alex')
    await home.run('undo', '--as', 'sam', '--yes')
    expect(await home.json('routine', 'show', '1', '--as', 'alex')).toEqual(before)
  })
})
