import { fold, nameKey } from '../../../domain/text.ts'
import { type RowType, rowTypes } from '../../../exchange/jsonl/rows.ts'
import { contentOf } from '../../../exchange/jsonl/write.ts'
import type { Tx } from '../../schema.ts'
import { findImportKeys, fingerprint, type ImportKey } from '../keys.ts'
import { type Entry, type Fate, isApplied } from './entry.ts'
import type { Here } from './here.ts'
import { otherEmails } from './newcomers.ts'
import type { Plan } from './plan.ts'

/** The name of this format among those that things are imported from. */
export const source = 'momentum'

/** How rows that are here already are treated. */
export type Rules = {
  /** The UUID of who acts. */
  readonly viewer: string | null
  /** Whether what was changed or deleted here is replaced. */
  readonly overwrites: boolean
}

/** Decides what becomes of the rows that are here already. */
export async function decideFates(tx: Tx, plan: Plan, here: Here, rules: Rules): Promise<void> {
  const decide = async (types: readonly RowType[]) => {
    const entries: readonly Entry[] = types.flatMap((type): Entry[] => plan.entries[type])
    const differing = entries.filter(isDifferent)
    const keys = await findImportKeys(
      tx,
      source,
      differing.map(({ identity }) => identity),
    )
    for (const entry of differing) entry.fate = fateOf(entry, keys.get(entry.identity), rules)
  }
  if (!rules.overwrites) await leaveDeleted(tx, plan)
  await decide(['user'])
  keepMembers(plan, here, rules)
  leaveInactive(plan, here)
  await decide(rowTypes.filter((type) => type !== 'user'))
  for (const entry of plan.entries.task) if (isMisplaced(entry, rules)) entry.fate = 'kept'
}

/** An entry whose row is here with other values. */
function isDifferent<Type extends RowType>(entry: Entry<Type>): boolean {
  const { type, row, here, fate } = entry
  return fate === 'same' && here !== undefined && contentOf(type, row) !== contentOf(type, here.row)
}

function fateOf<Type extends RowType>(
  { type, said, here }: Entry<Type>,
  key: ImportKey | undefined,
  { overwrites }: Rules,
): Fate {
  if (here === undefined || overwrites) return 'update'
  if (key === undefined || key.row !== here.id) return 'kept'
  if (key.sourceHash === said) return 'old'
  return key.rowHash === fingerprint(contentOf(type, here.row)) ? 'update' : 'kept'
}

/** The types of rows that stay deleted. What others need, such as members, comes again. */
const deletable = ['routine', 'task', 'win', 'occurrence', 'absence', 'rest', 'note'] as const

/** Leaves out what was imported before, and deleted here. */
async function leaveDeleted(tx: Tx, { entries }: Plan): Promise<void> {
  const own = tx.selectFrom('import_keys').select('id').where('source', '=', source)
  if ((await own.executeTakeFirst()) === undefined) return
  const missing = deletable
    .flatMap((type): Entry[] => entries[type])
    .filter(({ fate }) => fate === 'add')
  const keys = await findImportKeys(
    tx,
    source,
    missing.map(({ identity }) => identity),
  )
  for (const entry of missing) {
    const key = keys.get(entry.identity)
    if (key !== undefined) Object.assign(entry, { fate: 'gone', gone: key.row })
  }
}

/**
 * A member who has a password is changed by nobody else, and a name or an address belongs to one
 * member.
 */
function keepMembers({ entries, findings }: Plan, here: Here, { viewer }: Rules): void {
  const added = entries.user.filter(({ fate }) => fate === 'add').map(({ row }) => row)
  const members = [...[...here.rows.user.values()].flat().map(({ row }) => row), ...added]
  const names = new Map(members.map(({ uuid, name }) => [nameKey(name), uuid]))
  const emails = new Map(members.map(({ uuid, email }) => [email && fold(email), uuid]))
  for (const entry of entries.user.filter(({ fate }) => fate === 'update')) {
    const { uuid, name, email } = entry.row
    const isFree = (owner: string | undefined) => owner === undefined || owner === uuid
    const isGuarded = here.guarded.has(uuid) && uuid !== viewer
    if (isGuarded || !isFree(names.get(nameKey(name)))) {
      entry.fate = 'kept'
      continue
    }
    names.set(nameKey(name), uuid)
    if (email === null) continue
    if (isFree(emails.get(fold(email)))) emails.set(fold(email), uuid)
    else {
      entry.row = { ...entry.row, email: entry.here?.row.email ?? null }
      findings.lose(otherEmails)
    }
  }
}

/** Those who are inactive take no turns. */
function leaveInactive({ entries, findings }: Plan, here: Here): void {
  const members = [...here.rows.user.values()].flat().map(({ row }) => row)
  const changed = entries.user.filter(isApplied).map(({ row }) => row)
  const isActive = new Map([...members, ...changed].map(({ uuid, active }) => [uuid, active]))
  for (const entry of entries.routine) {
    const member_uuids = entry.row.member_uuids.filter((uuid) => isActive.get(uuid))
    findings.lose('turns of inactive members', entry.row.member_uuids.length - member_uuids.length)
    entry.row = { ...entry.row, member_uuids }
  }
}

/** Whether a task would get into another routine, or hidden from its owner. */
function isMisplaced({ fate, row, here }: Entry<'task'>, { viewer }: Rules): boolean {
  if (fate !== 'update' || here === undefined) return false
  const { owner_uuid, private: wasPrivate, routine_uuid } = here.row
  const isTaken = owner_uuid !== null && owner_uuid !== viewer
  return routine_uuid !== row.routine_uuid || (row.private && !wasPrivate && isTaken)
}
