import type { Db, Tx } from '../schema.ts'

/** Something in a household that follows from the rest, so that it can be made again. */
export type Derived = {
  /** What is said of it when nothing is wrong. */
  readonly detail: string
  /**
   * Says what is wrong with it, or returns undefined.
   *
   * @throws CheckError for what cannot be made again
   */
  readonly findFault: (db: Db, look: Look) => Promise<string | undefined>
  /** Makes it again, where every row can be seen. */
  readonly mend: (tx: Tx) => Promise<void>
}

/** How a check looks at a household. */
export type Look = {
  /** Whether the connection sees every row: a server can hide those of others. */
  readonly seesAll: boolean
  /** Called with the share of the rows that was examined since the last call. */
  readonly advance: (share: number) => void
}
