import {
  atTerminal,
  bareInserts,
  everydayCommands,
  few,
  floorName,
  type HouseholdCommand,
  listOf,
  longCommands,
  many,
  most,
  on,
  otherCommands,
  type Program,
  postgresList,
  routines,
  seeding,
  usual,
  withRoutines,
} from './names.ts'

/** What was measured, by name. */
export type Results = {
  /** Medians in milliseconds. */
  readonly times: ReadonlyMap<string, number>
  /** Peak memory in MB. */
  readonly memory: ReadonlyMap<string, number>
}

/** The highest or the lowest ratio allowed. */
type Limit = { readonly atMost: number } | { readonly atLeast: number }

/** A ratio that was measured, and what it must be. */
export type Bar = {
  readonly name: string
  /** Undefined if any ratio will do. */
  readonly limit: Limit | undefined
  /** What was measured and what it is compared with, in milliseconds or MB. */
  readonly value: number | undefined
  readonly base: number | undefined
  /** Undefined if one of the two was not measured. */
  readonly ratio: number | undefined
}

/** Bars that are compared with the same thing. */
export type BarGroup = {
  readonly title: string
  /** What the ratios are compared with. */
  readonly explanation: string
  readonly unit: 'ms' | 'MB'
  readonly bars: readonly Bar[]
}

/** The slowest floor with which ratios count, in milliseconds: a slower one flatters them. */
export const slowestFloor = 45

/** How much higher a ratio may be at a terminal, where the floor is Node at a terminal. */
const terminalAllowance = 0.25

const plainLimits = [
  ['--version', 1.1],
  ['--help', 1.25],
  ['a usage error', 1.25],
] as const

const limits = [
  ['win show --json', 1.5],
  ['task list --json --limit 50', 1.6],
  ['win pick', 1.75],
  ['task add', 1.75],
  ['task done', 1.75],
  ['task done (routine)', 1.75],
  ['today’s page', 1.75],
  // It may take 100 ms longer than the slowest baseline.
  ['completion of a task', 3.2],
] as const

/** People read no JSON. */
const limitsAtTerminal = [
  ['win show', 1.5],
  ['task list --limit 50', 1.6],
  ...limits.slice(2),
] as const

export function barsOf(results: Results): readonly BarGroup[] {
  return [
    toFloor(results),
    toFloorAtTerminal(results),
    flatness(results),
    manyRoutines(results),
    otherPrograms(results),
    memory(results),
    postgres(results),
    fill(results),
  ]
}

function toFloor({ times }: Results): BarGroup {
  const names = [
    ...plainLimits,
    ...limits.map(([command, limit]) => [on(usual, command), limit] as const),
  ]
  return {
    title: 'Everyday commands',
    explanation: `Compared with \`${floorName}\`. Every program writes to a pipe.`,
    unit: 'ms',
    bars: names.map(([name, atMost]) => bar(times, name, floorName, { atMost })),
  }
}

function toFloorAtTerminal({ times }: Results): BarGroup {
  const names = [
    ...plainLimits,
    ...limitsAtTerminal.map(([command, limit]) => [on(usual, command), limit] as const),
  ]
  return {
    title: 'The same at a terminal',
    explanation: `Compared with \`${floorName}\` at the same pseudo-terminal of 80 columns.`,
    unit: 'ms',
    bars: names.map(([name, limit]) => {
      const atMost = limit + terminalAllowance
      return bar(times, atTerminal(name), atTerminal(floorName), { atMost })
    }),
  }
}

function flatness({ times }: Results): BarGroup {
  const commands: readonly HouseholdCommand[] = [...everydayCommands, ...otherCommands]
  return {
    title: 'A million tasks',
    explanation:
      'Compared with the same command in a household with 1,000 tasks, 300 commands in its journal and a year of wins. The large household has 300,000 commands and ten years of wins.',
    unit: 'ms',
    bars: commands.map((name) => bar(times, on(most, name), on(few, name), { atMost: 1.15 })),
  }
}

function manyRoutines({ times }: Results): BarGroup {
  const commands: readonly HouseholdCommand[] = [...everydayCommands, ...otherCommands]
  return {
    title: 'Routines of three years',
    explanation: `Compared with the same command in a household with 1,000 tasks and eight routines. This one has ${routines} routines, which were done, skipped or missed 100,000 times in three years.`,
    unit: 'ms',
    bars: commands.map((name) => bar(times, withRoutines(name), on(few, name), { atMost: 1.15 })),
  }
}

function otherPrograms({ times }: Results): BarGroup {
  const limitOf = (program: Program, tasks: number): Limit | undefined => {
    if (program !== 'Taskwarrior' || tasks === few) return undefined
    return { atLeast: tasks === usual ? 2 : 30 }
  }
  const names = (['Taskwarrior', 'todo.txt', 'taskbook'] as const).flatMap((program) =>
    [few, usual, many].map((tasks) => ({ program, tasks })),
  )
  return {
    title: 'Other programs',
    explanation:
      'Compared with our table of 50 tasks, in a household where every task is open. taskbook fails with more than 9,999 tasks.',
    unit: 'ms',
    bars: names.map(({ program, tasks }) =>
      bar(times, listOf(program, tasks), listOf('Momentum', tasks), limitOf(program, tasks)),
    ),
  }
}

function memory({ memory: peaks }: Results): BarGroup {
  const long = longCommands.map((command) => on(most, command))
  const others = [...peaks.keys()].filter((name) => name !== floorName && !long.includes(name))
  const largest = others.toSorted((a, b) => (peaks.get(b) ?? 0) - (peaks.get(a) ?? 0)).slice(0, 1)
  return {
    title: 'Memory',
    explanation: `Peak memory, compared with that of \`${floorName}\`: of the command that needs most, and of those with the longest answers.`,
    unit: 'MB',
    bars: [
      ...largest.map((name) => bar(peaks, name, floorName, { atMost: 1.6 })),
      ...long.map((name) => bar(peaks, name, floorName, { atMost: 3 })),
    ],
  }
}

function postgres({ times }: Results): BarGroup {
  return {
    title: 'A household on a server',
    explanation: `Compared with \`${floorName}\`. PostgreSQL runs on the same machine.`,
    unit: 'ms',
    bars: [bar(times, postgresList, floorName, { atMost: 2.2 })],
  }
}

function fill({ times }: Results): BarGroup {
  return {
    title: 'Adding 100,000 tasks',
    explanation: `Compared with ${bareInserts}.`,
    unit: 'ms',
    bars: [bar(times, seeding, bareInserts, { atMost: 3 })],
  }
}

function bar(
  values: ReadonlyMap<string, number>,
  name: string,
  baseName: string,
  limit?: Limit,
): Bar {
  const value = values.get(name)
  const base = values.get(baseName)
  return { name, limit, value, base, ratio: ratio(value, base) }
}

export function ratio(value: number | undefined, base: number | undefined): number | undefined {
  return value === undefined || base === undefined ? undefined : value / base
}
