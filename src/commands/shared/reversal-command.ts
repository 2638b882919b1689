import { type AnyCommand, type Context, defineCommand } from '../../command.ts'
import {
  listReversals,
  type Reversal,
  type ReversalFilter,
  streamReversals,
} from '../../db/history/reversals.ts'
import { listAffectedUsers, type ReversalRules, reverseCommands } from '../../db/history/undo.ts'
import { parseCount } from '../../domain/count.ts'
import type { Direction } from '../../domain/journal.ts'
import { conflictError, type Hint, notFoundError, refusedError, usageError } from '../../errors.ts'
import { recordedCommandFields, recordedCommandJson } from '../../json/journal.ts'
import { plural } from '../../terminal/words.ts'
import { nothingToReverse, reversalTable, reversed, reversedLines } from '../../views/journal.ts'
import { flag, requireAtMostOne } from './options.ts'
import { inParts } from './parts.ts'

type Input = { readonly list: true } | ({ readonly list: false } & Wanted)

/** How many commands to reverse, and whether to skip those that cannot be reversed. */
type Wanted = { readonly count: number; readonly reversibleOnly: boolean }

type Output =
  | { readonly reversals: readonly Reversal[] }
  /** A person sees the latest ones, and whether there are earlier ones. */
  | { readonly listed: readonly Reversal[]; readonly more: boolean }
  /** A program gets all of them, in parts. */
  | { readonly stream: AsyncIterable<readonly Reversal[]> }

/** How many commands a list shows to a person, who usually looks for the last ones. */
const listedRows = 10

/** Makes `undo` and `redo`. */
export function reversalCommand(direction: Direction): AnyCommand {
  return defineCommand<Input, Output>({
    fields: recordedCommandFields,
    // A long list is read in many parts.
    isLongWork: (args) => flag(args, 'list'),
    input(args) {
      const [typed] = args.operands
      const count = typed === undefined ? undefined : parseCount('n', typed, 1)
      const reversibleOnly = flag(args, 'before')
      if (!flag(args, 'list')) return { list: false, count: count ?? 1, reversibleOnly }
      requireAtMostOne(args, 'list', 'before')
      if (count === undefined) return { list: true }
      throw usageError('Use --list or a number, not both.', {
        lead: `To ${direction}`,
        command: `${direction} ${count}`,
      })
    },
    async run(input, context) {
      const db = await context.db()
      const viewer = await context.actor.viewer()
      if (input.list) {
        if (context.pageSize === undefined)
          return { stream: streamReversals(db, viewer, direction) }
        const found = await listReversals(db, viewer, direction, { limit: listedRows + 1 })
        return { listed: found.slice(0, listedRows), more: found.length > listedRows }
      }
      const rules = await agree(input, direction, context)
      const writer = await context.writer()
      return { reversals: await reverseCommands(writer, viewer, direction, rules) }
    },
    human(output, style) {
      // Only a program gets a stream.
      if ('stream' in output) return ''
      if ('reversals' in output) return reversedLines(output.reversals, direction, style)
      return reversalTable({ reversals: output.listed, more: output.more }, direction, style)
    },
    json(output) {
      if ('stream' in output) return inParts(output.stream, recordedCommandJson)
      return ('listed' in output ? output.listed : output.reversals).map(recordedCommandJson)
    },
  })
}

/** Asks for the passwords of the members whom the reversals concern. */
async function agree(
  { count, reversibleOnly }: Wanted,
  direction: Direction,
  { db, actor }: Context,
): Promise<ReversalRules> {
  const viewer = await actor.viewer()
  const list = async (filter: Omit<ReversalFilter, 'limit'>) =>
    listReversals(await db(), viewer, direction, { limit: count, ...filter })
  const expected = await list({ reversibleOnly })
  if (expected.some(({ reversible }) => !reversible)) {
    const others = await list({ reversibleOnly: true })
    requireReversible(expected, others.length === count ? hintBefore(count) : seeList(direction))
  }
  requireEnough(expected, count, direction)
  const agreed = await listAffectedUsers(await db(), viewer, expected)
  for (const user of agreed) await actor.authorize(user)
  const ids = agreed.map(({ id }) => id)
  return {
    count,
    reversibleOnly,
    accept(reversals) {
      requireReversible(reversals, seeList(direction))
      requireEnough(reversals, count, direction)
      // A password was given for these commands, and for no others.
      if (agreed.some((user) => user.has_password)) requireSame(reversals, expected, direction)
    },
    mayChange: (user) => !user.has_password || ids.includes(user.id),
  }
}

/** @throws MomentumError `refused` when one of the commands cannot be undone */
function requireReversible(reversals: readonly Reversal[], hint: Hint): void {
  const later = reversals.findIndex(({ reversible }) => !reversible)
  const stop = reversals[later]
  if (stop === undefined) return
  const [change] = stop.changes
  const command = change === undefined ? stop.command : `${stop.command} (“${change.subject}”)`
  if (later === 0) {
    throw refusedError(`The last command, ${command}, cannot be undone.`, hint)
  }
  const last = later === 1 ? 'the last command' : `the last ${later} commands`
  throw refusedError(`Only ${last} can be undone. The one before, ${command}, cannot.`, hint)
}

function hintBefore(count: number): Hint {
  const number = count === 1 ? '' : ` ${count}`
  return { lead: 'To skip it and undo what came before', command: `undo${number} --before` }
}

function seeList(direction: Direction): Hint {
  return { lead: 'See', command: `${direction} --list` }
}

/** @throws MomentumError `conflict` when other commands were run since the reversals were listed */
function requireSame(
  reversals: readonly Reversal[],
  expected: readonly Reversal[],
  direction: Direction,
): void {
  if (reversals.every(({ id }, index) => id === expected[index]?.id)) return
  throw conflictError('Someone else made a change at the same time, so nothing was done.', {
    lead: 'Check the list, then try again',
    command: `${direction} --list`,
  })
}

function requireEnough({ length }: readonly Reversal[], count: number, direction: Direction): void {
  if (length === count) return
  if (length === 0) throw notFoundError(nothingToReverse(direction))
  throw notFoundError(
    `Only ${plural(length, 'command')} can be ${reversed[direction]}.`,
    seeList(direction),
  )
}
