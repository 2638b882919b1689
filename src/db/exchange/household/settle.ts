import { isOpen } from '../../../domain/task-status.ts'
import { isOpenWin } from '../../../domain/win.ts'
import type { Row } from '../../../exchange/jsonl/rows.ts'
import { type Entry, isApplied } from './entry.ts'
import type { Here, OpenTask } from './here.ts'
import type { Plan } from './plan.ts'

// What must hold between several rows when the file is imported. Where rows of the file and rows
// here do not fit together, those here are kept; where rows of the file do not fit together, that
// is a fault. Both may be the reason for more of them, so all of it is looked at until nothing
// changes.

/** Leaves out the rows that do not fit together with others. */
export function settle(plan: Plan, here: Here): void {
  const settling = new Settling(plan, here)
  while (settling.leaveOut()) {
    // Each round leaves out a row at least, so there is a last one.
  }
}

/** What a file does to a routine. */
type Unit = {
  routine: Entry<'routine'> | undefined
  readonly tasks: Entry<'task'>[]
  readonly times: Entry<'occurrence'>[]
}

class Settling {
  readonly #plan: Plan
  readonly #here: Here
  readonly #tasks: ReadonlyMap<string, Entry<'task'>>
  readonly #units = new Map<string, Unit>()
  #isChanged = false

  constructor(plan: Plan, here: Here) {
    this.#plan = plan
    this.#here = here
    const { routine, task, occurrence } = plan.entries
    this.#tasks = new Map(task.map((entry) => [entry.row.uuid, entry]))
    for (const entry of routine) this.#unitOf(entry.row.uuid).routine = entry
    for (const entry of task) {
      if (entry.row.routine_uuid !== null) this.#unitOf(entry.row.routine_uuid).tasks.push(entry)
    }
    for (const entry of occurrence) this.#unitOf(entry.row.routine_uuid).times.push(entry)
  }

