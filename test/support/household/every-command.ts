import { groups, ownVerbs, today } from '../../../src/commands/index.ts'
import { sortKeys } from '../../../src/db/tasks/sort.ts'
import { targetFormats } from '../../../src/exchange/formats.ts'

// A household, and every command with each of its options.

export const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done']
export const partyUuid = 'deadbeef-0000-4000-8000-00000000000a'

/** What everybody can see: wins of yesterday and of today among them. */
export const publicCommands = [
  ['user', 'add', 'Alex'],
  ['user', 'add', 'Sam'],
  ['user', 'add', 'Kim'],
  ['category', 'add', 'Garden'],
  ['task', 'add', 'Fix the tap', ...essentials, 'Dry', '--owner', 'alex', '--category', 'garden'],
  ['task', 'add', 'Sweep the party room', ...essentials, 'Clean', '--due', 'yesterday'],
  ['task', 'add', 'Pay the rent', ...essentials, 'Paid', '--priority', 'high'],
  ['task', 'add', 'Buy chalk', ...essentials, 'Bought'],
  ['task', 'block', '4', '--note', 'The shop is closed'],
  ['win', 'pick', 'tap', '--date', 'yesterday', '--as', 'alex'],
  ['win', 'pick', 'rent', '--as', 'sam'],
] as const

/** What Kim keeps private: one task that is blocked, and one that could be the first candidate. */
export const addPrivateTask = [
  ...['task', 'add', 'Plan the Zanzibar party', ...essentials, 'Tarantella danced'],
  ...['--description', 'With a quokka', '--materials', 'Marzipan', '--category', 'garden'],
  ...['--priority', 'urgent', '--due', 'yesterday', '--owner', 'kim', '--private'],
] as const

export const privateCommands = [
  ['task', 'block', '5', '--note', 'Vermilion is out of stock'],
  [
    ...['task', 'add', 'Tune the xylophone', ...essentials, 'In tune'],
    ...['--due', '+1w', '--owner', 'kim', '--private'],
  ],
  ['task', 'note', '6', 'Ask the wizard'],
  [
    ...['routine', 'add', 'Rehearse the ukulele', ...essentials, 'Played', '--every', 'day'],
    ...['--start', 'today', '--owner', 'kim', '--private'],
  ],
] as const

/** The file that is imported: two tasks that everybody may see, and one that is here already. */
export const importedFile = {
  name: 'tasks.csv',
  text: 'title,owner,category\nWax the floor,Kim,Garden\nAir the attic,,Roof\nBuy chalk,Kim,\n',
}

export const removePrivateTasks = [
  ['task', 'remove', '5', '--yes'],
  ['task', 'remove', '6', '--yes'],
  ['routine', 'remove', 'ukulele', '--yes'],
] as const

export const privateWords = [
  'zanzibar',
  'tarantella',
  'quokka',
  'marzipan',
  'vermilion',
  'xylophone',
  'wizard',
  'ukulele',
]

/** Every way to name the private tasks. */
export const privateReferences = [
  ...['5', '#5', partyUuid, 'deadbeef', 'DEADBEEF-0000', 'Plan the Zanzibar party', 'zanZIBAR'],
  ...['6', 'xylophone'],
]

/** Everything that can be done to the task of this name. */
export function commandsOnTask(task: string): readonly (readonly string[])[] {
  return [
    ['task', 'show', task],
    [
      ...['task', 'edit', task, '--title', 'x', '--domain', 'food', '--effort', 'tiny'],
      ...['--definition-of-done', 'x', '--description', 'x', '--materials', 'x', '--owner', 'sam'],
      ...[
        '--category',
        'none',
        '--priority',
        'low',
        '--due',
        'none',
        '--starts',
        'none',
        '--no-private',
      ],
    ],
    ['task', 'edit', task, '--private'],
    ['task', 'edit', task, '--editor'],
    ['task', 'edit', task],
    ['task', 'status', task],
    ['task', 'status', task, 'paused', '--note', 'x'],
    ['task', 'start', task],
    ['task', 'pause', task, '--note', 'x'],
    ['task', 'block', task, '--note', 'x'],
    ['task', 'done', task],
    ['task', 'done', '2', task, '--on', 'yesterday', '--by', 'sam', '--early'],
    ['task', 'abandon', task, '--note', 'x'],
    ['task', 'reopen', task],
    ['task', 'toggle', task],
    ['task', 'skip', task, '--missed', '--note', 'x'],
    ['task', 'take', task],
    ['task', 'edit', task, '--completed-on', 'yesterday', '--completed-by', 'sam'],
    ['task', 'assign', task, 'sam'],
    ['task', 'assign', task, '--to', 'none'],
    ['task', 'history', task],
    ['task', 'note', task, 'x'],
    ['task', 'note', task, '--remove', '1', '--yes'],
    ['task', 'remove', task],
    ['task', 'remove', task, '--yes'],
    ['win', 'pick', task],
    ['win', 'pick', task, '--date', 'today', '--replace', '--note', 'x'],
    ['win', 'pick', task, '--replace', '--note', 'x', '--definition-of-done', 'x'],
  ]
}

