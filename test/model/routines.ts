import {
  nextAfterChange,
  nextAfterDone,
  nextAfterLast,
  nextAfterResume,
  nextAfterSkip,
  nextInPause,
  opensOn,
} from '../../src/domain/routine/next.ts'
import { firstDate, type Schedule, scheduleOf } from '../../src/domain/routine/schedule.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import type { Model, Row } from './household.ts'

// What routines do, as the specification says it. Only the arithmetic of dates is the program's.

type Found = Row & { id: number }

/** A rule as it is typed and as it is stored, and how many days before a date its task is shown. */
export const rules = [
  { mode: 'CALENDAR', typed: ['--every', 'day'], rule: 'day', lead: 0 },
  { mode: 'CALENDAR', typed: ['--every', 'sun,wed'], rule: 'week on wed,sun', lead: 0 },
  { mode: 'CALENDAR', typed: ['--every', '2 weeks on sun'], rule: '2 weeks on sun', lead: 7 },
  { mode: 'AFTER', typed: ['--after', '2d'], rule: '2 days', lead: 0 },
  { mode: 'AFTER', typed: ['--after', '2w'], rule: '2 weeks', lead: 7 },
] as const
export type ModelRule = (typeof rules)[number]

const date = (value: Row[string] | undefined) => (value ?? null) as CalendarDate | null
const isOpen = (task: Row) => task.status !== 'DONE' && task.status !== 'ABANDONED'
const daysBefore = (day: CalendarDate, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10) as CalendarDate

function scheduleFor(routine: Row): Schedule {
  const { mode, rule, start_date, times } = routine
  const limits = { until_date: null, season_from: null, season_to: null, when_away: 'SKIP' }
  return scheduleOf({ mode, rule, start_date, times, ...limits } as Parameters<
    typeof scheduleOf
  >[0])
}

function getRoutine(model: Model, id: unknown): Found {
  return model.rows('routines').find((routine) => routine.id === id) ?? model.refuse(3)
}

export function findLive(model: Model, routine: unknown): Found | undefined {
  return model.rows('tasks').find((task) => task.routine_id === routine && isOpen(task))
}

function occurrencesOf(model: Model, routine: unknown): Found[] {
  const all = model.rows('occurrences').filter((each) => each.routine_id === routine)
  return all.sort((a, b) => Number(a.number) - Number(b.number))
}

const isDone = ({ outcome }: Row) => outcome === 'DONE'

function progressOf(model: Model, task: Row) {
  const all = occurrencesOf(model, task.routine_id)
  const done = all.filter((each) => isDone(each) && each.number !== task.occurrence_number)
  const days = done.map((each) => String(each.on_date)).sort()
  const before = all.filter((each) => Number(each.number) < Number(task.occurrence_number))
  return {
    planned: date(task.occurrence_date) as CalendarDate,
    previous: date(before.at(-1)?.date),
    latest: date(days.at(-1)),
    done_count: done.length,
  }
}

function shownOn(routine: Row, day: CalendarDate): CalendarDate {
  const shown = daysBefore(day, Number(routine.lead_days))
  const until = date(routine.paused_until)
  return until !== null && until > shown ? until : shown
}

const datesOf = (routine: Row, number: number, day: CalendarDate) => ({
  occurrence_number: number,
  occurrence_date: day,
  due_date: day,
  starts_on: shownOn(routine, day),
})

function addLive(model: Model, routine: Found, number: number, day: CalendarDate, uuid: string) {
  const isPaused = routine.status === 'PAUSED' && routine.paused_until === null
  model.addTask({
    uuid,
    title: routine.title ?? null,
    owner_user_id: routine.owner_user_id ?? null,
    ...datesOf(routine, number, day),
    routine_id: routine.id,
    status: isPaused ? 'PAUSED' : 'BACKLOG',
    status_note: isPaused ? (routine.status_note ?? null) : null,
  })
}

function setStatus(model: Model, id: number, changes: Row) {
  model.set('routines', id, { status_note: null, paused_until: null, ...changes })
}

type NewRoutine = {
  readonly title: string
  readonly owner: number | null
  readonly rule: ModelRule
  readonly start: string
  readonly times: number | null
}

export function addRoutine(model: Model, { title, owner, rule, start, times }: NewRoutine) {
  if (owner !== null) model.requireActive(owner)
  const row = {
    uuid: model.nextUuid(),
    title,
    owner_user_id: owner,
    mode: rule.mode,
    rule: rule.rule,
    lead_days: rule.lead,
    start_date: start,
    times,
    turns: owner === null ? 'NONE' : 'FIXED',
    status: 'ACTIVE',
    status_note: null,
    paused_until: null,
  }
  const id = model.add('routines', row)
  const first = firstDate(scheduleFor(row)) ?? model.refuse(2)
  addLive(model, { id, ...row }, 1, first, model.nextUuid())
}

