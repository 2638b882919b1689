import fc from 'fast-check'
import type { Model } from './household.ts'

/** A command, and what it does to the model. */
export type Step = {
  readonly argv: readonly string[]
  readonly as: string | undefined
  readonly work: (model: Model, uuid: string) => void
}

const names = ['Ann', 'Bo', 'Cy'] as const
const name = fc.constantFrom(...names)
// With a frequency of 1 it would never be a name.
const as = fc.option(name, { nil: undefined, freq: 2 })
const task = fc.integer({ min: 1, max: 7 })
const title = fc.constantFrom('Milk', 'Bread', 'Éclair', '50 % of it', '\u202eodd')
const note = fc.option(fc.constantFrom('why not', 'later'), { nil: undefined })
const owner = fc.constantFrom(...names, 'none')
const category = fc.constantFrom('Garden', 'Kids')

/** The days that the household has: noon is on the first of them. */
const dates = { today: '2026-11-22', yesterday: '2026-11-21' } as const
const date = fc.constantFrom('today', 'yesterday')

const essentials = ['--domain', 'FOOD', '--effort', 'TINY', '--definition-of-done', 'Eaten']
const withNote = (text: string | undefined) => (text === undefined ? [] : ['--note', text])

/** `isByAnyone` marks what is the same whoever types it. */
type Part = Omit<Step, 'as'> & { readonly isByAnyone?: true }

const addUserNamed = (its: string): Part => ({
  argv: ['user', 'add', its],
  work(model) {
    if (model.rows('users').some((user) => user.name === its)) model.refuse(4)
    const empty = { role: null, email: null, has_password: false }
    model.add('users', { name: its, ...empty, active: true, created_at: model.now })
  },
})

const addUser = name.map(addUserNamed)

const setActive = fc.tuple(name, fc.boolean()).map(
  ([its, active]): Part => ({
    argv: ['user', active ? 'activate' : 'deactivate', its],
    work: (model) => model.set('users', model.user(its), { active }),
  }),
)

const removeUser = fc
  .tuple(name, fc.option(fc.constantFrom('keep', 'delete', ...names), { nil: undefined }))
  .map(
    ([its, tasks]): Part => ({
      argv: ['user', 'remove', its, '--yes', ...(tasks === undefined ? [] : ['--tasks', tasks])],
      work: (model) => model.removeUser(its, tasks),
    }),
  )

const logIn = name.map(
  (its): Part => ({
    argv: ['login', its],
    work(model) {
      model.login = model.user(its)
    },
    isByAnyone: true,
  }),
)

const logOut = fc.constant<Part>({
  argv: ['logout'],
  work(model) {
    model.login = null
  },
  isByAnyone: true,
})

const addCategory = category.map(
  (its): Part => ({
    argv: ['category', 'add', its, '--color', '#112233'],
    work(model) {
      if (model.rows('categories').some((each) => each.name === its)) model.refuse(4)
      model.add('categories', { name: its, color: '#112233', user_id: null, created_at: model.now })
    },
  }),
)

const removeCategory = category.map(
  (its): Part => ({
    argv: ['category', 'remove', its, '--yes'],
    work: (model) => model.remove('categories', model.category(its)),
  }),
)

const addTask = fc.tuple(title, owner, fc.boolean()).map(
  ([text, whose, isPrivate]): Part => ({
    argv: [
      ...['task', 'add', text, ...essentials, '--owner', whose],
      ...(isPrivate ? ['--private'] : []),
    ],
    work(model, uuid) {
      const owner_user_id = whose === 'none' ? null : model.user(whose)
      if (isPrivate && owner_user_id === null) model.refuse(4)
      if (owner_user_id !== null) model.requireActive(owner_user_id)
      model.add('tasks', {
        uuid,
        title: text,
        description: null,
        domain: 'FOOD',
        effort: 'TINY',
        definition_of_done: 'Eaten',
        materials_needed: null,
        owner_user_id,
        category_id: null,
        priority: 'MEDIUM',
        due_date: null,
        private: isPrivate,
        status: 'BACKLOG',
        status_note: null,
        completed_at: null,
        created_at: model.now,
      })
    },
  }),
)

const editTask = fc
  .tuple(
    task,
    fc.record(
      {
        title,
        due: fc.constantFrom('2026-12-24', 'none'),
        priority: fc.constantFrom('LOW', 'URGENT'),
        owner,
        category: fc.constantFrom('Garden', 'Kids', 'none'),
        private: fc.boolean(),
      },
      { requiredKeys: ['priority'] },
    ),
  )
  .map(
    ([id, { private: isPrivate, ...said }]): Part => ({
      argv: [
        ...['task', 'edit', String(id)],
        ...Object.entries(said).flatMap(([option, value]) => [`--${option}`, value]),
        ...(isPrivate === undefined ? [] : [isPrivate ? '--private' : '--no-private']),
      ],
      work(model) {
        model.task(id)
        const none = (text: string, find: (text: string) => number) =>
          text === 'none' ? null : find(text)
        const { title: text, due, priority, owner: whose, category: which } = said
        model.edit(id, {
          priority,
          ...(text === undefined ? {} : { title: text }),
          ...(due === undefined ? {} : { due_date: due === 'none' ? null : due }),
          ...(whose === undefined ? {} : { owner_user_id: none(whose, (it) => model.user(it)) }),
          ...(which === undefined ? {} : { category_id: none(which, (it) => model.category(it)) }),
          ...(isPrivate === undefined ? {} : { private: isPrivate }),
        })
      },
    }),
  )

