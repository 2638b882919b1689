import type { Priority } from '../../domain/task.ts'
import { toInstant } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import {
  type Fields,
  flagOf,
  idOf,
  momentOf,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
} from '../fields.ts'
import { plainText } from '../plain-text.ts'
import type { Findings } from '../records.ts'
import type { Donetick, Line } from './file.ts'

/** What a chore gives to a task or a routine, but for its identity. */
export function templateOf(
  { line, fields }: Line,
  { title, isDone, repeats }: { title: string; isDone: boolean; repeats: boolean },
  { findings, names }: Donetick,
) {
  const description = textOf(fields, 'description')
  const isPrivate = flagOf(fields, 'isPrivate') ?? false
  const [created, updated] = [momentOf(fields, 'createdAt'), momentOf(fields, 'updatedAt')]
  // Older versions write 0 for nobody.
  const assigned = [idOf(fields, 'assignedTo'), isPrivate ? idOf(fields, 'createdBy') : undefined]
  const owner = assigned.find((id) => id !== undefined && id !== '0')
  return {
    line,
    title,
    description: description && plainText(description),
    definitionOfDone: subTasksOf(fields, { isDone, repeats }),
    owner: owner && (names.get(owner) ?? owner),
    category: categoryOf(fields, findings),
    priority: priorityOf(fields),
    private: isPrivate ? true : undefined,
    createdAt: created && toInstant(created),
    updatedAt: updated && toInstant(updated),
  }
}

const priorities = [undefined, 'URGENT', 'HIGH', 'MEDIUM', 'LOW'] as const

function priorityOf(fields: Fields): Priority | undefined {
  const number = numberOf(fields, 'priority') ?? 0
  if (number in priorities) return priorities[number]
  throw usageError(`“priority” is ${number}, and not from 0 to 4.`)
}

/** Sub-tasks as lines, in their order, each below the one of which it is a part. */
function subTasksOf(
  fields: Fields,
  { isDone, repeats }: { isDone: boolean; repeats: boolean },
): string | undefined {
  const tasks = objectsOf(fields, 'subTasks').map((task) => ({
    id: idOf(task, 'id'),
    parent: idOf(task, 'parentId'),
    order: numberOf(task, 'orderId') ?? 0,
    name: textOf(task, 'name')?.trim(),
    // What repeats has to be done again.
    isDone: isDone || (!repeats && textOf(task, 'completedAt') !== undefined),
  }))
  const named = tasks.filter(({ name }) => name !== undefined)
  if (named.length === 0) return undefined
  const inOrder = named.toSorted((one, other) => one.order - other.order)
  const ids = new Set(inOrder.map(({ id }) => id))
  const parts = Map.groupBy(inOrder, ({ parent }) => (ids.has(parent) ? parent : undefined))
  const linesOf = (parent: string | undefined, depth: number): readonly string[] => {
    const own = parts.get(parent) ?? []
    // Parts of each other are written once.
    parts.delete(parent)
    return own.flatMap((task) => [
      `${'  '.repeat(depth)}- [${task.isDone ? 'x' : ' '}] ${task.name}`,
      ...(task.id === undefined || depth > 8 ? [] : linesOf(task.id, depth + 1)),
    ])
  }
  const lines = [...linesOf(undefined, 0), ...[...parts.keys()].flatMap((id) => linesOf(id, 0))]
  return lines.join('\n')
}

function categoryOf(fields: Fields, findings: Findings): string | undefined {
  const labels = objectsOf(fields, 'labelsV2').flatMap((label) => textOf(label, 'name') ?? [])
  const before = labels.length > 0 ? undefined : textOf(fields, 'labels')
  const names = before === undefined ? labels : before.split(',').filter((name) => name.trim())
  const project = objectOf(fields, 'project')
  const [first = project && textOf(project, 'name'), ...others] = names
  findings.lose('labels', others.length)
  const isKept = project !== undefined && names.length === 0
  if (numberOf(fields, 'projectId') !== undefined && !isKept) findings.lose('projects')
  return first?.trim()
}
