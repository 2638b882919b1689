import { listOffered } from '../../db/tasks/offered.ts'
import { listUsers } from '../../db/users/users.ts'
import { finishedStatuses, openStatuses } from '../../domain/task-status.ts'
import { foldAccents } from '../../domain/text.ts'
import { pickableStatuses } from '../../domain/win.ts'
import { replaceHarmful } from '../../terminal/escapes.ts'
import type { OpenHousehold } from './household.ts'
import type { Kind } from './kinds.ts'
import type { Candidate } from './place.ts'

/** At most so many tasks are offered, as many as a page has. */
const mostTasks = 50

const byDueDate = { key: 'due_date', descending: false } as const
const latestFirst = { key: 'updated_at', descending: true } as const

const offeredAs = {
  tasks: { statuses: openStatuses, order: byDueDate },
  'finished tasks': { statuses: finishedStatuses, order: latestFirst },
  'pickable tasks': { statuses: pickableStatuses, order: byDueDate },
} as const

/** Lists what a household has of a kind, as far as it fits what was typed. */
export async function listLive(
  kind: Kind,
  typed: string,
  { db, viewer, today }: OpenHousehold,
): Promise<readonly Candidate[]> {
  if (kind === 'tasks' || kind === 'finished tasks' || kind === 'pickable tasks') {
    // A private task cannot be picked.
    const sees = kind === 'pickable tasks' ? null : viewer
    const tasks = await listOffered(db, sees, typed, { ...offeredAs[kind], limit: mostTasks })
    return tasks.map(titled)
  }
  if (kind === 'members' || kind === 'all members' || kind === 'new owners') {
    const users = await listUsers(db, { all: kind === 'all members' })
    return users
      .map(({ id, name, role, active }) => named(id, name, active ? (role ?? '') : 'inactive'))
      .filter(({ value }) => fitsName(value, typed))
  }
  if (kind === 'categories') {
    const { listCategories } = await import('../../db/categories.ts')
    const categories = await listCategories(db)
    return categories
      .map(({ id, name, user }) => named(id, name, user ?? ''))
      .filter(({ value }) => fitsName(value, typed))
  }
  if (kind === 'routines') {
    const { listRoutines } = await import('../../db/routines/routines.ts')
    const routines = await listRoutines(db, { viewer, today }, { all: false })
    return routines.filter((routine) => fitsTitle(routine, typed)).map(titled)
  }
  if (kind === 'notes') {
    const { listLatestNotes } = await import('../../db/tasks/notes.ts')
    const notes = await listLatestNotes(db, viewer, mostTasks)
    return notes.flatMap((note) => numbered(note, note.text, typed))
  }
  if (kind === 'absences') {
    const { absenceText } = await import('../../views/absence.ts')
    const { listAbsences } = await import('../../db/absences/absences.ts')
    const absences = await listAbsences(db, mostTasks)
    return absences.flatMap((each) => numbered(each, absenceText(each, today), typed))
  }
  if (kind === 'rest days') {
    const { restText } = await import('../../views/rest.ts')
    const { listRestDays } = await import('../../db/wins/rest-days.ts')
    const periods = await listRestDays(db)
    return periods.flatMap((each) => numbered(each, restText(each, today), typed))
  }
  return []
}

function numbered(
  { id }: { readonly id: number },
  description: string,
  typed: string,
): readonly Candidate[] {
  const value = `${id}`
  return value.startsWith(typed) ? [{ value, description: plain(description) }] : []
}

type Titled = { readonly id: number; readonly title: string }

function titled({ id, title }: Titled): Candidate {
  return { value: `${id}`, description: plain(title) }
}

/** By its number, if the name has characters that would do harm at a terminal. */
function named(id: number, name: string, description: string): Candidate {
  const isHarmless = plain(name) === name
  return isHarmless
    ? { value: name, description: plain(description) }
    : { value: `${id}`, description: plain(name) }
}

function fitsName(name: string, typed: string): boolean {
  return foldAccents(name).startsWith(foldAccents(typed))
}

function fitsTitle({ id, title }: Titled, typed: string): boolean {
  return `${id}`.startsWith(typed) || foldAccents(title).includes(foldAccents(typed))
}

/** A text on one line, without characters that would do harm at a terminal. */
function plain(text: string): string {
  return replaceHarmful(text, () => '').replaceAll(/\s+/g, ' ')
}
