import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { run, startAtTerminal } from '../support/program/program.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const escapes = '\x1b[2J\x1b]0;owned\x07'

/** The screen knows a few escape sequences and refuses all others; these would be among them. */
const hostileHousehold = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Eve \u202e mas')
  await addTask(home, 'Tea \u202e pot', '--owner', '1', '--definition-of-done', `Hot ${escapes}`)
  return home
})

test('a stored text with escape sequences or bidi overrides is harmless in a list', async () => {
  const person = terminal(await hostileHousehold(), ['win', 'pick'])
  await person.sees('❯ Tea <U+202E> pot')
  await person.sees('Eve <U+202E>')
  await person.sees('Done means: Hot ^[[2J^[]0;owned^G')
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

test('a stored text with escape sequences or bidi overrides is harmless in a question', async () => {
  const home = await hostileHousehold()
  await home.run('win', 'pick', '1')
  const done = terminal(home, ['win', 'done'])
  await done.sees('“Tea <U+202E> pot”. Done means: Hot ^[[2J^[]0;owned^G')
  done.types(keys.ctrlC)
  expect(await done.ends()).toEqual(130)

  const removed = terminal(home, ['user', 'remove', '1', '--tasks', 'keep'])
  await removed.sees(
    'Delete Eve <U+202E> mas? Their private tasks are deleted too. (You can undo\nthis.) (y/N)',
  )
  removed.types(keys.ctrlC)
  expect(await removed.ends()).toEqual(130)
})

test('what was typed into a search is harmless, and finds what it says', async () => {
  const person = terminal(await hostileHousehold(), ['win', 'pick'])
  await person.sees('❯ Tea')
  person.types('pot')
  await person.sees('pot\n❯ Tea <U+202E> pot')
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

const titles = [
  'Ask the landlord about the leaking gutter above the kitchen window',
  '猫に餌をやる、そして水を替える、毎日朝と晩に忘れずに',
  '🪣 Bügel und Töpfe',
]

const columns = {
  60: [
    '❯ Ask the landlord about the…   small  Maximilia…  4 w old',
    '  猫に餌をやる、そして水を替…   small  Maximilia…  4 w old',
    '  🪣 Bügel und Töpfe            small  Maximilia…  4 w old',
  ],
  80: [
    '❯ Ask the landlord about the leaking gutter above…  small  Maximilia…  4 w old',
    '  猫に餌をやる、そして水を替える、毎日朝と晩に忘…   small  Maximilia…  4 w old',
    '  🪣 Bügel und Töpfe                                small  Maximilia…  4 w old',
  ],
  120: [
    '❯ Ask the landlord about the leaking gutter above the kitchen window  small  Maximilia…  4 w old',
    '  猫に餌をやる、そして水を替える、毎日朝と晩に忘れずに                small  Maximilia…  4 w old',
    '  🪣 Bügel und Töpfe                                                  small  Maximilia…  4 w old',
  ],
} as const

test.each([60, 80, 120] as const)(
  'candidates stand in the columns of a terminal of %i',
  async (width) => {
    const home = household()
    await home.json('user', 'add', 'Maximiliane-Charlotte')
    for (const title of titles) await addTask(home, title, '--owner', '1')
    home.setClock('2026-12-24T12:00:00.000Z')
    const person = terminal(home, ['win', 'pick'], width)
    await person.sees('❯ Ask the landlord')

    expect(person.screen().split('\n').slice(1, 4)).toEqual(columns[width])
    person.types(keys.ctrlC)
    expect(await person.ends()).toEqual(130)
  },
)

test('a question that is wider than the terminal is folded, and answered', async () => {
  const home = household()
  const long = `${'really '.repeat(25)}done`
  await addTask(home, 'Fix the tap', '--definition-of-done', long)
  await home.run('win', 'pick', '1')
  const person = terminal(home, ['win', 'done'], 60)
  await person.sees('Is that true now? (y/N)')
  expect(withoutBlanks(person.screen())).toContain(withoutBlanks(long))
  person.types(`y${keys.enter}`)
  expect(await person.ends()).toEqual(0)
})

test('a list survives a terminal that gets narrower and wider while it is open', async () => {
  const home = household()
  await addTask(home, 'Fix the tap that drips in the bathroom upstairs since spring')
  await addTask(home, 'Mend the bicycle')
  const person = startAtTerminal({ home: home.folder }, ['win', 'pick'], 120)
  await person.sees('❯ Fix the tap')
  await person.resize(40)
  await person.sees(
    [
      '? Which task will the household finish',
      'today?',
      '❯ Fix the tap that drips in the bathroo…',
      '  Mend the bicycle                     …',
      '',
      'Fix the tap that drips in the bathroom',
      'upstairs since spring. Done means: It is',
      'done',
      '↑↓ navigate • ⏎ select',
    ].join('\n'),
  )
  person.types(keys.down)
  await person.sees('❯ Mend the bicycle')
  await person.resize(20)
  await person.sees('❯ Mend the bicycle …')
  person.types('mend')
  await person.sees('today? mend\n❯ Mend the bicycle')
  expect(person.screen().split('\n').slice(0, 5)).toEqual([
    '? Which task will',
    'the household finish',
    ' today? mend',
    '❯ Mend the bicycle …',
    '',
  ])
  await person.resize(100)
  await person.sees('finish today? mend\n❯ Mend the bicycle  small')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(person.screen().split('Which task').length).toEqual(2)
  expect(await home.json('task', 'list', '--status', 'active', '--fields', 'id')).toEqual([
    { id: 2 },
  ])
})

test('a text survives a terminal that gets narrower while it is typed', async () => {
  const home = household()
  await home.json('db', 'init')
  const person = startAtTerminal({ home: home.folder }, ['user', 'add'], 80)
  await person.sees('? Name:')
  person.types('Maximiliane-Charlotte Countess of Somewhere')
  await person.sees('Somewhere')
  await person.resize(24)
  await person.sees('? Name:\nMaximiliane-Charlotte\nCountess of Somewhere')
  person.types(`${keys.ctrlA}Lady ${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  // The answer, too, is laid out for the width that the terminal has now.
  expect(person.screen().split('\n').slice(0, 3)).toEqual([
    '✓ Name: Lady',
    'Maximiliane-Charlotte',
    'Countess of Somewhere',
  ])
  expect(person.screen().trimEnd().split('\n').slice(-3)).toEqual([
    '✓ Added #1: Lady',
    'Maximiliane-Charlotte',
    'Countess of Somewhere',
  ])
  expect(await home.json('user', 'list', '--fields', 'name')).toEqual([
    { name: 'Lady Maximiliane-Charlotte Countess of Somewhere' },
  ])
})

test('F141 others can read and write while a question is open', async () => {
  const home = household()
  await addTask(home, 'Fix the tap')
  const person = terminal(home, ['win', 'pick'])
  await person.sees('❯ Fix the tap')
  const words = ['--domain', 'other', '--effort', 'tiny', '--definition-of-done', 'Shiny']
  const other = await run({ home: home.folder }, 'task', 'add', 'Mend the bicycle', ...words)
  person.types('mend')
  await person.sees('❯ Mend the bicycle')
  person.types(keys.enter)

  expect({ other: other.code, mine: await person.ends() }).toEqual({ other: 0, mine: 0 })
  expect(await home.json('win', 'show')).toMatchObject({ task: { title: 'Mend the bicycle' } })
})

test('F141 a task that somebody else finished meanwhile is refused, not picked', async () => {
  const home = household()
  await addTask(home, 'Fix the tap')
  const person = terminal(home, ['win', 'pick'])
  await person.sees('❯ Fix the tap')
  const other = await run({ home: home.folder }, 'task', 'done', '1')
  const done = await readContents(home)
  person.types(keys.enter)

  expect({ other: other.code, mine: await person.ends() }).toEqual({ other: 0, mine: 4 })
  expect(await readContents(home)).toEqual(done)
})

function withoutBlanks(text: string): string {
  return text.replace(/\s/g, '')
}
