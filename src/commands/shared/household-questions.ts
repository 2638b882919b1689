import type { Context } from '../../command.ts'
import type { Household } from '../../db/household/set-up.ts'
import { parseTitle } from '../../domain/task.ts'
import { conflictingNameKeys, nameKey } from '../../domain/text.ts'
import { parseUserNames } from '../../domain/user.ts'
import { cancelledError, conflictError, MomentumError } from '../../errors.ts'
import type { Prompts } from '../../terminal/prompt.ts'
import { askEssentials } from '../task/shared/essential-questions.ts'

/**
 * Offers to set up an empty household. Nothing is written before the last answer.
 *
 * @returns undefined when the offer is declined
 */
export async function askForHousehold(
  prompts: Prompts,
  context: Context,
): Promise<Household | undefined> {
  const message = 'This household is empty. Set it up now?'
  try {
    if (!(await prompts.confirm({ message, initial: true }))) return undefined
    const users = await askForUsers(prompts, context)
    const tasks = await askForTasks(prompts, users, context)
    return { users, tasks, win: await askForWin(prompts, users, tasks, context) }
  } catch (error) {
    throw isCancelled(error) ? cancelledError('Cancelled. Nothing was saved.') : error
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof MomentumError && error.code === 'cancelled'
}

async function askForUsers(prompts: Prompts, context: Context): Promise<Household['users']> {
  const users: { name: string; role: null }[] = []
  const parse = (text: string) => requireNew(parseUserNames(text), users)
  const add = (names: readonly string[]) => {
    users.push(...names.map((name) => ({ name, role: null })))
    if (names.length > 1) {
      context.notice(`That makes ${names.length} members: ${names.join(', ')}.`)
    }
  }
  add(await prompts.text({ message: 'Who lives here?', parse }))
  for (;;) {
    const message = 'Anyone else? (Enter to finish)'
    const names = await prompts.optionalText({ message, parse })
    if (names === undefined) return users
    add(names)
  }
}

function requireNew(
  names: readonly string[],
  users: readonly { readonly name: string }[],
): readonly string[] {
  const taken = users.map(({ name }) => nameKey(name))
  for (const name of names) {
    const isTaken = conflictingNameKeys(name).some((key) => taken.includes(key))
    if (isTaken) throw conflictError(`You’ve already added ${name}.`)
    taken.push(nameKey(name))
  }
  return names
}

async function askForTasks(
  prompts: Prompts,
  users: Household['users'],
  context: Context,
): Promise<Household['tasks']> {
  const tasks: Household['tasks'][number][] = []
  for (;;) {
    const message =
      tasks.length === 0 ? 'What needs doing? (Enter to skip)' : 'Anything else? (Enter to finish)'
    const title = await prompts.optionalText({ message, parse: parseTitle })
    if (title === undefined) return tasks
    const task = await askEssentials(context.ask, { title })
    const owner = await prompts.choose({
      message: 'Who will do it?',
      choices: [
        ...users.map(({ name }, index) => ({ value: index, name })),
        { value: null, name: 'Nobody yet' },
      ],
    })
    tasks.push({ ...task, owner, uuid: context.newUuid() })
  }
}

async function askForWin(
  prompts: Prompts,
  users: Household['users'],
  tasks: Household['tasks'],
  context: Context,
): Promise<Household['win']> {
  if (tasks.length === 0) return undefined
  const task = await prompts.choose({
    message: 'Which task will the household finish today? (your Daily Win)',
    choices: [
      ...tasks.map(({ title }, index) => ({ value: index, name: title })),
      { value: null, name: 'None yet' },
    ],
  })
  if (task === null) return undefined
  return { task, date: context.today, picker: await askForPicker(prompts, users) }
}

/** Asks who picks the win, because that is recorded. An only member is not asked. */
async function askForPicker(prompts: Prompts, users: Household['users']): Promise<number | null> {
  if (users.length === 1) return 0
  return prompts.choose({
    message: 'Who picks it?',
    choices: [
      ...users.map(({ name }, index) => ({ value: index, name })),
      { value: null, name: 'All of you' },
    ],
  })
}
