import { defineCommand } from '../../command.ts'
import { findRecordedNotes, listChanges, streamChanges } from '../../db/history/changes.ts'
import { getTask } from '../../db/tasks/references.ts'
import type { Change } from '../../domain/journal.ts'
import { parseTaskWords, type TaskReference } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { changeFields, changeJson } from '../../json/journal.ts'
import { changeTable } from '../../views/journal.ts'
import { inParts } from '../shared/parts.ts'

type Output =
  | { readonly changes: readonly Change[] }
  /** A program gets all of them, in parts. */
  | { readonly stream: AsyncIterable<readonly Change[]> }

export default defineCommand<TaskReference, Output>({
  fields: changeFields,
  // A long history is read in many parts.
  isLongWork: true,
  input: ({ operands }) => parseTaskWords(operands),
  async run(reference, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    // A deleted task can be named by its number only.
    const named = () => getTask(db, viewer, reference, openStatuses)
    const row = 'id' in reference ? reference.id : (await named()).id
    const notes = await findRecordedNotes(db, viewer, row)
    const filter = { table: 'tasks', row, notes } as const
    const changes = await listChanges(db, viewer, { ...filter, limit: context.pageSize ?? 1 })
    if (changes.length === 0) await named()
    return context.pageSize ? { changes } : { stream: streamChanges(db, viewer, filter) }
  },
  human(output, style) {
    // Only a program gets a stream.
    if ('stream' in output) return ''
    const [last] = output.changes
    if (!last) return 'No recorded changes.'
    return `${style.paint.bold(last.subject)}\n\n${changeTable(output.changes, style)}`
  },
  json: (output) =>
    'stream' in output ? inParts(output.stream, changeJson) : output.changes.map(changeJson),
})