/** Every other command, with each of its options. */
export const otherCommands: readonly (readonly string[])[] = [
  [],
  ['user', 'add', 'Zoe', '--role', 'cook', '--email', 'zoe@example.org', '--password-stdin'],
  ['user', 'list'],
  ['user', 'list', '--all'],
  ['user', 'show', 'kim'],
  ['user', 'show', 'alex'],
  ['user', 'edit', 'kim', '--name', 'Kimberly', '--role', 'x', '--email', 'kim@example.org'],
  ['user', 'deactivate', 'kim'],
  ['user', 'activate', 'kim'],
  ['user', 'remove', 'kim'],
  ['user', 'remove', 'kim', '--yes'],
  ['user', 'remove', 'kim', '--tasks', 'keep', '--yes'],
  ['user', 'remove', 'kim', '--tasks', 'delete', '--yes'],
  ['user', 'remove', 'kim', '--tasks', 'sam', '--yes'],
  ['user', 'remove', 'alex', '--yes'],
  ['user', 'remove', 'alex', '--tasks', 'kim', '--yes'],
  ['user', 'password', 'kim', '--password-stdin'],
  ['user', 'password', 'kim', '--remove'],
  ['user', 'password', 'kim', '--reset', '--yes'],
  ['category', 'add', 'Kitchen', '--color', 'red', '--user', 'kim'],
  ['category', 'list'],
  ['category', 'edit', 'garden', '--name', 'Outside', '--color', 'blue'],
  ['category', 'remove', 'garden', '--yes'],
  [
    ...['task', 'add', 'Fold laundry', ...essentials, 'Folded', '--description', 'x'],
    ...['--materials', 'x', '--owner', 'sam', '--category', 'garden', '--priority', 'low'],
    ...['--due', 'today', '--starts', 'today', '--private'],
  ],
  ['task', 'add', 'Fold laundry', ...essentials, 'Folded', '--no-private'],
  [
    ...['routine', 'add', 'Iron', ...essentials, 'Short', '--every', 'week', '--start', 'today'],
    ...['--until', '+1m', '--times', '3', '--season', 'jan-dec', '--lead', '1', '--owner', 'sam'],
    ...['--when-away', 'keep', '--description', 'x', '--materials', 'x', '--category', 'garden'],
    ...['--priority', 'low', '--private'],
  ],
  ['routine', 'add', 'Iron', ...essentials, 'Short', '--after', '10d', '--no-private'],
  [
    ...['routine', 'add', 'Dust', ...essentials, 'Clean', '--every', 'week', '--turns', 'least'],
    ...['--among', 'alex,sam'],
  ],
  ['routine', 'edit', 'dust', '--turns', 'rotate', '--among', 'sam,alex'],
  ['task', 'add', 'Iron', ...essentials, 'Short', '--every', 'week'],
  ['task', 'add', 'Iron', ...essentials, 'Short', '--after', '10d'],
  [
    ...['add', 'Fold', 'laundry', '@sam', '--description', 'x', '--materials', 'x', '--note', 'x'],
    ...['--category', 'garden', '--priority', 'low', '--due', 'today', '--starts', 'today'],
    ...['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Folded', '--no-private'],
  ],
  ['add', 'Fold', 'laundry', '--owner', 'sam', '--private', 'due:today', '+garden'],
  ['add', 'Fold', 'laundry', 'every', 'week'],
  ['add', 'Fold', 'laundry', '--every', 'week'],
  ['add', 'Fold', 'laundry', '--after', '10d'],
  ['routine', 'list'],
  ['routine', 'list', '--all'],
  ['routine', 'show', 'iron'],
  ['routine', 'next'],
  ['routine', 'next', 'iron', '--count', '3', '--before', '+1m'],
  [
    ...['routine', 'preview', '2 weeks', '--after', '--count', '3', '--start', 'today'],
    ...['--until', '+1m', '--times', '2', '--season', 'jan-dec'],
  ],
  [
    ...['routine', 'edit', 'iron', '--title', 'Iron it', '--every', '2 weeks', '--start', 'today'],
    ...['--until', '+1m', '--times', '3', '--season', 'none', '--lead', '1', '--owner', 'sam'],
    ...['--when-away', 'skip', '--description', 'x', '--materials', 'x', '--category', 'garden'],
    ...['--priority', 'low', '--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x'],
    '--private',
  ],
  ['routine', 'edit', 'iron', '--after', '10d', '--no-private'],
  ['routine', 'pause', 'iron', '--until', '+2w', '--note', 'x'],
  ['routine', 'resume', 'iron'],
  ['routine', 'history', 'iron', '--limit', '1'],
  ['routine', 'end', 'iron', '--note', 'x'],
  ['routine', 'remove', 'iron'],
  ['routine', 'remove', 'iron', '--yes'],
  ['away', 'add', 'kim', '--from', 'today', '--until', '+1w', '--note', 'x'],
  ['away', 'add', '--everybody', '--from', 'today', '--until', '+1w'],
  ['away', 'list', '--limit', '1'],
  ['away', 'remove', '1'],
  ['away', 'remove', '2', '--yes'],
  ['task', 'list'],
  ['task', 'list', '--all'],
  ['task', 'list', '--status', 'blocked,backlog'],
  ['task', 'list', '--domain', 'chores'],
  ['task', 'list', '--effort', 'tiny,small'],
  ['task', 'list', '--priority', 'urgent,high'],
  ['task', 'list', '--owner', 'kim'],
  ['task', 'list', '--owner', 'none'],
  ['task', 'list', '--mine'],
  ['task', 'list', '--not-owner', 'kim,none', '--not-category', 'garden'],
  ['task', 'list', '--not-status', 'paused', '--not-domain', 'food', '--not-effort', 'tiny'],
  ['task', 'list', '--not-priority', 'low', '--due', '..eoy'],
  ['task', 'list', '--due-after', 'yesterday', '--created-since', 'yesterday', '--stale', '0d'],
  ['task', 'list', '--done-since', 'yesterday'],
  ['task', 'list', '--category', 'garden'],
  ['task', 'list', '--category', 'none'],
  ['task', 'list', '--due-before', '+1m'],
  ['task', 'list', '--overdue'],
  ['task', 'list', '--upcoming'],
  ['task', 'list', '--unreviewed'],
  ['task', 'list', '--limit', '1'],
  ['task', 'list', '--limit', '4'],
  ['task', 'list', '--offset', '3'],
  ...privateWords.map((word) => ['task', 'list', '--all', '--search', word]),
  ...sortKeys.map((key) => ['task', 'list', '--all', '--sort', `${key}:desc`]),
  ['task', 'burndown'],
  ['task', 'burndown', '--weeks', '60'],
  // Only one of the titles with this word can be seen.
  ['task', 'show', 'party'],
  ['task', 'done', 'party'],
  ['win', 'pick'],
  ['win', 'pick', 'party', '--replace', '--note', 'x'],
  ['win', 'done', '--date', 'yesterday', '--on', 'yesterday', '--by', 'sam'],
  ['win', 'pause', '--note', 'x', '--date', 'today'],
  ['win', 'block', '--note', 'x', '--date', 'today'],
  ['win', 'resume', '--date', 'today'],
  ['win', 'drop', '--note', 'x', '--date', 'today'],
  ['win', 'show'],
  ['win', 'show', 'yesterday'],
  ['win', 'history'],
  ['win', 'stats'],
  ['rest', 'add', 'yesterday..2026-12-24', '--note', 'x'],
  ['rest', 'list'],
  ['rest', 'remove', '1'],
  ['rest', 'remove', '1', '--yes'],
  ['config', 'list'],
  ['config', 'get', 'day-start'],
  ['config', 'set', 'day-start', '00:00'],
  ['config', 'unset', 'day-start'],
  ['db', 'init'],
  ['db', 'seed'],
  ['db', 'seed', '--demo', '--tasks', '5', '--days', '3', '--routines', '2'],
  ['db', 'status'],
  ['db', 'migrate'],
  ['db', 'migrate', '--list'],
  ['db', 'check'],
  ['db', 'check', '--repair'],
  ['db', 'path'],
  ['db', 'backups'],
  ['week'],
  ['remind'],
  ['remind', '--for', 'kim', '--soon', '2w'],
  ['remind', '--once'],
  ['remind', '--once', '--unit', 'systemd'],
  ['calendar'],
  ['calendar', '--todo'],
  ['calendar', '--public'],
  ['calendar', '--for', 'kim', '--days', '366', '--todo', '--public'],
  ['calendar', '--todo', '--out', 'household.ics', '--force'],
  ['sheet'],
  ['sheet', '--for', 'kim', '--week', '2026-W48', '--format', 'md'],
  ['sheet', '--paper', 'letter', '--out', 'sheet.html', '--force'],
  ['sheet', '--week', 'next week', '--open'],
  ['today'],
  ['load'],
  ['load', '--weeks', '60', '--by', 'user'],
  ['load', '--from', '2020-01-01', '--until', 'today', '--by', 'domain'],
  ['load', '--by', 'routine'],
  ['load', '--chart'],
  ['report'],
  ['report', '--for', 'kim', '--weeks', '9', '--out', 'report.html', '--force'],
  ['report', '--month', '2026-11', '--picture', 'load', '--format', 'svg'],
  ['report', '--year', '2026', '--open'],
  ...targetFormats.map((format) => ['export', '--to', format]),
  [
    ...['export', '--to', 'csv', '--status', 'done', '--domain', 'food', '--effort', 'tiny'],
    ...['--priority', 'high', '--owner', 'kim', '--category', 'garden', '--due', '..eoy'],
    ...['--created-since', 'yesterday', '--done-since', 'yesterday', '--stale', '0d'],
  ],
  [
    ...['export', '--to', 'csv', '--not-status', 'done', '--not-domain', 'food'],
    ...['--not-effort', 'tiny', '--not-priority', 'low', '--not-owner', 'alex', '--mine'],
    ...['--not-category', 'none', '--due-before', '+1y', '--due-after', 'yesterday'],
    ...['--unreviewed', '--search', 'party'],
  ],
  ['export', '--to', 'csv', '--overdue'],
  ['export', '--out', 'household.jsonl', '--force'],
  ['import', importedFile.name, '--from', 'csv', '--dry-run', '--skip-bad', '--overwrite'],
  [
    ...['import', importedFile.name, '--domain', 'chores', '--effort', 'tiny', '--private'],
    ...['--definition-of-done', 'Done', '--map-owner', 'kim=alex'],
  ],
  ['undo'],
  ['undo', '2'],
  ['undo', '--before'],
  ['undo', '--list'],
  ['redo'],
  ['redo', '--list'],
  ['win', 'history', '--changes'],
  ['win', 'history', '--year', '2026'],
  ['login', 'alex'],
  ['login', 'alex', '--password-stdin'],
  ['logout'],
  ['whoami'],
  ['completion', 'bash'],
]

