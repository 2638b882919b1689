import { expect, test } from 'vitest'
import { copiesOf } from '../support/household/household.ts'
import { sampleHousehold } from '../support/household/sample.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']

const householdWithAway = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('away', 'add', 'sam', '--from', '2026-12-10', '--until', '2026-12-20')
  return home
})

const told = ['away', 'list', '--limit', '1', '--fields', 'user,from_date,until_date,note'] as const

test('away add asks who is away and when, and refuses days that cannot be', async () => {
  const home = await householdWithAway()
  const person = terminal(home, ['away', 'add', '--note', 'Skiing'])
  await person.sees(['? Who is away?', '❯ Alex', '  Sam', '  Everybody'].join('\n'))
  person.types(`${keys.down}${keys.enter}`)
  await person.sees('✓ Who is away? Sam\n? First day? (today, fri, 2027-07-10)')
  person.types(`2026-12-15${keys.enter}`)
  await person.sees('Sam is already away from 2026-12-10 to 2026-12-20 (absence 1)')
  person.types(`${keys.ctrlU}2026-12-25${keys.enter}`)
  await person.sees(
    '✓ First day? (today, fri, 2027-07-10) 2026-12-25\n? Last day? (sun, +10d, 2027-07-24)',
  )
  person.types(`2026-12-24${keys.enter}`)
  await person.sees('The last day, 2026-12-24, is before the first, 2026-12-25.')
  person.types(`${keys.ctrlU}2026-12-27${keys.enter}`)
  await person.sees('✓ Added absence 2: Sam, Fri 25 Dec to Sun 27 Dec')
  expect([await person.ends(), await home.json(...told)]).toEqual([
    0,
    [{ user: 'Sam', from_date: '2026-12-25', until_date: '2026-12-27', note: 'Skiing' }],
  ])
})

test('away add offers who acts first, and everybody', async () => {
  const home = await householdWithAway()
  const person = terminal(home, ['away', 'add', '--from', 'fri', '--as', 'sam'])
  await person.sees(['? Who is away?', '  Alex', '❯ Sam', '  Everybody'].join('\n'))
  person.types(`${keys.down}${keys.enter}`)
  await person.sees('✓ Who is away? Everybody\n? Last day? (sun, +10d, 2027-07-24)')
  person.types(`2026-12-15${keys.enter}`)
  expect([await person.ends(), await home.json('away', 'list', '--fields', 'user')]).toEqual([
    0,
    [{ user: 'Sam' }, { user: null }],
  ])
})

test.each([
  {
    words: ['sam', '--until', '2026-12-09'],
    question: '? First day? (today, fri, 2027-07-10)',
    answer: 'fri',
  },
  {
    words: ['sam', '--from', 'fri'],
    question: '? Last day? (sun, +10d, 2027-07-24)',
    answer: '2026-12-09',
  },
  {
    words: ['--from', 'fri', '--until', '2026-12-09'],
    question: '? Who is away?',
    answer: keys.down,
  },
])('away add $words asks only for what is missing', async ({ words, question, answer }) => {
  const home = await householdWithAway()
  const person = terminal(home, ['away', 'add', ...words])
  await person.sees(question)
  person.types(`${answer}${keys.enter}`)
  expect([
    await person.ends(),
    await home.json('away', 'list', '--fields', 'from_date,user'),
  ]).toEqual([
    0,
    [
      { from_date: '2026-12-10', user: 'Sam' },
      { from_date: '2026-11-27', user: 'Sam' },
    ],
  ])
})

test('away add asks nothing of a member who acts and types both days', async () => {
  const home = await householdWithAway()
  const days = ['--from', 'fri', '--until', 'fri']
  const person = terminal(home, ['away', 'add', ...days, '--as', 'alex'])
  expect([await person.ends(), person.screen()]).toEqual([0, '✓ Added absence 2: Alex, Fri 27 Nov'])
})

test('away add checks who was typed before it asks, and Ctrl-C changes nothing', async () => {
  const home = await householdWithAway()
  await home.json('user', 'deactivate', 'alex')
  const refused = terminal(home, ['away', 'add', 'alex'])
  const cancelled = terminal(home, ['away', 'add', '--everybody'])
  await cancelled.sees('? First day? (today, fri, 2027-07-10)')
  cancelled.types(keys.ctrlC)
  expect([
    [await refused.ends(), refused.screen().split('\n')[0]],
    [await cancelled.ends(), cancelled.screen().split('\n').at(-1)],
    await home.json('away', 'list', '--fields', 'id'),
  ]).toEqual([
    [4, 'momentum: Alex is inactive and cannot be away.'],
    [130, 'Cancelled.'],
    [{ id: 1 }],
  ])
})

test('routine add shows the first dates on which somebody is at home', async () => {
  const home = await householdWithAway()
  await home.json('away', 'add', '--everybody', '--from', '2026-11-23', '--until', '2026-11-30')
  const person = terminal(home, ['routine', 'add', 'Bins', ...essentials, '--turns', 'none'], 100)
  await person.sees('? How often?')
  person.types(`every tue${keys.enter}`)
  await person.sees('Tue 1 Dec')
  person.types(keys.enter)
  expect([
    await person.ends(),
    await home.json('routine', 'show', '1', '--fields', 'next_date'),
  ]).toEqual([0, { next_date: '2026-12-01' }])
})
