import { addDays, type CalendarDate } from '../../src/domain/time.ts'
import type { Model, Row } from './household.ts'

// Whose turn it is, and why, counted anew from the rows each time, as docs/turns.md says it.

type Found = Row & { id: number }

/** For when a turn is chosen, and when. */
export type TurnDays = { readonly due: string; readonly day: string }

const points: Record<string, number> = { TINY: 1, SMALL: 4, MEDIUM: 16, COMPLEX: 64 }

const isOpen = (task: Row) => task.status !== 'DONE' && task.status !== 'ABANDONED'
export const isRota = ({ turns }: Row) => turns === 'ROTATE' || turns === 'LEAST'

type Reason = {
  readonly mode: string
  readonly because: string
  readonly user: string | null
  readonly others: readonly { readonly user_id: number }[]
}

export function reasonOf({ turn_reason }: Row): Reason | null {
  return turn_reason == null ? null : JSON.parse(String(turn_reason))
}

/** A reason as JSON shows it: members by name, and not by number. */
export function shownReason(task: Row): unknown {
  return JSON.parse(JSON.stringify(reasonOf(task)), (key, value) =>
    key === 'user_id' ? undefined : value,
  )
}

/** Whether somebody took a task, or gave it to somebody. */
export function isSettled(task: Row): boolean {
  const because = reasonOf(task)?.because
  return because === 'TAKEN' || because === 'ASSIGNED'
}

const nameOf = (model: Model, user: Row[string] | undefined) =>
  user == null ? null : (model.tables.users.get(Number(user))?.name ?? null)

/** The ids of the members of a rota, in its order. */
export function membersOf(model: Model, routine: number): readonly number[] {
  return placesOf(model, routine).map(({ user_id }) => Number(user_id))
}

function placesOf(model: Model, routine: number): readonly Found[] {
  const places = model.rows('routine_members').filter((place) => place.routine_id === routine)
  return places.toSorted((a, b) => Number(a.position) - Number(b.position))
}

/** Replaces a rota as a whole, if it changes. */
export function saveMembers(model: Model, routine: number, members: readonly number[]): void {
  const places = placesOf(model, routine)
  if (String(members) === String(membersOf(model, routine))) return
  for (const { id } of places.toSorted((a, b) => a.id - b.id)) model.remove('routine_members', id)
  members.forEach((user_id, index) => {
    model.add('routine_members', { routine_id: routine, user_id, position: index + 1 })
  })
}

function isAway(model: Model, user: number, day: string): boolean {
  return model.rows('absences').some(({ user_id, from_date, until_date }) => {
    const isOwn = user_id === null || user_id === user
    return isOwn && String(from_date) <= day && day <= String(until_date)
  })
}

/** The latest turn that a member used. */
function lastUsed(model: Model, routine: number, user: number) {
  const times = model.rows('occurrences').filter(({ routine_id }) => routine_id === routine)
  const done = times
    .filter((time) => time.outcome === 'DONE' && time.completed_by_user_id === user)
    .map((time) => ({ last: String(time.on_date), isMissed: false }))
  const missed = times
    .filter((time) => time.outcome === 'MISSED' && time.turn_user_id === user)
    .map((time) => ({ last: String(time.date), isMissed: true }))
  const used = [...missed, ...done].toSorted((a, b) => a.last.localeCompare(b.last))
  return used.at(-1)
}

/** What a member did lately and has to do soon, and for how many days it counts. */
function loadOf(model: Model, user: number, day: string, live: number | undefined) {
  const first = addDays(day as CalendarDate, -27)
  let sum = 0
  for (const task of model.rows('tasks')) {
    if (task.private || task.id === live) continue
    const on = task.completed_on
    const doer = task.completed_by_user_id ?? task.owner_user_id
    const isDone = on !== null && String(on) >= first && String(on) <= day && doer === user
    const isDueSoon = String(task.due_date ?? '9') <= addDays(day as CalendarDate, 7)
    const isToDo = isOpen(task) && isDueSoon && task.owner_user_id === user
    if (isDone || isToDo) sum += points[String(task.effort)] ?? 0
  }
  const joined = String(model.tables.users.get(user)?.created_at).slice(0, 10)
  const days = Array.from({ length: 28 }, (_, index) => addDays(first, index))
  const present = days.filter((each) => each >= joined && !isAway(model, user, each))
  return { sum, days: Math.max(7, present.length) }
}

