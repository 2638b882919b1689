import { type CategoryId, defaultColor } from '../../domain/category.ts'
import { foldAccents, nameKey } from '../../domain/text.ts'
import type { Instant } from '../../domain/time.ts'
import type { User, UserId, Viewer } from '../../domain/user.ts'
import { addCategory, listCategories } from '../categories.ts'
import type { Tx } from '../schema.ts'
import { listUsers } from '../users/users.ts'
import { type Imported, lose } from './source.ts'

/** Finds the members whom a file names. */
export type Members = {
  /** undefined if no member is meant, or several. */
  find(name: string): User | undefined
}

/**
 * Finds members by the names of a file: by name or email address, whole or the first name, and as
 * the person who imports says.
 *
 * @param said members by the names of the file
 */
export async function openMembers(tx: Tx, said: ReadonlyMap<string, UserId>): Promise<Members> {
  const users = await listUsers(tx, { all: true })
  const named = new Map([...said].map(([name, id]) => [nameKey(name), id]))
  const found = new Map<string, User | undefined>()
  const search = (name: string) => {
    const id = named.get(nameKey(name))
    if (id !== undefined) return users.find((user) => user.id === id)
    const key = foldAccents(name.trim())
    const exact = users.filter((user) => nameKey(user.name) === nameKey(name))
    const alike = users.filter(
      ({ name: own, email }) => foldAccents(own) === key || email?.toLowerCase() === key,
    )
    const first = users.filter((user) => foldAccents(user.name).startsWith(`${key} `))
    const meant = [exact, alike, first].find((some) => some.length > 0) ?? []
    return meant.length === 1 ? meant[0] : undefined
  }
  return {
    find(name) {
      if (!found.has(name)) found.set(name, search(name))
      return found.get(name)
    },
  }
}

/** Finds categories by name, and adds those that there are not. */
export type Categories = {
  /** undefined for a name that there is not, and that a private task may not tell others. */
  find(name: string, isPrivate: boolean): Promise<CategoryId | undefined>
  /** Whether a category has this name, and null none. */
  isCalled(id: CategoryId | null, name: string | undefined): boolean
}

export async function openCategories(tx: Tx, viewer: Viewer, now: Instant): Promise<Categories> {
  const known = await listCategories(tx)
  const isMine = ({ user_id }: { user_id: UserId | null }) => user_id === null || user_id === viewer
  const byName = new Map(
    known
      .filter(isMine)
      // Of two with the same name, the viewer's own comes last and counts.
      .map(({ name, id }) => [nameKey(name), id] as const),
  )
  const keys = new Map(known.map(({ id, name }) => [id, nameKey(name)]))
  const colors = known.map(({ color }) => color)
  return {
    isCalled(id, name) {
      if (id === null || name === undefined) return id === null && name === undefined
      return keys.get(id) === nameKey(name)
    },
    async find(name, isPrivate) {
      const key = nameKey(name)
      const found = byName.get(key)
      if (found !== undefined || isPrivate) return found
      const color = defaultColor(colors)
      const { id } = await addCategory(tx, { name, color, user_id: null }, now)
      colors.push(color)
      byName.set(key, id)
      return id
    },
  }
}

/** The category of a task; a private task adds none, because everybody would see its name. */
export async function categoryOf(
  name: string | undefined,
  isPrivate: boolean,
  categories: Categories,
  imported: Imported,
) {
  if (name === undefined) return undefined
  const category = await categories.find(name, isPrivate)
  if (category === undefined) lose(imported, lostCategory)
  return category
}

const lostCategory = 'categories of private tasks that the household does not have'
