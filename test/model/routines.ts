import { toDay } from '../../src/domain/routine/day.ts'
import {
  nextAfterAbsence,
  nextAfterChange,
  nextAfterDone,
  nextAfterLast,
  nextAfterResume,
  nextAfterReturn,
  nextAfterSkip,
  nextInPause,
  opensOn,
} from '../../src/domain/routine/next.ts'
import {
  dateFrom,
  firstDate,
  isPossible,
  type Schedule,
  scheduleOf,
} from '../../src/domain/routine/schedule.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import type { Model, Row } from './household.ts'
import {
  chooseAgain,
  chooseTurn,
  decideTurns,
  isRota,
  membersOf,
  type SaidTurns,
  saveMembers,
  turnAgain,
} from './turns.ts'

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

/** A season as it is typed, and its first and last day. */
export const seasons = {
  'nov-mar': { season_from: '11-01', season_to: '03-31' },
  'apr-oct': { season_from: '04-01', season_to: '10-31' },
  '24 nov-24 nov': { season_from: '11-24', season_to: '11-24' },
  none: { season_from: null, season_to: null },
} as const
export type ModelSeason = (typeof seasons)[keyof typeof seasons]

const date = (value: Row[string] | undefined) => (value ?? null) as CalendarDate | null
const isOpen = (task: Row) => task.status !== 'DONE' && task.status !== 'ABANDONED'
const daysBefore = (day: CalendarDate, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10) as CalendarDate

const storedAs = (routine: Row) =>
  ({ ...routine, when_away: 'SKIP' }) as unknown as Parameters<typeof scheduleOf>[0]

function scheduleFor(model: Model, routine: Row): Schedule {
  const away = model
    .rows('absences')
    .filter((absence) => absence.user_id === null)
    .map(spanOf)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return scheduleOf(storedAs(routine), away)
}

/** The days of an absence. */
const spanOf = ({ from_date, until_date }: Row) => ({
  from: date(from_date) as CalendarDate,
  until: date(until_date) as CalendarDate,
})

/** The routine as it is today: a pause until a day has no effect from that day on. */
function asOfToday(model: Model, routine: Found): Found {
  const until = date(routine.paused_until)
  if (until === null || until > model.today) return routine
  return { ...routine, status: 'ACTIVE', status_note: null, paused_until: null }
}

function getRoutine(model: Model, id: unknown): Found {
  return model.rows('routines').find((routine) => routine.id === id) ?? model.refuse(3)
}

export function findLive(model: Model, routine: unknown): Found | undefined {
  return model.rows('tasks').find((task) => task.routine_id === routine && isOpen(task))
}

