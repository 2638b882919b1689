import { taskwarriorList } from './others.ts'
import { postgresList } from './postgres.ts'
import { type CommandName, commands, floorName, on } from './subjects.ts'

/** What was measured. */
export type Results = {
  /** Medians in milliseconds. */
  readonly times: ReadonlyMap<string, number>
  /** Peak memory in MB. */
  readonly memory: ReadonlyMap<string, number>
}

/** A ratio that must be met. */
export type Bar = {
  readonly what: string
  /** The bar in words. */
  readonly text: string
  /**
   * The highest ratio allowed; with `atLeast`, the lowest, for a program that should be slower than
   * ours.
   */
  readonly limit: number
  readonly atLeast?: true
  /** Undefined if it was not measured. */
  readonly reached: number | undefined
}

export const listOfAll = 'task list --json --all, 1000000 tasks'
export const seeding = 'db seed --demo --tasks 100000'
export const bareInserts = 'the same rows by bare better-sqlite3'

const few = 1_000
const usual = 10_000
const most = 1_000_000

/** The highest ratios to the floor, with 10,000 tasks. */
const limits = {
  'win show': 1.5,
  'task list --json --limit 50': 1.6,
  'win pick': 1.75,
  'task add': 1.75,
  'task done': 1.75,
  'today’s page': 1.75,
} satisfies Partial<Record<CommandName, number>>

/** On a machine with a slower floor, in milliseconds, every ratio to it looks better than it is. */
export const slowestFloor = 45

export function barsOf({ times, memory }: Results): readonly Bar[] {
  const toFloor = (name: string, limit: number): Bar => ({
    what: name,
    text: `≤ ${limit} × floor`,
    limit,
    reached: ratio(times, name, floorName),
  })
  return [
    toFloor('--version', 1.1),
    toFloor('--help', 1.25),
    toFloor('a usage error', 1.25),
    ...Object.entries(limits).map(([command, limit]) =>
      toFloor(on(usual, command as CommandName), limit),
    ),
    ...commands.map((command) => flat(command, times)),
    {
      what: `${taskwarriorList}, ${usual} tasks`,
      text: '≥ 2 × ours',
      limit: 2,
      atLeast: true,
      reached: ratio(times, taskwarriorList, on(usual, 'task list --limit 50')),
    },
    {
      what: seeding,
      text: `≤ 3 × ${bareInserts}`,
      limit: 3,
      reached: ratio(times, seeding, bareInserts),
    },
    {
      what: 'peak memory of the largest single command',
      text: '≤ 1.6 × floor’s',
      limit: 1.6,
      reached: largest(memory),
    },
    {
      what: `peak memory of ${listOfAll}`,
      text: '≤ 3 × floor’s',
      limit: 3,
      reached: ratio(memory, listOfAll, floorName),
    },
    toFloor(postgresList, 2.2),
  ]
}

function flat(command: CommandName, times: Results['times']): Bar {
  return {
    what: on(most, command),
    text: '≤ 1.15 × its time on 1000',
    limit: 1.15,
    reached: ratio(times, on(most, command), on(few, command)),
  }
}

function largest(memory: Results['memory']): number | undefined {
  const ratios = [...memory.keys()]
    .filter((name) => name !== listOfAll)
    .flatMap((name) => ratio(memory, name, floorName) ?? [])
  return ratios.length === 0 ? undefined : Math.max(...ratios)
}

export function ratio(values: ReadonlyMap<string, number>, name: string, base: string) {
  const value = values.get(name)
  const by = values.get(base)
  return value === undefined || by === undefined ? undefined : value / by
}
