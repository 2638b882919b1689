import { hash } from 'node:crypto'
import type { CommandId } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { batchSize, inBatches, openBatchInsert } from '../batches.ts'
import type { Tx } from '../schema.ts'

// What an import knows of earlier ones: the table `import_keys`.

/** A row that was imported before, as it was then. */
export type ImportKey = {
  readonly table: string
  readonly row: number
  /** {@link fingerprint} of what the source said. */
  readonly sourceHash: string
  /** {@link fingerprint} of the row. */
  readonly rowHash: string
}

/** A row that this import added or changed. */
export type NewImportKey = ImportKey & { readonly sourceId: string }

/** 128 bits of a SHA-256, in 22 characters: the same for the same text alone. */
export function fingerprint(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22)
}

/** A record of a file, as far as it decides how its key is called. */
type Named = {
  readonly record: { readonly sourceId: string }
  readonly isPrivate: boolean
}

/**
 * What names a thing among the keys. Nobody but who imports a private thing finds it by its name,
 * so no import tells whether somebody else has a private task of some title.
 */
export function keyName(draft: Named, viewer: Viewer): string {
  return draft.isPrivate ? privateName(draft, viewer) : draft.record.sourceId
}

/** The names of a thing: for all, and for who imports alone. */
export function keyNames(draft: Named, viewer: Viewer): readonly string[] {
  return [draft.record.sourceId, privateName(draft, viewer)]
}

/** What is known of a thing under one of its names. */
export function findKey(
  keys: ReadonlyMap<string, ImportKey>,
  draft: Named,
  viewer: Viewer,
): ImportKey | undefined {
  const [shared, own] = keyNames(draft, viewer).map((name) => keys.get(name))
  return draft.isPrivate ? (own ?? shared) : (shared ?? own)
}

function privateName({ record }: Named, viewer: Viewer): string {
  // No file has this character, so no file says this name.
  return `private\0${viewer}\0${record.sourceId}`
}

/**
 * Finds what is known of these things of a source, by what names them there. An import that was
 * undone is forgotten; of several others, the latest counts.
 */
export async function findImportKeys(
  tx: Tx,
  source: string,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, ImportKey>> {
  // Most files are imported once.
  const any = tx.selectFrom('import_keys').select('id').where('source', '=', source).limit(1)
  if ((await any.executeTakeFirst()) === undefined) return new Map()
  const bySource = new Map(sourceIds.map((id) => [fingerprint(id), id]))
  const rows = await inBatches([...bySource.keys()], (batch) =>
    tx
      .selectFrom('import_keys')
      .selectAll()
      .where('source', '=', source)
      .where('source_id', 'in', batch)
      .execute(),
  )
  if (rows.length === 0) return new Map()
  const isUndone = await findUndone(tx)
  const found = new Map<string, ImportKey>()
  for (const row of rows.toSorted((a, b) => a.command_id - b.command_id)) {
    const id = bySource.get(row.source_id)
    if (id === undefined || isUndone(row.command_id)) continue
    const { table_name: table, row_id, source_hash: sourceHash, row_hash: rowHash } = row
    found.set(id, { table, row: row_id, sourceHash, rowHash })
  }
  return found
}

/** Remembers what this import added or changed. It runs inside `write`, whose command it notes. */
export async function rememberImported(
  tx: Tx,
  source: string,
  keys: readonly NewImportKey[],
): Promise<void> {
  if (keys.length === 0) return
  const { id: command_id } = await tx
    .selectFrom('commands')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('recording', '=', true)
    .executeTakeFirstOrThrow()
  const insert = openBatchInsert(tx, 'import_keys')
  for (let start = 0; start < keys.length; start += batchSize) {
    const batch = keys.slice(start, start + batchSize)
    await insert(
      batch.map(({ sourceId, table, row, sourceHash, rowHash }) => ({
        source,
        source_id: fingerprint(sourceId),
        table_name: table,
        row_id: row,
        source_hash: sourceHash,
        row_hash: rowHash,
        command_id,
      })),
    )
  }
}

/** Deletes what imports said that were undone, before the history forgets that they were. */
export async function forgetUndoneImports(tx: Tx): Promise<void> {
  const commands = await tx.selectFrom('import_keys').select('command_id').distinct().execute()
  if (commands.length === 0) return
  const isUndone = await findUndone(tx)
  const undone = commands.map(({ command_id }) => command_id).filter(isUndone)
  if (undone.length === 0) return
  await tx.deleteFrom('import_keys').where('command_id', 'in', undone).execute()
}

/** @returns whether a command is undone: a command reverses it that is not undone itself */
async function findUndone(tx: Tx): Promise<(id: CommandId) => boolean> {
  const rows = await tx
    .selectFrom('commands')
    .select(['id', 'reverses'])
    .where('reverses', 'is not', null)
    .orderBy('id')
    .execute()
  const undone = new Set<CommandId>()
  // A command reverses an earlier one, so what reverses it is decided before it is.
  for (const { id, reverses } of rows.toReversed()) {
    if (reverses !== null && !undone.has(id)) undone.add(reverses)
  }
  return (id) => undone.has(id)
}
