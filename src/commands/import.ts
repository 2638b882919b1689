import { type Args, type Context, defineCommand } from '../command.ts'
import { importHousehold } from '../db/exchange/household/import.ts'
import { importRecords } from '../db/exchange/import.ts'
import {
  BadRecords,
  countRecordsOf,
  type Imported,
  type ImportOptions,
  type ImportReport,
} from '../db/exchange/source.ts'
import { schemaStep, type Tx } from '../db/schema.ts'
import { readSharedFile } from '../db/sqlite/shared-text.ts'
import { write } from '../db/transaction.ts'
import { getUser } from '../db/users/users.ts'
import { parseChoice } from '../domain/choice.ts'
import { domains, efforts, parseDefinitionOfDone } from '../domain/task.ts'
import { calendarOf } from '../domain/time.ts'
import { parseUserReference, type UserId, type UserReference } from '../domain/user.ts'
import { usageError } from '../errors.ts'
import { decodeFile, largestFile } from '../exchange/decode.ts'
import { detectFormat, parseSourceFormat, type SourceFormat } from '../exchange/formats.ts'
import { countRows, isHousehold, readHousehold } from '../exchange/jsonl/read.ts'
import { readRecords } from '../exchange/readers.ts'
import { type FileRecords, maxRecords, type Reading } from '../exchange/records.ts'
import { importFields, importJson } from '../json/exchange.ts'
import { importReport, type Typed, type TypedOptions } from '../views/import.ts'
import { requireActor } from './shared/actor.ts'
import { flag, onlyGiven, parsed } from './shared/options.ts'
import { withProgress } from './shared/progress.ts'

type Input = {
  /** The file as it was named. */
  readonly name: string
  readonly typed: TypedOptions
  readonly format: SourceFormat
  readonly content: Content
  readonly owners: readonly (readonly [theirs: string, ours: UserReference])[]
  readonly unsaid: ImportOptions['unsaid']
  readonly reading: Reading
  readonly flags: Pick<ImportOptions, 'isPrivate' | 'overwrites' | 'skipsBad'>
}

/** What a file holds. */
type Content = {
  /** How many records. */
  readonly count: number
  readonly bring: (tx: Tx, options: ImportOptions) => Promise<Imported>
}

/** Work that takes no longer than to look at a bar, in records. */
const fewRecords = 5000

/** How many records that make no sense are told. */
const mostTold = 100

export default defineCommand<Input, ImportReport & Typed>({
  fields: importFields,
  isLongWork: true,
  async input(args, context) {
    const from = parsed(args, 'from', parseSourceFormat)
    const owners = parsed(args, 'mapOwner', parseOwners) ?? []
    const { unsaid, flags } = parseOptions(args)
    const [name = ''] = args.operands
    const text = await readText(name, context)
    const format = from ?? detectFormat(text, named(name))
    if (format === 'jsonl' && isHousehold(text)) requireNothingSaid(args)
    const { today, instant: now } = context
    const dayOf = calendarOf(context.settings.days)
    const reading = { today, now, dayOf }
    const content = await readContent(format, text, reading)
    if (content.count > maxRecords) {
      throw usageError(`${named(name)} has more than 100,000 records.`, 'Take it apart first.')
    }
    return { name, typed: args.options, format, content, owners, unsaid, reading, flags }
  },
  async run({ name, typed, format, content, owners, unsaid, reading, flags }, context) {
    if (flags.isPrivate) await requireActor('--private', context)
    const members = await findOwners(owners, context)
    const viewer = await context.actor.viewer()
    const { count } = content
    const writer = await context.writer()
    const imported = await withProgress(
      context,
      'Importing',
      count < fewRecords ? 0 : count,
      (advance) =>
        write(writer, (tx) =>
          content.bring(tx, {
            ...flags,
            source: format,
            viewer,
            reading,
            isOurs: format === 'jsonl' || format === 'csv',
            members,
            unsaid,
            newUuid: context.newUuid,
            advance,
          }),
        ),
    ).catch((error: unknown) => {
      throw error instanceof BadRecords ? badRecordsError(error, name, context) : error
    })
    return { imported, format, records: count, name, typed }
  },
  human: importReport,
  json: importJson,
})

