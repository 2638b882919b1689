import { type Context, defineCommand } from '../command.ts'
import { takeSnapshot } from '../db/copy/place.ts'
import { exportHousehold } from '../db/exchange/household/export.ts'
import { listRoutines } from '../db/routines/routines.ts'
import type { Db } from '../db/schema.ts'
import { writeSharedText } from '../db/sqlite/shared-text.ts'
import type { TaskFilter } from '../db/tasks/filter.ts'
import { countTasks } from '../db/tasks/lists.ts'
import { listAllNotes } from '../db/tasks/notes.ts'
import { streamTasks } from '../db/tasks/stream.ts'
import { calendarOf, startOfDay } from '../domain/time.ts'
import { parseTargetFormat, type TargetFormat } from '../exchange/formats.ts'
import { type TaskFormat, writers } from '../exchange/writers.ts'
import type { Exported, Surroundings } from '../exchange/writing.ts'
import { exportFields, exportJson } from '../json/exchange.ts'
import { plural } from '../terminal/words.ts'
import { success } from '../views/answer.ts'
import { readerOf } from './shared/actor.ts'
import { parsed } from './shared/options.ts'
import { type OutFile, parseOutFile } from './shared/out-file.ts'
import { findListFilter, parseFullFilter, type TypedFilter } from './task/shared/list-filter.ts'

type Input = {
  readonly format: TargetFormat
  readonly filter: TypedFilter
  /** Whether no option chooses tasks. */
  readonly isWhole: boolean
  readonly file: OutFile | undefined
}

export default defineCommand<Input, Exported>({
  fields: exportFields,
  isLongWork: true,
  async input(args, context) {
    const format = parsed(args, 'to', parseTargetFormat) ?? 'jsonl'
    const filter = parseFullFilter(args, context)
    const chosen = Object.keys(args.options).filter((name) => !outOptionNames.includes(name))
    const isWhole = chosen.length === 0
    return { format, filter, isWhole, file: await parseOutFile(args, context) }
  },
  saves: ({ file }) => file !== undefined,
  async run({ format, filter, isWhole, file }, context) {
    const db = await context.db()
    const full = await findListFilter(filter, context)
    const tasks = await countTasks(db, await context.actor.viewer(), full)
    const parts =
      format === 'jsonl'
        ? await openHousehold(isWhole ? undefined : full, context)
        : await openTasks(format, full, context)
    if (file === undefined) {
      // A program that asks for JSON gets the text in it.
      const text = context.pageSize === undefined ? await joined(parts) : parts
      return { format, file: null, tasks, text }
    }
    await writeSharedText(file, parts)
    return { format, file: file.path, tasks, text: null }
  },
  human({ file, tasks }, style) {
    return success(`Exported ${plural(tasks, 'task')}: ${file}`, style)
  },
  raw: ({ text }) => text ?? undefined,
  json: exportJson,
})

/** The options that choose no tasks. */
const outOptionNames: readonly string[] = ['to', 'out', 'force']

/** Reads a file from a copy in memory, so that a slow reader keeps nobody from writing. */
async function openHousehold(
  filter: TaskFilter | undefined,
  context: Context,
): Promise<AsyncIterable<string>> {
  const db = await context.db()
  const viewer = await context.actor.viewer()
  const snapshot = takeSnapshot(context.settings.location())
  return exportHousehold(snapshot ? context.closing(snapshot) : db, { viewer }, filter)
}

async function openTasks(
  format: TaskFormat,
  filter: TaskFilter,
  context: Context,
): Promise<AsyncIterable<string>> {
  const db = await context.db()
  const viewer = await context.actor.viewer()
  const write = await writers[format]()
  const tasks = streamTasks(db, viewer, filter, { sort: [] })
  return write(tasks, await findSurroundings(db, context))
}

/** What writers say besides the tasks. */
async function findSurroundings(db: Db, context: Context): Promise<Surroundings> {
  const { days } = context.settings
  const routines = await listRoutines(db, await readerOf(context), { all: true })
  const notes = await listAllNotes(db, await context.actor.viewer())
  return {
    routines: new Map(routines.map((routine) => [routine.id, routine])),
    notes: Map.groupBy(notes, ({ task_id }) => task_id),
    startOf: (day) => startOfDay(day, days),
    dayOf: calendarOf(days),
  }
}

async function joined(parts: AsyncIterable<string>): Promise<string> {
  const all: string[] = []
  for await (const part of parts) all.push(part)
  return all.join('')
}
