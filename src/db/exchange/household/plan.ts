import { MomentumError, usageError } from '../../../errors.ts'
import { categoryKey, identityOf } from '../../../exchange/jsonl/check.ts'
import type { HouseholdFile } from '../../../exchange/jsonl/read.ts'
import { type PlacedRow, type Row, type RowType, rowTypes } from '../../../exchange/jsonl/rows.ts'
import { contentOf } from '../../../exchange/jsonl/write.ts'
import { Findings } from '../../../exchange/records.ts'
import { fingerprint } from '../keys.ts'
import type { Entry, Fate } from './entry.ts'
import type { ByIdentity, Here } from './here.ts'
import { Known } from './known.ts'
import { Newcomers } from './newcomers.ts'

/**
 * The rows of a file, each with the row here that is the same thing, and what is wrong with them.
 */
export type Plan = {
  readonly entries: { readonly [Type in RowType]: Entry<Type>[] }
  readonly findings: Findings
}

/**
 * Finds what the rows of a file refer to, and what they are here. What is here too has no fate yet.
 *
 * @param viewer the UUID of who acts: other people's private rows cannot be imported
 */
export function matchRows(file: HouseholdFile, here: Here, viewer: string | null): Plan {
  const matching = new Matching(file, here, viewer)
  for (const type of rowTypes) matching.match(type)
  return matching.plan
}

class Matching {
  readonly plan: Plan = {
    entries: {
      ...{ user: [], category: [], routine: [], task: [], win: [] },
      ...{ occurrence: [], absence: [], rest: [], note: [] },
    },
    findings: new Findings(),
  }
  readonly #file: HouseholdFile
  readonly #here: Here
  readonly #viewer: string | null
  readonly #known: Known
  readonly #newcomers: Newcomers
  /** How often a thing was found that may be there several times. */
  readonly #copies = new Map<string, number>()

  constructor(file: HouseholdFile, here: Here, viewer: string | null) {
    this.#file = file
    this.#here = here
    this.#viewer = viewer
    this.#known = new Known(here)
    this.#newcomers = new Newcomers(file.rows.user, here)
    for (const { line, message } of file.faults) this.plan.findings.fault(line, message)
    for (const [what, count] of file.lost) this.plan.findings.lose(what, count)
  }

  match<Type extends RowType>(type: Type): void {
    const rows: readonly PlacedRow<Type>[] = this.#file.rows[type]
    const entries: Entry<Type>[] = this.plan.entries[type]
    for (const placed of rows) {
      try {
        entries.push(this.#matchRow(type, placed))
      } catch (error) {
        if (!(error instanceof MomentumError)) throw error
        this.#known.refused.set(identityOf(type, placed.row), placed.line)
        this.plan.findings.fault(placed.line, error.message)
      }
    }
  }

  #matchRow<Type extends RowType>(type: Type, { line, row: given }: PlacedRow<Type>): Entry<Type> {
    const row = this.#known.translate(type, given)
    const identity = identityOf(type, given)
    const copy = this.#countCopy(identity)
    const found: ByIdentity<Type> = this.#here.rows[type]
    const here = found.get(identityOf(type, row))?.[copy]
    const entry: Entry<Type> = {
      ...{ type, line, row, here, said: fingerprint(contentOf(type, given)) },
      identity: copy === 0 ? identity : `${identity}#${copy}`,
      fate: here === undefined ? 'add' : 'same',
    }
    const note: (entry: Entry<Type>) => void = this.#noted[type]
    note(entry)
    return entry
  }

  #countCopy(identity: string): number {
    const count = this.#copies.get(identity) ?? 0
    this.#copies.set(identity, count + 1)
    return count
  }

  /** What else is looked at in a row, and to what later rows can refer then. */
  readonly #noted: { readonly [Type in RowType]: (entry: Entry<Type>) => void } = {
    user: (entry) => this.#noteUser(entry),
    category: ({ row: { name, owner_uuid } }) => {
      const key = categoryKey({ name, owner_uuid })
      const { categories } = this.#known
      if (!categories.has(key)) categories.set(key, { name, owner_uuid })
    },
    routine: (entry) => {
      this.#requireOwn(entry.row)
      if (this.#here.hidden.has(entry.row.uuid)) entry.fate = 'old'
      this.#known.routines.add(entry.row.uuid)
    },
    task: (entry) => {
      const { uuid, routine_uuid } = entry.row
      this.#requireOwn(entry.row)
      const { hidden } = this.#here
      if (hidden.has(uuid) || (routine_uuid && hidden.has(routine_uuid))) entry.fate = 'old'
      this.#known.tasks.add(uuid)
    },
    win: (entry) => this.#noteDependent(entry, entry.row.task_uuid),
    occurrence: (entry) => this.#noteDependent(entry, entry.row.routine_uuid),
    absence: () => {},
    rest: () => {},
    note: (entry) => this.#noteDependent(entry, entry.row.task_uuid),
  }

  #noteUser(entry: Entry<'user'>): void {
    const { row, here } = entry
    const same = here ?? this.#newcomers.findNamed(row)
    if (same === undefined) this.#newcomers.add(entry, this.plan.findings)
    // Two households may have given the same member different UUIDs.
    else if (here === undefined) entry.fate = 'old'
    this.#known.users.set(row.uuid, (same?.row ?? row).uuid)
  }

  /** What belongs to something that only somebody else may see is left out. */
  #noteDependent(entry: { fate: Fate }, uuid: string): void {
    if (this.#here.hidden.has(uuid)) entry.fate = 'lost'
  }

  /**
   * @throws MomentumError `usage` for a private row of somebody who was here before, and acts not
   */
  #requireOwn({ title, private: isPrivate, owner_uuid }: Row<'task'> | Row<'routine'>): void {
    if (!isPrivate || owner_uuid === this.#viewer) return
    if (owner_uuid !== null && this.#newcomers.has(owner_uuid)) return
    throw usageError(`“${title}” is private, and only its owner can import it.`)
  }
}