const verbs = {
  start: 'ACTIVE',
  pause: 'PAUSED',
  block: 'BLOCKED',
  abandon: 'ABANDONED',
  reopen: 'BACKLOG',
  done: 'DONE',
} as const

const moveTask = fc
  .tuple(task, fc.constantFrom('start', 'pause', 'block', 'abandon', 'reopen', 'done'), note)
  .map(([id, verb, text]): Part => {
    const said = verb === 'pause' || verb === 'block' || verb === 'abandon' ? text : undefined
    return {
      argv: ['task', verb, String(id), ...withNote(said)],
      work(model) {
        model.task(id)
        model.move(id, verbs[verb], said)
      },
    }
  })

const finishTasks = fc.uniqueArray(task, { minLength: 2, maxLength: 3 }).map(
  (ids): Part => ({
    argv: ['task', 'done', ...ids.map(String)],
    work(model) {
      for (const id of ids) model.task(id)
      for (const id of ids) model.move(id, 'DONE')
    },
  }),
)

const assignTask = fc.tuple(task, owner).map(
  ([id, whose]): Part => ({
    argv: ['task', 'assign', String(id), whose],
    work(model) {
      const before = model.task(id)
      const owner_user_id = whose === 'none' ? null : model.user(whose)
      if (before.owner_user_id !== owner_user_id) model.edit(id, { owner_user_id })
    },
  }),
)

const removeTask = task.map(
  (id): Part => ({
    argv: ['task', 'remove', String(id), '--yes'],
    work(model) {
      model.task(id)
      if (model.rows('daily_wins').some((win) => win.task_id === id)) model.refuse(4)
      model.remove('tasks', id)
    },
  }),
)

const pickWin = fc.tuple(task, date, fc.boolean(), note).map(
  ([id, day, replace, text]): Part => ({
    argv: [
      ...['win', 'pick', String(id), '--date', day, ...withNote(text)],
      ...(replace ? ['--replace'] : []),
    ],
    work: (model) => model.pick(id, dates[day], replace, text),
  }),
)

const moveWin = fc
  .tuple(fc.constantFrom('done', 'pause', 'block', 'resume'), date)
  .map(([verb, day]): Part => {
    const said = verb === 'pause' || verb === 'block' ? 'visitors' : undefined
    const to = { done: 'DONE', pause: 'PAUSED', block: 'BLOCKED', resume: 'ACTIVE' }[verb]
    return {
      argv: ['win', verb, '--date', day, ...withNote(said)],
      work: (model) => model.moveWin(dates[day], to, said),
    }
  })

const dropWin = date.map(
  (day): Part => ({
    argv: ['win', 'drop', '--date', day, '--note', 'not today'],
    work(model) {
      const win = model.win(dates[day]) ?? model.refuse(3)
      if (win.status === 'DONE') model.refuse(4)
      model.dropPick(win, 'not today')
    },
  }),
)

const reverse = fc.tuple(fc.constantFrom('undo', 'undo', 'redo'), fc.constantFrom(1, 1, 1, 2)).map(
  ([direction, count]): Part => ({
    argv: [direction, String(count)],
    work: (model) => model.reverse(direction, count),
  }),
)

const parts = fc.oneof(
  { arbitrary: addUser, weight: 4 },
  { arbitrary: setActive, weight: 2 },
  { arbitrary: removeUser, weight: 2 },
  { arbitrary: logIn, weight: 3 },
  { arbitrary: logOut, weight: 1 },
  { arbitrary: addCategory, weight: 3 },
  { arbitrary: removeCategory, weight: 1 },
  { arbitrary: addTask, weight: 4 },
  { arbitrary: editTask, weight: 4 },
  { arbitrary: moveTask, weight: 5 },
  { arbitrary: finishTasks, weight: 1 },
  { arbitrary: assignTask, weight: 2 },
  { arbitrary: removeTask, weight: 2 },
  { arbitrary: pickWin, weight: 4 },
  { arbitrary: moveWin, weight: 4 },
  { arbitrary: dropWin, weight: 1 },
  { arbitrary: reverse, weight: 16 },
)

/** Any command, by anybody. */
const anyStep: fc.Arbitrary<Step> = fc
  .tuple(parts, as)
  .map(([part, who]) => ({ ...part, as: part.isByAnyone ? undefined : who }))

/** Everybody moves in with a task each, and then so many commands follow. */
export function anyLife(length: number): fc.Arbitrary<Step[]> {
  const beginning = fc
    .tuple(
      ...names.map((its) => fc.constant(addUserNamed(its))),
      addTask,
      addTask,
      addTask,
      addTask,
      addTask,
    )
    .map((first) => first.map((part) => ({ ...part, as: undefined })))
  const rest = fc.array(anyStep, { minLength: length, maxLength: length })
  return fc.tuple(beginning, rest).map(([first, then]) => [...first, ...then])
}
