import type { ChangedAbsence } from './db/absences/changes.ts'
import type { Backup } from './db/backup/folder.ts'
import type { CheckAfterRepair } from './db/check/check.ts'
import type { CopiedTable } from './db/copy/copy.ts'
import type { Restored } from './db/copy/restore.ts'
import type { ImportReport } from './db/exchange/source.ts'
import type { Forgotten } from './db/history/forget.ts'
import type { LoadByDomain, LoadByRoutine } from './db/household/load.ts'
import type { TodayPage } from './db/household/today.ts'
import type { WeekDay } from './db/household/week.ts'
import type { StepState } from './db/migrate/migrate.ts'
import type { PassedTurn } from './db/routines/turns.ts'
import type { DatabaseStatus } from './db/status.ts'
import type { Absence } from './domain/absence.ts'
import type { Category } from './domain/category.ts'
import type { Digest } from './domain/digest.ts'
import type { Change, RecordedCommand } from './domain/journal.ts'
import type { Load } from './domain/load.ts'
import type { Note } from './domain/note.ts'
import type { RestPeriod } from './domain/rest.ts'
import type { PastOccurrence, Routine } from './domain/routine/routine.ts'
import { type NamedReason, namedReason, readTurnReason } from './domain/routine/turn-reason.ts'
import type { UpcomingTime } from './domain/routine/upcoming.ts'
import type { SettingValue } from './domain/setting.ts'
import type { WinStats } from './domain/streak.ts'
import { type Task, taskFields } from './domain/task.ts'
import type { Unit } from './domain/unit.ts'
import type { User } from './domain/user.ts'
import type { Win } from './domain/win.ts'
import { hintText } from './errors.ts'
import type { CalendarEvent } from './exchange/ical/feed.ts'
import type { Exported } from './exchange/writing.ts'

// The contract with scripts: keys may be added, but never renamed or given another type. Every key
// is always present. docs/scripting/documents.ts explains each.

export const userFields = [
  'id',
  'name',
  'role',
  'email',
  'has_password',
  'active',
  'created_at',
  'updated_at',
] as const

export const categoryFields = [
  'id',
  'name',
  'color',
  'user_id',
  'user',
  'created_at',
  'updated_at',
] as const

export { taskFields } from './domain/task.ts'

export const routineFields = [
  'id',
  'uuid',
  'title',
  'description',
  'domain',
  'effort',
  'definition_of_done',
  'reviewed',
  'materials_needed',
  'owner_user_id',
  'owner',
  'category_id',
  'category',
  'priority',
  'private',
  'mode',
  'rule',
  'says',
  'start_date',
  'until_date',
  'times',
  'season_from',
  'season_to',
  'lead_days',
  'when_away',
  'turns',
  'members',
  'status',
  'status_note',
  'paused_until',
  'next_date',
  'next_task_id',
  'turn',
  'done_count',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Routine)[]

export const occurrenceFields = [
  'id',
  'routine_id',
  'number',
  'date',
  'outcome',
  'turn_user_id',
  'turn',
  'completed_by_user_id',
  'completed_by',
  'on_date',
  'effort',
  'task_id',
  'note',
  'created_at',
] as const satisfies readonly (keyof PastOccurrence)[]

export const upcomingFields = [
  'date',
  'routine_id',
  'title',
  'turn',
] as const satisfies readonly (keyof UpcomingTime)[]

export const absenceFields = [
  'id',
  'user_id',
  'user',
  'from_date',
  'until_date',
  'note',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Absence)[]

/** The keys of an absence that was added or deleted. */
export const changedAbsenceFields = [...absenceFields, 'moved', 'passed'] as const

export const winFields = [
  'id',
  'date',
  'task_id',
  'task',
  'status',
  'note',
  'selected_by_user_id',
  'selected_by',
  'completed_at',
  'completed_by_user_id',
  'completed_by',
  'created_at',
  'updated_at',
] as const

export const winStatsFields = [
  'current_streak',
  'longest_streak',
  'wins',
  'days',
  'share_30',
  'by_user',
  'rest_days',
  'share_30_of_due',
] as const

const loadTotals = ['from', 'until', 'points', 'by_nobody'] as const

/** The keys of the load, by what it is shown by. */
export const loadFields = {
  user: [...loadTotals, 'members'],
  domain: [...loadTotals, 'domains'],
  routine: [...loadTotals, 'routines'],
} as const

const memberLoadFields = ['user', 'tasks', 'points', 'present_days', 'share', 'fair_share'] as const

const loadPartFields = ['tasks', 'points', 'share'] as const

