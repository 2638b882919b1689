import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Household } from '../support/household/household.ts'
import { sampleHousehold, success } from '../support/household/sample.ts'

/** The file in which the household remembers what it said. */
function fileOf(home: Household): string {
  const folder = join(home.folder, '.local/state/momentum/reminders')
  return join(folder, readdirSync(folder)[0] ?? '')
}

async function withDueTask(): Promise<Household> {
  const home = await sampleHousehold()
  await home.json('task', 'edit', 'tap', '--due', 'today')
  return home
}

/** The first line of each digest. */
async function titlesOf(home: Household, ...words: string[]): Promise<string> {
  return (await home.run('remind', '--once', ...words)).stdout.split('\n')[0] ?? ''
}

const all = 'Household: 1 due today, no Daily Win yet'

it('says each thing once a day, and then only what is new', async () => {
  const home = await withDueTask()
  const first = await home.run('remind', '--once')
  const again = await home.run('remind', '--once')
  await home.json('task', 'edit', 'rent', '--due', 'yesterday')
  await home.json('win', 'pick', 'kettle')
  const later = await home.run('remind', '--once')
  const plain = (await home.run('remind')).stdout.split('\n')[0]
  await home.json('task', 'assign', 'tap', 'sam')
  await home.json('task', 'edit', 'rent', '--due', 'today')
  const changed = await titlesOf(home)
  await home.json('task', 'done', 'rent', '--yes')
  const fewer = await titlesOf(home)
  home.setClock('2026-11-23T00:00:00.000Z')
  expect({ first, again, later, plain, changed, fewer, tomorrow: await titlesOf(home) }).toEqual({
    first: success(
      all,
      '',
      'Due today',
      '  #2 Fix the tap (Alex)',
      'Daily Win',
      '  Nothing is picked for today yet.',
    ),
    again: success(),
    later: success(
      'New for the household: 1 overdue',
      '',
      'Overdue',
      '  #3 Pay the rent (Sam, since yesterday)',
    ),
    plain: 'Household: 1 overdue, 1 due today, Daily Win not done yet',
    changed: 'New for the household: 2 due today',
    fewer: '',
    tomorrow: 'Household: 1 overdue, no Daily Win yet',
  })
})

it('remembers what each member was told, whoever looks', async () => {
  const home = await withDueTask()
  await home.json('task', 'edit', 'rent', '--due', 'today', '--private', '--as', 'sam')
  const told = []
  for (const words of [
    ['--for', 'alex'],
    ['--for', 'sam'],
    ['--as', 'alex'],
    ['--as', 'sam'],
    [],
  ]) {
    told.push(await titlesOf(home, ...words))
  }
  expect(told).toEqual([
    'Alex: 1 due today, no Daily Win yet',
    'Sam: no Daily Win yet',
    '',
    'New for Sam: 1 due today',
    all,
  ])
})

it('begins the day when the household does', async () => {
  const home = await withDueTask()
  home.env.MOMENTUM_DAY_START = '03:00'
  const titles = []
  for (const instant of ['2026-11-23T02:58:00.000Z', '2026-11-23T02:59:59.000Z']) {
    home.setClock(instant)
    titles.push(await titlesOf(home))
  }
  home.setClock('2026-11-23T03:00:00.000Z')
  expect([...titles, await titlesOf(home)]).toEqual([
    all,
    '',
    'Household: 1 overdue, no Daily Win yet',
  ])
})

it.each([
  ['', 'nothing'],
  ['{"date":"2026-11-22","things":[', 'half of it'],
  ['{"date":"2026-11-22","things":[1]}', 'numbers'],
  ['{"date":"2026-11-22"}', 'no things'],
  ['null', 'null'],
  ['\0\0\0', 'no text'],
])('says everything again if the file holds %j: %s', async (text) => {
  const home = await withDueTask()
  await titlesOf(home)
  const sound = readFileSync(fileOf(home), 'utf8')
  writeFileSync(fileOf(home), text)
  const titles = [await titlesOf(home), await titlesOf(home)]
  expect([titles, readFileSync(fileOf(home), 'utf8')]).toEqual([[all, ''], sound])
})

it('keeps the file to its owner, without titles, and out of the journal', async () => {
  const home = await withDueTask()
  const before = await home.json('undo', '--list')
  await titlesOf(home)
  const file = fileOf(home)
  expect({
    mode: statSync(file).mode & 0o777,
    text: JSON.parse(readFileSync(file, 'utf8')),
    left: readdirSync(join(file, '..')).length,
    after: await home.json('undo', '--list'),
  }).toEqual({
    mode: 0o600,
    text: { date: '2026-11-22', things: ['due_today 2 2026-11-22 1', 'win'] },
    left: 1,
    after: before,
  })
})

it('writes nothing if nothing is said', async () => {
  const home = await sampleHousehold()
  await home.json('rest', 'add', 'today')
  await home.run('remind', '--once')
  await home.json('rest', 'remove', '1', '--yes')
  await home.run('remind', '--once', '--quiet')
  expect(readdirSync(home.folder, { recursive: true }).join()).not.toContain('reminders')
})

it('says it all the same if it cannot remember it', async () => {
  const home = await withDueTask()
  const folder = join(home.folder, '.local/state/momentum')
  mkdirSync(folder, { recursive: true })
  // Even root can make no folder where there is a file.
  writeFileSync(join(folder, 'reminders'), '')
  const { code, stdout, stderr } = await home.run('remind', '--once')
  const notice = stderr.replace(/[0-9a-f-]{36}/, '<uuid>')
  expect({ code, title: stdout.split('\n')[0], notice }).toEqual({
    code: 0,
    title: all,
    notice: `“${folder}/reminders/<uuid>.json” cannot be written (EEXIST), so these reminders will be printed again.\n`,
  })
})
