import { describe, expect, test } from 'vitest'
import { getAbsence, listAbsences, listAbsencesOn } from '../../../src/db/absences/absences.ts'
import { addAbsence, removeAbsence } from '../../../src/db/absences/changes.ts'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import { editRoutine } from '../../../src/db/routines/edit.ts'
import { pauseRoutine, resumeRoutine } from '../../../src/db/routines/pause.ts'
import { skipTasks } from '../../../src/db/routines/skip.ts'
import type { Db } from '../../../src/db/schema.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { getTaskById } from '../../../src/db/tasks/references.ts'
import type { AbsenceDraft, AbsenceId } from '../../../src/domain/absence.ts'
import type { Direction } from '../../../src/domain/journal.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import type { UserId, Viewer } from '../../../src/domain/user.ts'
import { notFoundError, refusedError, usageError } from '../../../src/errors.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { addBins, doTask, stateOf } from '../../support/database/routines.ts'
import { pick } from '../../support/database/wins.ts'
import { completion, moveTo, today, writer } from '../../support/household/values.ts'

const date = (text: string) => text as CalendarDate
const reader = { viewer: null, today }

function away(db: Db, from: string, until: string, user: number | null = null, viewer?: Viewer) {
  const draft = { user_id: user, from_date: from, until_date: until, note: null } as AbsenceDraft
  return addAbsence(writer(db), { viewer: viewer ?? null, today }, draft, at(2))
}

function back(db: Db, id = 1) {
  return removeAbsence(writer(db), reader, id as AbsenceId, at(3))
}

/** A live task in the backlog. */
function live(id: number, planned: string, starts_on: string, more: object = {}) {
  const dates = { occurrence_date: planned, due_date: planned, starts_on }
  return { id, status: 'BACKLOG', status_note: null, ...dates, ...more }
}

const active = { status: 'ACTIVE', status_note: null, paused_until: null }
const ended = { ...active, status: 'ENDED' }

