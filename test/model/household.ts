import { isRestDay, type RestSpan } from '../../src/domain/rest.ts'
import { requireTimely, type SetRestDays } from '../../src/domain/rest-day.ts'
import { addDays, type CalendarDate } from '../../src/domain/time.ts'
import type { Step } from './commands.ts'
import {
  correct,
  findLive,
  followDone,
  followReopen,
  leaveRoutines,
  moveAway,
  moveBack,
  replaceLive,
  requireOpened,
} from './routines.ts'
import { chooseAgain, chooseTurn, isSettled, leaveRotas, plainTurn, reasonOf } from './turns.ts'

// The household as a plain value, with the rules of the specification written down once more: what
// the program is compared with. It shares no code with it but the arithmetic of dates.

export type Row = Record<string, string | number | boolean | null>
export type Table =
  | 'users'
  | 'categories'
  | 'routines'
  | 'routine_members'
  | 'tasks'
  | 'daily_wins'
  | 'occurrences'
  | 'absences'
  | 'rest_days'

/** What a command did to one row: of a change only the columns that differ. */
type Change = {
  readonly table: Table
  readonly id: number
  readonly before: Row | null
  readonly after: Row | null
  readonly privateTo: number | null
  closedTo: number | null
}

type Found = Row & { id: number }

type Done = {
  readonly by: number | null
  readonly kind: 'command' | 'undo' | 'redo'
  readonly changes: readonly Change[]
  /** The undo that stands. */
  undone: Done | undefined
  /** The redo that came last. */
  revived?: Done | undefined
}

/** Thrown for a command that is refused: the exit code. */
export class Refused extends Error {
  readonly code: number

  constructor(code: number) {
    super(`exit ${code}`)
    this.code = code
  }
}

const refuse = (code: number): never => {
  throw new Refused(code)
}