type Choice = TurnDays & {
  readonly live?: Row | undefined
  /** Whether its owner keeps the turn. */
  readonly isKept?: boolean
}

const turn = (owner_user_id: number | null, reason: object | null): Row => ({
  owner_user_id,
  turn_reason: reason && JSON.stringify(reason),
})

/** A turn that no rota decided. */
export function plainTurn(model: Model, routine: Row, user: number | null, because: string): Row {
  const name = nameOf(model, user)
  const named = { user: name, user_id: user }
  return turn(user, { mode: routine.turns, because, ...named, last: null, others: [] })
}

/** Whose turn a time of a routine is. */
export function chooseTurn(model: Model, routine: Found, choice: Choice): Row {
  const { due, live, isKept } = choice
  const kept = isKept && typeof live?.owner_user_id === 'number' ? live.owner_user_id : undefined
  if (isRota(routine)) return chooseOfRota(model, routine, choice, kept)
  const owner = routine.turns === 'FIXED' ? Number(routine.owner_user_id) : undefined
  if (kept !== undefined && kept !== owner) {
    return plainTurn(model, routine, kept, 'SKIPPED_LAST_TIME')
  }
  if (owner === undefined) return turn(null, null)
  return plainTurn(model, routine, owner, isAway(model, owner, due) ? 'FIXED_BUT_AWAY' : 'FIXED')
}

function chooseOfRota(
  model: Model,
  routine: Found,
  { due, day, live }: Choice,
  kept: number | undefined,
): Row {
  const own = typeof live?.id === 'number' ? live.id : undefined
  const members = membersOf(model, routine.id)
    .filter((user) => model.tables.users.get(user)?.active)
    .map((user) => ({
      user,
      name: nameOf(model, user),
      isHere: !isAway(model, user, due),
      used: lastUsed(model, routine.id, user),
      load: loadOf(model, user, day, own),
    }))
  const isLeast = routine.turns === 'LEAST'
  const here = members.filter(({ isHere }) => isHere)
  const keeper = here.find(({ user }) => user === kept)
  const chosen = keeper ?? here.toSorted(isLeast ? byLoad : byUse)[0]
  const find = () => {
    if (keeper) return 'SKIPPED_LAST_TIME'
    if (members.length === 0) return 'NOBODY_LEFT'
    if (!chosen) return 'ALL_AWAY'
    if (members.length === 1) return 'ONLY_MEMBER'
    if (here.length === 1) return 'ONLY_ONE_HERE'
    if (isLeast) return 'LEAST_EFFORT'
    return chosen.used ? 'LONGEST_AGO' : 'NEVER_YET'
  }
  const because = find()
  const facts = chosen
    ? factsOf(chosen, because)
    : ({ user: null, user_id: null, last: null } as const)
  const others = members.filter((member) => member !== chosen)
  const reason = { mode: routine.turns, because, ...facts }
  return turn(facts.user_id, { ...reason, others: others.map((each) => factsOf(each, because)) })
}

type Member = {
  readonly user: number
  readonly name: Row[string]
  readonly isHere: boolean
  readonly used: ReturnType<typeof lastUsed>
  readonly load: ReturnType<typeof loadOf>
}

const byUse = (a: Member, b: Member) => (a.used?.last ?? '').localeCompare(b.used?.last ?? '')

const byLoad = (a: Member, b: Member) =>
  a.load.sum * b.load.days - b.load.sum * a.load.days || byUse(a, b)

const factsOf = ({ user, name, used, isHere, load }: Member, because: string) => ({
  user: name,
  user_id: user,
  last: used?.last ?? null,
  ...(used?.isMissed ? { missed: true } : {}),
  ...(isHere ? {} : { away: true }),
  ...(because === 'LEAST_EFFORT'
    ? { score: Math.round((load.sum / load.days) * 1000) / 1000 }
    : {}),
})

/** Whether the routine, and no person, decided whose turn a task is, and nobody has begun it. */
function isChosen(live: Row, routine: Row): boolean {
  if (live.status !== 'BACKLOG' || isSettled(live)) return false
  return live.turn_reason !== null || live.owner_user_id === routine.owner_user_id
}