describe('rule 13: while everybody is away', () => {
  const plants = { title: 'Plants', mode: 'AFTER', rule: '3 days' }

  test('a date of a calendar goes on with the next one, and another to the day after', async () => {
    const db = await newDatabase()
    const routines = [await addBins(db), await addBins(db, plants)]
    const { moved } = await away(db, '2026-11-22', '2026-12-05')
    const about = { private_to: null }
    expect([moved, (await stateOf(db)).tasks]).toEqual([
      [
        { id: routines[0], title: 'Bins', task: 1, date: '2026-12-08', ...about },
        { id: routines[1], title: 'Plants', task: 2, date: '2026-12-06', ...about },
      ],
      [live(1, '2026-12-08', '2026-12-07'), live(2, '2026-12-06', '2026-12-06')],
    ])
  })

  test('bills keep their dates, and what keeps them', async () => {
    const db = await newDatabase()
    await addBins(db, { domain: 'BILLS' })
    await addBins(db, { when_away: 'KEEP' })
    const before = await stateOf(db)
    expect([(await away(db, '2026-11-01', '2026-12-31')).moved, await stateOf(db)]).toEqual([
      [],
      before,
    ])
  })

  test.each([
    ['the day before', '2026-11-25', '2026-12-31'],
    ['the day after', '2026-11-01', '2026-11-23'],
  ])('what is planned %s stays', async (_, from, until) => {
    const db = await newDatabase()
    await addBins(db)
    expect([(await away(db, from, until)).moved, (await stateOf(db)).tasks]).toEqual([
      [],
      [live(1, '2026-11-24', '2026-11-23')],
    ])
  })

  test('recorded afterwards, it moves what fell due meanwhile, and nothing is missed', async () => {
    const db = await newDatabase()
    await addBins(db, { rule: 'day', start_date: '2026-11-01' })
    await away(db, '2026-11-01', '2026-11-20')
    const occurrences = await db.selectFrom('occurrences').selectAll().execute()
    expect([(await stateOf(db)).tasks, occurrences]).toEqual([
      [live(1, '2026-11-21', '2026-11-21')],
      [],
    ])
  })

  test('a member’s own absence moves nothing', async () => {
    const db = await newDatabase()
    const { id } = await addMember(db, 'Sam')
    await addBins(db, { owner_user_id: id })
    expect([
      (await away(db, '2026-11-01', '2026-12-31', id)).moved,
      (await stateOf(db)).tasks,
    ]).toEqual([[], [live(1, '2026-11-24', '2026-11-23')]])
  })

  test('a due date and a day that somebody chose stay', async () => {
    const db = await newDatabase()
    await addBins(db)
    const chosen = { due_date: date('2026-11-30'), starts_on: date('2026-11-29') }
    await db.updateTable('tasks').set(chosen).execute()
    await away(db, '2026-11-22', '2026-12-05')
    expect((await stateOf(db)).tasks).toEqual([live(1, '2026-12-08', '', chosen)])
  })

  test('the open Daily Win stays', async () => {
    const db = await newDatabase()
    await addBins(db)
    await pick(db, await getTaskById(db, null, 1 as TaskId), at(1))
    const before = await stateOf(db)
    expect([(await away(db, '2026-11-01', '2026-12-31')).moved, await stateOf(db)]).toEqual([
      [],
      before,
    ])
  })

  test('a task that somebody has started or blocked moves, too', async () => {
    const db = await newDatabase()
    await addBins(db)
    await moveTask(writer(db), null, 1 as TaskId, moveTo('BLOCKED'), at(1))
    await away(db, '2026-11-22', '2026-12-05')
    expect(await getTaskById(db, null, 1 as TaskId)).toMatchObject({
      ...{ status: 'BLOCKED', occurrence_date: '2026-12-08', due_date: '2026-12-08' },
    })
  })

  test('a routine without another date ends', async () => {
    const db = await newDatabase()
    const id = await addBins(db, { until_date: '2026-11-30' })
    const { moved } = await away(db, '2026-11-22', '2026-12-05')
    expect([moved, await stateOf(db)]).toEqual([
      [{ id, title: 'Bins', task: 1, date: null, private_to: null }],
      { routines: [ended], tasks: [live(1, '2026-11-24', '2026-11-23', { status: 'ABANDONED' })] },
    ])
  })

  test('a paused routine goes on after both', async () => {
    const db = await newDatabase()
    const id = await addBins(db)
    const until = date('2026-12-05')
    await pauseRoutine(writer(db), reader, id, { until }, at(1))
    await away(db, '2026-12-06', '2026-12-12')
    const paused = (await stateOf(db)).tasks
    await resumeRoutine(writer(db), { ...reader, today: date('2026-12-07') }, id, at(3))
    expect([paused, (await stateOf(db)).tasks]).toEqual([
      [live(1, '2026-12-15', '2026-12-14')],
      [live(1, '2026-12-15', '2026-12-14')],
    ])
  })

  test('a private task moves, but only its owner is told', async () => {
    const db = await newDatabase()
    const { id } = await addMember(db, 'Sam')
    await addBins(db, { owner_user_id: id, private: true })
    const other = await addBins(db, { title: 'Plants', owner_user_id: id })
    await db.updateTable('tasks').set({ private: true }).where('routine_id', '=', other).execute()
    const told = [(await away(db, '2026-11-22', '2026-12-05')).moved]
    await back(db)
    told.push((await away(db, '2026-11-22', '2026-12-05', null, id)).moved)
    const moved = (await stateOf(db)).tasks.map(({ due_date }) => due_date)
    expect([told.map((each) => each.map(({ title }) => title)), moved]).toEqual([
      [[], ['Bins', 'Plants']],
      ['2026-12-08', '2026-12-08'],
    ])
  })
})

