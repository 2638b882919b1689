import type { TargetFormat } from './formats.ts'
import type { WriteTasks } from './writing.ts'

/** The formats that hold tasks alone. */
export type TaskFormat = Exclude<TargetFormat, 'jsonl'>

/** The writers of these formats. Each is loaded when it is needed. */
export const writers: Readonly<Record<TaskFormat, () => Promise<WriteTasks>>> = {
  csv: async () => (await import('./csv/write.ts')).writeCsv,
  taskwarrior: async () => (await import('./taskwarrior/write.ts')).writeTaskwarrior,
  todotxt: async () => (await import('./todotxt/write.ts')).writeTodotxt,
  ical: async () => (await import('./ical/write.ts')).writeIcal,
}
