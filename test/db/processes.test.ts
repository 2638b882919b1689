import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { addTask } from '../../src/db/tasks/changes.ts'
import { editUser } from '../../src/db/users/users.ts'
import {
  addMember,
  addTaskWithStatus,
  at,
  newDatabase,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
  schemaOf,
} from '../support/database/database.ts'
import { pick } from '../support/database/wins.ts'
import { temporaryFolder } from '../support/folder.ts'
import { draft, writer } from '../support/household/values.ts'
import { isLongRun } from '../support/long.ts'
import { race } from '../support/program/processes.ts'

const times = (count: number, answer: unknown) => Array.from({ length: count }, () => answer)

/** How many come at once; most of what they take is their start. */
const many = isLongRun ? 12 : 6

test(`F050 ${many} programs that make one database at once leave one whole file`, async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'momentum.db')
  const answers = await race('create', path, many)
  const alone = openAsOtherProgram(await newHouseholdFile())
  const raw = openAsOtherProgram(path)
  expect({
    answers: answers.toSorted(),
    files: readdirSync(folder),
    schema: schemaOf(raw),
    steps: queryRows(raw, 'select name from kysely_migration'),
  }).toEqual({
    answers: [...times(many - 1, false), true],
    files: ['momentum.db'],
    schema: schemaOf(alone),
    steps: Object.keys(migrations).map((name) => ({ name })),
  })
})

test(`F050 ${many} first commands at once all find the default database ready`, async () => {
  const folder = temporaryFolder()
  const answers = await race('open', join(folder, 'data', 'momentum.db'), many)
  expect({ answers, files: readdirSync(join(folder, 'data')) }).toEqual({
    answers: times(many, 'open'),
    files: ['momentum.db'],
  })
})

test('F070 two hundred tasks from eight programs are all there', async () => {
  const folder = temporaryFolder()
  const path = await newHouseholdFile(folder)
  const answers = await race('add', path, 8)
  const raw = openAsOtherProgram(path)
  expect({
    answers,
    counts: queryRows(raw, 'select count(*) as tasks, max(id) as last from tasks'),
    integrity: queryRows(raw, 'pragma integrity_check'),
    files: readdirSync(folder),
  }).toEqual({
    answers: times(8, 25),
    counts: [{ tasks: 200, last: 200 }],
    integrity: [{ integrity_check: 'ok' }],
    files: ['momentum.db'],
  })
})

test('F072 six programs that read a number and write the next one count to 150', async () => {
  const folder = temporaryFolder()
  const db = await newDatabase(folder)
  const user = await addMember(db, 'Alex')
  await editUser(writer(db), user, { role: '0' }, at(1))
  const answers = await race('count', join(folder, 'momentum.db'), 6)
  const raw = openAsOtherProgram(join(folder, 'momentum.db'))
  expect([answers, queryRows(raw, 'select role from users')]).toEqual([
    times(6, 25),
    [{ role: '150' }],
  ])
})

test('gives a date to exactly one of six pickers and refuses the others', async () => {
  const folder = temporaryFolder()
  const db = await newDatabase(folder)
  for (const number of [1, 2, 3, 4, 5, 6]) await addTask(writer(db), draft(number), at(0))
  const answers = await race('pick', join(folder, 'momentum.db'), 6)
  const raw = openAsOtherProgram(join(folder, 'momentum.db'))
  const [winner] = queryRows(
    raw,
    'select title from daily_wins join tasks on tasks.id = daily_wins.task_id',
  ) as { title: string }[]
  expect({
    answers: answers.toSorted(),
    active: queryRows(raw, "select title from tasks where status = 'ACTIVE'"),
    wins: queryRows(raw, 'select date, status from daily_wins'),
  }).toEqual({
    answers: [
      winner?.title,
      ...times(5, `2026-11-22 already has a Daily Win: “${winner?.title}”.`),
    ].toSorted(),
    active: [winner],
    wins: [{ date: '2026-11-22', status: 'ACTIVE' }],
  })
})

test('F071 six programs that finish the win at once agree on when it was done', async () => {
  const folder = temporaryFolder()
  const db = await newDatabase(folder)
  const task = await addTaskWithStatus(db, 'BACKLOG')
  await pick(db, task, at(1))
  const answers = await race('finish', join(folder, 'momentum.db'), 6)
  const raw = openAsOtherProgram(join(folder, 'momentum.db'))
  const [done] = queryRows(raw, 'select completed_at from tasks') as { completed_at: string }[]
  expect([answers, queryRows(raw, 'select completed_at from daily_wins')]).toEqual([
    times(6, [done?.completed_at, done?.completed_at]),
    [done],
  ])
})
