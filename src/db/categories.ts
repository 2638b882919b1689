import type { Category, CategoryId, CategoryReference, Color } from '../domain/category.ts'
import { didYouMean } from '../domain/near.ts'
import { conflictingNameKeys, fold, foldAccents, nameKey } from '../domain/text.ts'
import type { Instant } from '../domain/time.ts'
import type { UserId, Viewer } from '../domain/user.ts'
import { ambiguousError, conflictError, type MomentumError, notFoundError } from '../errors.ts'
import { violatedColumn } from './error-codes.ts'
import type { Db, Tx } from './schema.ts'
import { type Writer, write } from './transaction.ts'

/** Every query for categories starts here. */
function selectCategories(db: Db) {
  return db
    .selectFrom('categories')
    .leftJoin('users', 'users.id', 'categories.user_id')
    .select([
      'categories.id',
      'categories.name',
      'categories.color',
      'categories.user_id',
      'users.name as user',
      'categories.created_at',
      'categories.updated_at',
    ])
}

/** Lists the household's categories, then those of each user, by name. */
export async function listCategories(db: Db): Promise<Category[]> {
  return selectCategories(db)
    .orderBy('users.name_key', (order) => order.asc().nullsFirst())
    .orderBy('categories.name_key')
    .execute()
}

/**
 * Gets a category. Of several with the same name it prefers the viewer's own, then the household's.
 * A name without accents means a category with accents if none has exactly this name.
 *
 * @throws MomentumError `not_found`, or `ambiguous` with the candidates
 */
export async function getCategory(
  db: Db,
  viewer: Viewer,
  reference: CategoryReference,
): Promise<Category> {
  const found = await findCategories(db, reference)
  const own = found.filter((category) => category.user_id === viewer && viewer !== null)
  const household = found.filter((category) => category.user_id === null)
  const meant = [own, household].find((some) => some.length > 0) ?? found
  if (meant.length > 1) throw ambiguousCategoryError(meant)
  if (meant[0]) return meant[0]
  if ('id' in reference) {
    throw notFoundError(`There is no category with the number ${reference.id}.`, seeCategories)
  }
  const names = (await listCategories(db)).map(({ name }) => name)
  const question = didYouMean(reference.name, [...new Set(names)], foldAccents)
  throw notFoundError(`There is no category “${reference.name}”.`, question ?? seeCategories)
}

const seeCategories = { lead: 'See', command: 'category list' } as const

async function findCategories(db: Db, reference: CategoryReference): Promise<readonly Category[]> {
  const query = selectCategories(db).orderBy('categories.id')
  if ('id' in reference) return query.where('categories.id', '=', reference.id).execute()
  const { name } = reference
  // An earlier version may have accepted a name that differs from another only in its blanks.
  for (const key of new Set([fold(name), nameKey(name)])) {
    const named = await query.where('categories.name_key', '=', key).execute()
    if (named.length > 0) return named
  }
  const key = foldAccents(name)
  return (await query.execute()).filter((category) => foldAccents(category.name) === key)
}

function ambiguousCategoryError(found: readonly Category[]): MomentumError {
  const [first] = found
  const isOneEach = new Set(found.map(({ user_id }) => user_id)).size === found.length
  const candidates = found.map(({ id, name, user }) => `${id} (${isOneEach ? user : name})`)
  return ambiguousError(
    `“${first?.name}” matches several categories: ${candidates.join(', ')}.`,
    'Use its number.',
  )
}

/** @throws MomentumError `conflict` when the owner has a category of that name, ignoring case */
export async function addCategory(
  writer: Writer | Tx,
  draft: { readonly name: string; readonly color: Color; readonly user_id: UserId | null },
  now: Instant,
): Promise<Category> {
  const adding = write(writer, async (tx) => {
    await requireFree(tx, draft)
    const { id } = await tx
      .insertInto('categories')
      .values({ ...draft, name_key: nameKey(draft.name), created_at: now, updated_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return getById(tx, id)
  })
  return adding.catch((error: unknown) => {
    throw isNameInUse(error) ? nameInUseError(draft.name) : error
  })
}

/** @throws MomentumError `conflict` when the owner has another category of the new name */
export async function editCategory(
  writer: Writer,
  id: CategoryId,
  changes: { readonly name?: string; readonly color?: Color },
  now: Instant,
): Promise<Category> {
  const { name } = changes
  const key = name === undefined ? {} : { name_key: nameKey(name) }
  const editing = write(writer, async (tx) => {
    await tx
      .updateTable('categories')
      .set({ ...changes, ...key, updated_at: now })
      .where('id', '=', id)
      .execute()
    return getById(tx, id)
  })
  return editing.catch((error: unknown) => {
    throw isNameInUse(error) ? nameInUseError(name) : error
  })
}

/** Deletes a category. Its tasks stay, without a category. */
export async function removeCategory(writer: Writer, id: CategoryId): Promise<void> {
  await write(writer, (tx) => tx.deleteFrom('categories').where('id', '=', id).execute())
}

async function getById(tx: Tx, id: CategoryId): Promise<Category> {
  return selectCategories(tx).where('categories.id', '=', id).executeTakeFirstOrThrow()
}

/** Checks before the write, because a refused write uses up an id on a server. */
async function requireFree(
  tx: Tx,
  { name, user_id }: Pick<Category, 'name' | 'user_id'>,
): Promise<void> {
  const other = await tx
    .selectFrom('categories')
    .select('id')
    .where('name_key', 'in', conflictingNameKeys(name))
    .where('user_id', 'is not distinct from', user_id)
    .executeTakeFirst()
  if (other) throw nameInUseError(name)
}

function isNameInUse(error: unknown): boolean {
  return violatedColumn(error) === 'name_key'
}

function nameInUseError(name: string | undefined): MomentumError {
  return conflictError(`There is already a category named “${name}”.`, {
    lead: 'Choose another name, or see',
    command: 'category list',
  })
}