const isSkipped = (live: Row) => reasonOf(live)?.because === 'SKIPPED_LAST_TIME'

/** The same member for the same cause, and rota: then the facts stay as they were. */
function isSame(live: Row, chosen: Row): boolean {
  const [one, other] = [reasonOf(live), reasonOf(chosen)]
  return (
    live.owner_user_id === chosen.owner_user_id &&
    one?.mode === other?.mode &&
    one?.because === other?.because &&
    one?.user === other?.user &&
    othersIn(one) === othersIn(other)
  )
}

const othersIn = (reason: ReturnType<typeof reasonOf>) =>
  reason?.others.map(({ user_id }) => user_id).join()

/** What changes in a live task whose date or routine changes. */
export function turnAgain(
  model: Model,
  live: Row,
  [before, after]: readonly [Row, Found],
  days: TurnDays,
): Row {
  // Who owns a routine alone owns its task, however far it has come.
  const status = isRota(before) || isRota(after) ? live.status : 'BACKLOG'
  if (!isChosen({ ...live, status: status ?? null }, before)) return {}
  if (before.turns === 'NONE' && after.turns === 'NONE') return {}
  const chosen = chooseTurn(model, after, { ...days, live, isKept: isSkipped(live) })
  return isSame(live, chosen) ? {} : chosen
}

/** Chooses the turns of these routines again, or of all. */
export function chooseAgain(model: Model, routines: readonly Found[], day: string): void {
  const dueOf = ({ due_date, occurrence_date }: Row) => String(due_date ?? occurrence_date)
  const tasks = model
    .rows('tasks')
    .filter(isOpen)
    .toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)) || a.id - b.id)
  for (const live of tasks) {
    const routine = routines.find(({ id }) => id === live.routine_id)
    if (!routine || routine.status === 'ENDED' || routine.turns === 'NONE') continue
    if (!isChosen(live, routine)) continue
    const choice = { due: dueOf(live), day, live, isKept: isSkipped(live) }
    const chosen = chooseTurn(model, routine, choice)
    if (isSame(live, chosen)) continue
    const isAddedAnew = chosen.owner_user_id !== live.owner_user_id && !model.isTouched(live.id)
    model.set('tasks', live.id, { ...chosen, ...(isAddedAnew ? { created_at: model.now } : {}) })
    if (isAddedAnew) model.remake(live.id)
  }
}

/** Takes a member out of every rota. */
export function leaveRotas(model: Model, user: number): void {
  const places = model.rows('routine_members').filter((place) => place.user_id === user)
  for (const { id } of places) model.remove('routine_members', id)
  if (places.length > 0) chooseAgain(model, model.rows('routines').filter(isRota), model.today)
}

/** What a person says of the turns of a routine. */
export type SaidTurns = {
  readonly turns?: string | undefined
  /** The members who take turns. */
  readonly among?: readonly unknown[] | undefined
  readonly owner?: unknown
  readonly private?: boolean | undefined
}

/** The turns of a routine that is added or edited, or a refusal. */
export function decideTurns(
  model: Model,
  said: SaidTurns,
  before?: Row,
  stored: readonly unknown[] = [],
): string {
  const isPrivate = said.private ?? before?.private ?? false
  const owner = said.owner === undefined ? before?.owner_user_id : said.owner
  const meant = () => {
    if (before && isRota(before)) return String(before.turns)
    if (said.among) return 'ROTATE'
    return owner == null ? 'NONE' : 'FIXED'
  }
  const turns = said.turns ?? meant()
  if (isRota({ turns })) {
    if (said.owner != null) model.refuse(2)
    const isNew = said.among !== undefined || before?.turns !== turns
    if (isNew && (said.among ?? stored).length < 2) model.refuse(2)
    if (isPrivate) model.refuse(4)
    return turns
  }
  if (said.among !== undefined) model.refuse(2)
  if (turns === 'FIXED' && owner == null && !isPrivate) model.refuse(2)
  if (said.turns === 'NONE' && (said.owner != null || isPrivate)) model.refuse(2)
  return turns
}
