import { describe, expect, test } from 'vitest'
import {
  cases,
  findProblems,
  listLeftovers,
  type Prepared,
  prepareCase,
} from '../support/faults/cases.ts'
import { orderIn } from '../support/faults/order.ts'
import { randomFrom } from '../support/faults/random.ts'
import { fast, runWithFault, strace, traced } from '../support/faults/strace.ts'
import { isLongRun, longPatience, reportCount } from '../support/long.ts'

/** What goes wrong, at which system call. */
const kinds = [
  { name: 'F074 kill -9', call: 'pwrite64', how: 'signal=KILL' },
  { name: 'F074 kill -9', call: 'fsync', how: 'signal=KILL' },
  { name: 'F074 kill -9', call: 'unlink', how: 'signal=KILL' },
  { name: 'F078 a full disk', call: 'pwrite64', how: 'error=ENOSPC' },
  { name: 'F080 a failing disk', call: 'pwrite64', how: 'error=EIO' },
  { name: 'F080 a failing disk', call: 'fsync', how: 'error=EIO' },
  { name: 'F080 a failing disk', call: 'unlink', how: 'error=EIO' },
]

/** How many households are worked on side by side. */
const atOnce = 4

/** The same for a call that gives a file its name. */
function naming(call: string) {
  return [
    { name: 'F074 kill -9', call, how: 'signal=KILL' },
    { name: 'F078 a full disk', call, how: 'error=ENOSPC' },
  ]
}

/** Strikes one call after another, until there is none left. @returns how many there were */
async function strikeAll(strike: (when: number) => Promise<boolean>): Promise<number> {
  let strikes = 0
  let more = true
  for (let when = 1; more; when += atOnce) {
    const turns = Array.from({ length: atOnce }, (_, index) => when + index)
    const struck = await Promise.all(turns.map(strike))
    strikes += struck.filter(Boolean).length
    more = struck.every(Boolean)
  }
  return strikes
}

/** A command that nothing disturbs, and the calls that it makes. */
async function traceCalls({ begin, argv, env }: Prepared) {
  const { folder: home } = begin()
  const words = ['-y', '-e', 'trace=pwrite64,fsync,fdatasync,link,rename,unlink,write']
  const { code, trace } = await traced({ home, env }, [fast, ...words], argv)
  const count = (call: string) =>
    trace.split('\n').filter((line) => line.includes(` ${call}(`)).length
  return { code, inOrder: orderIn(trace, argv, home), count }
}

const random = randomFrom(74)

/**
 * What a command is struck with; the short form leaves out four fifths of it, others for each
 * command: all changes are written by the same few functions.
 */
function struckWith(names: readonly string[], place: number) {
  // Of a draft that was renamed, nothing is left to delete.
  const own = names.includes('rename') ? kinds.filter(({ call }) => call !== 'unlink') : kinds
  const all = [...own, ...names.flatMap(naming)]
  return isLongRun ? all : all.filter((_, at) => at % 5 === place % 5)
}

const commands = Object.entries(cases).map(([command, its], place) => ({ command, its, place }))

describe.each(commands)('$command', ({ command, its, place }) => {
  let preparing: Promise<Prepared> | undefined
  let tracing: ReturnType<typeof traceCalls> | undefined
  const prepare = () => {
    preparing ??= prepareCase(its)
    return preparing
  }
  const trace = async () => {
    tracing ??= traceCalls(await prepare())
    return tracing
  }

  // The answer may be read by somebody who pulls the plug.
  test.skipIf(strace.missing)(
    `F075 what was written is on the disk before it says so${strace.why}`,
    async () => {
      const { code, inOrder } = await trace()
      expect({ code, inOrder: inOrder.toSorted((a, b) => a - b) }).toEqual({ code: 0, inOrder })
    },
  )

  test.skipIf(strace.missing).each(struckWith(its.names ?? [], place))(
    `$name at any $call leaves all of it or nothing${strace.why}`,
    { timeout: longPatience },
    async ({ call, how }) => {
      const prepared = await prepare()
      // Drafts are cleared away, but not by one that was killed or cannot.
      const mayLeaveDraft = how === 'signal=KILL' || call === 'unlink'
      const found: string[] = []
      const strike = async (when: number) => {
        const home = prepared.begin()
        const start = { home: home.folder, env: prepared.env }
        const ended = await runWithFault(start, { call, how, when }, prepared.argv)
        const problems = await findProblems(ended, home, prepared)
        const left = listLeftovers(home).filter((name) => !(mayLeaveDraft && name.includes('.new')))
        found.push(...[...problems, ...left].map((problem) => `${call} ${when}: ${problem}`))
        return ended.struck
      }
      // The short form strikes one of the calls.
      const strikeOne = async () => {
        const { count } = await trace()
        return Number(await strike(1 + random(count(call))))
      }
      const strikes = isLongRun ? await strikeAll(strike) : await strikeOne()
      expect({ found, struck: strikes > 0 }).toEqual({ found: [], struck: true })
      reportCount(`${command}: ${how} at ${call}`, strikes)
    },
  )
})