async function readText(name: string, context: Context): Promise<string> {
  if (name !== '-') {
    const path = context.settings.locateFile(name)
    return decodeFile(readSharedFile(path, largestFile), named(name))
  }
  const hint = { lead: 'Pipe in a file, or type', command: 'import <file>' }
  return decodeFile(await context.readInput(largestFile, hint), named(name))
}

async function readContent(format: SourceFormat, text: string, reading: Reading): Promise<Content> {
  if (format === 'jsonl' && isHousehold(text)) {
    const file = readHousehold(text, schemaStep)
    return { count: countRows(file), bring: (tx, options) => importHousehold(tx, file, options) }
  }
  const records = await readRecords(format, text, reading)
  return {
    count: countRecords(records),
    bring: (tx, options) => importRecords(tx, records, options),
  }
}

/** The file in a sentence. */
function named(name: string): string {
  return name === '-' ? 'What is piped in' : `“${name}”`
}

function parseOptions(args: Args): Pick<Input, 'unsaid' | 'flags'> {
  const given = onlyGiven({
    domain: parsed(args, 'domain', (text) => parseChoice('domain', text, domains)),
    effort: parsed(args, 'effort', (text) => parseChoice('effort', text, efforts)),
    definition_of_done: parsed(args, 'definitionOfDone', parseDefinitionOfDone),
  })
  return {
    unsaid: { ...unsaidByFiles, ...given },
    flags: {
      isPrivate: flag(args, 'private'),
      overwrites: flag(args, 'overwrite'),
      skipsBad: flag(args, 'skipBad'),
    },
  }
}

/** @throws MomentumError `usage` for what a file of a whole household says itself */
function requireNothingSaid({ options }: Args): void {
  const names = ['private', 'mapOwner', 'domain', 'effort', 'definitionOfDone']
  const said = names.find((name) => options[name] !== undefined)
  if (said === undefined) return
  const typed = said.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  throw usageError(`The file of a whole household says this itself: leave out --${typed}.`)
}

/** What a task gets if its file does not say more. */
const unsaidByFiles = {
  domain: 'OTHER',
  effort: 'SMALL',
  definition_of_done: 'As the title says (imported)',
} as const

/** @throws MomentumError `usage` for another text than `theirs=ours,…` */
function parseOwners(text: string): Input['owners'] {
  return text.split(',').map((pair) => {
    const [theirs = '', ours = '', ...rest] = pair.split('=').map((part) => part.trim())
    if (theirs === '' || ours === '' || rest.length > 0) {
      throw usageError(
        `“${pair}” does not say which member is meant.`,
        'Write it as --map-owner theirs=member, with a comma between several.',
      )
    }
    return [theirs, parseUserReference(ours)]
  })
}

async function findOwners(
  owners: Input['owners'],
  context: Context,
): Promise<ReadonlyMap<string, UserId>> {
  const found = new Map<string, UserId>()
  for (const [theirs, ours] of owners) {
    found.set(theirs, (await getUser(await context.db(), ours)).id)
  }
  return found
}

function countRecords({ tasks, routines, faults }: FileRecords): number {
  const ofRoutines = routines.reduce((sum, routine) => sum + countRecordsOf(routine), 0)
  return tasks.length + ofRoutines + faults.length
}

function badRecordsError({ faults }: BadRecords, name: string, { notice }: Context) {
  for (const { line, message } of faults.slice(0, mostTold)) notice(`${name}:${line}: ${message}`)
  const count = faults.length
  const records = count === 1 ? '1 record makes' : `${count} records make`
  return usageError(
    `${records} no sense, so nothing was imported.`,
    'Correct the file, or add --skip-bad to import the rest.',
  )
}