describe('rule 13: what comes next is not while everybody is away', () => {
  const dates = ['2026-11-25', '2026-12-05'] as const
  const following = async (db: Db, id = 2) =>
    (await stateOf(db)).tasks.find((task) => task.id === id)

  test('when a routine is added', async () => {
    const db = await newDatabase()
    await away(db, '2026-11-22', '2026-11-24')
    await addBins(db)
    expect((await stateOf(db)).tasks).toEqual([live(1, '2026-12-01', '2026-11-30')])
    await expect(addBins(db, { until_date: '2026-11-24' })).rejects.toEqual(
      usageError(
        'The first date of “week on tue”, 2026-12-01, is after its last day, 2026-11-24.',
        'Choose a later --until, or leave it out.',
      ),
    )
  })

  test('when a task is done', async () => {
    const db = await newDatabase()
    await addBins(db)
    await away(db, ...dates)
    await doTask(db, 1, '2026-11-24')
    expect(await following(db)).toEqual(live(2, '2026-12-08', '2026-12-07'))
  })

  test('when a task is skipped', async () => {
    const db = await newDatabase()
    await addBins(db)
    await away(db, ...dates)
    const task = await getTaskById(db, null, 1 as TaskId)
    const skip = { outcome: 'SKIPPED', note: null, today } as const
    await skipTasks(writer(db), null, [task], skip, at(3))
    expect(await following(db, 1)).toEqual(live(1, '2026-12-08', '2026-12-07'))
  })

  test('when a routine is edited', async () => {
    const db = await newDatabase()
    const id = await addBins(db)
    await away(db, ...dates)
    await editRoutine(writer(db), reader, id, { rule: 'week on fri' }, at(3))
    const edited = await following(db, 1)
    await editRoutine(writer(db), reader, id, { when_away: 'KEEP' }, at(4))
    const kept = await following(db, 1)
    await editRoutine(writer(db), reader, id, { when_away: 'SKIP' }, at(5))
    expect([edited, kept, await following(db, 1)]).toEqual([
      live(1, '2026-12-11', '2026-12-10'),
      live(1, '2026-11-27', '2026-11-26'),
      live(1, '2026-12-11', '2026-12-10'),
    ])
  })

  test('when a task is reopened that was the last one because of it', async () => {
    const db = await newDatabase()
    await addBins(db, { until_date: '2026-12-05' })
    await away(db, ...dates)
    await doTask(db, 1, '2026-11-24')
    const done = (await stateOf(db)).routines
    await moveTask(writer(db), null, 1 as TaskId, moveTo('BACKLOG'), at(3))
    expect([done, (await stateOf(db)).routines]).toEqual([[ended], [active]])
  })
})

describe('rule 13: once such an absence is deleted', () => {
  test('the dates that it moved come back', async () => {
    const db = await newDatabase()
    await addBins(db)
    await addBins(db, { title: 'Plants', mode: 'AFTER', rule: '3 days' })
    await addBins(db, { title: 'Lawn', rule: 'month on 20', start_date: '2026-12-01' })
    const before = await stateOf(db)
    await away(db, '2026-11-22', '2026-12-05')
    const { absence, moved } = await back(db)
    expect([absence.id, moved.map(({ title, date }) => [title, date]), await stateOf(db)]).toEqual([
      1,
      [
        ['Bins', '2026-11-24'],
        ['Plants', '2026-11-22'],
      ],
      before,
    ])
  })

  test('none comes back that was done meanwhile, or while the task is the open Daily Win', async () => {
    const db = await newDatabase()
    await addBins(db)
    await addBins(db, { title: 'Plants' })
    await away(db, '2026-11-22', '2026-12-05')
    await doTask(db, 1, '2026-12-01')
    await pick(db, await getTaskById(db, null, 2 as TaskId), at(1))
    const before = await stateOf(db)
    expect([(await back(db)).moved, await stateOf(db)]).toEqual([[], before])
  })

  test('the task that was done before can still be reopened', async () => {
    const db = await newDatabase()
    await addBins(db)
    await doTask(db, 1, '2026-11-24')
    await away(db, '2026-11-25', '2026-12-05')
    await back(db)
    await away(db, '2026-11-25', '2026-12-05')
    await moveTask(writer(db), null, 1 as TaskId, moveTo('BACKLOG'), at(4))
    expect((await stateOf(db)).tasks).toEqual([live(1, '2026-11-24', '2026-11-23')])
  })

  test('not so if somebody has changed what followed', async () => {
    const db = await newDatabase()
    await addBins(db)
    await doTask(db, 1, '2026-11-24')
    await moveTask(writer(db), null, 2 as TaskId, moveTo('BLOCKED'), at(2))
    await away(db, '2026-11-25', '2026-12-05')
    await expect(moveTask(writer(db), null, 1 as TaskId, moveTo('BACKLOG'), at(4))).rejects.toThrow(
      'its routine has moved on since',
    )
  })
})

