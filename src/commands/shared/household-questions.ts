import type { Context } from '../../command.ts'
import type { Household } from '../../db/household/set-up.ts'
import { parseTitle } from '../../domain/task.ts'
import { nameKey } from '../../domain/text.ts'
import { parseUserName } from '../../domain/user.ts'
import { conflictError } from '../../errors.ts'
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
  if (!(await prompts.confirm({ message, initial: true }))) return undefined
  const users = await askForUsers(prompts)
  const tasks = await askForTasks(prompts, users, context)
  return { users, tasks, win: await askForWin(prompts, tasks, context) }
}

async function askForUsers(prompts: Prompts): Promise<Household['users']> {
  const users: { name: string; role: null }[] = []
  const parse = (text: string) => requireNew(parseUserName(text), users)
  users.push({ name: await prompts.text({ message: 'Who lives here?', parse }), role: null })
  for (;;) {
    const message = 'Anyone else? (Enter to finish)'
    const name = await prompts.optionalText({ message, parse })
    if (name === undefined) return users
    users.push({ name, role: null })
  }
}

function requireNew(name: string, users: readonly { readonly name: string }[]): string {
  if (users.every((user) => nameKey(user.name) !== nameKey(name))) return name
  throw conflictError(`You’ve already added ${name}.`)
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
    const task = await askEssentials(prompts, { title })
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
  return task === null ? undefined : { task, date: context.today }
}
