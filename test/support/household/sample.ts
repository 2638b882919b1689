import { existsSync } from 'node:fs'
import { taskJson } from '../../../src/json/task.ts'
import { latestNumber } from '../database/steps.ts'
import { type Answer, copiesOf, household, noon } from './household.ts'
import { taskValue, uuid } from './values.ts'

/** A user's JSON as it is after `user add`; the changes say who it is. A new key is added here. */
export function addedUser(id: number, changes: object) {
  return {
    id,
    name: '',
    role: null,
    email: null,
    has_password: false,
    active: true,
    created_at: noon,
    updated_at: noon,
    ...changes,
  }
}

/** A task's JSON as it is after `task add`; the changes say what it is. */
export function addedTask(id: number, changes: object) {
  return {
    ...taskJson(taskValue({ id, uuid: uuid(id), title: '', domain: 'CHORES', effort: 'TINY' })),
    definition_of_done: '',
    owner_user_id: null,
    owner: null,
    created_at: noon,
    updated_at: noon,
    ...changes,
  }
}

/** What `task show` says of a task without notes. */
export function shownTask(task: object) {
  return { ...task, notes: [] }
}

/** When something of {@link sampleHousehold} was added. */
function added(second: number) {
  const instant = `2026-11-20T08:00:0${second}.000Z`
  return { created_at: instant, updated_at: instant }
}

/** What the JSON of {@link sampleHousehold}'s users and tasks says. */
export const alex = addedUser(1, { name: 'Alex', role: 'cook', ...added(1) })

export const sam = addedUser(2, { name: 'Sam', ...added(2) })

export const kettle = addedTask(1, {
  title: 'Descale the kettle',
  definition_of_done: 'No crust',
  materials_needed: 'Vinegar',
  ...added(3),
})

export const tap = addedTask(2, {
  title: 'Fix the tap',
  domain: 'REPAIRS',
  effort: 'SMALL',
  definition_of_done: 'Dry for an hour',
  owner_user_id: 1,
  owner: 'Alex',
  ...added(4),
})

export const rent = addedTask(3, {
  title: 'Pay the rent',
  domain: 'BILLS',
  effort: 'MEDIUM',
  definition_of_done: 'The money is away',
  owner_user_id: 2,
  owner: 'Sam',
  ...added(5),
})

/** The JSON of the win of 22 November as Alex picks the tap at noon. */
export const pickedWin = {
  id: 1,
  date: '2026-11-22',
  task_id: 2,
  task: { ...tap, status: 'ACTIVE', updated_at: noon },
  status: 'ACTIVE',
  note: null,
  selected_by_user_id: 1,
  selected_by: 'Alex',
  completed_at: null,
  completed_by_user_id: null,
  completed_by: null,
  created_at: noon,
  updated_at: noon,
}

/** What the JSON of `db status` says of the household, but for where it is and its size. */
export const status = {
  dialect: 'sqlite',
  schema_version: latestNumber,
  latest_version: latestNumber,
  pending: [],
  users: 2,
  tasks: 3,
  routines: 0,
  daily_wins: 0,
}

const words = [
  ['db', 'init'],
  ['user', 'add', 'Alex', '--role', 'cook'],
  ['user', 'add', 'Sam'],
  [
    ...['task', 'add', 'Descale the kettle', '--domain', 'chores', '--effort', 'tiny'],
    ...['--definition-of-done', 'No crust', '--materials', 'Vinegar'],
  ],
  [
    ...['task', 'add', 'Fix the tap', '--domain', 'repairs', '--effort', 'small'],
    ...['--definition-of-done', 'Dry for an hour', '--owner', 'alex'],
  ],
  [
    ...['task', 'add', 'Pay the rent', '--domain', 'bills', '--effort', 'medium'],
    ...['--definition-of-done', 'The money is away', '--owner', 'sam'],
  ],
]

/** A household of two users and three tasks; it is noon two days later. */
export const sampleHousehold = copiesOf(async () => {
  const home = household()
  home.setClock('2026-11-20T08:00:00.000Z')
  for (const argv of words) await home.json(...argv)
  home.setClock(noon)
  return home
})

/** The household when Alex has picked the tap at noon; it is one o'clock. */
export const sampleWithWin = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('win', 'pick', 'tap', '--as', 'alex')
  home.setClock(oneOClock)
  return home
})

/** What `db seed` makes, also for the built program, whose home is the folder. */
export const seededHousehold = copiesOf(async () => {
  const home = household()
  await home.json('db', 'seed')
  return home
})

/** An hour after noon. */
export const oneOClock = '2026-11-22T13:00:00.000Z'

/** Answers that succeed with these lines on stdout. */
export function success(...lines: readonly string[]): Answer {
  return { code: 0, stdout: lines.map((line) => `${line}\n`).join(''), stderr: '' }
}

/** Answers that fail with a sentence and, mostly, what to type next. */
export function failure(code: number, message: string, hint?: string): Answer {
  const lines = hint === undefined ? [message] : [message, `  ${hint}`]
  return { code, stdout: '', stderr: `momentum: ${lines.join('\n')}\n` }
}

/** Answers that refuse what was typed, with its usual exit code. */
export function usageFailure(message: string, hint?: string): Answer {
  return failure(2, message, hint)
}

/** The same to a program: one line of JSON on stderr. */
export function jsonFailure(
  code: number,
  kind: string,
  message: string,
  hint: string | null,
): Answer {
  const error = { code: kind, message, hint }
  return { code, stdout: '', stderr: `${JSON.stringify({ error })}\n` }
}

/** Runs a command where there is nothing yet, and looks whether it made a database. */
export async function runInNewHousehold(
  ...argv: readonly string[]
): Promise<Answer & { made: boolean }> {
  const home = household()
  return { ...(await home.run(...argv)), made: existsSync(home.database) }
}
