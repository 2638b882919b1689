import type { SourceFormat } from './formats.ts'
import type { FileRecords, ReadFile, Reading } from './records.ts'

/** The readers of all formats. Each is loaded when it is needed. */
const readers: Readonly<Record<SourceFormat, () => Promise<ReadFile>>> = {
  csv: async () => (await import('./csv/read.ts')).readCsv,
  donetick: async () => (await import('./donetick/donetick.ts')).readDonetick,
  grocy: async () => (await import('./grocy/grocy.ts')).readGrocy,
  ical: async () => (await import('./ical/read.ts')).readIcal,
  jsonl: async () => (await import('./objects.ts')).readObjects,
  taskwarrior: async () => (await import('./taskwarrior/read.ts')).readTaskwarrior,
  todoist: async () => (await import('./todoist/todoist.ts')).readTodoist,
  todotxt: async () => (await import('./todotxt/read.ts')).readTodotxt,
}

/**
 * Reads a file.
 *
 * @throws MomentumError `usage` for a file that is not of this format at all
 */
export async function readRecords(
  format: SourceFormat,
  text: string,
  reading: Reading,
): Promise<FileRecords> {
  const read = await readers[format]()
  return read(format === 'csv' ? text : withLf(text), reading)
}

function withLf(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}
