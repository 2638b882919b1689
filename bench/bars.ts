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

export function barsOf({ times, memory }: Results): readonly Bar[] {
  const toFloor = (name: string, limit: number, aim = ''): Bar => ({
    what: name,
    text: `≤ ${limit} × floor${aim}`,
    limit,
    reached: ratio(times, name, floorName),
  })
  const search = on(most, 'task list --search <word> --limit 50')
  const ordinary = commands.filter((command) => !command.includes('--search'))
  return [
    toFloor('--version', 1.15),
    toFloor('--help', 1.35),
    toFloor('a usage error', 1.35),
    ...ordinary.map((command) => {
      const isPage = command === 'today’s page'
      return toFloor(on(usual, command), isPage ? 2 : 1.8, isPage ? ', aim 1.8' : ', aim 1.6')
    }),
    ...ordinary.map((command) => flat(command, times)),
    toFloor(search, 2.2),
    {
      what: `${taskwarriorList}, ${usual} tasks`,
      text: '≥ 4 × ours',
      limit: 4,
      atLeast: true,
      reached: ratio(times, taskwarriorList, on(usual, 'task list --json --limit 50')),
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
    toFloor(postgresList, 3),
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
