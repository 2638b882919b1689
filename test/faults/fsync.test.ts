import { expect, test } from 'vitest'
import { cases, prepareCase } from '../support/faults/cases.ts'
import { strace, traced } from '../support/faults/strace.ts'

// The answer may be read by somebody who pulls the plug.
test.skipIf(strace.missing).each(Object.entries(cases))(
  `F075 what %s wrote is on the disk before it says so${strace.why}`,
  async (command, its) => {
    const { argv, env, begin } = await prepareCase(its)
    const calls = ['-y', '-e', 'trace=pwrite64,fsync,fdatasync,link,unlink,write']
    const { code, trace } = await traced({ home: begin().folder, env }, calls, argv)
    const lines = trace.split('\n')
    const last = (pattern: RegExp) => lines.findLastIndex((line) => pattern.test(line))
    const next = (pattern: RegExp, from: number) =>
      lines.findIndex((line, index) => index > from && pattern.test(line))

    // A backup counts from the moment at which it has its name, any other change from the one at
    // which its journal is gone.
    const isBackup = command === 'db backup'
    const file = isBackup ? '[\\w.]+by-hand\\.db[^/]*' : 'momentum\\.db'
    const folder = isBackup ? 'momentum\\.db\\.backups' : 'momentum'
    const written = last(new RegExp(` pwrite64\\(\\d+<[^>]*/${file}>`))
    const synced = next(new RegExp(` f(data)?sync\\(\\d+<[^>]*/${file}>`), written)
    const counts = last(isBackup ? / link\(/ : / unlink\(".*\/momentum\.db-journal"/)
    const folderSynced = next(new RegExp(` fsync\\(\\d+<[^>]*/${folder}>`), counts)
    const answered = last(/ write\(1</)
    const inOrder = [0, written, synced, counts, folderSynced, answered]
    expect({ code, inOrder: inOrder.toSorted((a, b) => a - b) }).toEqual({ code: 0, inOrder })
  },
)