const moves: Record<string, readonly string[]> = {
  BACKLOG: ['ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'],
  ACTIVE: ['BACKLOG', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'],
  PAUSED: ['BACKLOG', 'ACTIVE', 'BLOCKED', 'DONE', 'ABANDONED'],
  BLOCKED: ['BACKLOG', 'ACTIVE', 'PAUSED', 'DONE', 'ABANDONED'],
  DONE: ['BACKLOG', 'ACTIVE'],
  ABANDONED: ['BACKLOG'],
}

/** Where a column that refers to a row leads. */
const references: readonly (readonly [from: Table, column: string, to: Table])[] = [
  ['tasks', 'owner_user_id', 'users'],
  ['tasks', 'completed_by_user_id', 'users'],
  ['daily_wins', 'selected_by_user_id', 'users'],
  ['daily_wins', 'completed_by_user_id', 'users'],
  ['routines', 'owner_user_id', 'users'],
  ['occurrences', 'turn_user_id', 'users'],
  ['occurrences', 'completed_by_user_id', 'users'],
  ['tasks', 'category_id', 'categories'],
  ['tasks', 'routine_id', 'routines'],
  ['occurrences', 'routine_id', 'routines'],
  ['routine_members', 'routine_id', 'routines'],
  ['routine_members', 'user_id', 'users'],
  ['daily_wins', 'task_id', 'tasks'],
  ['occurrences', 'task_id', 'tasks'],
  ['absences', 'user_id', 'users'],
  ['rest_days', 'set_by_user_id', 'users'],
]

/** What no two rows of a table have alike. */
const unique: Record<Table, readonly (readonly string[])[]> = {
  users: [['name']],
  categories: [['name']],
  routines: [],
  routine_members: [
    ['routine_id', 'user_id'],
    ['routine_id', 'position'],
  ],
  tasks: [['uuid']],
  daily_wins: [['date']],
  occurrences: [['routine_id', 'number']],
  absences: [],
  rest_days: [],
}

/** A change of these columns of a routine leaves its live task as it is. */
const looseColumns = ['owner_user_id', 'turns']

/** How a task is moved: with a note, or when and by whom it was done. */
type Doing = {
  readonly note?: string | null | undefined
  readonly on?: string
  readonly by?: number
  readonly isEarly?: boolean
}

const isOpen = (task: Row) => task.status !== 'DONE' && task.status !== 'ABANDONED'

export class Model {
  readonly tables: Record<Table, Map<number, Row>> = {
    users: new Map(),
    categories: new Map(),
    routines: new Map(),
    routine_members: new Map(),
    tasks: new Map(),
    daily_wins: new Map(),
    occurrences: new Map(),
    absences: new Map(),
    rest_days: new Map(),
  }
  readonly #last: Record<Table, number> = {
    users: 0,
    categories: 0,
    routines: 0,
    routine_members: 0,
    tasks: 0,
    daily_wins: 0,
    occurrences: 0,
    absences: 0,
    rest_days: 0,
  }
  #done: Done[] = []
  #changes: Change[] = []
  now = ''
  /** The UUIDs of what a command adds. */
  nextUuid = (): string => ''
  readonly refuse = refuse
  viewer: number | null = null
  /** Who logged in, and may have been deleted since. */
  login: number | null = null

  /** The member who is logged in. */
  get member(): number | null {
    return this.login !== null && this.tables.users.has(this.login) ? this.login : null
  }

  get today(): CalendarDate {
    return this.now.slice(0, 10) as CalendarDate
  }

  /** Runs a command: all of it, or, with its exit code, nothing. */
  run({ as, read, work }: Step, now: string): number {
    const [before, last, done] = [structuredClone(this.tables), { ...this.#last }, [...this.#done]]
    const undone = done.map(({ undone, revived }) => ({ undone, revived }))
    const closed = done.flatMap((each) => each.changes).map((each) => each.closedTo)
    this.now = now
    this.#changes = []
    try {
      read?.(this)
      this.viewer = as === undefined ? this.member : this.user(as)
      work(this)
      this.#close('command', this.#changes)
      return 0
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      Object.assign(this.tables, before)
      // A file keeps no number of what it took back.
      Object.assign(this.#last, last)
      this.#done = done
      done.forEach((each, index) => {
        Object.assign(each, undone[index])
      })
      done
        .flatMap((each) => each.changes)
        .forEach((each, index) => {
          each.closedTo = closed[index] ?? null
        })
      return error.code
    }
  }

  #close(kind: Done['kind'], changes: readonly Change[]): Done | undefined {
    if (changes.length === 0) return undefined
    const done: Done = { by: this.viewer, kind, changes, undone: undefined }
    this.#done.push(done)
    return done
  }

  // Rows.

  rows(table: Table): (Row & { id: number })[] {
    return [...this.tables[table]].map(([id, row]) => ({ id, ...row })).sort((a, b) => a.id - b.id)
  }

  add(table: Table, row: Row, id = this.#last[table] + 1): number {
    this.#last[table] = Math.max(this.#last[table], id)
    this.tables[table].set(id, row)
    if (table === 'tasks' && row.made === undefined) this.remake(id)
    this.#record(table, id, null, this.tables[table].get(id) ?? row)
    return id
  }

  set(table: Table, id: number, changes: Row): void {
    const before = this.tables[table].get(id) ?? refuse(-1)
    const columns = Object.keys(changes).filter((column) => before[column] !== changes[column])
    this.tables[table].set(id, { ...before, ...changes })
    if (columns.length === 0) return
    if (table === 'tasks' && columns.includes('created_at')) this.remake(id)
    const after = { ...before, ...changes }
    const only = (row: Row) =>
      Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
    const owner = this.#ownerOf(table, after) ?? this.#ownerOf(table, before)
    this.#record(table, id, only(before), only(after), owner)
    if (ownerOf(before) !== ownerOf(after)) this.#closeTo(ownerOf(after), table, id)
  }

  /** Whose alone a row is. The times and the rota of a routine are as private as the routine. */
  #ownerOf(table: Table, row: Row): number | null {
    if (table !== 'occurrences' && table !== 'routine_members') return ownerOf(row)
    return ownerOf(this.tables.routines.get(Number(row.routine_id)) ?? {})
  }

  /** Shows what was recorded of a row, and of what belongs to it, to its owner alone. */
  #closeTo(owner: number | null, table: Table, id: number): void {
    const all = [...this.#done.flatMap((done) => done.changes), ...this.#changes]
    const [others, column] =
      table === 'tasks'
        ? [['daily_wins'], 'task_id']
        : [['occurrences', 'routine_members'], 'routine_id']
    const referring = all.filter(
      (change) => others.includes(change.table) && (change.after ?? change.before)?.[column] === id,
    )
    for (const change of all) {
      const isOfRow = change.table === table && change.id === id
      const isOfOther = referring.some(
        (each) => each.table === change.table && each.id === change.id,
      )
      if (isOfRow || isOfOther) change.closedTo = owner
    }
  }

  /** Whether a task differs from what its routine added, other than in why it is whose turn. */
  isTouched(task: number): boolean {
    const row = this.tables.tasks.get(task) ?? refuse(-1)
    return row.made !== asMade(row)
  }

  /** Has a task as it is count as what its routine added. */
  remake(task: number): void {
    const row = this.tables.tasks.get(task) ?? refuse(-1)
    this.tables.tasks.set(task, { ...row, made: asMade(row) })
  }

  remove(table: Table, id: number): void {
    const row = this.tables[table].get(id) ?? refuse(-1)
    for (const [from, column, to] of references) {
      if (to !== table) continue
      for (const each of this.rows(from)) {
        if (each[column] !== id) continue
        const isDeleted = from === 'absences' || from === 'routine_members'
        const isOfRoutine = from === 'occurrences' && to === 'routines'
        if (isDeleted || isOfRoutine) this.remove(from, each.id)
        else this.set(from, each.id, { [column]: null })
      }
    }
    this.tables[table].delete(id)
    this.#record(table, id, row, null)
  }

  #record(table: Table, id: number, before: Row | null, after: Row | null, owner?: number | null) {
    const privateTo = owner === undefined ? this.#ownerOf(table, after ?? before ?? {}) : owner
    this.#changes.push({ table, id, before, after, privateTo, closedTo: null })
  }

  // What is named.

  user(name: string): number {
    return this.rows('users').find((user) => user.name === name)?.id ?? refuse(3)
  }

  category(name: string): number {
    return this.rows('categories').find((category) => category.name === name)?.id ?? refuse(3)
  }

  task(id: number): Row & { id: number } {
    const task = this.tables.tasks.get(id)
    const owner = task && ownerOf(task)
    if (!task || (owner !== null && owner !== this.viewer)) return refuse(3)
    return { id, ...task }
  }

  routine(id: number): Row & { id: number } {
    const routine = this.tables.routines.get(id)
    const owner = routine && ownerOf(routine)
    if (!routine || (owner !== null && owner !== this.viewer)) return refuse(3)
    return { id, ...routine }
  }

  requireActive(user: number): void {
    if (!this.tables.users.get(user)?.active) refuse(4)
  }

  // Tasks.

  /** What every task here has alike. */
  readonly template: Row = {
    description: null,
    domain: 'FOOD',
    effort: 'TINY',
    definition_of_done: 'Eaten',
    materials_needed: null,
    category_id: null,
    priority: 'MEDIUM',
  }

  addTask(row: Row): number {
    return this.add('tasks', {
      ...this.template,
      due_date: null,
      private: false,
      status: 'BACKLOG',
      status_note: null,
      completed_at: null,
      completed_on: null,
      completed_by_user_id: null,
      routine_id: null,
      occurrence_number: null,
      occurrence_date: null,
      starts_on: null,
      turn_reason: null,
      created_at: this.now,
      ...row,
    })
  }

  edit(id: number, changes: Row): void {
    const before = this.task(id)
    const isLive = before.routine_id !== null && isOpen(before)
    if (typeof changes.owner_user_id === 'number') this.requireActive(changes.owner_user_id)
    const after: Row = { ...before, ...changes }
    if (isLive && after.private !== before.private) refuse(4)
    if (isLive && after.private && after.owner_user_id !== before.owner_user_id) refuse(4)
    if (after.private) {
      if (after.owner_user_id === null) refuse(4)
      const isOthers = before.owner_user_id !== null && before.owner_user_id !== this.viewer
      if (!before.private && isOthers) refuse(4)
      if (this.rows('daily_wins').some((win) => win.task_id === id)) refuse(4)
    }
    const earlier = isLive ? shownEarlier(before, changes.due_date) : {}
    const owner = changes.owner_user_id
    const isAssigned = isLive && owner !== undefined && owner !== before.owner_user_id
    const turn = isAssigned ? this.#settledTurn(before, owner, 'ASSIGNED') : {}
    this.set('tasks', id, { ...earlier, ...turn, ...changes })
  }

  #settledTurn({ routine_id }: Row, owner: Row[string], because: string): Row {
    const routine = this.tables.routines.get(Number(routine_id)) ?? refuse(-1)
    return plainTurn(this, routine, owner === null ? null : Number(owner), because)
  }

  /** Makes who acts the owner of an open task. */
  take(id: number): void {
    const [task, member] = [this.task(id), this.viewer ?? refuse(2)]
    if (!isOpen(task)) refuse(4)
    const turn = task.routine_id === null ? {} : this.#settledTurn(task, member, 'TAKEN')
    const after = { owner_user_id: member, ...turn }
    if (Object.entries(after).every(([column, value]) => task[column] === value)) return
    this.edit(id, after)
  }

  /** Corrects who did a task and when, with its win and its routine. */
  correct(id: number, { title, ...credit }: Row): void {
    const task = this.task(id)
    if (task.status !== 'DONE') refuse(4)
    if (title !== undefined) this.edit(id, { title })
    this.set('tasks', id, credit)
    const { completed_by_user_id } = credit
    for (const win of this.rows('daily_wins')) {
      if (completed_by_user_id === undefined || win.task_id !== id) continue
      if (win.completed_at === task.completed_at)
        this.set('daily_wins', win.id, { completed_by_user_id })
    }
    if (task.routine_id !== null) correct(this, task, credit)
  }

  openWinOf(task: number) {
    return this.rows('daily_wins').find((win) => win.task_id === task && win.status !== 'DONE')
  }

  move(id: number, to: string, note?: string, doing: Doing = {}): void {
    this.task(id)
    this.moveAny(id, to, { note, ...doing })
  }

  /** Moves a task, even if the viewer may not see it. */
  moveAny(id: number, to: string, { note: text, on = this.today, by, isEarly }: Doing): void {
    const note = text ?? undefined
    const win = this.openWinOf(id)
    const task = { id, ...(this.tables.tasks.get(id) ?? refuse(-1)) } as Row & { id: number }
    const keepsNote = to !== 'ACTIVE' && to !== 'DONE'
    if (task.status === to && (note === undefined || !keepsNote)) return
    if (win) {
      if (to === 'BACKLOG' || to === 'ABANDONED') refuse(4)
      const isAside = to === 'PAUSED' || to === 'BLOCKED'
      if (isAside && win.status !== to && note === undefined) refuse(2)
    }
    if (task.status !== to && !moves[String(task.status)]?.includes(to)) refuse(4)
    const status_note = keepsNote ? (note ?? null) : null
    const isOfRoutine = task.routine_id !== null
    const isMove = task.status !== to
    if (isOfRoutine && isMove) {
      if (task.status === 'DONE') followReopen(this, task)
      if (task.status === 'ABANDONED' || to === 'ABANDONED') refuse(4)
      if (to === 'DONE' && !isEarly) requireOpened(this, task, on)
    }
    const completed_at = to === 'DONE' ? this.now : null
    const completed_by_user_id =
      to === 'DONE' ? (by ?? this.viewer ?? task.owner_user_id ?? null) : null
    const completed_on = to === 'DONE' ? on : null
    const completion = { completed_at, completed_on, completed_by_user_id }
    this.set('tasks', id, { status: to, status_note, ...completion })
    if (win) {
      this.set('daily_wins', win.id, {
        status: to,
        completed_at,
        completed_by_user_id,
        ...(to === 'DONE' ? { note: null } : status_note === null ? {} : { note: status_note }),
      })
    }
    if (isOfRoutine && to === 'DONE') followDone(this, { ...task, ...completion })
  }

  // Wins.

  win(date: string) {
    return this.rows('daily_wins').find((win) => win.date === date)
  }

  pick(id: number, date: string, replace: boolean, note: string | undefined): void {
    this.task(id)
    const present = this.win(date)
    if (present?.task_id === id) return
    if (present) {
      if (present.status === 'DONE' || !replace) refuse(4)
      if (present.status === 'ACTIVE' && note === undefined) refuse(2)
    }
    if (this.viewer !== null) this.requireActive(this.viewer)
    const task = this.task(id)
    if (task.private || !['BACKLOG', 'ACTIVE', 'PAUSED'].includes(String(task.status))) refuse(4)
    const earlier = this.openWinOf(id)
    if (earlier && String(earlier.date) >= date) refuse(4)
    if (present) this.dropPick(present, note)
    if (earlier) this.remove('daily_wins', earlier.id)
    this.move(id, 'ACTIVE')
    this.add('daily_wins', {
      date,
      task_id: id,
      status: 'ACTIVE',
      note: earlier?.note ?? null,
      selected_by_user_id: this.viewer,
      completed_at: null,
      completed_by_user_id: null,
      created_at: this.now,
    })
  }

  dropPick(win: Row & { id: number }, note: string | undefined): void {
    const task = Number(win.task_id)
    this.remove('daily_wins', win.id)
    const why = note ?? this.tables.tasks.get(task)?.status_note ?? undefined
    this.move(task, 'BACKLOG', why === undefined ? undefined : String(why))
  }

  moveWin(date: string, to: string, note?: string): void {
    const win = this.win(date) ?? refuse(3)
    if (win.status === 'DONE' && to === 'DONE') return
    if (win.status === 'DONE') refuse(4)
    this.move(Number(win.task_id), to, note)
  }

  // Absences.

  /** @param user null for everybody */
  addAbsence(user: number | null, from_date: string, until_date: string, note: string | null) {
    if (user !== null) this.requireActive(user)
    const own = this.rows('absences').filter((each) => each.user_id === user)
    if (own.some((each) => areTogether(each, { from_date, until_date }))) refuse(4)
    this.add('absences', { user_id: user, from_date, until_date, note, created_at: this.now })
    if (user === null) moveAway(this, { from_date, until_date })
    chooseAgain(this, this.rows('routines'), this.today)
  }

  removeAbsence(id: number): void {
    const absence = this.tables.absences.get(id) ?? refuse(3)
    this.remove('absences', id)
    if (absence.user_id === null) moveBack(this, absence)
    chooseAgain(this, this.rows('routines'), this.today)
  }

  // Rest days.

  addRest(span: Row, note: string | null): void {
    const others = this.rows('rest_days').map((row) => {
      return { ...row, set_on: String(row.created_at).slice(0, 10) }
    }) as unknown as readonly SetRestDays[]
    const days = span as unknown as RestSpan
    const isKnown =
      days.until_date === null
        ? others.some((each) => each.until_date === null && each.weekday === days.weekday)
        : daysOf(days.from_date, days.until_date).every((day) => isRestDay(others, day))
    if (isKnown) refuse(4)
    try {
      requireTimely(days, others, this.today)
    } catch {
      refuse(4)
    }
    const added = { ...span, note, set_by_user_id: this.viewer }
    this.add('rest_days', { ...added, created_at: this.now })
  }

  /** Rest days that have begun end; others are deleted. */
  removeRest(id: number): void {
    const rest = this.tables.rest_days.get(id) ?? refuse(3)
    const until = rest.until_date === null ? null : String(rest.until_date)
    const yesterday = addDays(this.today, -1)
    const passed = daysOf(String(rest.from_date) as CalendarDate, yesterday)
    const isOver = until !== null && until < this.today
    const hasBegun = passed.some((day) => isRestDay([rest as unknown as RestSpan], day))
    if (isOver || !hasBegun) this.remove('rest_days', id)
    else this.set('rest_days', id, { until_date: yesterday })
  }

  // Users.

  /** Who is deactivated takes no more turns. */
  setActive(name: string, active: boolean): void {
    const user = this.user(name)
    if (this.tables.users.get(user)?.active === active) return
    this.set('users', user, { active })
    if (!active) leaveRotas(this, user)
  }

  removeUser(name: string, tasks: string | undefined): void {
    const user = this.user(name)
    const newOwner =
      tasks === undefined || tasks === 'keep' || tasks === 'delete' ? null : this.user(tasks)
    if (newOwner === user) refuse(4)
    const own = this.#tasksOf(user)
    const seen = own.filter((task) => !task.private || this.viewer === user)
    const routines = this.rows('routines').filter((routine) => routine.owner_user_id === user)
    const seenRoutines = routines.filter((routine) => !routine.private || this.viewer === user)
    if (tasks === undefined && seen.length + seenRoutines.length > 0) refuse(4)
    const isWon = (id: number) => this.rows('daily_wins').some((win) => win.task_id === id)
    if (tasks === 'delete' && own.some((task) => isWon(task.id))) refuse(4)
    const hasPrivate = [...own, ...routines].some((row) => row.private)
    if (tasks !== 'delete' && this.viewer === user && hasPrivate) refuse(4)
    if (newOwner !== null) this.requireActive(newOwner)
    leaveRotas(this, user)
    const live = leaveRoutines(this, user, tasks)
    for (const task of this.#tasksOf(user)) {
      if (tasks === 'delete' || task.private) this.remove('tasks', task.id)
    }
    replaceLive(this, live)
    for (const task of this.#tasksOf(user)) {
      this.set('tasks', task.id, { owner_user_id: newOwner, ...leftTurn(this, task, newOwner) })
    }
    this.remove('users', user)
  }

  #tasksOf(user: number) {
    return this.rows('tasks').filter((task) => task.owner_user_id === user)
  }

  // Back and forth.

  reverse(direction: 'undo' | 'redo', count: number): void {
    const isSeen = ({ privateTo, closedTo }: Change) =>
      [privateTo, closedTo].every((owner) => owner === null || owner === this.viewer)
    const candidates = this.#done
      .filter((each) => each.kind === 'command' && each.changes.some(isSeen))
      .filter((each) => (direction === 'undo' ? !each.undone : each.undone !== undefined))
    const order = (each: Done) => this.#done.indexOf(each.undone ?? each.revived ?? each)
    const chosen = candidates
      .filter((each) => this.viewer === null || (each.undone ?? each).by === this.viewer)
      .toSorted((a, b) => order(b) - order(a))
      .slice(0, count)
    if (chosen.length < count) refuse(3)
    for (const each of chosen) {
      this.#changes = []
      this.#reverseAll((each.undone ?? each).changes)
      const reversal = this.#close(direction, this.#changes)
      each.undone = direction === 'undo' ? reversal : undefined
      if (direction === 'redo') each.revived = reversal
    }
    this.#changes = []
  }

  #reverseAll(changes: readonly Change[]): void {
    const turn = (change: Change) => {
      if (isCleared(change)) return 2
      const { table, after } = change
      const isReferredTo = table === 'users' || table === 'categories' || table === 'routines'
      return after === null && isReferredTo ? 0 : 1
    }
    const ordered = changes.toReversed().toSorted((a, b) => turn(a) - turn(b))
    const touches = (table: Table) => changes.some((change) => change.table === table)
    // An absence of everybody moved what is private, too.
    const isForEverybody = touches('absences') && !touches('users')
    for (const change of ordered) {
      const isHidden = [change.privateTo, change.closedTo].some(
        (owner) => owner !== null && owner !== this.viewer,
      )
      if (isHidden && isCleared(change)) {
        if (this.#isAsLeft(change)) this.#reverseOne(change)
        continue
      }
      const isEdit = change.before !== null && change.after !== null
      if (isHidden && isEdit) {
        // Whether its owner changed it meanwhile, nobody else learns.
        if (isForEverybody) this.#reverseIfPossible(change)
        else refuse(4)
      } else this.#reverseOne(change)
    }
    for (const change of ordered) {
      const { table, id, before, after } = change
      if (table !== 'tasks' || before === null || after === null || isCleared(change)) continue
      if (isForEverybody) continue
      const owner = ownerOf(this.tables.tasks.get(id) ?? {})
      if (owner !== null && owner !== this.viewer) refuse(4)
    }
    for (const win of this.rows('daily_wins')) {
      const task = this.tables.tasks.get(Number(win.task_id))
      if (!task || task.private || (win.status !== 'DONE' && win.status !== task.status)) refuse(4)
    }
    this.#requireSameLive(ordered)
    for (const { user_id } of this.#placesIn(ordered)) this.requireActive(Number(user_id))
    const absences = this.rows('absences')
    for (const { table, id } of ordered) {
      const absence = table === 'absences' && this.tables.absences.get(id)
      if (!absence) continue
      const own = absences.filter((each) => each.id !== id && each.user_id === absence.user_id)
      if (own.some((each) => areTogether(each, absence))) refuse(4)
    }
  }

  /** The places in rotas of the members, or with the numbers, that changes are about. */
  #placesIn(changes: readonly Change[]) {
    const isIn = (of: Table, row: Row[string] | undefined) =>
      changes.some(({ table, id }) => table === of && id === row)
    return this.rows('routine_members').filter(
      ({ id, user_id }) => isIn('routine_members', id) || isIn('users', user_id),
    )
  }

  /** No live task was added after a change of its routine that is undone. */
  #requireSameLive(changes: readonly Change[]): void {
    const all = [...this.#done.flatMap((done) => done.changes), ...this.#changes]
    for (const change of changes) {
      const { table, id, before, after } = change
      if (table !== 'routines' || before === null || after === null) continue
      if (Object.keys(before).every((column) => looseColumns.includes(column))) continue
      const live = findLive(this, id)
      const isAdded = (each: Change) =>
        each.table === 'tasks' && each.id === live?.id && each.before === null
      if (live && all.findIndex(isAdded) > all.indexOf(change)) refuse(4)
    }
    for (const task of this.rows('tasks')) {
      if (task.routine_id === null || !isOpen(task)) continue
      const routine = this.tables.routines.get(Number(task.routine_id)) ?? {}
      if (ownerOf(task) !== ownerOf(routine)) refuse(4)
    }
  }

  #isAsLeft({ table, id, after }: Change): boolean {
    const row = this.tables[table].get(id)
    if (row === undefined) return after === null
    return Object.entries(after ?? {}).every(
      ([column, value]) => column === 'made' || row[column] === value,
    )
  }

  #reverseIfPossible(change: Change): void {
    try {
      this.#reverseOne(change)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }

  #reverseOne(change: Change): void {
    const { table, id, before, after } = change
    if (after !== null && !this.#isAsLeft(change)) {
      // Why it was somebody's turn does not matter once that is no longer so.
      if (Object.keys(after).every((column) => column === 'turn_reason')) return
      refuse(4)
    }
    if (before !== null && after !== null) this.#changeBack(change, before, after)
    else if (before !== null) this.#bringBack(table, id, before)
    else this.#removeAgain(table, id)
  }

  #removeAgain(table: Table, id: number): void {
    const isUsed = references.some(
      ([from, column, to]) => to === table && this.rows(from).some((each) => each[column] === id),
    )
    if (isUsed) refuse(4)
    this.remove(table, id)
  }

  #bringBack(table: Table, id: number, before: Row): void {
    this.#requirePossible(table, id, before)
    this.add(table, before, id)
  }

  #changeBack({ table, id }: Change, before: Row, after: Row): void {
    // Only an open task can be given its date or its turn of before.
    const isOfOpen = table === 'tasks' && !('status' in before) && isOfLive(before, after)
    if (isOfOpen && !isOpen(this.tables.tasks.get(id) ?? {})) {
      if (Object.keys(before).every((column) => column === 'turn_reason')) return
      refuse(4)
    }
    this.#requirePossible(table, id, { ...this.tables[table].get(id), ...before })
    this.set(table, id, before)
  }

  /** What the database itself would refuse. */
  #requirePossible(table: Table, id: number, row: Row): void {
    const others = this.rows(table).filter((each) => each.id !== id)
    const isSame = (each: Row) =>
      unique[table].some((columns) => columns.every((column) => each[column] === row[column]))
    if (others.some(isSame)) refuse(4)
    if (table === 'routines') {
      if (row.private && row.owner_user_id === null) refuse(4)
      if (row.until_date !== null && String(row.until_date) < String(row.start_date)) refuse(4)
    }
    if (table === 'tasks' && row.routine_id !== null && isOpen(row)) {
      if (others.some((each) => each.routine_id === row.routine_id && isOpen(each))) refuse(4)
    }
    const isOpenWin = (win: Row) => win.status !== 'DONE'
    if (table === 'daily_wins' && isOpenWin(row)) {
      if (others.some((win) => isOpenWin(win) && win.task_id === row.task_id)) refuse(4)
    }
    const isByNobody = (row.completed_by_user_id ?? null) === null
    if ((table === 'tasks' || table === 'daily_wins') && row.status !== 'DONE' && !isByNobody) {
      refuse(4)
    }
    for (const [from, column, to] of references) {
      const id = row[column]
      if (from === table && typeof id === 'number' && !this.tables[to].has(id)) refuse(4)
    }
    if (table !== 'tasks') return
    if (row.private && row.owner_user_id === null) refuse(4)
    // The note of a task that is put aside, where it would be under way or done.
    if (row.status_note !== null && (row.status === 'ACTIVE' || row.status === 'DONE')) refuse(4)
  }
}

