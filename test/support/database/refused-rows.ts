import { uuid } from '../household/values.ts'
import type { Table } from './rows.ts'

// Rows that break a rule of the schema, which each database refuses by itself.

const instant = '2026-11-22T12:00:00.000Z'
const letters = (count: number) => 'é'.repeat(count)

/** What is no instant in the one form of them. */
const invalidInstants = [
  '2026-11-22',
  '2026-11-22 12:00:00',
  '2026-11-22T12:00:00Z',
  '2026-11-22T12:00:00.000+00:00',
  '2026-02-30T12:00:00.000Z',
  '2026-13-01T12:00:00.000Z',
  'hello',
  '',
]
const invalidDates = ['', '22.11.2026', '2026-02-30', '2026-1-2', instant]
const invalidDays = ['', '4-1', '02-30', '13-01', '2026-04-01', 'april']
const invalidLines = ['a\tb', 'a\nb', 'a\u0001b', 'a\u001fb', 'a\u007fb', 'a\u0085b', 'a\u009fb']
/** Every kind of blank that a text may not begin or end with. */
const blanks = [
  ...'\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
  ...'\u2028\u2029\u202f\u205f\u3000\ufeff',
]
const invalidTexts = [
  '',
  'a\0b',
  '\0',
  ...blanks.flatMap((blank) => [blank, `${blank}a`, `a${blank}`]),
]

/** Neither bcrypt, nor of a cost from 10 to 14, nor of its length. */
const invalidHashes = [
  '',
  'secret',
  ...['$1$10$', '$2b$09$', '$2b$15$', '$2x$10$'].map((hash) => hash.padEnd(60, 'a')),
  '$2b$10$'.padEnd(59, 'a'),
  '$2b$10$'.padEnd(61, 'a'),
]

const each = (column: string, values: readonly unknown[]) =>
  values.map((value) => ({ [column]: value }))

/** Of a table, the rule as SQLite calls it, and what breaks it. */
type Refused = readonly [Table, string, readonly object[]]

