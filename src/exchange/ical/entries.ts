import { newIdentities } from '../identity.ts'
import type { Todo } from './components.ts'
import type { When } from './times.ts'
import { lineOf, type Reader, readSafely, requireReadable, textOf, timeOf } from './todo.ts'

/** A task of the file with its identity. */
export type Entry = {
  readonly todo: Todo
  readonly uid: string
  /** The time of a routine that it stands for. */
  readonly recurrence: When | undefined
  readonly sourceId: string
}

/** Finds out which task is which. */
export function identify(todos: readonly Todo[], reader: Reader): readonly Entry[] {
  const { findings } = reader
  const seen = new Map<string, Todo>()
  const identityOf = newIdentities()
  return todos.flatMap((todo): Entry[] => {
    const entry = readSafely(todo, findings, (): Entry => {
      requireReadable(todo)
      const recurrence = timeOf(todo, 'RECURRENCE-ID', reader)
      const uid = textOf(todo, 'UID') ?? identityOf(textOf(todo, 'SUMMARY') ?? '')
      const time = recurrence && lineOf(todo, 'RECURRENCE-ID')?.value.trim()
      return { todo, uid, recurrence, sourceId: time === undefined ? uid : `${uid} ${time}` }
    })
    if (entry === undefined) return []
    const other = seen.get(entry.sourceId)
    if (other === undefined) {
      seen.set(entry.sourceId, todo)
      return [entry]
    }
    findings.fault(todo.line, `This task has the same UID as the one in line ${other.line}.`)
    return []
  })
}

/** The database takes only UUIDs of version 4. */
export function uuidOf(uid: string): string | undefined {
  const uuid = uid.toLowerCase()
  const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid)
  return isUuid ? uuid : undefined
}
