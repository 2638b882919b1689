import { describe, expect, test } from 'vitest'
import {
  cases,
  findProblems,
  listLeftovers,
  type Prepared,
  prepareCase,
} from '../support/faults/cases.ts'
import { runWithFault, strace } from '../support/faults/strace.ts'
import { isLongRun, reportCount } from '../support/long.ts'

/** What goes wrong, at which system call; in the short form, at one of so many. */
const kinds = [
  { name: 'F074 kill -9', call: 'pwrite64', how: 'signal=KILL', every: 59 },
  { name: 'F074 kill -9', call: 'fsync', how: 'signal=KILL', every: 3 },
  { name: 'F074 kill -9', call: 'unlink', how: 'signal=KILL', every: 2 },
  { name: 'F078 a full disk', call: 'pwrite64', how: 'error=ENOSPC', every: 79 },
  { name: 'F080 a failing disk', call: 'pwrite64', how: 'error=EIO', every: 97 },
  { name: 'F080 a failing disk', call: 'fsync', how: 'error=EIO', every: 4 },
  { name: 'F080 a failing disk', call: 'unlink', how: 'error=EIO', every: 2 },
]

/** How many households are worked on side by side. */
const atOnce = isLongRun ? 4 : 2

/** The same for a call that gives a file its name. */
function naming(call: string) {
  return [
    { name: 'F074 kill -9', call, how: 'signal=KILL', every: 1 },
    { name: 'F078 a full disk', call, how: 'error=ENOSPC', every: 1 },
  ]
}

describe.each(Object.entries(cases))('%s', (command, its) => {
  let preparing: Promise<Prepared> | undefined

  test.skipIf(strace.missing).each([...kinds, ...(its.names ?? []).flatMap(naming)])(
    `$name at any $call leaves all of it or nothing${strace.why}`,
    { timeout: 3_600_000 },
    async ({ call, how, every }) => {
      preparing ??= prepareCase(its)
      const prepared = await preparing
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
      const step = isLongRun ? 1 : every
      let strikes = 0
      let more = true
      for (let when = 1; more; when += step * atOnce) {
        const turns = Array.from({ length: atOnce }, (_, index) => when + index * step)
        const struck = await Promise.all(turns.map(strike))
        strikes += struck.filter(Boolean).length
        more = struck.every(Boolean)
      }
      expect({ found, struck: strikes > 0 }).toEqual({ found: [], struck: true })
      reportCount(`${command}: ${how} at ${call}`, strikes)
    },
  )
})
