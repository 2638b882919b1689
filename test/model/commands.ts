import fc from 'fast-check'
import { addDays } from '../../src/domain/time.ts'
import type { Model } from './household.ts'
import * as routines from './routines.ts'

/** A command, and what it does to the model. */
export type Step = {
  readonly argv: (model: Model) => readonly string[]
  readonly as: string | undefined
  /** What it refuses before it looks for who acts. */
  readonly read?: (model: Model) => void
  readonly work: (model: Model) => void
  /** How many days pass before it. */
  readonly wait: number
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

/** Days as they are typed, and how many days they are from today. */
const days = { '+9d': 9, '+3d': 3, today: 0, yesterday: -1 } as const
type DayWord = keyof typeof days
const dayOf = (model: Model, word: DayWord) => addDays(model.today, days[word])
const date = fc.constantFrom('today', 'yesterday')

const essentials = ['--domain', 'FOOD', '--effort', 'TINY', '--definition-of-done', 'Eaten']
const withNote = (text: string | undefined) => (text === undefined ? [] : ['--note', text])

/** `isByAnyone` marks what is the same whoever types it. */
type Part = Omit<Step, 'argv' | 'as' | 'wait'> & {
  readonly argv: readonly string[] | Step['argv']
  readonly isByAnyone?: true
}

/** A command for a task whose number is given later. */
type PartOf = (id: number) => Part

const ofTask = (parts: fc.Arbitrary<PartOf>): fc.Arbitrary<Part> =>
  fc.tuple(task, parts).map(([id, partOf]) => partOf(id))

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
    work: (model) => model.setActive(its, active),
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
    work(model) {
      const owner_user_id = whose === 'none' ? null : model.user(whose)
      if (isPrivate && owner_user_id === null) model.refuse(4)
      if (owner_user_id !== null) model.requireActive(owner_user_id)
      model.addTask({ uuid: model.nextUuid(), title: text, owner_user_id, private: isPrivate })
    },
  }),
)

