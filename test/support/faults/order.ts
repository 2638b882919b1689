import { basename } from 'node:path'

/**
 * The lines of a trace, from its beginning to its end, at which what a command wrote was written,
 * was synced, counted, had its folder synced, and was answered.
 */
export function orderIn(trace: string, argv: readonly string[], home: string): readonly number[] {
  const lines = trace.split('\n')
  const last = (pattern: RegExp) => lines.findLastIndex((line) => pattern.test(line))
  const next = (pattern: RegExp, from: number) =>
    lines.findIndex((line, index) => index > from && pattern.test(line))

  const { file, folder, made } = placeOf(argv, home)
  const written = last(new RegExp(` pwrite64\\(\\d+<[^>]*/${file}>`))
  const synced = next(new RegExp(` f(data)?sync\\(\\d+<[^>]*/${file}>`), written)
  const counts = last(made)
  const folderSynced = next(new RegExp(` fsync\\(\\d+<[^>]*/${folder}>`), counts)
  return [0, written, synced, counts, folderSynced, last(/ write\(1</)]
}

/**
 * What the command writes, where, and the call that makes it count: a file of its own counts once
 * it has its name, any other change once its journal is gone.
 */
function placeOf(argv: readonly string[], home: string) {
  const made = / (link|rename)\(/
  if (argv.includes('--out')) return { file: 'out\\.txt[^/]*', folder: basename(home), made }
  if (argv.join(' ') === 'db backup') {
    return { file: '[\\w.]+by-hand\\.db[^/]*', folder: 'momentum\\.db\\.backups', made }
  }
  const deleted = / unlink\(".*\/momentum\.db-journal"/
  return { file: 'momentum\\.db', folder: 'momentum', made: deleted }
}
