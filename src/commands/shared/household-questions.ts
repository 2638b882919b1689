import type { Context } from '../../command.ts'
import { removeUser } from '../../db/household/user-removal.ts'
import { addTask, removeTask } from '../../db/tasks/changes.ts'
import { write } from '../../db/transaction.ts'
import { addUser } from '../../db/users/users.ts'
import { pickWin } from '../../db/wins/picks.ts'
import { enumerate } from '../../domain/enumerate.ts'
import { parseTitle, type Task, type TaskId } from '../../domain/task.ts'
import { conflictingNameKeys, nameKey } from '../../domain/text.ts'
import { parseUserNames, type User, type UserId } from '../../domain/user.ts'
import { cancelledError, conflictError, type Hint, MomentumError } from '../../errors.ts'
import type { Prompts } from '../../terminal/prompt.ts'
import { plural } from '../../terminal/words.ts'
import { askEssentials } from '../task/shared/essential-questions.ts'

/** What was saved so far. Members who were added by one answer are together. */
type Saved = { readonly users: User[][]; readonly tasks: Task[] }

type Setup = { readonly saved: Saved; readonly prompts: Prompts; readonly context: Context }

/** What is asked for next. */
type Step = 'members' | 'tasks' | 'win' | 'end'

/** An answer that leads to the question before. */
const back = Symbol('back')

/**
 * Offers to set up an empty household. Each answer is saved at once.
 *
 * @throws MomentumError `cancelled` on Ctrl-C, with what was saved
 */
export async function askForHousehold(prompts: Prompts, context: Context): Promise<void> {
  const saved: Saved = { users: [], tasks: [] }
  const setup = { saved, prompts, context }
  try {
    const message = 'This household is empty. Set it up now?'
    if (!(await prompts.confirm({ message, initial: true }))) return
    context.notice('Each answer is saved at once. Type back to change the one before.')
    let step: Step = 'members'
    while (step !== 'end') step = await steps[step](setup)
  } catch (error) {
    throw isCancelled(error) ? leftError(saved) : error
  }
}

const steps = { members: askForMembers, tasks: askForTask, win: askForWin } as const

function isCancelled(error: unknown): boolean {
  return error instanceof MomentumError && error.code === 'cancelled'
}

/** "Cancelled. Saved: Alex and Sam, and 1 task." */
function leftError({ users, tasks }: Saved): MomentumError {
  if (users.length === 0) return cancelledError('Cancelled. Nothing was saved.')
  const names = enumerate(namesOf(users.flat()), 'and')
  const hint: Hint =
    tasks.length === 0
      ? { lead: 'To go on', command: 'task add' }
      : { lead: 'To go on', command: 'win pick' }
  const more = tasks.length === 0 ? '' : `, and ${plural(tasks.length, 'task')}`
  return cancelledError(`Cancelled. Saved: ${names}${more}.`, hint)
}

function namesOf(users: readonly User[]): readonly string[] {
  return users.map(({ name }) => name)
}

/** Reads an answer, unless that is “back”. */
function orBack<Value>(parse: (text: string) => Value): (text: string) => Value | typeof back {
  return (text) => (text.trim().toLowerCase() === 'back' ? back : parse(text))
}

async function askForMembers({ saved, prompts, context }: Setup): Promise<Step> {
  const parse = orBack((text) => requireNew(parseUserNames(text), saved.users.flat()))
  const isFirst = saved.users.length === 0
  const names = isFirst
    ? await prompts.text({ message: 'Who lives here?', parse })
    : await prompts.optionalText({ message: 'Anyone else? (Enter to finish)', parse })
  if (names === undefined) return 'tasks'
  if (names === back) {
    await removeLastMembers({ saved, prompts, context })
    return 'members'
  }
  const writer = await context.writer()
  const added = await write(writer, async (tx) => {
    const users: User[] = []
    for (const name of names) users.push(await addUser(tx, { name, role: null }, context.instant))
    return users
  })
  saved.users.push(added)
  if (names.length > 1) {
    context.notice(`That makes ${names.length} members: ${names.join(', ')}.`)
  }
  return 'members'
}

async function removeLastMembers({ saved, context }: Setup): Promise<void> {
  const last = saved.users.at(-1)
  if (last === undefined) return context.notice('This is the first question.')
  const reader = { viewer: null, today: context.today }
  const writer = await context.writer()
  for (const user of last) await removeUser(writer, reader, user, undefined, context.instant)
  saved.users.pop()
  context.notice(`Deleted again: ${enumerate(namesOf(last), 'and')}.`)
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

async function askForTask({ saved, prompts, context }: Setup): Promise<Step> {
  const message =
    saved.tasks.length === 0
      ? 'What needs doing? (Enter to skip)'
      : 'Anything else? (Enter to finish)'
  const title = await prompts.optionalText({ message, parse: orBack(parseTitle) })
  if (title === undefined) return saved.tasks.length === 0 ? 'end' : 'win'
  if (title === back) return removeLastTask({ saved, prompts, context })
  const essentials = await askEssentials(context.ask, { title })
  const owner = await prompts.choose<UserId | null | typeof back>({
    message: 'Who will do it?',
    choices: [...memberChoices(saved), { value: null, name: 'Nobody yet' }, backChoice],
  })
  if (owner === back) return 'tasks'
  const task = { ...essentials, owner_user_id: owner, uuid: context.newUuid() }
  saved.tasks.push(await addTask(await context.writer(), task, context.instant))
  return 'tasks'
}

async function removeLastTask({ saved, context }: Setup): Promise<Step> {
  const last = saved.tasks.at(-1)
  if (last === undefined) return 'members'
  await removeTask(await context.writer(), null, last.id)
  saved.tasks.pop()
  context.notice(`Deleted again: “${last.title}”.`)
  return 'tasks'
}

const backChoice = { value: back, name: 'Back' } as const

function memberChoices({ users }: Saved) {
  return users.flat().map(({ id, name }) => ({ value: id, name }))
}

async function askForWin({ saved, prompts, context }: Setup): Promise<Step> {
  context.notice('The Daily Win is the one task that the household promises to finish today.')
  const task = await prompts.choose<TaskId | null | typeof back>({
    message: 'Which task will the household finish today? (your Daily Win)',
    choices: [
      ...saved.tasks.map(({ id, title }) => ({ value: id, name: title })),
      { value: null, name: 'None yet' },
      backChoice,
    ],
  })
  if (task === back) return 'tasks'
  if (task === null) return 'end'
  const picker = await askForPicker(saved, prompts)
  if (picker === back) return 'win'
  const by = { picker: picker ?? undefined, note: undefined }
  const pick = { task, date: context.today, replace: false, ...by }
  await pickWin(await context.writer(), pick, context.instant)
  return 'end'
}

/** Asks who picks the win, because that is recorded. An only member is not asked. */
async function askForPicker(saved: Saved, prompts: Prompts) {
  const [only, ...others] = memberChoices(saved)
  if (only && others.length === 0) return only.value
  return prompts.choose<UserId | null | typeof back>({
    message: 'Who picks it?',
    choices: [...memberChoices(saved), { value: null, name: 'All of you' }, backChoice],
  })
}