/** Whether it only cleared what referred to a deleted row, which tells nothing of a private one. */
function isCleared({ before, after }: Change): boolean {
  const columns = [
    'category_id',
    'completed_by_user_id',
    'routine_id',
    'selected_by_user_id',
    'set_by_user_id',
    'task_id',
    'turn_user_id',
  ]
  const cleared = Object.entries(after ?? {})
  return (
    before !== null &&
    after !== null &&
    cleared.every(([column, value]) => value === null && columns.includes(column))
  )
}

/** Whether a change is one of live tasks alone: of their dates, or turns that no person decided. */
function isOfLive(before: Row, after: Row): boolean {
  return (
    'occurrence_date' in before || ('turn_reason' in before && ![before, after].some(isSettled))
  )
}

/** A task as its routine made it: why it is whose turn may change. */
function asMade({ made: _, turn_reason: __, ...row }: Row): string {
  return JSON.stringify(Object.entries(row).sort())
}

/** Whose turn a live task is that a deleted member leaves to another one, or to nobody. */
function leftTurn(model: Model, task: Found, to: number | null): Row {
  if (task.routine_id === null || !isOpen(task)) return {}
  if (to === null) return { turn_reason: null }
  const routine = model.rows('routines').find(({ id }) => id === task.routine_id) ?? refuse(-1)
  const isFixed = reasonOf(task)?.because.startsWith('FIXED')
  if (!isFixed) return plainTurn(model, routine, to, 'ASSIGNED')
  return chooseTurn(model, routine, {
    due: String(task.due_date ?? task.occurrence_date),
    day: model.today,
  })
}

/** Whether two absences have a day in common. */
function areTogether(one: Row, other: Row): boolean {
  const [from, until] = [String(one.from_date), String(one.until_date)]
  return from <= String(other.until_date) && until >= String(other.from_date)
}

/** The days from one to another, both included. */
function daysOf(from: CalendarDate, until: CalendarDate): readonly CalendarDate[] {
  return from > until ? [] : [from, ...daysOf(addDays(from, 1), until)]
}

/** Whose alone a task is. */
function ownerOf(row: Row): number | null {
  return row.private ? Number(row.owner_user_id) : null
}

/** A live task that is due earlier is shown earlier by as many days. */
function shownEarlier(
  { due_date, occurrence_date, starts_on }: Row,
  due: Row[string] | undefined,
): Row {
  const was = Date.parse(String(due_date ?? occurrence_date))
  const moved = typeof due === 'string' ? Date.parse(due) - was : 0
  if (moved >= 0) return {}
  const start = new Date(Date.parse(String(starts_on)) + moved)
  return { starts_on: start.toISOString().slice(0, 10) }
}
