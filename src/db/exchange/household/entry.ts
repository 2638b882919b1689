import type { Row, RowType } from '../../../exchange/jsonl/rows.ts'

/**
 * What becomes of a row of a file: it is added, or changes the row here that is the same thing. Or
 * nothing is done: both are equal, the file says nothing new, both were changed, the row here was
 * deleted, it has no place here, or it is faulty.
 */
export type Fate = 'add' | 'update' | 'same' | 'old' | 'kept' | 'gone' | 'lost' | 'faulty'

/** A row of this household. */
export type HereRow<Type extends RowType> = { readonly id: number; readonly row: Row<Type> }

/** A row of a file on its way into the household. */
export type Entry<Type extends RowType = RowType> = {
  readonly type: Type
  readonly line: number
  /** What it is the same by when it is imported again. */
  readonly identity: string
  /** The row in the words of this household: its members and categories instead of the file's. */
  row: Row<Type>
  /** The fingerprint of what the file said. */
  readonly said: string
  readonly here: HereRow<Type> | undefined
  /** The number that it had here before it was deleted. */
  gone?: number
  fate: Fate
}

/** Whether the row will be in the household as the file says it. */
export function isApplied({ fate }: { readonly fate: Fate }): boolean {
  return fate === 'add' || fate === 'update'
}
