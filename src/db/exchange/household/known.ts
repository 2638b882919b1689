import { usageError } from '../../../errors.ts'
import { categoryKey } from '../../../exchange/jsonl/check.ts'
import type { CategoryReference, Row, RowType } from '../../../exchange/jsonl/rows.ts'
import { withOtherUuids } from '../../../exchange/jsonl/turn.ts'
import type { Here } from './here.ts'

/** What rows of a file can refer to: what is here, and what was on the lines before. */
export class Known {
  /** Members by their UUIDs in the file, with those that they have here. */
  readonly users: Map<string, string>
  readonly categories: Map<string, CategoryReference>
  readonly routines: Set<string>
  readonly tasks: Set<string>
  /** The lines of rows that cannot be imported, by what they are the same by. */
  readonly refused = new Map<string, number>()

  constructor({ rows }: Here) {
    const rowsOf = <Type extends RowType>(
      found: ReadonlyMap<string, readonly { row: Row<Type> }[]>,
    ) => [...found.values()].flat().map(({ row }) => row)
    this.users = new Map(rowsOf<'user'>(rows.user).map(({ uuid }) => [uuid, uuid]))
    this.categories = new Map(
      rowsOf<'category'>(rows.category).map(({ name, owner_uuid }) => {
        return [categoryKey({ name, owner_uuid }), { name, owner_uuid }]
      }),
    )
    this.routines = new Set(rowsOf<'routine'>(rows.routine).map(({ uuid }) => uuid))
    this.tasks = new Set(rowsOf<'task'>(rows.task).map(({ uuid }) => uuid))
  }

  /**
   * A row as this household says it, with its own members and categories.
   *
   * @throws MomentumError `usage` for a reference to what is neither in the file nor here
   */
  translate<Type extends RowType>(type: Type, row: Row<Type>): Row<Type> {
    const translate: (row: Row<Type>) => Row<Type> = this.#translations[type]
    return translate(row)
  }

  readonly #translations: { readonly [Type in RowType]: (row: Row<Type>) => Row<Type> } = {
    user: (row) => row,
    category: (row) => ({ ...row, owner_uuid: this.#user(row.owner_uuid) }),
    routine: (row) => ({
      ...row,
      owner_uuid: this.#user(row.owner_uuid),
      category: this.#category(row.category),
      member_uuids: [...new Set(row.member_uuids.map((uuid) => this.#requireUser(uuid)))],
    }),
    task: (row) => ({
      ...row,
      owner_uuid: this.#user(row.owner_uuid),
      category: this.#category(row.category),
      completed_by_uuid: this.#user(row.completed_by_uuid),
      routine_uuid: this.#routine(row.routine_uuid),
      turn_reason: row.turn_reason && this.#turn(row.turn_reason),
    }),
    win: (row) => ({
      ...row,
      task_uuid: this.#requireTask(row.task_uuid),
      selected_by_uuid: this.#user(row.selected_by_uuid),
      completed_by_uuid: this.#user(row.completed_by_uuid),
    }),
    occurrence: (row) => ({
      ...row,
      routine_uuid: this.#requireRoutine(row.routine_uuid),
      turn_uuid: this.#user(row.turn_uuid),
      completed_by_uuid: this.#user(row.completed_by_uuid),
      task_uuid: row.task_uuid && this.#requireTask(row.task_uuid),
    }),
    absence: (row) => ({ ...row, user_uuid: this.#user(row.user_uuid) }),
    rest: (row) => ({ ...row, set_by_uuid: this.#user(row.set_by_uuid) }),
    note: (row) => ({
      ...row,
      task_uuid: this.#requireTask(row.task_uuid),
      author_uuid: this.#user(row.author_uuid),
    }),
  }

  #user(uuid: string | null): string | null {
    return uuid === null ? null : this.#requireUser(uuid)
  }

  #requireUser(uuid: string): string {
    const found = this.users.get(uuid)
    if (found === undefined) throw this.#missingError(`user/${uuid}`, `member ${uuid}`)
    return found
  }

  #category(category: CategoryReference | null): CategoryReference | null {
    if (category === null) return null
    const owner_uuid = this.#user(category.owner_uuid)
    const key = categoryKey({ name: category.name, owner_uuid })
    const found = this.categories.get(key)
    if (found === undefined)
      throw this.#missingError(`category/${key}`, `category “${category.name}”`)
    return found
  }

  #routine(uuid: string | null): string | null {
    return uuid === null ? null : this.#requireRoutine(uuid)
  }

  #requireRoutine(uuid: string): string {
    if (this.routines.has(uuid)) return uuid
    throw this.#missingError(`routine/${uuid}`, `routine ${uuid}`)
  }

  #requireTask(uuid: string): string {
    if (this.tasks.has(uuid)) return uuid
    throw this.#missingError(`task/${uuid}`, `task ${uuid}`)
  }

  /**
   * A reason names members also by what they were called, so those who are not here may be left.
   */
  #turn(reason: NonNullable<Row<'task'>['turn_reason']>): Row<'task'>['turn_reason'] {
    return withOtherUuids(reason, (uuid) => this.users.get(uuid))
  }

  #missingError(identity: string, what: string) {
    const line = this.refused.get(identity)
    return usageError(
      line === undefined
        ? `The ${what} is neither in this file nor in the household.`
        : `It needs line ${line}, which cannot be imported.`,
    )
  }
}