export const restFields = [
  'id',
  'from_date',
  'until_date',
  'weekday',
  'note',
  'set_by_user_id',
  'set_by',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof RestPeriod)[]

export const settingFields = [
  'name',
  'value',
  'source',
  'fault',
] as const satisfies readonly (keyof SettingValue)[]

export const noteFields = [
  'id',
  'task_id',
  'author_user_id',
  'author',
  'text',
  'created_at',
] as const satisfies readonly (keyof Note)[]

export const todayFields = [
  'date',
  'win',
  'current_streak',
  'longest_streak',
  'due',
  'blocked',
  'unowned',
  'counts',
  'tomorrow',
  'away',
  'rest_day',
  'yours',
  'in_progress',
  'soon',
] as const

export const digestFields = [
  'date',
  'user_id',
  'user',
  'overdue',
  'due_today',
  'soon',
  'turns',
  'win',
  'win_due',
  'rest_day',
  'away',
] as const

export const unitFields = ['unit', 'files'] as const satisfies readonly (keyof Unit)[]

export const weekFields = [
  'date',
  'rest_day',
  'away',
  'due',
  'starts',
  'expected',
] as const satisfies readonly (keyof WeekDay)[]

export const changeFields = [
  'id',
  'command_id',
  'command',
  'made_by_user_id',
  'made_by',
  'created_at',
  'table_name',
  'row_id',
  'subject',
  'operation',
  'before',
  'after',
] as const

export const recordedCommandFields = [
  'id',
  'command',
  'made_by_user_id',
  'made_by',
  'created_at',
  'reversible',
  'changes',
] as const

export const statusFields = [
  'database',
  'dialect',
  'schema_version',
  'latest_version',
  'pending',
  'size_bytes',
  'users',
  'tasks',
  'routines',
  'daily_wins',
] as const

export const stepFields = ['name', 'applied'] as const

export const checkFields = ['name', 'ok', 'detail', 'hint', 'repaired'] as const

export const copiedTableFields = ['table', 'rows', 'sha256'] as const

export const backupFields = ['backup', 'kind', 'created_at', 'size_bytes', 'complete'] as const

export const restoredFields = [
  'database',
  'restored_from',
  'kept',
  'users',
  'tasks',
  'routines',
  'daily_wins',
] as const

export const forgottenFields = ['commands', 'changes', 'freed_bytes'] as const

export const importFields = [
  'format',
  'records',
  'added',
  'routines',
  'updated',
  'unchanged',
  'kept',
  'skipped',
  'lost',
] as const

export const exportFields = ['format', 'file', 'tasks', 'text'] as const

export const eventFields = [
  'uid',
  'date',
  'title',
  'user',
  'description',
  'private',
  'updated_at',
] as const satisfies readonly (keyof CalendarEvent)[]

export const calendarFileFields = ['file', 'events', 'tasks'] as const

export const locationFields = ['database'] as const

export const scriptFields = ['shell', 'script'] as const

export function userJson(user: User) {
  return pick(user, userFields)
}

export function categoryJson(category: Category) {
  return pick(category, categoryFields)
}

export function taskJson(task: Task) {
  return { ...pick(task, taskFields), turn_reason: turnReasonJson(task) }
}

/** The reason with the present names, or what another program stored instead. */
function turnReasonJson(task: Task): NamedReason | null {
  const reason = readTurnReason(task)
  return reason ? namedReason(reason) : task.turn_reason && JSON.parse(task.turn_reason)
}

export function routineJson(routine: Routine) {
  return pick(routine, routineFields)
}

export function occurrenceJson(occurrence: PastOccurrence) {
  return pick(occurrence, occurrenceFields)
}

export function upcomingJson(time: UpcomingTime) {
  return pick(time, upcomingFields)
}

export function absenceJson(absence: Absence) {
  return pick(absence, absenceFields)
}

/**
 * As {@link absenceJson}, with the routines that moved because of it, and the turns that passed on.
 */
export function changedAbsenceJson({ absence, moved, passed }: ChangedAbsence) {
  const routines = moved.map(({ id: routine_id, title, task: task_id, date: next_date }) => {
    return { routine_id, title, task_id, next_date }
  })
  return { ...absenceJson(absence), moved: routines, ...passedJson(passed) }
}

/** Turns that passed on because of what a command changed: from whom, and to whom. */
export function passedJson(passed: readonly PassedTurn[]) {
  const turns = passed.map(({ task: task_id, title, from, to }) => ({ task_id, title, from, to }))
  return { passed: turns }
}

export function winJson(win: Win) {
  return { ...pick(win, winFields), task: taskJson(win.task) }
}

export function winStatsJson(stats: WinStats) {
  return pick(stats, winStatsFields)
}

