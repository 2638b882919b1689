import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createDatabase, openToRead } from '../../src/db/database.ts'
import { temporaryFolder } from '../support/folder.ts'
import { essentials } from '../support/household/every-command.ts'
import { isLongRun, longPatience, reportCount } from '../support/long.ts'
import { run } from '../support/program/program.ts'
import { failOnServerInJson, runOnServer } from '../support/server/answers.ts'
import {
  portThatDisconnects,
  portThatFallsSilent,
  portThatStalls,
  type Way,
} from '../support/server/network.ts'
import { throughPort, withUrlOptions } from '../support/server/roles.ts'
import {
  execute,
  newDatabaseUrl,
  newHouseholdUrl,
  newSchemaUrl,
  newTestName,
  serverOf,
} from '../support/server/server.ts'

/** The place through a port, where a command waits for so many seconds; the default is 25. */
const through = (url: string, port: number, seconds = 1) =>
  withUrlOptions(throughPort(url, port), { command_timeout: String(seconds) })
const labelOf = (url: string) => serverOf(url).label

const addTask = ['task', 'add', 'Polish the kettle', ...essentials, 'Shiny']

/** All rows of a household that people see. */
async function rowsIn(url: string): Promise<unknown> {
  const { schema } = serverOf(url)
  const rows = ['users', 'tasks', 'daily_wins', 'commands'].map((table) =>
    execute(`select * from ${schema}.${table} order by id`),
  )
  return Promise.all(rows)
}

const silent = (url: string) => ({
  code: 5,
  said: `${labelOf(url)} did not answer within a second; nothing was changed.`,
  hint: 'Check the network and the server, then run the command again.',
})

describe('F194 a server that falls silent', () => {
  test.each<[string, RegExp, string[]]>([
    ['before a change', /pg_advisory_xact_lock/, ['user', 'add', 'Sam']],
    ['at the start of a change', /insert into/, ['user', 'add', 'Sam']],
    ['in the middle of a change', /insert into "\w+"."users"/, ['user', 'add', 'Sam']],
    ['while reading', /from "\w+"."tasks"/, ['task', 'list']],
    ['while the state is read', /pg_total_relation_size/, ['db', 'status']],
    ['while the history is deleted', /delete from "\w+"."changes"/, forget()],
  ])('%s is left, and nothing is changed', async (_, said, argv) => {
    const url = await newHouseholdUrl()
    const before = await rowsIn(url)
    const way = through(url, await portThatFallsSilent(serverOf(url), said))
    expect([await failOnServerInJson(way, ...argv), await rowsIn(url)]).toEqual([
      silent(way),
      before,
    ])
  })

  test('is left in long work, too, if it answers others and has nothing to do for it', async () => {
    const url = await newHouseholdUrl()
    const before = await rowsIn(url)
    const port = await portThatDisconnects(serverOf(url), /delete from/, (client, way) => {
      client.unpipe(way)
      way.unpipe(client)
    })
    const way = through(url, port)
    expect([await failOnServerInJson(way, ...forget()), await rowsIn(url)]).toEqual([
      silent(way),
      before,
    ])
  })

  test('is left within a second while a shell completes, whatever its URL allows', async () => {
    const url = await newHouseholdUrl()
    const port = await portThatFallsSilent(serverOf(url), /kysely_migration/)
    const server = serverOf(through(url, port, 25))
    await expect(openToRead({ server })).rejects.toThrow(
      `${server.label} did not answer within a second`,
    )
  })

  test.each([
    ['F201 a commit that the server hears', true],
    ['F201 a commit that the server does not hear', false],
  ])('after %s, the change may or may not be saved', async (_, isHeard) => {
    const url = await newHouseholdUrl()
    const port = await portThatFallsSilent(serverOf(url), /^Q....commit\0/s, { isHeard })
    const way = through(url, port, 2)
    expect([
      await failOnServerInJson(way, 'user', 'add', 'Sam'),
      await execute(`select name from ${serverOf(url).schema}.users`),
    ]).toEqual([
      {
        code: 5,
        said: `The connection to ${labelOf(way)} was lost while a change was being saved; the change may or may not be saved.`,
        hint: 'Check before you try again: momentum task list',
      },
      isHeard ? [{ name: 'Sam' }] : [],
    ])
  })

  test('after a change was saved, says that it was', async () => {
    const url = await newHouseholdUrl()
    const port = await portThatFallsSilent(serverOf(url), /pg_total_relation_size/)
    const way = through(url, port, 2)
    expect(await failOnServerInJson(way, 'db', 'seed')).toEqual({
      code: 5,
      said: `${labelOf(way)} did not answer within 2 seconds; the changes before that were saved.`,
      hint: 'Check before you try again: momentum task list',
    })
  })

  test('fails every check at once, after the first that waits for it', async () => {
    const url = await newHouseholdUrl()
    const port = await portThatFallsSilent(serverOf(url), /pg_index/)
    const { code, stdout } = await runOnServer(through(url, port), 'db', 'check', '--json')
    const checks: { ok: boolean; detail: string }[] = JSON.parse(stdout)
    expect([code, checks.map(({ ok }) => ok), checks[1]?.detail]).toEqual([
      5,
      [true, ...Array(checks.length - 1).fill(false)],
      silent(through(url, port)).said,
    ])
  })
})

