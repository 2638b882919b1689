import type { Priority } from '../../domain/task.ts'
import type { Findings, Template } from '../records.ts'
import type { Annotation, Item } from './item.ts'
import { stampOf } from './moments.ts'

const priorities: Readonly<Record<string, Priority>> = { H: 'HIGH', M: 'MEDIUM', L: 'LOW' }

/**
 * What a task and a recurring one have in common.
 *
 * @param lines what the description says besides
 */
export function templateOf(
  item: Item,
  sourceId: string,
  findings: Findings,
  lines: readonly string[] = [],
): Template {
  const { own, uuid, entry, modified } = item
  const [notes, texts] = partition(annotationsOf(item), (each) => isNote(each, item))
  const description = [...texts.map((each) => lineOf(each, item)), ...lines].join('\n')
  tellLost(item, findings)
  return {
    line: item.line,
    sourceId,
    uuid: uuid !== undefined && isOurs(uuid) ? uuid : undefined,
    title: item.description,
    description: description === '' ? undefined : description,
    notes: notes.length > 0 ? notes.map(({ text }) => text) : undefined,
    domain: own.domain,
    effort: own.effort,
    definitionOfDone: own.definitionOfDone,
    reviewed: own.isUnreviewed ? false : undefined,
    materials: own.materials,
    owner: own.owner,
    category: categoryOf(item),
    priority: priorityOf(item),
    private: own.isPrivate ? true : undefined,
    createdAt: entry?.at,
    updatedAt: modified?.at,
  }
}

/** Only a UUID of version 4 can be one of Momentum. */
export function isOurs(uuid: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid)
}

/** Without the one that says how the task repeats, if that is read from other attributes. */
function annotationsOf({ annotations, own }: Item): readonly Annotation[] {
  if (own.repeats === undefined) return annotations
  return annotations.filter(({ entry }) => !entry || stampOf(entry.at) !== own.repeats)
}

/** Whether Momentum wrote an annotation for a note. */
export function isNote({ entry }: Annotation, { own }: Item): boolean {
  return entry !== undefined && own.notes.has(stampOf(entry.at))
}

/** A line with its date, which says nothing of what was written down when the task was added. */
export function lineOf({ entry, text }: Annotation, item: Pick<Item, 'entry'>): string {
  const isFirst = entry === undefined || entry.at === item.entry?.at
  return isFirst ? text : `${entry.day}: ${text}`
}

function categoryOf({ project = '', tags }: Item): string | undefined {
  return project.trim() === '' ? tags[0] : project
}

function priorityOf({ priority = '', own }: Item): Priority | undefined {
  const found = Object.hasOwn(priorities, priority) ? priorities[priority] : undefined
  return found === 'HIGH' && own.isUrgent ? 'URGENT' : found
}

function tellLost(item: Item, findings: Findings): void {
  const { project = '', priority = '', tags, others } = item
  const isCategory = project.trim() === '' && tags.length > 0
  findings.lose('tags', tags.length - (isCategory ? 1 : 0))
  findings.lose('user-defined attributes', others)
  if (priority !== '' && priorityOf(item) === undefined)
    findings.lose('priorities other than H, M and L')
}

function partition<Value>(
  values: readonly Value[],
  isFirst: (value: Value) => boolean,
): readonly [readonly Value[], readonly Value[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))]
}
