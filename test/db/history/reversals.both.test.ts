import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { listReversals, type Reversal, streamReversals } from '../../../src/db/history/reversals.ts'
import type { Db } from '../../../src/db/schema.ts'
import type { CommandId, Direction } from '../../../src/domain/journal.ts'
import type { UserId, Viewer } from '../../../src/domain/user.ts'
import { at, newDatabase } from '../../support/database/database.ts'

const [alex, sam] = [1 as UserId, 2 as UserId]

type Command = {
  readonly id: CommandId
  readonly by: Viewer
  readonly reverses: CommandId | null
  readonly seenBy: Viewer | 'nobody' | 'everyone'
}

/** Numbers from 0 up to 1, the same for the same start. */
function numbers(start: number): () => number {
  let state = start
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** What a household did, undid and redid, one command after the other. */
function madeUp(count: number, start: number): Command[] {
  const random = numbers(start)
  const commands: Command[] = []
  const done: { last: CommandId; first: Command; undone: boolean }[] = []
  for (let number = 1; number <= count; number += 1) {
    const id = number as CommandId
    const by = [null, alex, alex, sam][Math.floor(random() * 4)] as Viewer
    const again = random() < 0.4 ? done[Math.floor(random() * done.length)] : undefined
    const reverses = again?.last ?? null
    const seenBy = again?.first.seenBy ?? chooseViewer(random())
    const command = { id, by, reverses, seenBy }
    commands.push(command)
    if (again) {
      again.last = again.undone ? again.first.id : id
      again.undone = !again.undone
    } else if (seenBy !== 'nobody') done.push({ last: id, first: command, undone: false })
  }
  return commands
}

function chooseViewer(chance: number): Command['seenBy'] {
  if (chance < 0.1) return sam
  return chance < 0.2 ? 'nobody' : 'everyone'
}

/** The words of a command. One without visible changes is a restore of the whole household. */
function wordsOf({ reverses, seenBy }: Command, commands: readonly Command[]): string {
  if (reverses === null) return seenBy === 'nobody' ? 'db restore' : 'task edit'
  return commands[reverses - 1]?.reverses === null ? 'undo' : 'redo'
}

async function fill(db: Db, commands: readonly Command[]): Promise<void> {
  const rows = commands.map((command) => {
    const { by, reverses, seenBy } = command
    const author = seenBy === 'nobody' ? null : by
    const made_by = author === null ? null : `member ${author}`
    const name = wordsOf(command, commands)
    return { command: name, made_by_user_id: author, made_by, reverses, created_at: at(0) }
  })
  await db.insertInto('commands').values(rows).execute()
  const changes = commands.flatMap(({ id, seenBy }) => {
    if (seenBy === 'nobody') return []
    const row = { table_name: 'categories', row_id: id, operation: 'DELETE' } as const
    const before = `{"name":"Row ${id}"}`
    const private_to = seenBy === 'everyone' ? null : seenBy
    return [{ ...row, command_id: id, before, private_to, created_at: at(0) }]
  })
  await db.insertInto('changes').values(changes).execute()
}

/** What can be undone or redone by the rules, computed from the whole journal. */
function expected(commands: readonly Command[], viewer: Viewer, direction: Direction) {
  const isOwn = (by: Viewer) => viewer === null || by === viewer
  return commands
    .filter(({ reverses }) => reverses === null)
    .flatMap((command) => {
      const undos = commands.filter(({ reverses }) => reverses === command.id)
      const redos = undos.flatMap((undo) => commands.filter(({ reverses }) => reverses === undo.id))
      const undo = undos.length > redos.length ? undos.at(-1) : undefined
      const [place, by] =
        direction === 'undo'
          ? [redos.at(-1)?.id ?? command.id, command.by]
          : [undo?.id ?? command.id, undo?.by ?? null]
      if ((undo === undefined) === (direction === 'redo')) return []
      if (command.seenBy === 'nobody') return [{ place, id: command.id, reverses: command.id }]
      const isSeen = command.seenBy === 'everyone' || command.seenBy === viewer
      if (!isSeen || !isOwn(by)) return []
      return [{ place, id: command.id, reverses: undo?.id ?? command.id }]
    })
    .toSorted((a, b) => b.place - a.place)
    .map(({ id, reverses }) => ({ id, reverses }))
}

function idsOf(reversals: readonly Reversal[]) {
  return reversals.map(({ id, reverses }) => ({ id, reverses }))
}

test('what can be undone or redone follows from all that was done, undone and redone', async () => {
  for (const start of [1, 2, 3]) {
    const db = await newDatabase()
    const commands = madeUp(120, start)
    await fill(db, commands)
    for (const direction of ['undo', 'redo'] as const) {
      for (const viewer of [null, alex, sam]) {
        const all = await listReversals(db, viewer, direction, { limit: 1000 })
        const few = await listReversals(db, viewer, direction, { limit: 3 })
        const wanted = expected(commands, viewer, direction)
        expect([idsOf(all), idsOf(few)]).toEqual([wanted, wanted.slice(0, 3)])
        const reversible = { limit: 1000, reversibleOnly: true }
        expect(await listReversals(db, viewer, direction, reversible)).toEqual(
          all.filter((each) => each.reversible),
        )
      }
    }
  }
})

/** Counts the rows that reach the program, each time since it was last asked. */
function counting(db: Db) {
  let rows = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      rows += result.rows.length
      return result
    },
  }
  const counted = () => {
    const before = rows
    rows = 0
    return before
  }
  return { db: db.withPlugin(plugin), counted }
}

test('a long list comes in parts, and no part reads more than it has', async () => {
  const db = await newDatabase()
  const commands = madeUp(200, 4).map((command) => ({ ...command, seenBy: 'everyone' as const }))
  await fill(db, commands)
  const watched = counting(db)
  const parts: { commands: number; rows: number }[] = []
  const all: Reversal[] = []
  for await (const part of streamReversals(watched.db, null, 'undo')) {
    // A command, its change, and the name of the deleted row.
    parts.push({ commands: part.length, rows: watched.counted() })
    all.push(...part)
  }
  expect(all).toEqual(await listReversals(db, null, 'undo', { limit: 1000 }))
  const last = all.length % 25
  expect(parts).toEqual([
    ...Array.from({ length: Math.floor(all.length / 25) }, () => ({ commands: 25, rows: 75 })),
    { commands: last, rows: 3 * last },
  ])
})

test('between the parts others can write, and what they undo further on is left out', async () => {
  const db = await newDatabase()
  const commands = Array.from({ length: 50 }, (_, index): Command => {
    return { id: (index + 1) as CommandId, by: null, reverses: null, seenBy: 'everyone' }
  })
  await fill(db, commands)
  const stream = streamReversals(db, null, 'undo')
  await stream.next()
  const undo = { command: 'undo', reverses: 20 as CommandId, created_at: at(200) }
  await db.insertInto('commands').values(undo).execute()
  const { value } = await stream.next()
  const rest = commands.slice(0, 25).filter(({ id }) => id !== 20)
  expect((value as Reversal[]).map(({ id }) => id)).toEqual(rest.map(({ id }) => id).reverse())
})
