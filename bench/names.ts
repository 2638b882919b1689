/** Every other program is compared with this one. */
export const floorName = 'node -e 0'

/** Commands that a household runs every day. */
export const everydayCommands = [
  'win show --json',
  'win show',
  'task list --json --limit 50',
  'task list --limit 50',
  'win pick',
  'task add',
  'task done',
  'task done (routine)',
  'today’s page',
  'completion of a task',
] as const

/** Commands that are only compared with themselves, in a small and in a large household. */
export const otherCommands = [
  'task show',
  'task done (least)',
  'task list --sort id:desc --limit 50',
  'task list --sort title --limit 50',
  'task list --sort domain --limit 50',
  'task list --sort effort --limit 50',
  'task list --sort owner --limit 50',
  'task list --sort category --limit 50',
  'task list --sort priority --limit 50',
  'task list --sort due_date --limit 50',
  'task list --sort status --limit 50',
  'task list --sort completed_at --limit 50',
  'task list --sort created_at --limit 50',
  'task list --sort updated_at:desc --limit 50',
  'task list --all --sort completed_at:desc --limit 50',
  'task list --sort priority,due_date --limit 50',
  'task list --search b --limit 50',
  'task list --search bi --limit 50',
  'task list --search bill --limit 50',
  'task list --search zebra --limit 50',
  'task list --search bill --sort priority --limit 50',
  'undo --list',
  'undo',
  'redo',
  'win history',
  'win stats',
  'db status',
] as const

/** Commands whose answer gets longer with the household: only their memory is limited. */
export const longCommands = [
  'task list --json --all',
  'task list --json --all --sort due_date',
  'undo --list --json',
  'win history --json',
  'win history --changes --json',
] as const

export type HouseholdCommand =
  | (typeof everydayCommands)[number]
  | (typeof otherCommands)[number]
  | (typeof longCommands)[number]

/** The sizes of the households. */
export const few = 1_000
export const usual = 10_000
export const many = 100_000
export const most = 1_000_000

/** The name of a command in a household with this many tasks. */
export function on(tasks: number, command: HouseholdCommand): string {
  return `${command}, ${written(tasks)} tasks`
}

/** The name of a command in a small household with many routines. */
export function withRoutines(command: HouseholdCommand): string {
  return `${on(few, command)} and ${routines} routines`
}

/** In three years, they were done, skipped or missed 100,000 times. */
export const routines = 200

/** The name of a program that runs at a terminal. */
export function atTerminal(name: string): string {
  return `${name}, at a terminal`
}

/** What a program lists of this many open tasks; ours lists 50 of them. */
export function listOf(program: Program, tasks: number): string {
  return `${program}: ${lists[program]}, ${written(tasks)} open tasks`
}

const lists = {
  Momentum: 'task list --limit 50',
  Taskwarrior: 'task list limit:50',
  'todo.txt': 'todo-txt list',
  taskbook: 'tb',
} as const

export type Program = keyof typeof lists

export const postgresList = 'PostgreSQL: task list --json --limit 50, 10,000 tasks'
export const seeding = 'db seed --demo --tasks 100000 --routines 0'
export const bareInserts = 'the same rows by bare better-sqlite3'

function written(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
