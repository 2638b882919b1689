import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { cases, prepareCase } from '../support/faults/cases.ts'
import { strace, traced } from '../support/faults/strace.ts'

// The answer may be read by somebody who pulls the plug.
test.skipIf(strace.missing).each(Object.entries(cases))(
  `F075 what %s wrote is on the disk before it says so${strace.why}`,
  async (command, its) => {
    const { argv, env, begin } = await prepareCase(its)
    const { folder: home } = begin()
    const calls = ['-y', '-e', 'trace=pwrite64,fsync,fdatasync,link,rename,unlink,write']
    const { code, trace } = await traced({ home, env }, calls, argv)
    const lines = trace.split('\n')
    const last = (pattern: RegExp) => lines.findLastIndex((line) => pattern.test(line))
    const next = (pattern: RegExp, from: number) =>
      lines.findIndex((line, index) => index > from && pattern.test(line))

    const { file, folder, made } = placeOf(command, argv, home)
    const written = last(new RegExp(` pwrite64\\(\\d+<[^>]*/${file}>`))
    const synced = next(new RegExp(` f(data)?sync\\(\\d+<[^>]*/${file}>`), written)
    const counts = last(made)
    const folderSynced = next(new RegExp(` fsync\\(\\d+<[^>]*/${folder}>`), counts)
    const answered = last(/ write\(1</)
    const inOrder = [0, written, synced, counts, folderSynced, answered]
    expect({ code, inOrder: inOrder.toSorted((a, b) => a - b) }).toEqual({ code: 0, inOrder })
  },
)

/**
 * What the command writes, where, and the call that makes it count: a file of its own counts once
 * it has its name, any other change once its journal is gone.
 */
function placeOf(command: string, argv: readonly string[], home: string) {
  const made = / (link|rename)\(/
  if (argv.includes('--out')) return { file: 'out\\.txt[^/]*', folder: basename(home), made }
  if (command === 'db backup') {
    return { file: '[\\w.]+by-hand\\.db[^/]*', folder: 'momentum\\.db\\.backups', made }
  }
  const deleted = / unlink\(".*\/momentum\.db-journal"/
  return { file: 'momentum\\.db', folder: 'momentum', made: deleted }
}