  #unitOf(routine: string): Unit {
    const unit = this.#units.get(routine) ?? { routine: undefined, tasks: [], times: [] }
    this.#units.set(routine, unit)
    return unit
  }

  /** @returns whether there was a row to be left out */
  leaveOut(): boolean {
    this.#isChanged = false
    for (const [uuid, unit] of this.#units) this.#settleRoutine(uuid, unit)
    this.#settleReferences()
    this.#settleWins()
    this.#settleAbsences()
    return this.#isChanged
  }

  /** A routine that has not ended has one open task, with a number after those that are over. */
  #settleRoutine(uuid: string, unit: Unit): void {
    const { routine, tasks, times } = unit
    const entries: readonly Entry[] = [...(routine ? [routine] : []), ...tasks, ...times]
    const applied = entries.filter(isApplied)
    const fault = applied.length === 0 ? undefined : this.#faultIn(uuid, unit)
    if (fault === undefined) return
    if (routine?.fate === 'add') this.#refuse(fault.entry ?? routine, fault.message)
    else for (const entry of applied) this.#leave(entry)
  }

  #faultIn(uuid: string, { routine, tasks, times }: Unit) {
    const changed = tasks.filter(isApplied)
    const replaced = new Set(changed.map(({ row }) => row.uuid))
    const opened = changed.filter(({ row }) => isOpen(row.status))
    const kept = (this.#here.open.get(uuid) ?? []).filter((task) => !replaced.has(task.uuid))
    const [first, second] = opened
    const entry = second ?? first ?? changed[0]
    const open: readonly OpenTask[] = [
      ...kept,
      ...opened.map(({ row }) => ({ uuid: row.uuid, number: row.occurrence_number })),
    ]
    const title = entry?.row.title ?? ''
    if (open.length > 1) {
      return { entry, message: `The routine of “${title}” has another open task.` }
    }
    const isEnded = this.#routineRow(uuid, routine)?.status === 'ENDED'
    if (open.length > 0 && isEnded) {
      return { entry, message: `“${title}” is open, but its routine has ended.` }
    }
    const isOpenThere = tasks.some(({ row, fate }) => fate !== 'faulty' && isOpen(row.status))
    if (open.length === 0 && !isEnded && isOpenThere) {
      return { entry, message: `The routine of “${title}” has no open task.` }
    }
    let last = this.#here.last.get(uuid) ?? 0
    for (const { row } of times.filter(isApplied)) last = Math.max(last, row.number)
    const [live] = open
    if (live === undefined || (live.number !== null && live.number > last)) return undefined
    return { entry, message: `The number of “${title}” is that of a time that is over.` }
  }

  #routineRow(uuid: string, entry: Entry<'routine'> | undefined): Row<'routine'> | undefined {
    if (entry && isApplied(entry)) return entry.row
    return this.#here.rows.routine.get(`routine/${uuid}`)?.[0]?.row
  }

  /**
   * A row needs what it is of, which may have been deleted here; a time can do without its task.
   */
  #settleReferences(): void {
    const { win, note, occurrence } = this.#plan.entries
    for (const [uuid, { routine, tasks, times }] of this.#units) {
      if (this.#routineRow(uuid, routine) !== undefined) continue
      for (const entry of [...tasks, ...times].filter(isApplied)) this.#leave(entry)
    }
    for (const entry of [...win, ...note].filter(isApplied)) {
      if (this.#taskRow(entry.row.task_uuid) !== undefined) continue
      const isFaulty = this.#tasks.get(entry.row.task_uuid)?.fate === 'faulty'
      if (isFaulty) this.#refuse(entry, 'Its task cannot be imported.')
      else this.#leave(entry)
    }
    for (const entry of occurrence.filter(isApplied)) {
      const { row } = entry
      if (row.task_uuid === null || this.#taskRow(row.task_uuid) !== undefined) continue
      entry.row = { ...row, task_uuid: null }
    }
  }

  /** The row of a task as it will be. */
  #taskRow(uuid: string): Row<'task'> | undefined {
    const entry = this.#tasks.get(uuid)
    if (entry && isApplied(entry)) return entry.row
    return this.#here.rows.task.get(`task/${uuid}`)?.[0]?.row
  }

  /** A win has a task that everybody sees; while it is open, both have the same status. */
  #settleWins(): void {
    const applied = this.#plan.entries.win.filter(isApplied)
    const dates = new Set(applied.map(({ row }) => row.date))
    const kept = [...this.#here.rows.win.values()].flat().filter(({ row }) => !dates.has(row.date))
    const picked = new Set(kept.flatMap(({ row }) => (isOpenWin(row) ? row.task_uuid : [])))
    for (const { row } of kept) {
      const task = this.#tasks.get(row.task_uuid)
      if (task && isApplied(task) && whyUnfit(row, task.row) !== undefined) this.#leave(task)
    }
    for (const entry of applied) {
      const { row } = entry
      const task = this.#taskRow(row.task_uuid)
      if (task === undefined) continue
      const isSecond = isOpenWin(row) && picked.has(row.task_uuid)
      if (isOpenWin(row)) picked.add(row.task_uuid)
      const reason = whyUnfit(row, task) ?? (isSecond ? `is already an open Daily Win` : undefined)
      if (reason === undefined) continue
      const isNew = this.#tasks.get(row.task_uuid)?.fate === 'add'
      if (isNew) this.#refuse(entry, `“${task.title}” ${reason}.`)
      else this.#leave(entry)
    }
  }

  /** A member is away only once on a day, and so is everybody. */
  #settleAbsences(): void {
    const applied = this.#plan.entries.absence.filter(isApplied)
    const changed = new Set(applied.map(({ here }) => here?.id))
    const kept = [...this.#here.rows.absence.values()].flat().filter(({ id }) => !changed.has(id))
    const all: readonly Away[] = [...kept.map(({ row }) => ({ row })), ...applied]
    for (const own of Map.groupBy(all, ({ row }) => row.user_uuid).values()) {
      let last: Away | undefined
      for (const away of own.toSorted((a, b) => compare(a.row.from_date, b.row.from_date))) {
        if (last !== undefined && last.row.until_date >= away.row.from_date) {
          this.#separate(last, away)
        }
        if (last === undefined || away.row.until_date > last.row.until_date) last = away
      }
    }
  }

  #separate(...aways: readonly Away[]): void {
    const entries = aways.filter((away) => 'fate' in away && isApplied(away)) as Entry<'absence'>[]
    const [first, second] = entries
    if (first && second) this.#refuse(second, 'The same days are on another line.')
    else if (first) this.#leave(first)
  }

  /** Keeps what is here. */
  #leave(entry: Entry): void {
    entry.fate = entry.fate === 'add' ? 'lost' : 'kept'
    this.#isChanged = true
  }

  #refuse(entry: Entry, message: string): void {
    entry.fate = 'faulty'
    this.#plan.findings.fault(entry.line, message)
    this.#isChanged = true
  }
}

/** An absence here, or one of the file. */
type Away = { readonly row: Row<'absence'> } | Entry<'absence'>

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** Why a task cannot have a win. */
function whyUnfit(win: Row<'win'>, task: Row<'task'>): string | undefined {
  if (task.private) return 'is private and cannot be a Daily Win'
  if (!isOpenWin(win) || win.status === task.status) return undefined
  return `is ${task.status.toLowerCase()}, but its Daily Win is ${win.status.toLowerCase()}`
}
