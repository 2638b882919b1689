import { defineCommand } from '../../command.ts'
import { listChanges } from '../../db/history/changes.ts'
import { getTask } from '../../db/tasks/references.ts'
import type { Change } from '../../domain/journal.ts'
import { openStatuses, parseTaskReference, type TaskReference } from '../../domain/task.ts'
import { changeFields, changeJson } from '../../json.ts'
import { changeTable } from '../../views/journal.ts'

export default defineCommand<TaskReference, readonly Change[]>({
  fields: changeFields,
  input: ({ operands: [task = ''] }) => parseTaskReference(task),
  async run(reference, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    // A deleted task can be named by its number only.
    const named = () => getTask(db, viewer, reference, openStatuses)
    const row = 'id' in reference ? reference.id : (await named()).id
    const changes = await listChanges(db, viewer, { table: 'tasks', row, limit: context.pageSize })
    if (changes.length === 0) await named()
    return changes
  },
  human(changes, style) {
    const [last] = changes
    if (!last) return 'No recorded changes.'
    return `${style.paint.bold(last.subject)}\n\n${changeTable(changes, style)}`
  },
  json: (changes) => changes.map(changeJson),
})
