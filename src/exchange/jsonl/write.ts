import { type Row, type RowType, rowFields, rowTypes } from './rows.ts'

/** The first line of a file: the version of this format, and the schema of the household. */
export function headerLine(schema: string): string {
  return `${JSON.stringify({ momentum: 1, schema })}\n`
}

/** A row as a line. The same row always gives the same bytes. */
export function rowLine<Type extends RowType>(type: Type, row: Row<Type>): string {
  return `${rowText(type, row, keys[type])}\n`
}

/** All that a row says, apart from when it was added and changed. */
export function contentOf<Type extends RowType>(type: Type, row: Row<Type>): string {
  return rowText(type, row, contentKeys[type])
}

type Keys = Readonly<Record<RowType, readonly string[]>>

const keys = keysWhere(() => true)
const contentKeys = keysWhere((key) => key !== 'created_at' && key !== 'updated_at')

/** The keys of each type, in the order of its fields. */
function keysWhere(isWanted: (key: string) => boolean): Keys {
  const wanted = rowTypes.map((type) => [type, Object.keys(rowFields[type]).filter(isWanted)])
  // Object.fromEntries forgets the type of the keys.
  return Object.fromEntries(wanted) as Keys
}

function rowText<Type extends RowType>(
  type: Type,
  row: Row<Type>,
  wanted: readonly string[],
): string {
  const values: Record<string, unknown> = { type }
  for (const key of wanted) values[key] = row[key as keyof Row<Type>]
  return JSON.stringify(values)
}