/** Whether it is too early to do a live task on a day. */
export function requireOpened(model: Model, task: Row, on: string) {
  const opens = opensOn(progressOf(model, task))
  if (opens !== undefined && on < opens) model.refuse(4)
}

function addOccurrence(model: Model, task: Found, ending: Row) {
  model.add('occurrences', {
    routine_id: task.routine_id ?? null,
    number: task.occurrence_number ?? null,
    date: task.occurrence_date ?? null,
    turn_user_id: task.owner_user_id ?? null,
    completed_by_user_id: null,
    on_date: null,
    task_id: task.id,
    note: null,
    ...ending,
  })
}

export function followDone(model: Model, task: Found) {
  const routine = getRoutine(model, task.routine_id)
  const [schedule, progress] = [scheduleFor(routine), progressOf(model, task)]
  const on = date(task.completed_on) as CalendarDate
  const by = task.completed_by_user_id ?? null
  addOccurrence(model, task, { outcome: 'DONE', on_date: on, completed_by_user_id: by })
  if (routine.status === 'ENDED') return
  const planned = nextAfterDone(schedule, progress, on)
  const next = nextInPause(schedule, planned, date(routine.paused_until))
  if (next === undefined) return setStatus(model, routine.id, { status: 'ENDED' })
  addLive(model, routine, Number(task.occurrence_number) + 1, next, model.nextUuid())
}

export function followReopen(model: Model, task: Found) {
  const last = occurrencesOf(model, task.routine_id).at(-1)
  if (last?.task_id !== task.id) return model.refuse(4)
  const live = findLive(model, task.routine_id)
  if (live) {
    const isNext = live.occurrence_number === Number(task.occurrence_number) + 1
    if (!isNext || model.isTouched(live.id)) model.refuse(4)
    model.remove('tasks', live.id)
  }
  model.remove('occurrences', last.id)
  const routine = getRoutine(model, task.routine_id)
  if (task.private) model.refuse(4)
  if (routine.status !== 'ENDED') return
  const on = date(last.on_date) as CalendarDate
  const next = nextAfterDone(scheduleFor(routine), progressOf(model, task), on)
  if (next !== undefined) model.refuse(4)
  setStatus(model, routine.id, { status: 'ACTIVE' })
}

export function skip(model: Model, id: number, outcome: string, note: string | null) {
  const task = model.task(id)
  if (task.routine_id === null || !isOpen(task) || model.openWinOf(id)) model.refuse(4)
  const routine = getRoutine(model, task.routine_id)
  const schedule = scheduleFor(routine)
  const planned = nextAfterSkip(schedule, progressOf(model, task), model.today)
  const next = nextInPause(schedule, planned, date(routine.paused_until))
  addOccurrence(model, task, { outcome, note })
  if (next === undefined) {
    model.set('tasks', id, { status: 'ABANDONED', status_note: note })
    return setStatus(model, routine.id, { status: 'ENDED' })
  }
  const isPaused = routine.status === 'PAUSED'
  model.set('tasks', id, {
    ...datesOf(routine, Number(task.occurrence_number) + 1, next),
    ...model.template,
    title: routine.title ?? null,
    ...(outcome === 'MISSED' ? { owner_user_id: routine.owner_user_id ?? null } : {}),
    status: isPaused && routine.paused_until === null ? 'PAUSED' : 'BACKLOG',
    status_note: isPaused ? (routine.status_note ?? null) : null,
  })
}

type Changes = {
  readonly title?: string
  readonly owner_user_id?: number | null
  readonly rule?: ModelRule
}

export function editRoutine(model: Model, id: number, { rule, ...fields }: Changes) {
  const before = getRoutine(model, id)
  if (before.status === 'ENDED') model.refuse(4)
  if (typeof fields.owner_user_id === 'number') model.requireActive(fields.owner_user_id)
  const live = findLive(model, id) ?? model.refuse(-1)
  const isNew = rule !== undefined && (rule.rule !== before.rule || rule.mode !== before.mode)
  const after: Found = {
    ...before,
    ...fields,
    ...(isNew
      ? { mode: rule.mode, rule: rule.rule, lead_days: rule.lead, start_date: model.today }
      : {}),
  }
  after.turns = after.owner_user_id === null ? 'NONE' : 'FIXED'
  const schedule = scheduleFor(after)
  const was = date(live.occurrence_date) as CalendarDate
  const found = isNew ? nextAfterChange(schedule, progressOf(model, live)) : was
  const day = isNew ? nextInPause(schedule, found, date(before.paused_until)) : was
  if (day === undefined) return model.refuse(2)
  const changes: Row = {}
  for (const field of ['title', 'owner_user_id'] as const) {
    if (live[field] === before[field]) changes[field] = after[field] ?? null
  }
  if (live.starts_on === shownOn(before, was)) changes.starts_on = shownOn(after, day)
  if (live.due_date === was) changes.due_date = day
  changes.occurrence_date = day
  if (Object.entries(changes).some(([field, value]) => live[field] !== value)) {
    model.set('tasks', live.id, changes)
  }
  const { id: _, ...row } = after
  model.set('routines', id, row)
}

