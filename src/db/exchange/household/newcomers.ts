import { conflictingNameKeys, fold, nameKey } from '../../../domain/text.ts'
import { usageError } from '../../../errors.ts'
import type { PlacedRow, Row } from '../../../exchange/jsonl/rows.ts'
import type { Findings } from '../../../exchange/records.ts'
import type { Entry, HereRow } from './entry.ts'
import type { Here } from './here.ts'

/** What is lost because an address belongs to one member. */
export const otherEmails = 'email addresses that another member has'

/** The members of a file who are not here by their UUIDs. */
export class Newcomers {
  /** Members who are here, by their names; those that the file has by their UUIDs apart. */
  readonly #free = new Map<string, HereRow<'user'>>()
  readonly #taken = new Set<string>()
  readonly #emails = new Set<string>()
  readonly #added = new Set<string>()

  constructor(file: readonly PlacedRow<'user'>[], here: Here) {
    const named = new Set(file.map(({ row }) => row.uuid))
    for (const member of [...here.rows.user.values()].flat()) {
      const { uuid, name, email } = member.row
      if (named.has(uuid)) this.#taken.add(nameKey(name))
      else this.#free.set(nameKey(name), member)
      if (email !== null) this.#emails.add(fold(email))
    }
  }

  /**
   * Finds the member who is here under the same name.
   *
   * @throws MomentumError `usage` if another member of the file is that one
   */
  findNamed({ name }: Row<'user'>): HereRow<'user'> | undefined {
    const keys = conflictingNameKeys(name)
    if (keys.some((key) => this.#taken.has(key))) {
      throw usageError(`There is already another member named “${name}”.`)
    }
    const key = keys.find((each) => this.#free.has(each))
    const found = key === undefined ? undefined : this.#free.get(key)
    this.#taken.add(found === undefined ? nameKey(name) : nameKey(found.row.name))
    return found
  }

  /** Adds a member, without an address that somebody else has. */
  add(entry: Entry<'user'>, findings: Findings): void {
    const { uuid, email } = entry.row
    this.#added.add(uuid)
    if (email === null) return
    const key = fold(email)
    if (this.#emails.has(key)) {
      entry.row = { ...entry.row, email: null }
      findings.lose(otherEmails)
    }
    this.#emails.add(key)
  }

  /** Whether a member is added by this import. */
  has(uuid: string): boolean {
    return this.#added.has(uuid)
  }
}
