import { copyOf, household } from './databases.ts'
import type { Subject } from './measure.ts'
import { floor, momentum, run } from './program.ts'

/** Every other subject is compared with this one. */
export const floorName = 'node -e 0'

/** Commands that open no database. */
export const plain: readonly Subject[] = [
  { name: floorName, call: floor },
  { name: '--version', call: momentum('--version') },
  { name: '--help', call: momentum('--help') },
  { name: 'a usage error', call: momentum('task', 'lsit'), code: 2 },
]

/** The measured commands as the report names and orders them. */
export const commands = [
  'task list --json --limit 50',
  'task list --limit 50',
  'task list --sort due_date --limit 50',
  'task list --sort title --limit 50',
  'task list --search <word> --limit 50',
  'task list --search <letter> --limit 50',
  'task add',
  'task done',
  'win show',
  'win pick',
  'today’s page',
  'win history',
  'win stats',
  'db status',
  'undo --list',
] as const

export type CommandName = (typeof commands)[number]

/** The name of a command in a household with this many tasks. */
export function on(tasks: number, command: CommandName): string {
  return `${command}, ${tasks} tasks`
}

/**
 * Every command in a household with this many tasks. Those that write use a copy and undo their
 * change.
 */
export function commandsOn(tasks: number): readonly Subject[] {
  const read = ['--db', household(tasks)]
  const write = ['--db', copyOf(household(tasks))]
  const backlog = ['--status', 'backlog', '--sort', 'id', '--limit', '1', '--quiet']
  const task = run(momentum('task', 'list', ...backlog, ...write)).stdout.trim()
  const fields = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Eaten']
  const calls = {
    'task list --json --limit 50': {
      call: momentum('task', 'list', '--json', '--limit', '50', ...read),
    },
    'task list --limit 50': { call: momentum('task', 'list', '--limit', '50', ...read) },
    'task list --sort due_date --limit 50': {
      call: momentum('task', 'list', '--json', '--sort', 'due_date', '--limit', '50', ...read),
    },
    'task list --sort title --limit 50': {
      call: momentum('task', 'list', '--json', '--sort', 'title', '--limit', '50', ...read),
    },
    'task list --search <word> --limit 50': {
      call: momentum('task', 'list', '--search', 'kettle', '--limit', '50', ...read),
    },
    'task list --search <letter> --limit 50': {
      call: momentum('task', 'list', '--search', 'k', '--limit', '50', ...read),
    },
    'task add': {
      call: momentum('task', 'add', 'Cook the soup', ...fields, '--quiet', ...write),
      undo: (id) => momentum('task', 'remove', id.trim(), '--yes', ...write),
    },
    'task done': {
      call: momentum('task', 'done', task, ...write),
      undo: () => momentum('task', 'reopen', task, ...write),
    },
    'win show': { call: momentum('win', 'show', ...read) },
    'win pick': {
      call: momentum('win', 'pick', task, ...write),
      undo: () => momentum('win', 'drop', '--note', 'measured', ...write),
    },
    'today’s page': { call: momentum(...read) },
    'win history': { call: momentum('win', 'history', ...read) },
    'win stats': { call: momentum('win', 'stats', ...read) },
    'db status': { call: momentum('db', 'status', ...read) },
    'undo --list': { call: momentum('undo', '--list', ...read) },
  } satisfies Record<CommandName, Omit<Subject, 'name'>>
  return commands.map((command) => ({ name: on(tasks, command), ...calls[command] }))
}
