import { PassThrough } from 'node:stream'
import { expect } from 'vitest'
import { type Answer, type Household, household, noon } from './household.ts'
import { oneOClock } from './sample.ts'

/** One household, in a file and on a server. */
export type TwoHouseholds = readonly [file: Household, server: Household]

/** How a word is typed: the clock, uuids and tokens are the same in both. */
export type TypedCommand = {
  readonly argv: readonly string[]
  readonly uuid?: string
  readonly input?: string
}

/** Makes households on both databases in which this was typed, once; it is one o’clock then. */
export function householdsOnBoth(words: readonly TypedCommand[]): () => Promise<TwoHouseholds> {
  const save = async () => {
    const homes = await typeOnBoth(words)
    return Promise.all(homes.map((home) => home.save()))
  }
  let saving: ReturnType<typeof save> | undefined
  return async () => {
    saving ??= save()
    const [file, server] = await saving
    if (server === undefined) return typeOnBoth(words)
    return [household('sqlite', file), household('postgres', server)]
  }
}

async function typeOnBoth(words: readonly TypedCommand[]): Promise<TwoHouseholds> {
  const homes = [household('sqlite'), household('postgres')] as const
  await homes[0].run('db', 'init')
  for (const home of homes) home.setClock(noon)
  for (const typed of words) {
    const [file, server] = await answersOf(homes, typed)
    expect([typed.argv, file?.code, server]).toEqual([typed.argv, 0, file])
  }
  for (const home of homes) home.setClock(oneOClock)
  return homes
}

/** What both answer, where the place of the household has the same name. */
async function answersOf(
  homes: TwoHouseholds,
  { argv, uuid, input }: TypedCommand,
): Promise<Answer[]> {
  const told: Answer[] = []
  for (const home of homes) {
    const world = home.world(argv, {
      ...(uuid === undefined ? {} : { newUuid: () => uuid }),
      ...(input === undefined ? {} : { stdin: new PassThrough().end(input) }),
    })
    const { code, stdout, stderr } = await home.runIn(world)
    told.push({ code, stdout: masked(stdout, home), stderr: masked(stderr, home) })
  }
  return told
}

/** What has to differ: where the household is, its size, and what proves that it works there. */
function masked(text: string, home: Household): string {
  return (
    text
      .replaceAll(home.database, '<place>')
      .replaceAll(home.folder, '<folder>')
      .replace(/<place>\.backups|<folder>\/[^"\s]*\/backups\/[^/"\s]*/g, '<backups>')
      .replace(/^Backed up the database before changing its schema: .*\n/gm, '')
      .replace(/("dialect": ?)"(sqlite|postgres)"/g, '$1"…"')
      .replace(/("size_bytes": ?)\d+/g, '$1…')
      .replace(/^(Size +)[\d.]+ [kM]B$/gm, '$1…')
      .replace(/(SQLite|PostgreSQL) \d[\d.]*( \([^)"]*\))?/g, '<version>')
      // A server gives a number also to what it then refuses, and writes JSON in its own way. Each
      // database makes its own UUID of a user.
      .replace(/\b(?!00000000|deadbeef)[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f-]{17}\b/g, '<uuid>')
      .replace(/"id":\d+,"command/g, '"id":…,"command')
      .replace(/"command_id":\d+/g, '"command_id":…')
      .replace(/("table":"(?:users|changes)",.*"sha256":)"\w+"/g, '$1…')
      .replace(/no damaged pages|every index and constraint is valid/g, '<whole>')
      .replace(/^(Kind +)(SQLite|PostgreSQL)$/gm, '$1…')
      .replace(/,\s*\{"name":"(private tasks|leftovers|permissions|place|names)"[^}]*\}/g, '')
      .replace(/^[✓!] (private tasks|leftovers|permissions|place|names): .*\n( {4}.*\n)?/gm, '')
  )
}

/** Whatever is typed, both answer the same. */
export async function expectSameAnswers(homes: TwoHouseholds, typed: TypedCommand): Promise<void> {
  const [file, server] = await answersOf(homes, typed)
  expect([typed.argv, server]).toEqual([typed.argv, file])
}