describe('a statement that takes longer than a command waits', () => {
  /** A household whose history takes so many seconds to delete, or to write. */
  async function slowHousehold(seconds: number): Promise<string> {
    const url = newSchemaUrl()
    await createDatabase({ server: serverOf(url) })
    const { schema } = serverOf(url)
    await execute(`
      create function ${schema}.dawdle() returns trigger language plpgsql
        as $$ begin perform pg_sleep(${seconds}); return null; end $$;
      create trigger dawdle before insert or delete on ${schema}.commands
        for each statement execute function ${schema}.dawdle()`)
    return withUrlOptions(url, { command_timeout: '2' })
  }

  test('is waited for in long work, while the server says that it works', async () => {
    const url = await slowHousehold(2.5)
    expect(await runOnServer(url, ...forget(), '--json')).toMatchObject({ code: 0, stderr: '' })
  })

  test('is ended by the server in a command', async () => {
    const url = await slowHousehold(2.5)
    expect(await failOnServerInJson(url, 'user', 'add', 'Sam')).toEqual({
      code: 5,
      said: `${labelOf(url)} took too long; nothing was changed.`,
      hint: 'Try again in a moment.',
    })
  })
})

/** Deletes a history that is not there. */
function forget(): string[] {
  return ['db', 'forget', '--before', '2026-01-01', '--yes']
}

/** Stands for a file that a command writes. */
const file = '<file>'

type Case = {
  readonly argv: readonly string[]
  readonly given?: readonly string[]
  readonly isNew?: true
}

/** Commands of every kind, and what is done to the household before. */
const commands: readonly Case[] = [
  { argv: addTask },
  { argv: ['db', 'init'], isNew: true },
  { argv: ['db', 'status'] },
  { argv: ['db', 'check', '--quiet'] },
  ...(isLongRun ? everyOther() : []),
]

function everyOther(): readonly Case[] {
  return [
    { argv: [] },
    { argv: ['task', 'list'] },
    { argv: ['task', 'list', '--quiet'], given: addTask },
    { argv: ['task', 'done', '1'], given: addTask },
    { argv: ['task', 'remove', '1', '--yes'], given: addTask },
    { argv: ['task', 'history', '1'], given: addTask },
    { argv: ['win', 'pick', '1'], given: addTask },
    { argv: ['win', 'show'] },
    { argv: ['user', 'add', 'Sam'] },
    { argv: ['undo'], given: addTask },
    { argv: ['db', 'seed', '--demo', '--tasks', '5', '--days', '3'] },
    { argv: ['db', 'backup', file], given: addTask },
    { argv: ['db', 'copy', '--to', file], given: addTask },
    { argv: ['db', 'migrate'], isNew: true },
    { argv: ['db', 'migrate', '--to', '0004_task_fields', '--yes'] },
    { argv: forget(), given: addTask },
  ]
}