describe('rule 13: undo takes back a whole absence of everybody', () => {
  async function household() {
    const db = await newDatabase()
    const [sam, alex] = [await addMember(db, 'Sam'), await addMember(db, 'Alex')]
    await addBins(db)
    await addBins(db, { title: 'Diary', owner_user_id: sam.id, private: true })
    const until = { until_date: '2026-11-30' }
    await addBins(db, { title: 'Lawn', owner_user_id: sam.id, private: true, ...until })
    const author = { ...writer(db).author, made_by_user_id: alex.id, made_by: 'Alex' }
    const as = (command: string) => ({ db, author: { ...author, command } })
    const add = () =>
      addAbsence(
        as('away add'),
        { viewer: alex.id, today },
        {
          ...{ user_id: null, note: null },
          ...{ from_date: date('2026-11-22'), until_date: date('2026-12-05') },
        },
        at(2),
      )
    const reverse = (direction: Direction, viewer: Viewer = alex.id) => {
      const rules = { count: 1, accept: () => {}, mayChange: () => true }
      const by = { made_by_user_id: viewer, made_by: viewer && 'Alex' }
      return reverseCommands({ db, author: { ...author, ...by } }, viewer, direction, rules)
    }
    return { db, sam, alex, as, add, reverse }
  }

  test.each(['alex', 'nobody'] as const)('also private tasks that %s cannot see', async (who) => {
    const { db, alex, add, reverse } = await household()
    const viewer = who === 'alex' ? alex.id : null
    const before = await stateOf(db)
    await add()
    const during = await stateOf(db)
    await reverse('undo', viewer)
    const undone = await stateOf(db)
    await reverse('redo', viewer)
    expect([undone, await stateOf(db), during.routines]).toEqual([
      before,
      during,
      [active, active, ended],
    ])
  })

  test('and so does the undo of its deletion', async () => {
    const { db, alex, as, add, reverse } = await household()
    await add()
    const during = await stateOf(db)
    await removeAbsence(as('away remove'), { viewer: alex.id, today }, 1 as AbsenceId, at(3))
    const after = await stateOf(db)
    await reverse('undo')
    const undone = await stateOf(db)
    await reverse('redo')
    expect([undone, await stateOf(db)]).toEqual([during, after])
  })

  test('but not what somebody did with a private task meanwhile', async () => {
    const { db, sam, add, reverse } = await household()
    await add()
    const done = { ...completion, on: date('2026-11-22'), isEarly: true }
    await moveTask(writer(db), sam.id, 2 as TaskId, { to: 'DONE', completion: done }, at(3))
    await reverse('undo')
    expect((await stateOf(db)).tasks).toEqual([
      live(1, '2026-11-24', '2026-11-23'),
      live(2, '2026-12-08', '2026-12-07', { status: 'DONE' }),
      live(3, '2026-11-24', '2026-11-23'),
      live(4, '2026-12-15', '2026-12-14'),
    ])
  })

  test('nor with a task that is private now', async () => {
    const { db, sam, add, reverse } = await household()
    await add()
    const taken = { owner_user_id: sam.id, private: true }
    await db
      .updateTable('routines')
      .set({ ...taken, turns: 'FIXED' })
      .where('title', '=', 'Bins')
      .execute()
    await db.updateTable('tasks').set(taken).where('title', '=', 'Bins').execute()
    const done = { ...completion, on: date('2026-11-22'), isEarly: true }
    await moveTask(writer(db), sam.id, 1 as TaskId, { to: 'DONE', completion: done }, at(3))
    await reverse('undo')
    expect((await stateOf(db)).tasks).toEqual([
      live(1, '2026-12-08', '2026-12-07', { status: 'DONE' }),
      live(2, '2026-11-24', '2026-11-23'),
      live(3, '2026-11-24', '2026-11-23'),
      live(4, '2026-12-15', '2026-12-14'),
    ])
  })

  test('and not at all once somebody has done a task that it moved', async () => {
    const { db, add, reverse } = await household()
    await add()
    await doTask(db, 1, '2026-11-22')
    const before = await stateOf(db)
    await expect(reverse('undo')).rejects.toThrow(
      '“Bins” was changed later (test: status backlog → done), so nothing was done.',
    )
    expect(await stateOf(db)).toEqual(before)
  })
})

