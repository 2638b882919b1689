// Triggers record every change of a row in the table `changes`. A step that adds a table or a
// column lists what is recorded of it here, and calls `startRecording` in `recording.ts`.

/** What is recorded of a table's rows, apart from ids and columns derived from others. */
export type Recorded = {
  readonly columns: readonly string[]
  /** Those of the columns that are true or false. */
  readonly flags?: readonly string[]
  /** Those of the columns that are moments. */
  readonly instants?: readonly string[]
  /** A row with `private` belongs to `owner_user_id` alone, and so does what is recorded of it. */
  readonly isPrivate?: true
  /** A row is as private as the row of this table to which this column refers. */
  readonly isPrivateWith?: { readonly table: string; readonly column: string }
  /**
   * While a row is private, its owner alone sees its changes, and those of rows referring to it.
   */
  readonly closes?: readonly Referring[]
  /** Of a password, only whether there is one is recorded. */
  readonly hasPassword?: true
}

/** Rows of a table that refer to another one by a column. */
export type Referring = {
  readonly table: string
  readonly column: string
  /**
   * Whether rows that still refer to it are looked up: how they were added may be deleted from the
   * history. The task of a win that is still there never becomes private.
   */
  readonly stays?: true
}

/** Tables by name. */
export type Tables = Readonly<Record<string, Recorded>>

/** Tables by the name of a step. */
export type Steps = Readonly<Record<string, Tables>>

/** What each step adds to what is recorded. The entry of a released step is never edited. */
export const recordedBy: Steps = {
  '0007_journal': {
    users: {
      columns: ['name', 'role', 'email', 'active', 'created_at', 'updated_at'],
      flags: ['active'],
      instants: ['created_at', 'updated_at'],
      hasPassword: true,
    },
    categories: {
      columns: ['name', 'color', 'user_id', 'created_at', 'updated_at'],
      instants: ['created_at', 'updated_at'],
    },
    tasks: {
      columns: [
        'uuid',
        'title',
        'description',
        'domain',
        'effort',
        'definition_of_done',
        'materials_needed',
        'owner_user_id',
        'category_id',
        'priority',
        'due_date',
        'private',
        'status',
        'status_note',
        'completed_at',
        'created_at',
        'updated_at',
      ],
      flags: ['private'],
      instants: ['completed_at', 'created_at', 'updated_at'],
      isPrivate: true,
      closes: [{ table: 'daily_wins', column: 'task_id' }],
    },
    daily_wins: {
      columns: [
        'date',
        'task_id',
        'status',
        'note',
        'selected_by_user_id',
        'completed_at',
        'created_at',
        'updated_at',
      ],
      instants: ['completed_at', 'created_at', 'updated_at'],
    },
  },
  '0009_identity': { users: { columns: ['uuid'] } },
  '0012_routines': {
    routines: {
      columns: [
        'uuid',
        'title',
        'description',
        'domain',
        'effort',
        'definition_of_done',
        'materials_needed',
        'owner_user_id',
        'category_id',
        'priority',
        'private',
        'mode',
        'rule',
        'start_date',
        'until_date',
        'times',
        'season_from',
        'season_to',
        'lead_days',
        'when_away',
        'turns',
        'status',
        'status_note',
        'paused_until',
        'created_at',
        'updated_at',
      ],
      flags: ['private'],
      instants: ['created_at', 'updated_at'],
      isPrivate: true,
      closes: [{ table: 'occurrences', column: 'routine_id', stays: true }],
    },
    tasks: {
      columns: [
        'routine_id',
        'occurrence_number',
        'occurrence_date',
        'starts_on',
        'completed_on',
        'completed_by_user_id',
        'turn_reason',
      ],
    },
    daily_wins: { columns: ['completed_by_user_id'] },
    occurrences: {
      columns: [
        'routine_id',
        'number',
        'date',
        'outcome',
        'turn_user_id',
        'completed_by_user_id',
        'on_date',
        'effort',
        'task_id',
        'note',
        'created_at',
      ],
      instants: ['created_at'],
      isPrivateWith: { table: 'routines', column: 'routine_id' },
    },
  },
  '0013_turns': {
    routines: { columns: [], closes: [{ table: 'routine_members', column: 'routine_id' }] },
    routine_members: {
      columns: ['routine_id', 'user_id', 'position'],
      isPrivateWith: { table: 'routines', column: 'routine_id' },
    },
    absences: {
      columns: ['user_id', 'from_date', 'until_date', 'note', 'created_at', 'updated_at'],
      instants: ['created_at', 'updated_at'],
    },
    rest_days: {
      columns: [
        'from_date',
        'until_date',
        'weekday',
        'note',
        'set_by_user_id',
        'created_at',
        'updated_at',
      ],
      instants: ['created_at', 'updated_at'],
    },
  },
  '0014_notes': {
    tasks: {
      columns: ['reviewed'],
      flags: ['reviewed'],
      closes: [{ table: 'notes', column: 'task_id', stays: true }],
    },
    routines: { columns: ['reviewed'], flags: ['reviewed'] },
    notes: {
      columns: ['task_id', 'author_user_id', 'text', 'created_at'],
      instants: ['created_at'],
      isPrivateWith: { table: 'tasks', column: 'task_id' },
    },
  },
}

/** Everything that is recorded once these steps have run. */
export function recordedTables(steps: Steps = recordedBy): Tables {
  const tables: Record<string, Recorded> = {}
  for (const additions of Object.values(steps)) {
    for (const [name, added] of Object.entries(additions)) {
      tables[name] = combine(tables[name], added)
    }
  }
  return tables
}

function combine(known: Recorded | undefined, added: Recorded): Recorded {
  if (known === undefined) return added
  return {
    ...known,
    ...added,
    columns: [...known.columns, ...added.columns],
    flags: [...(known.flags ?? []), ...(added.flags ?? [])],
    instants: [...(known.instants ?? []), ...(added.instants ?? [])],
    closes: [...(known.closes ?? []), ...(added.closes ?? [])],
  }
}

/** What is recorded before a step and after it. */
export function recordedAround(step: string, steps: Steps) {
  const of = (isIncluded: (name: string) => boolean) =>
    recordedTables(Object.fromEntries(Object.entries(steps).filter(([name]) => isIncluded(name))))
  return { before: of((name) => name < step), after: of((name) => name <= step) }
}
