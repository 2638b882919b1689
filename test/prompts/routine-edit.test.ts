import { expect, test } from 'vitest'
import { copiesOf } from '../support/household/household.ts'
import { sampleHousehold } from '../support/household/sample.ts'
import { keys, type Terminal, terminal } from '../support/program/terminal.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']
const howOften = '? How often? (every tue, every 2 weeks on mon, after 10 days)'

const householdWithBins = copiesOf(async () => {
  const home = await sampleHousehold()
  const more = ['--owner', 'sam', '--season', 'oct-mar', '--times', '9', '--until', '2027-12-31']
  await home.json('routine', 'add', 'Bins', ...essentials, '--every', 'tue', ...more)
  return home
})

/** What `routine edit` asks of a household without categories, in order. */
const questions = [
  '? Title:',
  '? Domain:',
  '? Effort:',
  '? Done means:',
  '? Description:',
  '? Materials:',
  '? Whose turn is it?',
  '? Priority:',
  howOften,
  '? Starts:',
  '? Last day:',
  '? Number of times:',
  '? Season (apr-oct):',
  '? Days shown before its date:',
  '? While everybody is away:',
  '? Private (visible only to its owner)?',
] as const

async function answer(
  person: Terminal,
  answers: Partial<Record<(typeof questions)[number], string>>,
): Promise<number> {
  for (const question of questions) {
    await person.sees(question)
    person.types(`${answers[question] ?? ''}${keys.enter}`)
  }
  return person.ends()
}

test('routine edit asks field by field, and Enter keeps each value', async () => {
  const home = await householdWithBins()
  const show = () => home.json('routine', 'show', '1')
  const before = await show()
  const person = terminal(home, ['routine', 'edit', 'bins'], 100)
  expect([await answer(person, {}), await show()]).toEqual([0, before])
  expect(person.screen().split('\n').slice(0, 17)).toEqual([
    'Press Enter to keep a value; type none to clear it.',
    '✓ Title: Bins',
    '✓ Domain: Chores',
    '✓ Effort: Tiny',
    '✓ Done means: Out',
    '✓ Description:',
    '✓ Materials:',
    '✓ Whose turn is it? Always Sam’s',
    '✓ Priority: Medium',
    '✓ How often? (every tue, every 2 weeks on mon, after 10 days) every week on tue',
    '✓ Starts: 2026-11-22',
    '✓ Last day: 2027-12-31',
    '✓ Number of times: 9',
    '✓ Season (apr-oct): oct-mar',
    '✓ Days shown before its date: 1',
    '✓ While everybody is away: Skip it',
    '✓ Private (visible only to its owner)? No',
  ])
})

test('routine edit takes new values, and none clears one', async () => {
  const home = await householdWithBins()
  const person = terminal(home, ['routine', 'edit', 'bins'], 100)
  const again = keys.ctrlU
  const code = await answer(person, {
    '? Title:': `${again}Rubbish`,
    [howOften]: `${again}after 10 days`,
    '? Starts:': `${again}2026-12-01`,
    '? Last day:': `${again}none`,
    '? Number of times:': `${again}none`,
    '? Season (apr-oct):': `${again}none`,
    '? While everybody is away:': keys.down,
  })
  const fields = [
    ...['title', 'says', 'start_date', 'until_date', 'times', 'season_from', 'season_to'],
    ...['lead_days', 'when_away', 'next_date', 'next_task_id'],
  ]
  expect([
    code,
    person.screen().includes('✓ Days shown before its date: 7\n'),
    await home.json('routine', 'show', '1', '--fields', fields.join()),
  ]).toEqual([
    0,
    true,
    {
      ...{ title: 'Rubbish', says: '10 days after it was done', start_date: '2026-12-01' },
      ...{ until_date: null, times: null, season_from: null, season_to: null, lead_days: 7 },
      ...{ when_away: 'KEEP', next_date: '2026-12-01', next_task_id: 4 },
    },
  ])
})