describe('absences', () => {
  async function household() {
    const db = await newDatabase()
    const [sam, kim] = [await addMember(db, 'Sam'), await addMember(db, 'Kim')]
    await away(db, '2026-12-01', '2026-12-31', sam.id)
    await away(db, '2026-11-20', '2026-11-22', kim.id)
    await away(db, '2026-11-22', '2026-11-22')
    await away(db, '2026-11-01', '2026-11-23', sam.id)
    return { db, sam: sam.id, kim: kim.id }
  }
  const names = (found: readonly { user: string | null }[]) => found.map(({ user }) => user)

  test('are listed latest first, with the names of the members', async () => {
    const { db, sam } = await household()
    expect([await listAbsences(db), names(await listAbsences(db, 2))]).toEqual([
      [
        await getAbsence(db, 1 as AbsenceId),
        await getAbsence(db, 3 as AbsenceId),
        await getAbsence(db, 2 as AbsenceId),
        {
          ...{ id: 4, user_id: sam, user: 'Sam', note: null },
          ...{ from_date: '2026-11-01', until_date: '2026-11-23' },
          ...{ created_at: at(2), updated_at: at(2) },
        },
      ],
      ['Sam', null],
    ])
  })

  test('of a day are everybody’s first, then as the members joined', async () => {
    const { db } = await household()
    const on = async (day: string) => names(await listAbsencesOn(db, date(day)))
    expect([await on('2026-11-19'), await on('2026-11-22'), await on('2026-11-24')]).toEqual([
      ['Sam'],
      [null, 'Sam', 'Kim'],
      [],
    ])
  })

  test('of a member cannot overlap, but with everybody’s they can', async () => {
    const { db, sam, kim } = await household()
    await away(db, '2026-12-01', '2026-12-05', kim)
    await away(db, '2026-12-01', '2026-12-05')
    const overlap = (message: string, id: number) =>
      refusedError(message, { lead: 'To delete that one first', command: `away remove ${id}` })
    await expect(away(db, '2026-12-31', '2027-01-05', sam)).rejects.toEqual(
      overlap(
        'Sam is already away from 2026-12-01 to 2026-12-31 (absence 1), and absences cannot overlap.',
        1,
      ),
    )
    await expect(away(db, '2026-11-01', '2026-11-22')).rejects.toEqual(
      overlap(
        'Everybody is already away on 2026-11-22 (absence 3), and absences cannot overlap.',
        3,
      ),
    )
  })

  test('are of active members only', async () => {
    const { db, kim } = await household()
    await db.updateTable('users').set({ active: false }).where('id', '=', kim).execute()
    await expect(away(db, '2026-12-01', '2026-12-05', kim)).rejects.toEqual(
      refusedError('Kim is inactive and cannot be away.', {
        lead: 'First',
        command: 'user activate Kim',
      }),
    )
  })

  test('that do not exist cannot be deleted', async () => {
    const { db } = await household()
    await expect(back(db, 9)).rejects.toEqual(
      notFoundError('There is no absence with the number 9.', {
        lead: 'See',
        command: 'away list',
      }),
    )
  })

  test('are added by one of two who do so at the same moment', async () => {
    const db = await newDatabase()
    const { id } = await addMember(db, 'Sam')
    const both = await Promise.allSettled(
      [id, id, null, null].map((user) => away(db, '2026-12-01', '2026-12-05', user as UserId)),
    )
    expect([
      both.map(({ status }) => status).toSorted(),
      names(await listAbsences(db)).toSorted(),
    ]).toEqual([
      ['fulfilled', 'fulfilled', 'rejected', 'rejected'],
      ['Sam', null],
    ])
  })
})
