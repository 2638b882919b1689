import { usageError } from '../../errors.ts'
import type { Findings } from '../records.ts'
import type { Todo } from './components.ts'
import { parameter } from './lines.ts'
import { textOf } from './todo.ts'

/** Finds the titles of tasks. */
export type Titles = { readonly of: (entry: Named) => string }

type Named = { readonly todo: Todo; readonly uid: string; readonly recurrence: unknown }

/** How much of the tasks above a task its title names, in characters: a title has room for 200. */
const longest = 200

const separator = ' › '

/** Returns what finds the titles of tasks: “parent › child”. */
export function openTitles(entries: readonly Named[], findings: Findings): Titles {
  const byUid = new Map<string, Todo>()
  for (const { todo, uid, recurrence } of entries) if (!recurrence) byUid.set(uid, todo)
  return {
    of({ todo }) {
      const own = ownTitle(todo)
      if (own === undefined) throw usageError('This task has no title: SUMMARY is missing.')
      const above: string[] = []
      const seen = new Set([todo])
      let length = 0
      loseRelations(todo, byUid, findings)
      for (let next = parentOf(todo, byUid); next && !seen.has(next); ) {
        const title = ownTitle(next)
        length += (title ?? '').length + separator.length
        if (length > longest) break
        if (title !== undefined) above.unshift(title)
        seen.add(next)
        next = parentOf(next, byUid)
      }
      return [...above, own].join(separator)
    },
  }
}

/** The first line of the description, if there is no title. */
function ownTitle(todo: Todo): string | undefined {
  return textOf(todo, 'SUMMARY') ?? textOf(todo, 'DESCRIPTION')?.split('\n', 1)[0]
}

function parentOf(todo: Todo, byUid: ReadonlyMap<string, Todo>): Todo | undefined {
  const uid = parentIdOf(todo)
  return uid === undefined ? undefined : byUid.get(uid)
}

function parentIdOf({ lines }: Todo): string | undefined {
  const parent = lines
    .get('RELATED-TO')
    ?.find((line) => (parameter(line, 'RELTYPE') ?? 'PARENT').toUpperCase() === 'PARENT')
  return parent?.value.trim() || undefined
}

function loseRelations(todo: Todo, byUid: ReadonlyMap<string, Todo>, findings: Findings): void {
  const all = todo.lines.get('RELATED-TO')?.length ?? 0
  findings.lose('relations', parentOf(todo, byUid) === undefined ? all : all - 1)
}
