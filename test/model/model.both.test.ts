import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { household, noon } from '../support/household/household.ts'
import { isLongRun, longPatience, reportCount } from '../support/long.ts'
import { anyAwayLife, anyLife, anyRotaLife, anyRoutineLife, type Step } from './commands.ts'
import { Model, type Row, type Table } from './household.ts'
import { shownReason } from './turns.ts'

// Random commands, each given to the program and to a plain model of it; after each of them both
// have to have ended alike, and to hold the same.

const length = 92
const beginning = 8
const longRuns = inject('dialect') === 'sqlite' ? 200 : 30
const runs = isLongRun ? longRuns : 2
const routineRuns = isLongRun ? longRuns : 1
const awayRuns = isLongRun ? longRuns : 1
const rotaRuns = isLongRun ? longRuns : 1

const columns: Record<Table, string> = {
  users: 'id, name, role, email, active, password_hash is not null as has_password, created_at',
  categories: 'id, name, color, user_id, created_at',
  routines: `id, uuid, title, owner_user_id, private, mode, rule, lead_days, start_date, until_date, times,
    season_from, season_to, turns, status, status_note, paused_until`,
  tasks: `id, uuid, title, description, domain, effort, definition_of_done, materials_needed, owner_user_id,
    category_id, priority, due_date, private, status, status_note, completed_at, completed_on,
    completed_by_user_id, routine_id, occurrence_number, occurrence_date, starts_on, turn_reason, created_at`,
  daily_wins: `id, date, task_id, status, note, selected_by_user_id, completed_at, completed_by_user_id,
    created_at`,
  occurrences: `id, routine_id, number, date, outcome, turn_user_id, completed_by_user_id, on_date, task_id,
    note`,
  routine_members: 'routine_id, user_id, position',
  absences: 'id, user_id, from_date, until_date, note, created_at',
  rest_days: 'id, from_date, until_date, weekday, note, set_by_user_id, created_at',
}

async function follow(steps: readonly Step[]): Promise<void> {
  const home = household()
  await home.ready()
  await home.json('db', 'init')
  const model = new Model()
  let clock = Date.parse(noon)
  for (const [index, step] of steps.entries()) {
    const { as, wait } = step
    const argv = step.argv(model)
    clock += wait * 86_400_000 + 1000
    home.setClock(new Date(clock).toISOString())
    const world = home.world([...argv, '--json', ...(as === undefined ? [] : ['--as', as])])
    const { code } = await home.runIn({ ...world, newUuid: uuidsOf(index) })
    model.nextUuid = uuidsOf(index)
    const expected = model.run(step, world.now.toISOString())
    expect({ argv, as, code }).toEqual({ argv, as, code: expected })
    expect(await shown(home), JSON.stringify(argv)).toEqual(shownBy(model))
    // Every row, now and then: what is not shown, too.
    if (index % 10 === 9) expect(await held(home)).toEqual(heldBy(model))
  }
}

/** The UUIDs that a command gives to what it adds, one after the other. */
function uuidsOf(index: number): () => string {
  let made = 0
  return () => {
    made += 1
    return `00000000-0000-4000-8000-${String(index * 100 + made).padStart(12, '0')}`
  }
}

/** Every row. */
async function held({ queryEach }: ReturnType<typeof household>) {
  const rows = await queryEach(
    Object.entries(columns).map(
      ([table, names]) => `select ${names} from ${table} order by ${orders[table] ?? 'id'}`,
    ),
  )
  const all: Record<string, unknown> = Object.fromEntries(
    Object.keys(columns).map((table, index) => [table, rows[index]]),
  )
  return { ...all, tasks: (all.tasks as Row[]).map(readTask) }
}

/** A rota that is replaced has other ids. */
const orders: Record<string, string> = { routine_members: 'routine_id, position' }

function heldBy(model: Model) {
  const all = Object.keys(columns).map((table) => [
    table,
    model.rows(table as Table).map(({ made: _, ...row }) => row),
  ])
  const { tasks, routine_members, ...others } = Object.fromEntries(all)
  return {
    ...others,
    tasks: tasks.map(readTask),
    routine_members: routine_members
      .map(({ id: _, ...place }: Row) => place)
      .toSorted(
        (a: Row, b: Row) =>
          Number(a.routine_id) - Number(b.routine_id) || Number(a.position) - Number(b.position),
      ),
  }
}

/** A task with its reason as it is meant. A turn that passes on may count as a moment later. */
function readTask({ turn_reason, created_at, ...row }: Row) {
  return {
    ...row,
    turn_reason: turn_reason && JSON.parse(String(turn_reason)),
    created_at: String(created_at).slice(0, 'YYYY-MM-DDThh:mm:ss'.length),
  }
}

/** What the member who is logged in sees, or else everybody. */
async function shown(home: ReturnType<typeof household>) {
  return home.json('task', 'list', '--all', '--fields', shownFields.join(','))
}

const shownFields = [
  ...['id', 'title', 'status', 'status_note', 'owner_user_id', 'priority'],
  'turn_reason',
]

function shownBy(model: Model) {
  const tasks = model
    .rows('tasks')
    .filter((task) => !task.private || task.owner_user_id === model.member)
    .filter(
      ({ status, starts_on }) => isAlwaysShown(status) || String(starts_on ?? '') <= model.today,
    )
  return tasks.map((task) => {
    const shown = { ...task, turn_reason: shownReason(task) }
    return Object.fromEntries(
      shownFields.map((field) => [field, shown[field as keyof typeof shown]]),
    )
  })
}

const isAlwaysShown = (status: unknown) =>
  status === 'ACTIVE' || status === 'DONE' || status === 'ABANDONED'

test(
  `F088 ${runs * (beginning + length)} random commands end as they do in a model, and leave the same behind`,
  async () => {
    await fc.assert(fc.asyncProperty(anyLife(length), follow), { numRuns: runs, seed: 20_261_124 })
    reportCount(
      `random commands compared with a model, ${inject('dialect')}`,
      runs * (beginning + length),
    )
  },
  longPatience,
)

test(
  `${routineRuns * (beginning + length)} random commands in a household whose work repeats do, too`,
  async () => {
    const lives = fc.asyncProperty(anyRoutineLife(length), follow)
    await fc.assert(lives, { numRuns: routineRuns, seed: 20_261_124 })
    reportCount(
      `random commands for routines compared with a model, ${inject('dialect')}`,
      routineRuns * (beginning + length),
    )
  },
  longPatience,
)

test(
  `${awayRuns * (beginning + length)} random commands with absences and rest days do, too`,
  async () => {
    const lives = fc.asyncProperty(anyAwayLife(length), follow)
    await fc.assert(lives, { numRuns: awayRuns, seed: 20_261_124 })
    reportCount(
      `random commands with absences and rest days compared with a model, ${inject('dialect')}`,
      awayRuns * (beginning + length),
    )
  },
  longPatience,
)

test(
  `${rotaRuns * (beginning + length)} random commands in a household that takes turns do, too`,
  async () => {
    const lives = fc.asyncProperty(anyRotaLife(length), follow)
    await fc.assert(lives, { numRuns: rotaRuns, seed: 20_261_124 })
    reportCount(
      `random commands with rotas compared with a model, ${inject('dialect')}`,
      rotaRuns * (beginning + length),
    )
  },
  longPatience,
)