export const namedChecks: readonly Refused[] = [
  ['users', 'users_name', each('name', [...invalidTexts, ...invalidLines, letters(81), '0', '42'])],
  ['users', 'users_role', each('role', [...invalidTexts, ...invalidLines, letters(41)])],
  ['users', 'active', each('active', [-1, 2])],
  ['users', 'created_at', each('created_at', invalidInstants)],
  ['users', 'updated_at', each('updated_at', invalidInstants)],

  [
    'tasks',
    'tasks_uuid',
    each('uuid', [
      '',
      'kettle',
      `${uuid(2)}0`,
      uuid(2).replaceAll('-', ''),
      'FFFFFFFF-0000-4000-8000-000000000002',
      '00000000-0000-1000-8000-000000000002',
      '00000000-0000-4000-c000-000000000002',
    ]),
  ],
  ['tasks', 'tasks_title', each('title', [...invalidTexts, ...invalidLines, letters(201)])],
  ['tasks', 'tasks_domain', each('domain', ['', 'chores', 'GARDEN'])],
  ['tasks', 'tasks_effort', each('effort', ['', 'tiny', 'HUGE'])],
  [
    'tasks',
    'tasks_definition_of_done',
    each('definition_of_done', [...invalidTexts, letters(1001)]),
  ],
  ['tasks', 'tasks_materials_needed', each('materials_needed', [...invalidTexts, letters(1001)])],
  ['tasks', 'tasks_status', each('status', ['', 'backlog', 'WAITING'])],
  ['tasks', 'tasks_status_note', each('status_note', [...invalidTexts, letters(1001)])],
  [
    'tasks',
    'tasks_note_of_status',
    [
      { status: 'ACTIVE', status_note: 'why' },
      { status: 'DONE', completed_at: instant, status_note: 'why' },
    ],
  ],
  [
    'tasks',
    'tasks_completed',
    [{ status: 'DONE' }, { completed_at: instant }, { status: 'ABANDONED', completed_at: instant }],
  ],
  [
    'tasks',
    'completed_at',
    invalidInstants.map((completed_at) => ({ status: 'DONE', completed_at })),
  ],
  ['tasks', 'created_at', each('created_at', invalidInstants)],
  ['tasks', 'updated_at', each('updated_at', invalidInstants)],

  [
    'users',
    "password_hash glob '$2[aby]$1[0-4]$*' and length(password_hash) = 60",
    each('password_hash', invalidHashes),
  ],
  ['users', '(email_key is null) = (email is null)', each('email_key', ['a@b.org'])],
  ['users', 'failed_guesses >= 0', each('failed_guesses', [-1])],
  ['users', 'guess_after', each('guess_after', invalidInstants)],
  [
    'sessions',
    'sessions_token_hash',
    each('token_hash', [
      '',
      'a'.repeat(65),
      'A'.repeat(64),
      'g'.repeat(64),
      `a\0${'a'.repeat(62)}`,
    ]),
  ],
  ['sessions', 'expires_at', each('expires_at', invalidInstants)],
  ['sessions', 'created_at', each('created_at', invalidInstants)],
  ['categories', 'categories_name', each('name', [...invalidTexts, ...invalidLines, letters(61)])],
  [
    'categories',
    'categories_color',
    each('color', ['', 'green', '4c9f70', '#4c9f7', '#4c9f700', '#4C9F70', '#4c9f7g']),
  ],
  ['categories', 'created_at', each('created_at', invalidInstants)],
  ['categories', 'updated_at', each('updated_at', invalidInstants)],
  ['tasks', 'priority', each('priority', ['', 'medium', 'TOP'])],
  ['tasks', 'due_date is date(due_date)', each('due_date', invalidDates)],
  [
    'tasks',
    'private in (0, 1) and (private = 0 or owner_user_id is not null)',
    [...each('private', [-1, 2]), { private: 1, owner_user_id: null }],
  ],

  ['import_keys', 'import_keys_source', each('source', ['', letters(41)])],
  ...['source_id', 'source_hash', 'row_hash'].map(
    (column): Refused => ['import_keys', `import_keys_${column}`, each(column, ['', letters(65)])],
  ),

  ['daily_wins', 'date', each('date', invalidDates)],
  ['daily_wins', 'daily_wins_status', each('status', ['', 'active', 'BACKLOG', 'ABANDONED'])],
  ['daily_wins', 'daily_wins_note', each('note', [...invalidTexts, letters(1001)])],
  ['daily_wins', 'daily_wins_note_of_status', each('status', ['PAUSED', 'BLOCKED'])],
  ['daily_wins', 'daily_wins_completed', [{ status: 'DONE' }, { completed_at: instant }]],
  [
    'daily_wins',
    'completed_at',
    invalidInstants.map((completed_at) => ({ status: 'DONE', completed_at })),
  ],
  ['daily_wins', 'created_at', each('created_at', invalidInstants)],
  ['daily_wins', 'updated_at', each('updated_at', invalidInstants)],
  ['daily_wins', "completed_by_user_id is null or status = 'DONE'", [{ completed_by_user_id: 1 }]],

  ['tasks', 'occurrence_number >= 1', [{ occurrence_number: 0, occurrence_date: '2026-11-24' }]],
  [
    'tasks',
    'occurrence_date is date(occurrence_date) and (occurrence_date is null) = (occurrence_number is null)',
    [
      { occurrence_date: '2026-11-24' },
      ...invalidDates.map((occurrence_date) => ({ occurrence_number: 1, occurrence_date })),
    ],
  ],
  ['tasks', 'starts_on is date(starts_on)', each('starts_on', invalidDates)],
  [
    'tasks',
    "completed_on is date(completed_on) and (completed_on is null or status = 'DONE')",
    [
      { completed_on: '2026-11-24' },
      ...invalidDates.map((completed_on) => ({
        status: 'DONE',
        completed_at: instant,
        completed_on,
      })),
    ],
  ],
  ['tasks', "completed_by_user_id is null or status = 'DONE'", [{ completed_by_user_id: 1 }]],
  ['tasks', 'json_valid(turn_reason)', each('turn_reason', ['', 'Sam', "{'a':1}"])],

  [
    'routines',
    'routines_uuid',
    each('uuid', ['', `${uuid(2)}0`, '00000000-0000-1000-8000-000000000002']),
  ],
  ['routines', 'routines_title', each('title', [...invalidTexts, ...invalidLines, letters(201)])],
  ['routines', 'routines_description', each('description', [...invalidTexts, letters(1001)])],
  ['routines', 'routines_domain', each('domain', ['', 'chores', 'GARDEN'])],
  ['routines', 'routines_effort', each('effort', ['', 'tiny', 'HUGE'])],
  [
    'routines',
    'routines_definition_of_done',
    each('definition_of_done', [...invalidTexts, letters(1001)]),
  ],
  [
    'routines',
    'routines_materials_needed',
    each('materials_needed', [...invalidTexts, letters(1001)]),
  ],
  ['routines', 'routines_priority', each('priority', ['', 'medium', 'TOP'])],
  ['routines', 'private', each('private', [-1, 2])],
  [
    'routines',
    'routines_private',
    [
      { private: 1, owner_user_id: null },
      { private: 1, owner_user_id: 1, turns: 'ROTATE' },
      { private: 1, owner_user_id: 1, turns: 'LEAST' },
    ],
  ],
  ['routines', 'routines_mode', each('mode', ['', 'calendar', 'OFTEN'])],
  ['routines', 'routines_rule', each('rule', [...invalidTexts, ...invalidLines, letters(121)])],
  ['routines', 'routines_start_date', each('start_date', invalidDates)],
  ['routines', 'routines_until_date', each('until_date', [...invalidDates, '2026-11-23'])],
  ['routines', 'routines_times', each('times', [0, -1])],
  [
    'routines',
    'routines_season_from',
    invalidDays.map((season_from) => ({ season_from, season_to: '10-31' })),
  ],
  [
    'routines',
    'routines_season_to',
    invalidDays.map((season_to) => ({ season_from: '04-01', season_to })),
  ],
  ['routines', 'routines_season', [{ season_from: '04-01' }, { season_to: '10-31' }]],
  ['routines', 'routines_lead_days', each('lead_days', [-1, 367])],
  ['routines', 'routines_when_away', each('when_away', ['', 'skip', 'WAIT'])],
  ['routines', 'routines_turns', each('turns', ['', 'none', 'RANDOM'])],
  ['routines', 'routines_status', each('status', ['', 'active', 'DONE'])],
  [
    'routines',
    'routines_status_note',
    each('status_note', [...invalidTexts, letters(1001)]).map((note) => ({
      status: 'PAUSED',
      ...note,
    })),
  ],
  ['routines', 'routines_note_of_status', [{ status_note: 'why' }]],
  [
    'routines',
    'routines_paused_until',
    invalidDates.map((paused_until) => ({ status: 'PAUSED', paused_until })),
  ],
  ['routines', 'routines_paused_until_of_status', [{ paused_until: '2026-12-24' }]],
  ['routines', 'created_at', each('created_at', invalidInstants)],
  ['routines', 'updated_at', each('updated_at', invalidInstants)],

  ['occurrences', 'occurrences_number', each('number', [0, -1])],
  ['occurrences', 'occurrences_date', each('date', invalidDates)],
  ['occurrences', 'occurrences_outcome', each('outcome', ['', 'done', 'LOST'])],
  [
    'occurrences',
    'occurrences_on_date',
    invalidDates.map((on_date) => ({ outcome: 'DONE', on_date })),
  ],
  [
    'occurrences',
    'occurrences_done',
    [{ outcome: 'DONE' }, { on_date: '2026-11-24' }, { completed_by_user_id: 1 }],
  ],
  ['occurrences', 'occurrences_effort', each('effort', ['', 'tiny', 'HUGE'])],
  ['occurrences', 'occurrences_note', each('note', [...invalidTexts, letters(1001)])],
  ['occurrences', 'created_at', each('created_at', invalidInstants)],

  ['routine_members', 'routine_members_position', each('position', [0, -1])],

  ['absences', 'absences_from_date', each('from_date', invalidDates)],
  ['absences', 'absences_until_date', each('until_date', [...invalidDates, '2026-11-21'])],
  ['absences', 'absences_note', each('note', [...invalidTexts, letters(1001)])],
  ['absences', 'created_at', each('created_at', invalidInstants)],
  ['absences', 'updated_at', each('updated_at', invalidInstants)],

  ['rest_days', 'rest_days_from_date', each('from_date', invalidDates)],
  ['rest_days', 'rest_days_until_date', each('until_date', [...invalidDates, '2026-11-21'])],
  ['rest_days', 'rest_days_weekday', each('weekday', ['', 'sun', 'Sunday'])],
  ['rest_days', 'rest_days_end', [{ until_date: null }]],
  ['rest_days', 'rest_days_note', each('note', [...invalidTexts, letters(1001)])],
  ['rest_days', 'created_at', each('created_at', invalidInstants)],
  ['rest_days', 'updated_at', each('updated_at', invalidInstants)],

  ['notes', 'notes_text', each('text', [...invalidTexts, letters(1001)])],
  ['notes', 'created_at', each('created_at', invalidInstants)],
]

