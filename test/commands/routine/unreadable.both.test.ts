import { expect, test } from 'vitest'
import { failure, sampleHousehold, success } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']

test('a rule that another program stored and that is none can be seen and changed', async () => {
  const home = await sampleHousehold()
  for (const title of ['Bins', 'Plants']) {
    await home.json('routine', 'add', title, ...essentials, '--every', 'tue')
  }
  await home.query("update routines set rule = 'now and then' where id = 1")
  const says = () => home.json('routine', 'list', '--fields', 'id,says')
  const refusal = failure(
    5,
    'The rule of a routine is “now and then”, which cannot be read.',
    'To find the routine: momentum db check',
  )
  expect([
    await says(),
    await home.run('routine', 'next'),
    await home.run('task', 'done', 'bins'),
    await home.run('task', 'skip', 'bins'),
    await home.run('routine', 'next', 'plants', '--count', '1'),
    await home.json('routine', 'edit', '1', '--title', 'The bins', '--fields', 'title,says'),
    await home.json('routine', 'edit', '1', '--every', 'wed', '--fields', 'next_date,lead_days'),
    await says(),
    await home.run('task', 'done', 'the bins'),
  ]).toEqual([
    [
      { id: 1, says: 'now and then' },
      { id: 2, says: 'every week on tue' },
    ],
    refusal,
    refusal,
    refusal,
    success('date        when       routine  turn', 'Tue 24 Nov  in 2 days  Plants   –'),
    { title: 'The bins', says: 'now and then' },
    { next_date: '2026-11-25', lead_days: 1 },
    [
      { id: 1, says: 'every week on wed' },
      { id: 2, says: 'every week on tue' },
    ],
    success('✓ The bins is done.', '  Next on Wed 2 Dec.'),
  ])
})