/** The date of a live task, if its routine had not been paused until a day. */
function plannedDate(model: Model, routine: Row, live: Found): CalendarDate {
  const planned = date(live.occurrence_date) as CalendarDate
  if (routine.paused_until === null) return planned
  const last = occurrencesOf(model, live.routine_id).at(-1)
  const time = last as Parameters<typeof nextAfterLast>[1]
  return nextAfterLast(scheduleFor(routine), time, progressOf(model, live)) ?? planned
}

function redate(model: Model, routine: Row, live: Found, from: CalendarDate, changes: Row) {
  const planned = plannedDate(model, routine, live)
  const day = nextAfterResume(scheduleFor(routine), { planned }, from) ?? model.refuse(4)
  if (Object.keys(changes).length === 1 && changes.paused_until === null) {
    if (routine.paused_until === null && day === live.occurrence_date) return
  }
  const { paused_until = null, ...fields } = changes
  const dates = datesOf({ ...routine, paused_until }, Number(live.occurrence_number), day)
  model.set('tasks', live.id, { ...dates, ...fields })
}

export function pause(model: Model, id: number, until: string | undefined, note?: string) {
  const before = getRoutine(model, id)
  if (before.status === 'ENDED') model.refuse(4)
  const paused_until = until ?? before.paused_until ?? null
  const status_note = note ?? (before.status_note as string | null)
  const isSame = before.status === 'PAUSED' && before.paused_until === paused_until
  if (isSame && before.status_note === status_note) return
  setStatus(model, id, { status: 'PAUSED', status_note, paused_until })
  const live = findLive(model, id) ?? model.refuse(-1)
  if (paused_until === null) return model.moveAny(live.id, 'PAUSED', { note: status_note })
  if (model.openWinOf(live.id)) model.refuse(4)
  const changes = { status: 'BACKLOG', status_note, paused_until }
  redate(model, before, live, paused_until as CalendarDate, changes)
}

export function resume(model: Model, id: number) {
  const before = getRoutine(model, id)
  if (before.status === 'ENDED') model.refuse(4)
  if (before.status === 'ACTIVE') return
  setStatus(model, id, { status: 'ACTIVE' })
  const live = findLive(model, id) ?? model.refuse(-1)
  if (live.status === 'PAUSED') {
    model.moveAny(live.id, model.openWinOf(live.id) ? 'ACTIVE' : 'BACKLOG', {})
  } else if (live.status === 'BACKLOG' && live.status_note !== null) {
    model.set('tasks', live.id, { status_note: null })
  }
  redate(model, before, live, model.today, { paused_until: null })
}

export function end(model: Model, id: number, note: string | undefined) {
  const before = getRoutine(model, id)
  if (before.status === 'ENDED' && note === undefined) return
  const live = findLive(model, id)
  if (live) {
    if (model.openWinOf(live.id)) model.refuse(4)
    model.set('tasks', live.id, { status: 'ABANDONED', status_note: note ?? null })
  }
  setStatus(model, id, { status: 'ENDED', status_note: note ?? null })
}

export function removeRoutine(model: Model, id: number) {
  getRoutine(model, id)
  const tasks = model.rows('tasks').filter((task) => task.routine_id === id)
  if (occurrencesOf(model, id).some(isDone)) model.refuse(4)
  const isWon = (task: Found) => model.rows('daily_wins').some((win) => win.task_id === task.id)
  if (tasks.some(isWon)) model.refuse(4)
  for (const task of tasks) model.remove('tasks', task.id)
  model.remove('routines', id)
}

/** @returns the live tasks of the member in routines that stay, if the member's are deleted */
export function leaveRoutines(model: Model, user: number, tasks: string | undefined): Found[] {
  const owned = model.rows('routines').filter((routine) => routine.owner_user_id === user)
  for (const { id } of owned) {
    if (tasks === 'delete') model.remove('routines', id)
    else if (tasks === undefined || tasks === 'keep') {
      model.set('routines', id, { turns: 'NONE' })
      model.set('routines', id, { owner_user_id: null })
    } else model.set('routines', id, { owner_user_id: model.user(tasks) })
  }
  if (tasks !== 'delete') return []
  const own = model.rows('tasks').filter((task) => task.owner_user_id === user)
  return own.filter((task) => task.routine_id !== null && isOpen(task))
}

export function replaceLive(model: Model, deleted: readonly Found[]) {
  for (const task of deleted) {
    const routine = getRoutine(model, task.routine_id)
    const day = date(task.occurrence_date) as CalendarDate
    addLive(model, routine, Number(task.occurrence_number), day, String(task.uuid))
  }
}