/** The columns that cannot be empty. */
export const requiredColumns: readonly (readonly [Table, readonly string[]])[] = [
  ['users', ['name', 'name_key', 'active', 'failed_guesses', 'created_at', 'updated_at']],
  [
    'tasks',
    [
      'uuid',
      'title',
      'domain',
      'effort',
      'definition_of_done',
      'search_text',
      'priority',
      'private',
      'status',
      'created_at',
      'updated_at',
    ],
  ],
  ['sessions', ['user_id', 'token_hash', 'expires_at', 'created_at']],
  ['categories', ['name', 'name_key', 'color', 'created_at', 'updated_at']],
  ['daily_wins', ['date', 'task_id', 'status', 'created_at', 'updated_at']],
  [
    'routines',
    [
      ...['uuid', 'title', 'domain', 'effort', 'definition_of_done', 'priority', 'private', 'mode'],
      ...['rule', 'start_date', 'lead_days', 'when_away', 'turns', 'status'],
      ...['created_at', 'updated_at'],
    ],
  ],
  ['occurrences', ['routine_id', 'number', 'date', 'outcome', 'effort', 'created_at']],
  ['routine_members', ['routine_id', 'user_id', 'position']],
  ['absences', ['from_date', 'until_date', 'created_at', 'updated_at']],
  ['rest_days', ['from_date', 'created_at', 'updated_at']],
  ['notes', ['task_id', 'text', 'created_at']],
]

/** What is there already, beside user 1, Alex, and task 1. */
export const duplicates: readonly (readonly [Table, string, object])[] = [
  ['users', 'id', { id: 1 }],
  ['users', 'name_key', { name: 'ALEX', name_key: 'alex' }],
  ['tasks', 'id', { id: 1 }],
  ['tasks', 'uuid', { uuid: uuid(1) }],
]

/** Checks without a name, of which SQLite tells the whole text: here is what it begins with. */
export const unnamedChecks: readonly (readonly [Table, string, readonly object[]])[] = [
  ['users', 'email', each('email', [...invalidTexts, ...invalidLines, letters(255)])],
  ['tasks', 'description', each('description', [...invalidTexts, letters(1001)])],
  ['commands', 'zone', each('zone', [...invalidTexts, ...invalidLines, letters(65)])],
]