/** A way back takes privacy along, and says so; its answer is like any other. */
export const downgrades = [
  ['db', 'migrate', '--down', '--yes'],
  ['db', 'migrate', '--to', '0001_household', '--yes'],
]

/**
 * The whole household goes to another place and back, and its history is forgotten: for whoever can
 * read the database anyway.
 */
export const householdCommands = [
  ['db', 'copy', '--to', 'elsewhere.db'],
  ['db', 'backup', 'elsewhere.db', '--force'],
  ['db', 'backup', '--daily'],
  ['db', 'restore', 'elsewhere.db', '--yes'],
  ['db', 'forget', '--before', 'tomorrow', '--yes'],
]

/** The noun and the verb. */
export function commandName([noun = '', verb = '']: readonly string[]): string {
  return ['', ...ownVerbs.map(({ usage }) => usage.split(' ')[0])].includes(noun)
    ? noun
    : `${noun} ${verb}`
}

/** The commands and options of the program that a walk leaves out. */
export function listUntried(walk: readonly (readonly string[])[]): string[] {
  const walked = walk.flatMap((argv) =>
    [commandName(argv)].flatMap((name) => [
      name,
      ...argv.filter((word) => word.startsWith('--')).map((option) => `${name} ${option}`),
    ]),
  )
  const verbs = [
    ...groups.flatMap(({ noun, verbs }) => verbs.map((verb) => ({ path: `${noun} `, verb }))),
    ...[...ownVerbs, today].map((verb) => ({ path: '', verb })),
  ]
  const known = verbs.flatMap(({ path, verb: { usage, options = [] } }) => {
    const name = `${path}${usage.split(' ')[0]}`
    return [name, ...options.map(([flags]) => `${name} ${/--[\w-]+/.exec(flags)?.[0]}`)]
  })
  return known.filter((each) => !walked.includes(each))
}
