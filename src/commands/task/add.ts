import { defineCommand } from '../../command.ts'
import { addTask } from '../../db/tasks.ts'
import { getUser } from '../../db/users.ts'
import { listed } from '../../domain/choice.ts'
import { parseTitle, type Task, type TaskDraft } from '../../domain/task.ts'
import type { UserReference } from '../../domain/user.ts'
import { MomentumError } from '../../errors.ts'
import { taskFields, taskJson } from '../../json.ts'
import { taskLine } from '../../views/task.ts'
import type { Context } from '../../world.ts'
import { parseOwner, parseTaskOptions } from './fields.ts'
import { askEssentials, type Essentials } from './questions.ts'

type Input = Omit<TaskDraft, 'owner_user_id'> & { readonly owner: UserReference | null }

export default defineCommand<Input, Task>({
  fields: taskFields,
  async input(args, context) {
    const [title] = args.operands
    const given = {
      ...(title === undefined ? {} : { title: parseTitle(title) }),
      ...parseTaskOptions(args),
    }
    const { materials_needed = null } = given
    const owner = parseOwner(args) ?? null
    return { ...(await complete(given, context)), materials_needed, owner }
  },
  async run({ owner, ...draft }, context) {
    const db = await context.db()
    const user = owner === null ? null : await getUser(db, owner)
    const uuid = context.newUuid()
    return addTask(db, { ...draft, owner_user_id: user?.id ?? null, uuid }, context.instant)
  },
  human: (task, { paint }) => `${paint.green('✓')} ${task.title}\n  ${paint.dim(taskLine(task))}`,
  json: taskJson,
})

const essentials = {
  title: 'a title',
  domain: '--domain',
  effort: '--effort',
  definition_of_done: '--definition-of-done',
} as const satisfies Record<keyof Essentials, string>

async function complete(given: Partial<Essentials>, context: Context): Promise<Essentials> {
  if (context.interactive) return askEssentials(await context.ask(), given)
  const { title, domain, effort, definition_of_done } = given
  if (title && domain && effort && definition_of_done) {
    return { title, domain, effort, definition_of_done }
  }
  const missing = Object.entries(essentials).filter(([key]) => !(key in given))
  throw new MomentumError(
    'usage',
    `The task lacks ${listed(
      missing.map(([, words]) => words),
      'and',
    )}.`,
    'See: momentum task add --help',
  )
}