test('routine edit asks again for what is wrong, and Ctrl-C changes nothing', async () => {
  const home = await householdWithBins()
  const before = await home.json('routine', 'show', '1')
  const person = terminal(home, ['routine', 'edit', 'bins'], 100)
  for (const question of questions.slice(0, 8)) {
    await person.sees(question)
    person.types(keys.enter)
  }
  await person.sees(howOften)
  person.types(`${keys.ctrlU}biweekly${keys.enter}`)
  await person.sees(
    '> “biweekly” means two things. Write “every 2 weeks” or “every week on mon,thu”.',
  )
  person.types(`${keys.ctrlU}every fri${keys.enter}`)
  await person.sees('? Starts: 2026-11-22')
  person.types(`${keys.ctrlU}none${keys.enter}`)
  await person.sees('> A start cannot be cleared.')
  person.types(`${keys.ctrlU}today${keys.enter}`)
  await person.sees('? Last day:')
  person.types(keys.enter)
  await person.sees('? Number of times:')
  person.types(`${keys.ctrlU}0${keys.enter}`)
  await person.sees('> The number must be a whole number from 1 to 10000000, not “0”.')
  person.types(keys.ctrlC)
  expect([await person.ends(), await home.json('routine', 'show', '1')]).toEqual([130, before])
})

test('routine remove asks before it deletes the routine and its task', async () => {
  const home = await householdWithBins()
  const refused = terminal(home, ['routine', 'remove', 'bins'])
  await refused.sees('? Delete the routine “Bins” and its task? (You can undo this.) (y/N)')
  refused.types(keys.enter)
  const answers = [await refused.ends(), await home.json('routine', 'list', '--fields', 'id')]
  const agreed = terminal(home, ['routine', 'remove', 'bins'])
  await agreed.sees('(y/N)')
  agreed.types(`y${keys.enter}`)
  expect([...answers, await agreed.ends(), await home.json('routine', 'list')]).toEqual([
    ...[130, [{ id: 1 }]],
    ...[0, []],
  ])
})

test('routine edit asks whose turn it is, and who takes turns in which order', async () => {
  const home = await householdWithBins()
  const person = terminal(home, ['routine', 'edit', 'bins'], 100)
  for (const question of questions.slice(0, 6)) {
    await person.sees(question)
    person.types(keys.enter)
  }
  await person.sees(
    [
      '? Whose turn is it?',
      '  Nobody’s, until somebody takes it',
      '  Each member’s in turn',
      '  Whoever has had the least to do',
      '  Always Alex’s',
      '❯ Always Sam’s',
    ].join('\n'),
  )
  person.types(`${keys.up}${keys.up}${keys.up}${keys.enter}`)
  await person.sees('? Who takes turns, in which order? Alex, Sam')
  person.types(`${keys.ctrlU}sam, bo${keys.enter}`)
  await person.sees('> There is no active member “bo”.')
  person.types(`${keys.ctrlU}sam, 2${keys.enter}`)
  await person.sees('> Name each member once.')
  person.types(`${keys.ctrlU}sam, alex${keys.enter}`)
  for (const question of questions.slice(7, -1)) {
    await person.sees(question)
    person.types(keys.enter)
  }
  const fields = ['--fields', 'owner,turns,members,turn']
  expect([await person.ends(), await home.json('routine', 'show', '1', ...fields)]).toEqual([
    0,
    { owner: null, turns: 'ROTATE', members: ['Sam', 'Alex'], turn: 'Sam' },
  ])
})

test('routine edit with --turns asks who takes turns only if nobody does, and nothing else', async () => {
  const home = await householdWithBins()
  const edit = (...words: string[]) => terminal(home, ['routine', 'edit', 'bins', ...words], 100)
  const person = edit('--turns', 'rotate')
  await person.sees('? Who takes turns, in which order? Alex, Sam')
  person.types(`${keys.ctrlU}sam, alex${keys.enter}`)
  const fields = ['--fields', 'owner,turns,members,turn']
  const seen = [await person.ends(), await home.json('routine', 'show', '1', ...fields)]
  const other = edit('--turns', 'least')
  seen.push(await other.ends())
  const refused = edit('--turns', 'rotate', '--owner', 'sam')
  seen.push(await refused.ends())

  expect(seen).toEqual([
    0,
    { owner: null, turns: 'ROTATE', members: ['Sam', 'Alex'], turn: 'Sam' },
    ...[0, 2],
  ])
  expect([other.screen(), refused.screen()].join('')).not.toContain('?')
})