const editTask = fc
  .tuple(
    task,
    fc.record(
      {
        title,
        due: fc.constantFrom('+9d', 'today', 'none'),
        starts: fc.constantFrom('+3d', 'none'),
        priority: fc.constantFrom('LOW', 'URGENT'),
        effort: fc.constantFrom('TINY', 'SMALL', 'MEDIUM'),
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
        const { title: text, due, starts, priority, effort, owner: whose, category: which } = said
        const day = (text: DayWord | 'none') => (text === 'none' ? null : dayOf(model, text))
        model.edit(id, {
          priority,
          ...(text === undefined ? {} : { title: text }),
          ...(effort === undefined ? {} : { effort }),
          ...(due === undefined ? {} : { due_date: day(due) }),
          ...(starts === undefined ? {} : { starts_on: day(starts) }),
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

const move = (verb: keyof typeof verbs, text?: string): PartOf => {
  const said = verb === 'pause' || verb === 'block' || verb === 'abandon' ? text : undefined
  return (id) => ({
    argv: ['task', verb, String(id), ...withNote(said)],
    work(model) {
      model.task(id)
      model.move(id, verbs[verb], said)
    },
  })
}

const anyMove = fc
  .tuple(fc.constantFrom('start', 'pause', 'block', 'abandon', 'reopen', 'done'), note)
  .map(([verb, text]) => move(verb, text))
const moveTask = ofTask(anyMove)

const finishTasks = fc.uniqueArray(task, { minLength: 2, maxLength: 3 }).map(
  (ids): Part => ({
    argv: ['task', 'done', ...ids.map(String)],
    work(model) {
      for (const id of ids) model.task(id)
      for (const id of ids) model.move(id, 'DONE')
    },
  }),
)

const anyDone = fc.tuple(date, fc.boolean(), fc.option(name, { nil: undefined, freq: 4 })).map(
  ([day, isEarly, by]): PartOf =>
    (id) => ({
      argv: [
        ...['task', 'done', String(id), '--on', day],
        ...(isEarly ? ['--early'] : []),
        ...(by === undefined ? [] : ['--by', by]),
      ],
      work(model) {
        model.task(id)
        const doer = by === undefined ? undefined : model.user(by)
        if (doer !== undefined) model.requireActive(doer)
        const who = doer === undefined ? {} : { by: doer }
        model.move(id, 'DONE', undefined, { on: dayOf(model, day), isEarly, ...who })
      },
    }),
)
const doneTask = ofTask(anyDone)

const anySkip = fc.tuple(fc.boolean(), note).map(
  ([isMissed, text]): PartOf =>
    (id) => ({
      argv: ['task', 'skip', String(id), ...(isMissed ? ['--missed'] : []), ...withNote(text)],
      work: (model) => routines.skip(model, id, isMissed ? 'MISSED' : 'SKIPPED', text ?? null),
    }),
)
const skipTask = ofTask(anySkip)

/** Corrects who did a task, and when. */
const anyCorrection = fc
  .record({ on: date, by: owner, title }, { requiredKeys: [] })
  .filter(({ on, by }) => on !== undefined || by !== undefined)
  .map(
    ({ on, by, title: text }): PartOf =>
      (id) => ({
        argv: [
          ...['task', 'edit', String(id)],
          ...(on === undefined ? [] : ['--completed-on', on]),
          ...(by === undefined ? [] : ['--completed-by', by]),
          ...(text === undefined ? [] : ['--title', text]),
        ],
        work(model) {
          model.task(id)
          model.correct(id, {
            ...(on === undefined ? {} : { completed_on: dayOf(model, on) }),
            ...(by === undefined ? {} : { completed_by_user_id: memberOf(model, by) }),
            ...(text === undefined ? {} : { title: text }),
          })
        },
      }),
  )
const correctTask = ofTask(anyCorrection)

const memberOf = (model: Model, whose: string) => (whose === 'none' ? null : model.user(whose))

const routine = fc.integer({ min: 1, max: 3 })
const rule = fc.constantFrom(...routines.rules)
const absolute = '2026-11-15'
const start = fc.constantFrom(absolute, 'yesterday', 'today', '+3d')
const until = fc.constantFrom('+3d', '+9d', 'none')
const times = fc.constantFrom('1', '2', '3', 'none')
const season = fc.constantFrom('nov-mar', 'apr-oct', '24 nov-24 nov', 'none')

/** Undefined so many times for each time that it is a value. */
const seldom = <Value>(value: fc.Arbitrary<Value>, weight = 4) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight }, { arbitrary: value, weight: 1 })

/** The limits of a routine, and whether it is private, where they are typed. */
const limits = fc.record({
  start: seldom(start),
  until: seldom(until),
  times: seldom(times),
  season: seldom(season),
  private: seldom(fc.boolean(), 1),
})
type Limits = Partial<{ [Key in keyof Typed]: Typed[Key] | undefined }>
type Typed = {
  readonly start: DayWord | typeof absolute
  readonly until: DayWord | 'none'
  readonly times: string
  readonly season: keyof typeof routines.seasons
  readonly private: boolean
}

const limitOptions = ({ private: isPrivate, ...typed }: Limits) => [
  ...Object.entries(typed).flatMap(([option, value]) =>
    value === undefined ? [] : [`--${option}`, value],
  ),
  ...(isPrivate === undefined ? [] : [isPrivate ? '--private' : '--no-private']),
]

function limitFields(model: Model, typed: Limits): routines.ModelFields {
  const { start: from, until: last, times: count, season: its, private: isPrivate } = typed
  return {
    ...(from === undefined ? {} : { start_date: from === absolute ? from : dayOf(model, from) }),
    ...(last === undefined ? {} : { until_date: last === 'none' ? null : dayOf(model, last) }),
    ...(count === undefined ? {} : { times: count === 'none' ? null : Number(count) }),
    ...(its === undefined ? {} : { season: routines.seasons[its] }),
    ...(isPrivate === undefined ? {} : { private: isPrivate }),
  }
}

/** Who owns a routine, or takes turns at it, as it is typed. */
type Whose = routines.NamedMembers & { readonly turns?: 'none' | 'fixed' | 'rotate' | 'least' }

const whoseOptions = ({ owner: whose, turns, among }: Whose) => [
  ...(whose === undefined ? [] : ['--owner', whose]),
  ...(turns === undefined ? [] : ['--turns', turns]),
  ...(among === undefined ? [] : ['--among', among.join()]),
]

const turnsField = ({ turns }: Whose) => (turns === undefined ? {} : { turns: turns.toUpperCase() })

const ownedBy = fc.record({ owner })
const members = fc.oneof(
  { arbitrary: fc.shuffledSubarray([...names], { minLength: 2 }), weight: 9 },
  { arbitrary: fc.constantFrom(['Ann'], ['Bo', 'Bo'], ['Cy', 'Ann', 'Cy']), weight: 1 },
)
const rota = fc.oneof(
  {
    arbitrary: fc.record({
      turns: fc.constantFrom('rotate', 'least', 'least'),
      among: members,
    } as const),
    weight: 8,
  },
  {
    arbitrary: fc.record(
      {
        owner,
        turns: fc.constantFrom('none', 'fixed', 'rotate', 'least'),
        among: members,
      } as const,
      { requiredKeys: [] },
    ),
    weight: 2,
  },
)

const addRoutineOf = (whose: fc.Arbitrary<Whose>) =>
  fc.tuple(title, whose, rule, limits).map(([text, its, which, typed]): Part => {
    const fieldsOf = (model: Model) => ({
      ...{ title: text, rule: which, ...turnsField(its) },
      ...limitFields(model, typed),
    })
    return {
      argv: [
        ...['routine', 'add', text, ...essentials, ...which.typed, ...whoseOptions(its)],
        ...limitOptions(typed),
      ],
      read: (model) => routines.readRoutine(model, fieldsOf(model), its),
      work: (model) => routines.addRoutine(model, fieldsOf(model), its),
    }
  })

const addRoutine = addRoutineOf(ownedBy)
const addRota = addRoutineOf(rota)

const editRoutineOf = (members: fc.Arbitrary<Whose>) =>
  fc
    .tuple(routine, fc.record({ title, rule }, { requiredKeys: [] }), members, limits)
    .map(([id, said, whose, typed]): Part => {
      const { title: text, rule: its } = said
      const options = [
        ...(its?.typed ?? []),
        ...(text === undefined ? [] : ['--title', text]),
        ...whoseOptions(whose),
        ...limitOptions(typed),
      ]
      return {
        argv: ['routine', 'edit', String(id), ...options],
        read(model) {
          if (options.length === 0) model.refuse(2)
        },
        work(model) {
          model.routine(id)
          const fields = {
            ...limitFields(model, typed),
            ...(text === undefined ? {} : { title: text }),
            ...(its === undefined ? {} : { rule: its }),
          }
          routines.editRoutine(model, id, { ...fields, ...turnsField(whose) }, whose)
        },
      }
    })

const editRoutine = editRoutineOf(fc.record({ owner }, { requiredKeys: [] }))
const editRota = editRoutineOf(rota)

const take = (...ids: readonly number[]): Part => ({
  argv: ['task', 'take', ...ids.map(String)],
  work(model) {
    if (model.viewer === null) model.refuse(2)
    for (const id of ids) model.task(id)
    for (const id of ids) model.take(id)
  },
})

const takeTasks = fc.uniqueArray(task, { minLength: 1, maxLength: 2 }).map((ids) => take(...ids))

const pauseRoutine = fc.tuple(routine, fc.option(until, { nil: undefined, freq: 2 }), note).map(
  ([id, day, text]): Part => ({
    argv: [
      ...['routine', 'pause', String(id), ...withNote(text)],
      ...(day === undefined ? [] : ['--until', day]),
    ],
    work(model) {
      const last = day === undefined || day === 'none' ? day : dayOf(model, day)
      routines.pause(model, id, last === 'none' ? null : last, text)
    },
  }),
)

const moveRoutine = fc.tuple(routine, fc.constantFrom('resume', 'resume', 'end', 'remove')).map(
  ([id, verb]): Part => ({
    argv: ['routine', verb, String(id), ...(verb === 'remove' ? ['--yes'] : [])],
    work(model) {
      if (verb === 'resume') routines.resume(model, id)
      else if (verb === 'end') routines.end(model, id, undefined)
      else routines.removeRoutine(model, id)
    },
  }),
)

const spans = [
  ['yesterday', 'today'],
  ['yesterday', '+3d'],
  ['today', 'today'],
  ['today', '+9d'],
  ['+3d', '+9d'],
] as const

const addAbsence = fc
  .tuple(fc.constantFrom(...names, 'everybody', 'everybody'), fc.constantFrom(...spans), note)
  .map(
    ([who, [from, until], text]): Part => ({
      argv: ['away', 'add', who, '--from', from, '--until', until, ...withNote(text)],
      work(model) {
        const user = who === 'everybody' ? null : model.user(who)
        model.addAbsence(user, dayOf(model, from), dayOf(model, until), text ?? null)
      },
    }),
  )

const removeAbsence = fc.integer({ min: 1, max: 4 }).map(
  (id): Part => ({
    argv: ['away', 'remove', String(id), '--yes'],
    work: (model) => model.removeAbsence(id),
  }),
)

const restSpans = [
  ['today', 'today'],
  ['yesterday', 'today'],
  ['today', '+3d'],
  ['+3d', '+9d'],
  ['sun'],
] as const

const addRest = fc.tuple(fc.constantFrom(...restSpans), note).map(
  ([[from, until], text]): Part => ({
    argv: [...['rest', 'add', until === undefined ? from : `${from}..${until}`], ...withNote(text)],
    work(model) {
      const span =
        from === 'sun'
          ? { from_date: model.today, until_date: null, weekday: 'SUN' }
          : { from_date: dayOf(model, from), until_date: dayOf(model, until), weekday: null }
      model.addRest(span, text ?? null)
    },
  }),
)

const removeRest = fc.integer({ min: 1, max: 4 }).map(
  (id): Part => ({
    argv: ['rest', 'remove', String(id), '--yes'],
    work: (model) => model.removeRest(id),
  }),
)

const anyAssignment = owner.map(
  (whose): PartOf =>
    (id) => ({
      argv: ['task', 'assign', String(id), whose],
      work(model) {
        const before = model.task(id)
        const owner_user_id = whose === 'none' ? null : model.user(whose)
        if (before.owner_user_id !== owner_user_id) model.edit(id, { owner_user_id })
      },
    }),
)
const assignTask = ofTask(anyAssignment)

const removeTask = task.map(
  (id): Part => ({
    argv: ['task', 'remove', String(id), '--yes'],
    work(model) {
      const { routine_id, status } = model.task(id)
      if (routine_id !== null && status !== 'DONE' && status !== 'ABANDONED') model.refuse(4)
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
    work: (model) => model.pick(id, dayOf(model, day), replace, text),
  }),
)

const moveWin = fc
  .tuple(fc.constantFrom('done', 'pause', 'block', 'resume'), date)
  .map(([verb, day]): Part => {
    const said = verb === 'pause' || verb === 'block' ? 'visitors' : undefined
    const to = { done: 'DONE', pause: 'PAUSED', block: 'BLOCKED', resume: 'ACTIVE' }[verb]
    return {
      argv: ['win', verb, '--date', day, ...withNote(said)],
      work: (model) => model.moveWin(dayOf(model, day), to, said),
    }
  })

const dropWin = date.map(
  (day): Part => ({
    argv: ['win', 'drop', '--date', day, '--note', 'not today'],
    work(model) {
      const win = model.win(dayOf(model, day)) ?? model.refuse(3)
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

/** Commands for routines, and the others less often. */
const routineParts = fc.oneof(
  { arbitrary: parts, weight: 12 },
  { arbitrary: addRoutine, weight: 2 },
  { arbitrary: editRoutine, weight: 5 },
  { arbitrary: pauseRoutine, weight: 2 },
  { arbitrary: moveRoutine, weight: 3 },
  { arbitrary: doneTask, weight: 9 },
  { arbitrary: correctTask, weight: 4 },
  { arbitrary: skipTask, weight: 4 },
  { arbitrary: moveTask, weight: 3 },
  { arbitrary: editTask, weight: 3 },
  { arbitrary: reverse, weight: 5 },
)

/** Commands for absences and rest days, and those of a household whose work repeats. */
const absenceParts = fc.oneof(
  { arbitrary: routineParts, weight: 14 },
  { arbitrary: addAbsence, weight: 2 },
  { arbitrary: removeAbsence, weight: 1 },
  { arbitrary: addRest, weight: 1 },
  { arbitrary: removeRest, weight: 1 },
)

/** A command for the live task of a routine, or for the latest one that is over. */
function ofRoutine(which: 'live' | 'latest', parts: fc.Arbitrary<PartOf>): fc.Arbitrary<Part> {
  const find = which === 'live' ? routines.findLive : routines.findLatest
  return fc.tuple(fc.integer({ min: 1, max: 4 }), parts).map(([id, partOf]) => {
    const part = (model: Model) => partOf(find(model, id)?.id ?? 99)
    return {
      argv: (model) => wordsOf(part(model), model),
      work: (model) => part(model).work(model),
    }
  })
}

const wordsOf = ({ argv }: Part, model: Model) => (typeof argv === 'function' ? argv(model) : argv)

/** Commands for rotas, and those of a household whose members are away at times. */
const rotaParts = fc.oneof(
  { arbitrary: ofRoutine('live', anyDone), weight: 30 },
  { arbitrary: ofRoutine('live', anySkip), weight: 12 },
  { arbitrary: ofRoutine('live', fc.constant(take)), weight: 6 },
  { arbitrary: ofRoutine('live', anyAssignment), weight: 4 },
  { arbitrary: ofRoutine('live', anyMove), weight: 6 },
  { arbitrary: ofRoutine('latest', anyCorrection), weight: 6 },
  { arbitrary: ofRoutine('latest', fc.constant(move('reopen'))), weight: 3 },
  { arbitrary: takeTasks, weight: 2 },
  { arbitrary: addRota, weight: 2 },
  { arbitrary: editRota, weight: 8 },
  { arbitrary: addAbsence, weight: 6 },
  { arbitrary: removeAbsence, weight: 3 },
  { arbitrary: setActive, weight: 2 },
  { arbitrary: reverse, weight: 12 },
  { arbitrary: absenceParts, weight: 20 },
)

/** By anybody, at once or some days later. */
const byAnybody = (part: fc.Arbitrary<Part>, wait: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc
    .tuple(part, as, wait)
    .map(([its, who, days]) => stepOf(its, its.isByAnyone ? undefined : who, days))

const stepOf = (part: Part, by: string | undefined, wait: number): Step => ({
  ...part,
  argv: (model) => wordsOf(part, model),
  as: by,
  wait,
})

/** Everybody moves in with a task or a routine each, and then so many commands follow. */
function lifeOf(first: fc.Arbitrary<Part>, next: fc.Arbitrary<Step>, length: number) {
  const beginning = fc
    .tuple(...names.map((its) => fc.constant(addUserNamed(its))), first, first, first, first, first)
    .map((parts) => parts.map((part) => stepOf(part, undefined, 0)))
  const rest = fc.array(next, { minLength: length, maxLength: length })
  return fc.tuple(beginning, rest).map(([start, then]) => [...start, ...then])
}

/** A household without routines, on one day. */
export const anyLife = (length: number): fc.Arbitrary<Step[]> =>
  lifeOf(addTask, byAnybody(parts, fc.constant(0)), length)

/** A household whose work repeats, through some weeks. */
export const anyRoutineLife = (length: number): fc.Arbitrary<Step[]> =>
  lifeOf(
    fc.oneof(addTask, { arbitrary: addRoutine, weight: 2 }),
    byAnybody(routineParts, fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 4)),
    length,
  )

/** A household whose work repeats and whose members are away at times, through some weeks. */
export const anyAwayLife = (length: number): fc.Arbitrary<Step[]> =>
  lifeOf(
    fc.oneof(addTask, { arbitrary: addRoutine, weight: 2 }),
    byAnybody(absenceParts, fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 4)),
    length,
  )

/** A household whose members take turns, and are away at times, through some weeks. */
export const anyRotaLife = (length: number): fc.Arbitrary<Step[]> =>
  lifeOf(
    fc.oneof(addTask, { arbitrary: addRoutine, weight: 1 }, { arbitrary: addRota, weight: 3 }),
    byAnybody(rotaParts, fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 4)),
    length,
  )