export function loadJson(load: Load) {
  const members = load.members.map((member) => pick(member, memberLoadFields))
  return { ...pick(load, loadTotals), members }
}

export function loadByDomainJson(load: LoadByDomain) {
  const domains = load.domains.map((part) => pick(part, ['domain', ...loadPartFields]))
  return { ...pick(load, loadTotals), domains }
}

export function loadByRoutineJson(load: LoadByRoutine) {
  const fields = ['routine_id', 'routine', ...loadPartFields] as const
  return { ...pick(load, loadTotals), routines: load.routines.map((part) => pick(part, fields)) }
}

export function restJson(rest: RestPeriod) {
  return pick(rest, restFields)
}

export function settingJson(setting: SettingValue) {
  return pick(setting, settingFields)
}

export function noteJson(note: Note) {
  return pick(note, noteFields)
}

export function todayJson(page: TodayPage) {
  return {
    ...pick(page, todayFields),
    win: page.win && winJson(page.win),
    due: page.due.map(taskJson),
    blocked: page.blocked.map(taskJson),
    unowned: page.unowned.map(taskJson),
    tomorrow: page.tomorrow.map(taskJson),
    away: page.away.map(absenceJson),
    yours: page.yours.map(taskJson),
    in_progress: page.in_progress.map(taskJson),
    soon: page.soon.map(taskJson),
  }
}

/** Each list with the first tasks of it, as today's page has them. */
export function digestJson(digest: Digest) {
  const { lists, win, away } = digest
  return pick(
    {
      ...digest,
      overdue: lists.overdue.tasks.map(taskJson),
      due_today: lists.due_today.tasks.map(taskJson),
      soon: lists.soon.tasks.map(taskJson),
      turns: lists.turns.tasks.map(taskJson),
      win: win && winJson(win),
      away: away.map(absenceJson),
    },
    digestFields,
  )
}

export function unitJson({ unit, files }: Unit) {
  return { unit, files: files.map((file) => pick(file, ['path', 'text'])) }
}

export function weekJson(day: WeekDay) {
  return {
    ...pick(day, weekFields),
    away: day.away.map(absenceJson),
    due: day.due.map(taskJson),
    starts: day.starts.map(taskJson),
    expected: day.expected.map(upcomingJson),
  }
}

export function changeJson(change: Change) {
  return pick(change, changeFields)
}

export function recordedCommandJson(command: RecordedCommand) {
  return { ...pick(command, recordedCommandFields), changes: command.changes.map(changeJson) }
}

export function statusJson(status: DatabaseStatus) {
  return pick(status, statusFields)
}

export function stepJson(step: StepState) {
  return pick(step, stepFields)
}

export function checkJson(check: CheckAfterRepair) {
  return { ...pick(check, checkFields), hint: check.hint && hintText(check.hint) }
}

export function copiedTableJson(copied: CopiedTable) {
  return pick(copied, copiedTableFields)
}

export function backupJson(backup: Backup) {
  return pick(backup, backupFields)
}

export function restoredJson(restored: Restored) {
  return pick(restored, restoredFields)
}

export function forgottenJson(forgotten: Forgotten & { readonly freed_bytes: number }) {
  return pick(forgotten, forgottenFields)
}

/** What was lost, the most frequent first. */
export function importJson({ imported, format, records }: ImportReport) {
  const members = [...imported.strangers].map(
    ([name, count]) => [`“${name}”, who is no member`, count] as const,
  )
  const lost = [...imported.lost, ...members].map(([what, count]) => ({ what, count }))
  return pick(
    { ...imported, format, records, lost: lost.toSorted((a, b) => b.count - a.count) },
    importFields,
  )
}

export function exportJson(exported: Exported) {
  const { text } = exported
  return pick({ ...exported, text: typeof text === 'string' ? text : null }, exportFields)
}

export function eventJson(event: CalendarEvent) {
  return pick(event, eventFields)
}

export function calendarFileJson(written: {
  readonly file: string
  readonly events: number
  readonly tasks: number
}) {
  return pick(written, calendarFileFields)
}

export function locationJson(location: { readonly database: string }) {
  return pick(location, locationFields)
}

export function scriptJson(script: { readonly shell: string; readonly script: string }) {
  return pick(script, scriptFields)
}

/** These keys and no others, in this order. */
export function pick<Value extends object, Key extends keyof Value>(
  value: Value,
  keys: readonly Key[],
): Pick<Value, Key> {
  const picked: Partial<Pick<Value, Key>> = {}
  for (const key of keys) picked[key] = value[key]
  // Every key is there by now.
  return picked as Pick<Value, Key>
}
