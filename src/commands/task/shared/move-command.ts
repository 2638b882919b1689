import { type AnyCommand, type Args, defineCommand } from '../../../command.ts'
import type { Db } from '../../../db/schema.ts'
import { moveTasks, type TaskMove } from '../../../db/tasks/moves.ts'
import { getTask } from '../../../db/tasks/references.ts'
import {
  parseNote,
  parseTaskReference,
  statusesToMove,
  type Task,
  type TaskId,
  type TaskReference,
  type TaskStatus,
} from '../../../domain/task.ts'
import type { Viewer } from '../../../domain/user.ts'
import { taskFields, taskJson } from '../../../json.ts'
import { movedTasks } from '../../../views/task.ts'
import { parsed } from '../../shared/options.ts'

type Input = { readonly references: readonly TaskReference[]; readonly move: TaskMove }

/** Makes `start`, `pause`, `block`, `done`, `abandon` and `reopen`. */
export function moveCommand(to: TaskStatus): AnyCommand {
  return defineCommand<Input, readonly Task[]>({
    fields: taskFields,
    input: (args) => ({
      references: args.operands.map(parseTaskReference),
      move: { to, note: parseNoteOption(args) },
    }),
    async run({ references, move }, context) {
      const db = await context.db()
      const viewer = await context.actor.viewer()
      const ids = await findIds(db, viewer, references, statusesToMove(to))
      return moveTasks(await context.writer(), viewer, ids, move, context.instant)
    },
    human: movedTasks,
    json: (tasks) => (tasks.length === 1 ? tasks.map(taskJson)[0] : tasks.map(taskJson)),
  })
}

export function parseNoteOption(args: Args): string | undefined {
  return parsed(args, 'note', parseNote)
}

async function findIds(
  db: Db,
  viewer: Viewer,
  references: readonly TaskReference[],
  preferred: readonly TaskStatus[],
): Promise<TaskId[]> {
  const ids: TaskId[] = []
  for (const reference of references) ids.push((await getTask(db, viewer, reference, preferred)).id)
  return [...new Set(ids)]
}
