import { expect, test } from 'vitest'
import { cases, prepare } from '../support/fault-cases.ts'
import { traced, withStrace } from '../support/strace.ts'

// The answer may be read by somebody who pulls the plug.
test.skipIf(withStrace.missing).each(Object.entries(cases))(
  `F075 what %s wrote is on the disk before it says so${withStrace.why}`,
  async (_, its) => {
    const { argv, begin } = await prepare(its)
    const calls = ['-y', '-e', 'trace=pwrite64,fsync,fdatasync,unlink,write']
    const { code, trace } = await traced(begin().folder, calls, argv)
    const lines = trace.split('\n')
    const last = (pattern: RegExp) => lines.findLastIndex((line) => pattern.test(line))
    const written = last(/ pwrite64\(\d+<.*momentum\.db>/)
    const synced = last(/ f(data)?sync\(\d+<.*momentum\.db>/)
    const folderSynced = last(/ fsync\(\d+<.*\/momentum>/)
    const committed = last(/ unlink\(".*momentum\.db-journal"\)/)
    const answered = last(/ write\(1</)
    // The change counts from the moment at which the journal is gone from the folder.
    const inOrder = [written, synced, committed, folderSynced, answered]
    expect({ code, inOrder: inOrder.toSorted((a, b) => a - b), none: written < 0 }).toEqual({
      code: 0,
      inOrder,
      none: false,
    })
  },
)
