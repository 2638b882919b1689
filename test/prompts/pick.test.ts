import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const question = '? Which task will the household finish today?'

/** Five tasks that can be picked, and three that cannot. */
const busyHousehold = copiesOf(async () => {
  const home = household()
  home.setClock('2026-10-01T12:00:00.000Z')
  await home.json('user', 'add', 'Sam')
  await addTask(home, 'Paint the fence', '--effort', 'complex')
  await addTask(home, 'Water the plants', '--effort', 'tiny', '--definition-of-done', 'Wet soil')
  home.setClock('2026-11-20T12:00:00.000Z')
  await addTask(home, 'Fix the tap', '--owner', 'sam')
  await addTask(home, 'Mend the bicycle')
  await addTask(home, 'Post the letter', '--effort', 'tiny')
  for (const title of ['Was done', 'Was blocked', 'Was given up']) await addTask(home, title)
  await home.run('task', 'pause', '4')
  await home.run('task', 'done', '6')
  await home.run('task', 'block', '7')
  await home.run('task', 'abandon', '8')
  home.setClock('2026-11-22T13:00:00.000Z')
  return home
})

const todaysWin = (home: Household) =>
  home.json('win', 'show', '--fields', 'date,task_id,status,selected_by')

test('what can be picked is listed by effort, then age, with owner and age in view', async () => {
  const person = terminal(await busyHousehold(), ['win', 'pick'])
  await person.sees(
    [
      question,
      '❯ Water the plants  tiny     –    7 w old',
      '  Post the letter   tiny     –    2 d old',
      '  Fix the tap       small    Sam  2 d old',
      '  Mend the bicycle  small    –    2 d old',
      '  Paint the fence   complex  –    7 w old',
      '',
      'Water the plants. Done means: Wet soil',
    ].join('\n'),
  )
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

test('a due date is shown as everywhere else: today, 2 days ago, or the date', async () => {
  const home = household()
  for (const [title, due] of [
    ['Pay the rent', 'yesterday'],
    ['Post the letter', '+2d'],
    ['Paint the fence', '2026-12-24'],
  ] as const) {
    await addTask(home, title, '--due', due)
  }
  await addTask(home, 'Fix the tap')
  const person = terminal(home, ['win', 'pick'])
  await person.sees(
    [
      '❯ Pay the rent     small  –  due yesterday   new',
      '  Post the letter  small  –  due in 2 days   new',
      '  Paint the fence  small  –  due 2026-12-24  new',
      '  Fix the tap      small  –                  new',
    ].join('\n'),
  )
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

test('the question for an earlier day names it', async () => {
  const home = await busyHousehold()
  const person = terminal(home, ['win', 'pick', '--date', 'yesterday'])
  await person.sees('? Which task is the Daily Win of 2026-11-21?')
  person.types(keys.enter)
  expect(await person.ends()).toEqual(0)
  expect(await home.json('win', 'show', 'yesterday', '--fields', 'date,task_id')).toEqual({
    date: '2026-11-21',
    task_id: 2,
  })
})

test('a long title takes the room that the terminal has, and is cut only beyond it', async () => {
  const home = household()
  await addTask(home, 'Take the old bicycle that nobody rides any more to the repair café downtown')
  const [wide, narrow] = [110, 60].map((columns) => terminal(home, ['win', 'pick'], columns))
  await wide?.sees(
    '❯ Take the old bicycle that nobody rides any more to the repair café downtown  small',
  )
  await narrow?.sees('❯ Take the old bicycle that nobody rides')
  expect(narrow?.screen()).toMatch(/rides.*… {2}small/)
  for (const person of [wide, narrow]) {
    person?.types(keys.ctrlC)
    expect(await person?.ends()).toEqual(130)
  }
})

test('the list shows the definition of done of the task under the cursor', async () => {
  const person = terminal(await busyHousehold(), ['win', 'pick'])
  await person.sees('Done means: Wet soil')
  person.types(keys.down)
  await person.sees('Done means: It is done')
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

test('Enter picks what is on top', async () => {
  const home = await busyHousehold()
  const person = terminal(home, ['win', 'pick', '--as', 'sam'])
  await person.sees('❯ Water the plants')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).toContain(
    '✓ Which task will the household finish today? Water the plants',
  )
  expect(await todaysWin(home)).toEqual({
    date: '2026-11-22',
    task_id: 2,
    status: 'ACTIVE',
    selected_by: 'Sam',
  })
})

test('arrows move through the list', async () => {
  const home = await busyHousehold()
  const person = terminal(home, ['win', 'pick'])
  await person.sees('❯ Water the plants')
  person.types(keys.down)
  await person.sees('❯ Post the letter')
  person.types(keys.down)
  await person.sees('❯ Fix the tap')
  person.types(keys.up)
  await person.sees('❯ Post the letter')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(await todaysWin(home)).toMatchObject({ task_id: 5 })
})

test('typing narrows the list, in any case, also by the definition of done', async () => {
  const home = await busyHousehold()
  const person = terminal(home, ['win', 'pick'])
  await person.sees('❯ Water the plants')
  person.types('WET')
  await person.sees(`${question} WET\n❯ Water the plants  tiny  –  7 w old\n\n`)
  person.types(`${keys.ctrlU}fix`)
  await person.sees(`${question} fix\n❯ Fix the tap  small  Sam  2 d old\n\n`)
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(await todaysWin(home)).toMatchObject({ task_id: 3 })
})

test('blanks around what is typed find nothing else', async () => {
  const person = terminal(await busyHousehold(), ['win', 'pick'])
  await person.sees('❯ Water the plants')
  person.types(' bicycle ')
  await person.sees(`${question}  bicycle\n❯ Mend the bicycle  small  –  2 d old\n\n`)
  person.types(`${keys.ctrlU} `)
  await person.sees(`${question}\n❯ Water the plants`)
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

test('signs with a meaning in SQL are only signs', async () => {
  const home = await busyHousehold()
  await addTask(home, 'Save 10% on power')
  const person = terminal(home, ['win', 'pick'])
  await person.sees('❯ Water the plants')
  person.types('%')
  await person.sees(`${question} %\n❯ Save 10% on power  small  –  new\n\n`)
  person.types(`${keys.ctrlU}_`)
  await person.sees(`${question} _\n> No results found`)
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

test('nothing is picked while nothing fits; taking letters back brings the list again', async () => {
  const home = await busyHousehold()
  const person = terminal(home, ['win', 'pick'])
  await person.sees('❯ Water the plants')
  person.types('fixx')
  await person.sees(`${question} fixx\n> No results found`)
  person.types(`${keys.enter}\x7f`)
  await person.sees(`${question} fix\n❯ Fix the tap`)
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(await todaysWin(home)).toMatchObject({ task_id: 3 })
})

test('a long list scrolls, ten tasks at a time, and is searched beyond what is in view', async () => {
  const home = household()
  await home.run('db', 'seed', '--demo', '--tasks', '400', '--days', '0')
  await addTask(home, 'Quince jelly', '--effort', 'complex')
  const person = terminal(home, ['win', 'pick'])
  await person.sees('❯ ')
  const inView = person.screen().split('\n').slice(1)
  expect(inView.indexOf('')).toEqual(10)
  person.types('quince')
  await person.sees('❯ Quince jelly')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(await home.json('win', 'show')).toMatchObject({ task: { title: 'Quince jelly' } })
})

test('a task that is named is picked without a question', async () => {
  const home = await busyHousehold()
  const person = terminal(home, ['win', 'pick', 'tap'])

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).not.toContain(question)
  expect(await todaysWin(home)).toMatchObject({ task_id: 3 })
})

test('with nothing to pick there is no list, and a word on how to add a task', async () => {
  const home = household()
  await addTask(home, 'Fix the tap')
  await home.run('task', 'done', '1')
  const before = await readContents(home)
  const person = terminal(home, ['win', 'pick'])

  expect(await person.ends()).toEqual(4)
  expect(person.screen()).toEqual('momentum: No task can be picked.\n  Add one: momentum task add')
  expect(await readContents(home)).toEqual(before)
})

test('the pick of the day can be picked again once it is done, without a question', async () => {
  const home = await busyHousehold()
  await home.run('win', 'pick', '3')
  await home.run('win', 'done')
  const before = await readContents(home)
  const person = terminal(home, ['win', 'pick', '3'])
  expect([
    await person.ends(),
    person.screen().split('\n').slice(0, 3),
    await readContents(home),
  ]).toEqual([
    0,
    ['Daily Win of 2026-11-22 (today), done by Sam', '', '  Fix the tap  ✓ done'],
    before,
  ])
})