const ways: readonly Way[] = ['there', 'back']

/** Of all the bytes of a command, the shares after which the server falls silent. */
const shares = isLongRun ? Array.from({ length: 40 }, (_, index) => index / 40) : [0, 0.4, 0.9]

/** How many households are in use at once: most of the time, their commands wait. */
const together = 8

/** Where a command is tried. Households that are being made keep others from being made. */
async function placesFor({ isNew, given }: Case): Promise<() => Promise<string>> {
  if (!isNew) return () => placeWith(given)
  const database = await newDatabaseUrl()
  return async () => withUrlOptions(database, { schema: newTestName() })
}

async function placeWith(given: Case['given']): Promise<string> {
  const url = await newHouseholdUrl()
  if (given) await runOnServer(url, ...given)
  return url
}

/** How many bytes a command that is not disturbed sends and receives. */
async function measure(its: Case, url: string): Promise<Readonly<Record<Way, number>>> {
  const { port, passed } = await portThatStalls(serverOf(url), 'there', Number.POSITIVE_INFINITY)
  await runOnServer(throughPort(url, port), ...words(its))
  return passed
}

/** A file of its own for every run that writes one. */
function words({ argv }: Case): string[] {
  return argv.map((word) => (word === file ? join(temporaryFolder(), 'household.db') : word))
}

/** What a command says of a household whose server falls silent, and whether that is so. */
async function stall(its: Case, url: string, way: Way, bytes: number): Promise<unknown> {
  const before = its.isNew ? undefined : await rowsIn(url)
  const { port } = await portThatStalls(serverOf(url), way, bytes)
  const place = through(url, port)
  const { code, stderr } = await runOnServer(place, ...words(its))
  const isUnchanged = stderr.includes('nothing was changed')
  const after = isUnchanged && before !== undefined ? await rowsIn(url) : before
  return {
    at: [way, bytes],
    code,
    isPlain: stderr.split('\n').length === 3 && !/ at |Error|undefined/.test(stderr),
    isTrue: JSON.stringify(after) === JSON.stringify(before),
  }
}

describe('a server that falls silent after any number of bytes', () => {
  test.each(commands)('in $argv', { timeout: longPatience }, async (its) => {
    const newPlace = await placesFor(its)
    const all = await measure(its, await newPlace())
    const stalls = ways.flatMap((way) =>
      shares.map((share) => [way, Math.floor(all[way] * share)] as const),
    )
    for (let first = 0; first < stalls.length; first += together) {
      const some = stalls.slice(first, first + together)
      const told = await Promise.all(
        some.map(async ([way, bytes]) => stall(its, await newPlace(), way, bytes)),
      )
      const asWanted = some.map((at) => ({ at, code: 5, isPlain: true, isTrue: true }))
      expect(told).toEqual(asWanted)
    }
    reportCount('commands whose server fell silent', stalls.length)
  })
})

describe.skipIf(!isLongRun)('the built program', () => {
  test.each<Case>([
    { argv: addTask },
    { argv: ['task', 'list'] },
    { argv: ['db', 'status'] },
    { argv: ['db', 'check'] },
    { argv: ['db', 'init'] },
  ])('ends within 30 seconds: $argv', { timeout: 120_000 }, async ({ argv }) => {
    const url = await newHouseholdUrl()
    const { back } = await measure({ argv }, await newHouseholdUrl())
    const { port } = await portThatStalls(serverOf(url), 'back', Math.floor(back / 2))
    const began = performance.now()
    const home = temporaryFolder()
    const { code } = await run({ home, env: { MOMENTUM_DB: throughPort(url, port) } }, ...argv)
    const seconds = (performance.now() - began) / 1000
    expect({ code, isInTime: seconds < 30 }).toEqual({ code: 5, isInTime: true })
  })
})
