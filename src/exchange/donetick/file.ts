import { usageError } from '../../errors.ts'
import { faultOf } from '../checked.ts'
import { type Fields, idOf, objectOf, parseFields, textOf } from '../fields.ts'
import { jsonTables } from '../json-records.ts'
import type { Findings, Reading } from '../records.ts'

/** What is known of a file while its chores are read. */
export type Donetick = {
  readonly reading: Reading
  readonly findings: Findings
  /** The names of members, by their numbers. */
  readonly names: Map<string, string>
  /** What was done of each chore, by its number. */
  readonly history: Map<string, Line[]>
  /** Tells chores with the same number apart, in a file that is put together from several. */
  readonly identify: (id: string) => string
}

/** An object of the file and the line where it begins. */
export type Line = { readonly line: number; readonly fields: Fields }

/** Remembers members and history. @returns the chores */
export function sortRecords(text: string, file: Donetick): readonly Line[] {
  const chores: Line[] = []
  const isChore = (keys: ReadonlySet<string>) => keys.has('frequencyType') || keys.has('name')
  for (const { line, value, fault } of jsonTables(text, isChore)) {
    if (file.findings.isTooLong) break
    try {
      if (fault !== undefined) throw usageError(fault)
      const fields = parseFields(value)
      if (!remember({ line, fields }, file)) {
        chores.push({ line, fields: objectOf(fields, 'chore') ?? fields })
      }
    } catch (error) {
      file.findings.fault(line, faultOf(error))
    }
  }
  return chores
}

/** Remembers a member or a time in the history. @returns false for anything else */
function remember({ line, fields }: Line, { names, history }: Donetick): boolean {
  const chore = idOf(fields, 'choreId')
  if (chore !== undefined) {
    const times = history.get(chore)
    if (times) times.push({ line, fields })
    else history.set(chore, [{ line, fields }])
    return true
  }
  const member = idOf(fields, 'userId')
  if (member === undefined) return false
  names.set(member, textOf(fields, 'displayName') ?? textOf(fields, 'username') ?? member)
  return true
}
