import type { TableName, Values } from '../../domain/journal.ts'
import { fold, nameKey } from '../../domain/text.ts'
import { searchText } from '../tasks/changes.ts'

/** The columns that are computed from others and therefore not recorded. */
export function derivedValues(table: TableName, row: Values): Values {
  if (table === 'tasks' && 'title' in row) {
    // The triggers record these columns as texts, or null where the column allows it.
    return { search_text: searchText(row as Parameters<typeof searchText>[0]) }
  }
  if (table === 'tasks' || table === 'daily_wins') return {}
  const { name, email } = row
  return {
    ...(typeof name === 'string' ? { name_key: nameKey(name) } : {}),
    ...(email === undefined ? {} : { email_key: email === null ? null : fold(String(email)) }),
  }
}