/** The task of a routine's latest time that is over. */
export function findLatest(model: Model, routine: unknown): Found | undefined {
  const last = occurrencesOf(model, routine).at(-1)
  return model.rows('tasks').find((task) => task.id === last?.task_id)
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

type NewTime = {
  readonly number: number
  readonly date: CalendarDate
  readonly uuid: string
  /** The day on which its turn is chosen. */
  readonly day: string
}

function addLive(model: Model, routine: Found, { number, date: due, uuid, day }: NewTime) {
  const isPaused = routine.status === 'PAUSED' && routine.paused_until === null
  model.addTask({
    uuid,
    title: routine.title ?? null,
    ...chooseTurn(model, routine, { due, day }),
    private: routine.private ?? null,
    ...datesOf(routine, number, due),
    routine_id: routine.id,
    status: isPaused ? 'PAUSED' : 'BACKLOG',
    status_note: isPaused ? (routine.status_note ?? null) : null,
  })
}

function setStatus(model: Model, id: number, changes: Row) {
  model.set('routines', id, { status_note: null, paused_until: null, ...changes })
}

/** What a person sets of a routine, as it is stored. */
export type ModelFields = {
  readonly title?: string
  readonly owner_user_id?: number | null
  readonly private?: boolean
  readonly turns?: string
  readonly rule?: ModelRule
  readonly start_date?: string
  readonly until_date?: string | null
  readonly times?: number | null
  readonly season?: ModelSeason
}

/** Who is named in a command for a routine. */
export type NamedMembers = {
  /** `none` for nobody. */
  readonly owner?: string | undefined
  /** Who takes turns. */
  readonly among?: readonly string[] | undefined
}

type FoundMembers = {
  readonly owner?: number | null
  readonly among?: readonly number[]
}

/** Finds who is named, or refuses. */
function findMembers(model: Model, { owner, among }: NamedMembers): FoundMembers {
  return {
    ...(owner === undefined ? {} : { owner: owner === 'none' ? null : model.user(owner) }),
    ...(among === undefined ? {} : { among: among.map((name) => model.user(name)) }),
  }
}

function requireMembers(model: Model, among: readonly number[] = []) {
  for (const [index, member] of among.entries()) {
    if (among.indexOf(member) < index) model.refuse(2)
    model.requireActive(member)
  }
}

type NewRoutine = Omit<ModelFields, 'owner_user_id'> & Required<Pick<ModelFields, 'title' | 'rule'>>

/** Refuses a routine that never comes, or whose turns do not fit together. */
export function readRoutine(model: Model, fields: NewRoutine, named: NamedMembers) {
  if (firstDate(scheduleOf(storedAs(rowOf(model, fields)))) === undefined) model.refuse(2)
  decideTurns(model, saidOf(fields, named.owner === 'none' ? null : named.owner, named.among))
}

const saidOf = (
  { turns, private: isPrivate }: NewRoutine,
  owner: unknown,
  among: readonly unknown[] | undefined,
): SaidTurns => ({ turns, private: isPrivate, owner, among })

function rowOf(model: Model, { rule, season, turns: _, ...fields }: NewRoutine): Row {
  return {
    private: false,
    start_date: model.today,
    until_date: null,
    times: null,
    ...(season ?? seasons.none),
    ...fields,
    owner_user_id: null,
    mode: rule.mode,
    rule: rule.rule,
    lead_days: rule.lead,
    turns: 'NONE',
    status: 'ACTIVE',
    status_note: null,
    paused_until: null,
  }
}

export function addRoutine(model: Model, fields: NewRoutine, named: NamedMembers) {
  const row: Row = { uuid: model.nextUuid(), ...rowOf(model, fields) }
  const own = row.private && named.owner === undefined ? model.viewer : null
  const { owner = own, among } = findMembers(model, named)
  row.owner_user_id = owner
  row.turns = decideTurns(model, saidOf(fields, owner, among))
  if (row.private && owner === null) model.refuse(4)
  const first = firstDate(scheduleFor(model, row)) ?? model.refuse(2)
  if (owner !== null) model.requireActive(owner)
  requireMembers(model, among)
  const id = model.add('routines', row)
  saveMembers(model, id, among ?? [])
  const uuid = model.nextUuid()
  addLive(model, { id, ...row }, { number: 1, date: first, uuid, day: model.today })
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
  const [schedule, progress] = [scheduleFor(model, routine), progressOf(model, task)]
  const on = date(task.completed_on) as CalendarDate
  const by = task.completed_by_user_id ?? null
  addOccurrence(model, task, { outcome: 'DONE', on_date: on, completed_by_user_id: by })
  if (routine.status === 'ENDED') return
  const planned = nextAfterDone(schedule, progress, on)
  const next = nextInPause(schedule, planned, date(routine.paused_until))
  if (next === undefined) return setStatus(model, routine.id, { status: 'ENDED' })
  const [number, uuid] = [Number(task.occurrence_number) + 1, model.nextUuid()]
  addLive(model, routine, { number, date: next, uuid, day: on })
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
  if (task.private !== routine.private) model.refuse(4)
  if (routine.status !== 'ENDED') return
  const on = date(last.on_date) as CalendarDate
  const next = nextAfterDone(scheduleFor(model, routine), progressOf(model, task), on)
  if (next !== undefined) model.refuse(4)
  setStatus(model, routine.id, { status: 'ACTIVE' })
}

/** Corrects when and by whom a time was done, as if that had been said at once. */
export function correct(model: Model, task: Found, credit: Row) {
  const last = occurrencesOf(model, task.routine_id).at(-1)
  for (const each of occurrencesOf(model, task.routine_id)) {
    if (each.task_id !== task.id || !isDone(each)) continue
    const { completed_on: on_date, completed_by_user_id } = credit
    model.set('occurrences', each.id, {
      ...(on_date === undefined ? {} : { on_date }),
      ...(completed_by_user_id === undefined ? {} : { completed_by_user_id }),
    })
  }
  const on = date(credit.completed_on)
  const isLast = last?.task_id === task.id
  if (isLast && last.on_date !== null && on !== null) goOnFrom(model, task, [last, on])
  const routine = getRoutine(model, task.routine_id)
  const day = (isLast ? on : null) ?? last?.on_date ?? task.occurrence_date
  if (isRota(routine)) chooseAgain(model, [routine], String(day))
}

function goOnFrom(model: Model, task: Found, [last, on]: readonly [Row, CalendarDate]) {
  const uuid = model.nextUuid()
  const routine = getRoutine(model, task.routine_id)
  const next = (day: CalendarDate) => {
    const found = nextAfterDone(scheduleFor(model, routine), progressOf(model, task), day)
    return nextInPause(scheduleFor(model, routine), found, date(routine.paused_until))
  }
  const [day, number] = [next(on), Number(task.occurrence_number) + 1]
  const live = findLive(model, routine.id)
  if (live) {
    if (live.occurrence_number !== number || model.isTouched(live.id)) return
    if (live.occurrence_date === day) return
    if (day) {
      const turn = turnAgain(model, live, [routine, routine], { due: day, day: on })
      const changes = { ...datesOf(routine, number, day), ...turn, created_at: model.now }
      return model.set('tasks', live.id, changes)
    }
    model.remove('tasks', live.id)
    return setStatus(model, routine.id, { status: 'ENDED' })
  }
  if (!day || next(date(last.on_date) as CalendarDate) !== undefined) return
  setStatus(model, routine.id, { status: 'ACTIVE' })
  addLive(model, { ...routine, status: 'ACTIVE' }, { number, date: day, uuid, day: on })
}

export function skip(model: Model, id: number, outcome: string, note: string | null) {
  const task = model.task(id)
  if (task.routine_id === null || !isOpen(task) || model.openWinOf(id)) model.refuse(4)
  const days = [task.occurrence_date, task.due_date].filter((day) => typeof day === 'string')
  if (outcome === 'MISSED' && days.every((day) => day > model.today)) model.refuse(4)
  const routine = getRoutine(model, task.routine_id)
  const schedule = scheduleFor(model, routine)
  const planned = nextAfterSkip(schedule, progressOf(model, task), model.today)
  const next = nextInPause(schedule, planned, date(routine.paused_until))
  addOccurrence(model, task, { outcome, note })
  if (next === undefined) {
    model.set('tasks', id, { status: 'ABANDONED', status_note: note })
    return setStatus(model, routine.id, { status: 'ENDED' })
  }
  const isPaused = asOfToday(model, routine).status === 'PAUSED'
  const { title = null, private: hidden = null } = routine
  const isKept = outcome === 'SKIPPED'
  const turn = chooseTurn(model, routine, { due: next, day: model.today, live: task, isKept })
  model.set('tasks', id, {
    ...datesOf(routine, Number(task.occurrence_number) + 1, next),
    ...model.template,
    title,
    ...turn,
    ...(isKept ? {} : { private: hidden }),
    status: isPaused && routine.paused_until === null ? 'PAUSED' : 'BACKLOG',
    status_note: isPaused ? (routine.status_note ?? null) : null,
  })
}

const latestOf = (...days: (CalendarDate | null | undefined)[]) =>
  days
    .filter((day) => typeof day === 'string')
    .toSorted()
    .at(-1) as CalendarDate

const scheduleColumns = [
  'mode',
  'rule',
  'start_date',
  'until_date',
  'season_from',
  'season_to',
] as const

export function editRoutine(
  model: Model,
  id: number,
  { rule, season, turns: typed, ...given }: Omit<ModelFields, 'owner_user_id'>,
  named: NamedMembers,
) {
  const before = asOfToday(model, model.routine(id))
  const { owner, among } = findMembers(model, named)
  if (before.status === 'ENDED') model.refuse(4)
  if (typeof owner === 'number') model.requireActive(owner)
  const fields = { ...given, ...(owner === undefined ? {} : { owner_user_id: owner }) }
  const said = { turns: typed, among, owner, private: fields.private }
  const turns = decideTurns(model, said, before, membersOf(model, id))
  const live = findLive(model, id) ?? model.refuse(-1)
  const isNew = rule !== undefined && (rule.rule !== before.rule || rule.mode !== before.mode)
  const beginning = isNew
    ? { mode: rule.mode, rule: rule.rule, lead_days: rule.lead, start_date: model.today }
    : {}
  const after: Found = { ...before, ...beginning, ...season, ...fields }
  after.turns = turns
  if (turns !== 'FIXED') after.owner_user_id = null
  const done = occurrencesOf(model, id).filter(isDone).length
  if (after.times !== before.times && after.times !== null && Number(after.times) <= done) {
    model.refuse(2)
  }
  const was = date(live.occurrence_date) as CalendarDate
  const isStartGiven = fields.start_date !== undefined
  const day = newDate(model, { before, after, live, isStartGiven }) ?? model.refuse(2)
  requireMayBePrivate(model, before, after)
  requireMembers(model, among)
  if (!isRota(after)) saveMembers(model, id, [])
  else if (among) saveMembers(model, id, among)
  const changes: Row = {}
  for (const field of ['title', 'private'] as const) {
    if (before[field] !== after[field] && live[field] === before[field]) {
      changes[field] = after[field] ?? null
    }
  }
  if (live.starts_on === shownOn(getRoutine(model, id), was))
    changes.starts_on = shownOn(after, day)
  if (live.due_date === was) changes.due_date = day
  changes.occurrence_date = day
  const isSame = before.turns === turns && before.owner_user_id === after.owner_user_id
  if (!isSame || among || (live.due_date === was && day !== was)) {
    const due = changes.due_date ?? live.due_date ?? day
    const days = { due: String(due), day: model.today }
    Object.assign(changes, turnAgain(model, live, [before, after], days))
  }
  if (after.private && !before.private) {
    if (model.rows('daily_wins').some((win) => win.task_id === live.id)) model.refuse(4)
    if ({ ...live, ...changes }.owner_user_id !== after.owner_user_id) model.refuse(4)
  }
  model.set('tasks', live.id, changes)
  const { id: _, status, status_note, paused_until, ...row } = after
  model.set('routines', id, row)
}

function requireMayBePrivate(model: Model, before: Row, after: Row) {
  if (!after.private) return
  if (after.owner_user_id === null) model.refuse(4)
  if (before.private || before.owner_user_id === null) return
  if (before.owner_user_id !== model.viewer) model.refuse(4)
}

type Edit = {
  readonly before: Row
  readonly after: Row
  readonly live: Found
  readonly isStartGiven: boolean
}

/** The date of the live task of a routine that is edited. */
function newDate(
  model: Model,
  { before, after, live, isStartGiven }: Edit,
): CalendarDate | undefined {
  const planned = date(live.occurrence_date) as CalendarDate
  const isSame = (columns: readonly string[]) =>
    columns.every((column) => before[column] === after[column])
  if (isSame(scheduleColumns)) return planned
  const [schedule, progress] = [scheduleFor(model, after), progressOf(model, live)]
  if (firstDate(schedule) === undefined) return model.refuse(2)
  const paused = date(after.paused_until)
  if (isStartGiven && after.start_date !== before.start_date) {
    return dateFrom(schedule, toDay(latestOf(schedule.start, opensOn(progress), paused)))
  }
  if (!isSame(['mode', 'rule'])) {
    return nextInPause(schedule, nextAfterChange(schedule, progress), paused)
  }
  const isInTime = schedule.until === null || planned <= schedule.until
  if (isSame(['season_from', 'season_to'])) {
    return isInTime ? nextAfterAbsence(schedule, { planned }) : undefined
  }
  if (planned <= model.today && isInTime && isPossible(schedule, toDay(planned))) return planned
  const last = occurrencesOf(model, live.routine_id).at(-1) as Parameters<typeof nextAfterLast>[1]
  const found = nextAfterLast(schedule, last, progress)
  const from = latestOf(model.today, schedule.start, paused)
  return found && nextAfterResume(schedule, { planned: found }, from)
}

/** The date of a live task, if its routine had not been paused until a day. */
function plannedDate(model: Model, routine: Row, live: Found): CalendarDate {
  const planned = date(live.occurrence_date) as CalendarDate
  if (routine.paused_until === null) return planned
  const last = occurrencesOf(model, live.routine_id).at(-1)
  const time = last as Parameters<typeof nextAfterLast>[1]
  return nextAfterLast(scheduleFor(model, routine), time, progressOf(model, live)) ?? planned
}

function redate(model: Model, routine: Found, live: Found, from: CalendarDate, changes: Row) {
  const planned = plannedDate(model, routine, live)
  const day = nextAfterResume(scheduleFor(model, routine), { planned }, from) ?? model.refuse(4)
  if (Object.keys(changes).length === 1 && changes.paused_until === null) {
    if (routine.paused_until === null && day === live.occurrence_date) return
  }
  const { paused_until = null, ...fields } = changes
  redateLive(model, { ...routine, paused_until }, { ...live, ...fields }, day, fields)
}

/** Moves a live task to another date, when others may be away. */
function redateLive(
  model: Model,
  routine: Found,
  live: Found,
  day: CalendarDate,
  changes: Row = {},
) {
  const turn = turnAgain(model, live, [routine, routine], { due: day, day: model.today })
  const dates = datesOf(routine, Number(live.occurrence_number), day)
  model.set('tasks', live.id, { ...dates, ...turn, ...changes })
}

export function pause(model: Model, id: number, until: string | null | undefined, note?: string) {
  const before = asOfToday(model, model.routine(id))
  if (before.status === 'ENDED') model.refuse(4)
  const paused_until = until === undefined ? (before.paused_until ?? null) : until
  const status_note = note ?? (before.status_note as string | null)
  const isSame = before.status === 'PAUSED' && before.paused_until === paused_until
  if (isSame && before.status_note === status_note) return
  setStatus(model, id, { status: 'PAUSED', status_note, paused_until })
  const live = findLive(model, id) ?? model.refuse(-1)
  if (paused_until === null) {
    if (before.paused_until !== null) {
      redateLive(model, { ...before, paused_until: null }, live, plannedDate(model, before, live))
    }
    return model.moveAny(live.id, 'PAUSED', { note: status_note })
  }
  if (model.openWinOf(live.id)) model.refuse(4)
  const changes = { status: 'BACKLOG', status_note, paused_until }
  redate(model, before, live, paused_until as CalendarDate, changes)
}

export function resume(model: Model, id: number) {
  const before = asOfToday(model, model.routine(id))
  if (before.status === 'ENDED') model.refuse(4)
  if (before.status === 'ACTIVE') return
  setStatus(model, id, { status: 'ACTIVE' })
  const live = findLive(model, id) ?? model.refuse(-1)
  if (live.status === 'PAUSED') {
    model.moveAny(live.id, model.openWinOf(live.id) ? 'ACTIVE' : 'BACKLOG', {})
  } else if (live.status === 'BACKLOG' && live.status_note !== null) {
    model.set('tasks', live.id, { status_note: null })
  }
  const resumed = findLive(model, id) ?? model.refuse(-1)
  redate(model, before, resumed, model.today, { paused_until: null })
  if (isRota(before)) chooseAgain(model, [before], model.today)
}

export function end(model: Model, id: number, note: string | undefined) {
  const before = model.routine(id)
  if (before.status === 'ENDED' && note === undefined) return
  const live = findLive(model, id)
  if (live) {
    if (model.openWinOf(live.id)) model.refuse(4)
    model.set('tasks', live.id, { status: 'ABANDONED', status_note: note ?? null })
  }
  setStatus(model, id, { status: 'ENDED', status_note: note ?? null })
}

export function removeRoutine(model: Model, id: number) {
  model.routine(id)
  const tasks = model.rows('tasks').filter((task) => task.routine_id === id)
  if (occurrencesOf(model, id).some(isDone)) model.refuse(4)
  const isWon = (task: Found) => model.rows('daily_wins').some((win) => win.task_id === task.id)
  if (tasks.some(isWon)) model.refuse(4)
  for (const task of tasks) {
    if (!task.private || task.owner_user_id === model.viewer) model.remove('tasks', task.id)
  }
  model.remove('routines', id)
}

/** @returns the live tasks of the member in routines that stay, if the member's are deleted */
export function leaveRoutines(model: Model, user: number, tasks: string | undefined): Found[] {
  const owned = model.rows('routines').filter((routine) => routine.owner_user_id === user)
  for (const { id, private: hidden } of owned) {
    if (tasks === 'delete' || hidden) model.remove('routines', id)
    else if (tasks === undefined || tasks === 'keep') {
      model.set('routines', id, { turns: 'NONE' })
      model.set('routines', id, { owner_user_id: null })
    } else model.set('routines', id, { owner_user_id: model.user(tasks) })
  }
  const own = model.rows('tasks').filter((task) => task.owner_user_id === user)
  const deleted = own.filter((task) => tasks === 'delete' || task.private)
  return deleted.filter((task) => task.routine_id !== null && isOpen(task))
}

export function replaceLive(model: Model, deleted: readonly Found[]) {
  for (const task of deleted) {
    const routine = getRoutine(model, task.routine_id)
    const [number, uuid] = [Number(task.occurrence_number), String(task.uuid)]
    const planned = date(task.occurrence_date) as CalendarDate
    addLive(model, routine, { number, date: planned, uuid, day: model.today })
  }
}

/** Moves the live tasks that are planned while everybody is away. */
export function moveAway(model: Model, absence: Row) {
  const { from, until } = spanOf(absence)
  for (const { routine, live } of listLive(model)) {
    const planned = date(live.occurrence_date) as CalendarDate
    if (planned < from || planned > until || model.openWinOf(live.id)) continue
    const day = nextAfterAbsence(scheduleFor(model, routine), { planned })
    if (day !== undefined) moveTo(model, routine, live, day)
    else {
      model.set('tasks', live.id, { status: 'ABANDONED', status_note: null })
      setStatus(model, routine.id, { status: 'ENDED' })
    }
  }
}

/** Gives the live tasks that an absence of everybody moved their dates back. */
export function moveBack(model: Model, absence: Row) {
  const span = spanOf(absence)
  for (const { routine, live } of listLive(model)) {
    if (String(live.occurrence_date) <= span.until || model.openWinOf(live.id)) continue
    const last = occurrencesOf(model, routine.id).at(-1)
    const standing = {
      progress: progressOf(model, live),
      last: last as Parameters<typeof nextAfterLast>[1],
      pausedUntil: date(routine.paused_until),
    }
    const day = nextAfterReturn(scheduleFor(model, routine), span, standing)
    if (day !== live.occurrence_date) moveTo(model, routine, live, day)
  }
}

function listLive(model: Model): readonly { readonly routine: Found; readonly live: Found }[] {
  return model.rows('routines').flatMap((routine) => {
    const live = routine.status === 'ENDED' ? undefined : findLive(model, routine.id)
    return live === undefined ? [] : [{ routine, live }]
  })
}

/** A task that nobody has changed counts as added anew. */
function moveTo(model: Model, routine: Found, live: Found, day: CalendarDate) {
  const was = date(live.occurrence_date) as CalendarDate
  model.set('tasks', live.id, {
    occurrence_date: day,
    ...(live.due_date === was ? { due_date: day } : {}),
    ...(live.starts_on === shownOn(routine, was) ? { starts_on: shownOn(routine, day) } : {}),
    ...(model.isTouched(live.id) ? {} : { created_at: model.now }),
  })
}
