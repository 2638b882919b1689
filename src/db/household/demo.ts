import { type CategoryId, parseColor } from '../../domain/category.ts'
import {
  type Domain,
  type Effort,
  keepsNote,
  type Priority,
  type TaskStatus,
} from '../../domain/task.ts'
import { addDays, type CalendarDate, type Instant, toInstant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import { batchSize, openBatchInsert } from '../batches.ts'
import { addCategory } from '../categories.ts'
import { recordWhole, withoutRecording } from '../journal.ts'
import type { Db, Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { transact } from '../transaction.ts'
import { addUser } from '../users/users.ts'
import { addDemoRoutines } from './demo-routines.ts'
import { isEmpty } from './set-up.ts'

/** How large a made-up household is. */
export type DemoSize = {
  /** How many tasks it has without those of routines. */
  readonly tasks: number
  readonly routines: number
  /** How many days of history it has. */
  readonly days: number
  /** The time zone in which it is made, if that is known. */
  readonly zone?: string | undefined
}

const people = [
  { name: 'Alex', role: 'cook' },
  { name: 'Sam', role: 'repairs' },
  { name: 'Noor', role: 'garden' },
  { name: 'José', role: 'bills' },
] as const

const chores: readonly (readonly [title: string, Domain, Effort, done: string])[] = [
  ['Descale the kettle', 'CHORES', 'TINY', 'No white crust inside, rinsed twice.'],
  ['Fix the dripping tap', 'REPAIRS', 'SMALL', 'The tap is dry for an hour.'],
  ['Pay the electricity bill', 'BILLS', 'TINY', 'The confirmation is in the folder.'],
  ['Plan the week’s dinners', 'FOOD', 'SMALL', 'Seven dinners and a shopping list on the fridge.'],
  ['Clean the gutters', 'REPAIRS', 'MEDIUM', 'Water runs freely at all four corners.'],
  ['Sort the hall cupboard', 'CHORES', 'MEDIUM', 'Everything has a place and the door closes.'],
  ['File the tax return', 'BILLS', 'COMPLEX', 'Sent, and the receipt is printed.'],
  ['Bake bread for the neighbors', 'FOOD', 'MEDIUM', 'Two loaves delivered warm.'],
  ['Paint the garden fence', 'REPAIRS', 'COMPLEX', 'Two coats, no bare wood.'],
  ['Book the dentist', 'OTHER', 'TINY', 'Everyone has a date in the calendar.'],
  ['Defrost the freezer', 'FOOD', 'SMALL', 'No ice, and everything back in order.'],
  ['Oil the squeaking door', 'REPAIRS', 'TINY', 'It opens in silence.'],
  ['Renew the car insurance', 'BILLS', 'MEDIUM', 'Three offers compared, one signed.'],
  ['Wash the curtains', 'CHORES', 'MEDIUM', 'All of them hang again, dry.'],
  ['Learn the new thermostat', 'OTHER', 'SMALL', 'The bedroom is at 18 °C at night.'],
  ['Mend the bicycle light', 'REPAIRS', 'SMALL', 'It shines, and the plug is tight.'],
]

const groupings = [
  ['Garden', 'green'],
  ['Money', 'blue'],
  ['Kids', 'orange'],
] as const

/** The rows that made-up tasks refer to. */
type DemoContext = {
  readonly owners: readonly UserId[]
  readonly categories: readonly CategoryId[]
  readonly now: Date
  readonly today: CalendarDate
  readonly random: () => number
}

const notes = [
  'The shop is open until six, and they keep one for us.',
  'Last time it took two hours. The tools are in the blue box.',
  'Ask the neighbors first.',
] as const

const reasons = ['waiting for a spare part', 'the shop is closed', 'needs two people'] as const

/**
 * Fills an empty household with members, tasks, wins, absences, rest days and routines. The same
 * size on the same day always gives the same household.
 *
 * @param progress called with the number of tasks added since the last call
 * @throws MomentumError `refused` unless the household is empty
 */
export async function seedDemo(
  db: Db,
  size: DemoSize,
  today: CalendarDate,
  now: Date,
  progress: (tasks: number) => void = () => {},
): Promise<void> {
  await transact(db, async (tx) => {
    if (!(await isEmpty(tx))) {
      throw refusedError('This household is not empty; --demo fills only an empty one.', {
        lead: 'First create an empty one',
        command: 'db init --db demo.db',
      })
    }
    await withoutRecording(tx, async () => {
      const context = await addDemoPeople(tx, today, now)
      await addDemoTasks(tx, size.tasks, context, progress)
      await addDemoNotes(tx, context)
      await addDemoWins(tx, size, context)
      await addDemoAbsences(tx, context)
      await addDemoRest(tx, context)
      await addDemoRoutines(tx, size, context, () => demoUuid(context.random))
    })
    await recordWhole(tx, 'db seed', {
      zone: size.zone,
      created_at: toInstant(now),
    })
  })
}

async function addDemoPeople(tx: Tx, today: CalendarDate, now: Date): Promise<DemoContext> {
  const owners: UserId[] = []
  for (const person of people) owners.push((await addUser(tx, person, toInstant(now))).id)
  const categories: CategoryId[] = []
  for (const [name, color] of groupings) {
    const draft = { name, color: parseColor(color), user_id: null }
    categories.push((await addCategory(tx, draft, toInstant(now))).id)
  }
  return { owners, categories, now, today, random: randomNumbers(20_261_122) }
}

async function addDemoTasks(
  tx: Tx,
  count: number,
  context: DemoContext,
  progress: (tasks: number) => void,
): Promise<void> {
  const insert = openBatchInsert(tx, 'tasks')
  for (let start = 0; start < count; start += batchSize) {
    const length = Math.min(batchSize, count - start)
    await insert(Array.from({ length }, (_, index) => demoTask(start + index, count, context)))
    progress(length)
  }
}

/** Notes on the first open tasks, each by another member. */
async function addDemoNotes(tx: Tx, { owners, now }: DemoContext): Promise<void> {
  const tasks = await tx
    .selectFrom('tasks')
    .select('id')
    .where(isOpenTask)
    .orderBy('id')
    .limit(notes.length)
    .execute()
  const rows = tasks.map(({ id }, index) => ({
    task_id: id,
    author_user_id: owners[index] ?? null,
    text: notes[index] ?? '',
    created_at: toInstant(now),
  }))
  if (rows.length > 0) await tx.insertInto('notes').values(rows).execute()
}

function demoTask(
  index: number,
  count: number,
  { owners, categories, now, today, random }: DemoContext,
) {
  const [title, domain, effort, definition_of_done] = pickOne(chores, random)
  const round = Math.floor(index / chores.length)
  const numbered = round === 0 ? title : `${title} (${index + 1})`
  const age = Math.ceil(((count - index) / count) * 300)
  const created = toInstant(new Date(now.getTime() - age * dayLength))
  const status = demoStatus(random())
  const changed = toInstant(new Date(now.getTime() - Math.floor(age * random()) * dayLength))
  return {
    uuid: demoUuid(random),
    title: numbered,
    domain,
    effort,
    definition_of_done,
    search_text: searchText({ title: numbered, definition_of_done }),
    owner_user_id: random() < 0.2 ? null : pickOne(owners, random),
    category_id: random() < 0.4 ? pickOne(categories, random) : null,
    priority: demoPriority(random()),
    due_date: random() < 0.3 ? addDays(today, Math.floor(random() * 28) - 6) : null,
    status,
    status_note: keepsNote(status) && status !== 'BACKLOG' ? pickOne(reasons, random) : null,
    completed_at: status === 'DONE' ? changed : null,
    created_at: created,
    updated_at: changed,
  }
}

function demoPriority(chance: number): Priority {
  if (chance < 0.2) return 'LOW'
  if (chance < 0.75) return 'MEDIUM'
  return chance < 0.95 ? 'HIGH' : 'URGENT'
}

function demoStatus(chance: number): TaskStatus {
  if (chance < 0.55) return 'DONE'
  if (chance < 0.9) return 'BACKLOG'
  if (chance < 0.94) return 'PAUSED'
  return chance < 0.97 ? 'BLOCKED' : 'ABANDONED'
}

/** Adds a win on most days before today; its task is a finished one, used again like a chore. */
async function addDemoWins(
  tx: Tx,
  size: DemoSize,
  { owners, today, random }: DemoContext,
): Promise<void> {
  const done = await tx
    .selectFrom('tasks')
    .select(['id', 'created_at'])
    .where('status', '=', 'DONE')
    .orderBy('id')
    .limit(500)
    .execute()
  for (let back = size.days; back > 0 && done.length > 0; back -= 1) {
    const task = pickOne(done, random)
    if (back > 5 && random() < 0.15) continue
    const selected_by_user_id = pickOne(owners, random)
    if (back <= demoRest.from && back >= demoRest.until) continue
    const date = addDays(today, -back)
    const at = `${date}T18:00:00.000Z` as Instant
    if (at < task.created_at) task.created_at = at
    await tx
      .updateTable('tasks')
      .set({ completed_at: at, updated_at: at, created_at: task.created_at })
      .where('id', '=', task.id)
      .execute()
    await tx
      .insertInto('daily_wins')
      .values({
        date,
        task_id: task.id,
        status: 'DONE',
        note: null,
        selected_by_user_id,
        completed_at: at,
        created_at: at,
        updated_at: at,
      })
      .execute()
  }
}

/** One member is away today, and another one next week. */
async function addDemoAbsences(tx: Tx, { owners, today, now }: DemoContext): Promise<void> {
  const at = toInstant(now)
  const absence = (owner: number, from: number, until: number, note: string) => ({
    user_id: owners[owner] ?? null,
    from_date: addDays(today, from),
    until_date: addDays(today, until),
    note,
    created_at: at,
    updated_at: at,
  })
  await tx
    .insertInto('absences')
    .values([absence(2, -1, 1, 'Visiting friends'), absence(1, 5, 9, 'Hiking')])
    .execute()
}

/** How many days ago the household rested. */
const demoRest = { from: 10, until: 8 } as const

/** The household rested for three days. */
async function addDemoRest(tx: Tx, { owners, today, now }: DemoContext): Promise<void> {
  const at = toInstant(new Date(now.getTime() - (demoRest.from + 1) * dayLength))
  const span = {
    from_date: addDays(today, -demoRest.from),
    until_date: addDays(today, -demoRest.until),
  }
  await tx
    .insertInto('rest_days')
    .values({
      ...span,
      weekday: null,
      note: 'At the lake',
      set_by_user_id: owners[0] ?? null,
      created_at: at,
      updated_at: at,
    })
    .execute()
}

const dayLength = 86_400_000

function pickOne<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('There is nothing to pick from.')
  return item
}

function demoUuid(random: () => number): string {
  const hex = (length: number) => {
    let digits = ''
    while (digits.length < length) digits += Math.floor(random() * 16).toString(16)
    return digits
  }
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`
}

/**
 * Numbers from 0 up to 1, the same for the same start (mulberry32, public domain, Tommy Ettinger).
 */
function randomNumbers(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
