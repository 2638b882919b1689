import { exitCodes } from '../../src/cli/report.ts'
import { operations, tableNames } from '../../src/domain/journal.ts'
import { restWeekdays } from '../../src/domain/rest.ts'
import {
  outcomes,
  routineModes,
  routineStatuses,
  turnModes,
  whenAwayWords,
} from '../../src/domain/routine/routine.ts'
import { turnCauses } from '../../src/domain/routine/turn-reason.ts'
import { settingNames } from '../../src/domain/setting.ts'
import { sheetFormats } from '../../src/domain/sheet.ts'
import { domains, efforts, priorities, taskStatuses } from '../../src/domain/task.ts'
import { unitKinds } from '../../src/domain/unit.ts'
import { winStatuses } from '../../src/domain/win.ts'
import { winMarks } from '../../src/domain/win-year.ts'
import { targetFormats } from '../../src/exchange/formats.ts'
import type { absenceJson, changedAbsenceJson, passedJson } from '../../src/json/absence.ts'
import type { burndownWeekJson } from '../../src/json/burndown.ts'
import type { categoryJson } from '../../src/json/category.ts'
import type {
  backupJson,
  checkJson,
  copiedTableJson,
  locationJson,
  restoredJson,
  statusJson,
  stepJson,
} from '../../src/json/database.ts'
import type {
  calendarFileJson,
  eventJson,
  exportJson,
  importJson,
} from '../../src/json/exchange.ts'
import type { changeJson, forgottenJson, recordedCommandJson } from '../../src/json/journal.ts'
import type { loadByDomainJson, loadByRoutineJson, loadJson } from '../../src/json/load.ts'
import type { reportJson } from '../../src/json/report.ts'
import type { occurrenceJson, routineJson, upcomingJson } from '../../src/json/routine.ts'
import type { scriptJson } from '../../src/json/script.ts'
import type { settingJson } from '../../src/json/setting.ts'
import type { sheetFileJson, sheetJson } from '../../src/json/sheet.ts'
import type { noteJson, taskJson } from '../../src/json/task.ts'
import type { digestJson, todayJson, unitJson, weekJson } from '../../src/json/today.ts'
import type { userJson } from '../../src/json/user.ts'
import type { restJson, winJson, winStatsJson, winYearJson } from '../../src/json/win.ts'
import {
  type AnyDocument,
  always,
  anyTable,
  color,
  date,
  dayOfYear,
  document,
  either,
  exampleOf,
  extended,
  instant,
  listOf,
  number,
  orNull,
  sometimes,
  tableOf,
  text,
  uuid,
  whole,
  word,
  yesOrNo,
} from './kinds.ts'

// What each JSON document is: the tables of docs/scripting.md, and what the tests of the contract
// compare. The types come from src/json, so that the compiler finds what is missing here.

type ErrorWord = keyof typeof exitCodes
type TaskJson = ReturnType<typeof taskJson>
type LoadJson = ReturnType<typeof loadJson>
type ReportJson = ReturnType<typeof reportJson>
type AbsenceJson = ReturnType<typeof absenceJson>
type ChangedAbsenceJson = ReturnType<typeof changedAbsenceJson>
type UserJson = ReturnType<typeof userJson>
type RoutineJson = ReturnType<typeof routineJson>
type NoteJson = ReturnType<typeof noteJson>
type TurnReason = NonNullable<TaskJson['turn_reason']>
type PassedTurns = ReturnType<typeof passedJson>

// Object.keys forgets the types of the keys.
const errorWords = Object.keys(exitCodes) as ErrorWord[]

const added = [instant, 'When this was added.', '2026-11-20T08:00:00.000Z'] as const
const changed = [instant, 'When this was last changed.', '2026-11-22T12:30:00.000Z'] as const

const exampleReason = {
  mode: 'ROTATE',
  because: 'LONGEST_AGO',
  user: 'Sam',
  last: '2026-11-10',
  others: [{ user: 'Alex', last: '2026-11-17' }],
}

const otherMember = document<TurnReason['others'][number]>({
  name: 'other member',
  about: 'Another member of the rota, in a [turn reason](#turn-reason).',
  fields: {
    user: [text, 'Their name.', 'Alex'],
    last: [orNull(date), 'The day of their last turn.', '2026-11-17'],
    missed: [sometimes(always), 'They missed that turn.', true],
    away: [sometimes(always), 'They are away.', true],
    score: [sometimes(number), 'How much they have had to do lately, with `--turns least`.', 0.25],
  },
})

const turnReason = document<TurnReason>({
  name: 'turn reason',
  about: 'Why it is a member’s turn, or nobody’s. [Turns](turns.md) explains each cause.',
  fields: {
    mode: [word(turnModes), 'How the routine decides about turns.', 'ROTATE'],
    because: [word(turnCauses), 'The cause.', 'LONGEST_AGO'],
    user: [
      orNull(text),
      'The name of the member whose turn it is; `null` if it is nobody’s.',
      'Sam',
    ],
    last: [orNull(date), 'The day of their last turn.', '2026-11-10'],
    missed: [sometimes(always), 'They missed that turn.', true],
    away: [sometimes(always), 'They are away.', true],
    score: [sometimes(number), 'How much they have had to do lately, with `--turns least`.', 0.125],
    others: [
      listOf(otherMember),
      'The other members, in the order of the rota.',
      exampleReason.others,
    ],
  },
})

export const task = document<TaskJson>({
  name: 'task',
  about: 'A task.',
  fields: {
    id: [whole, 'Its number, which is never reused.', 8],
    uuid: [
      uuid,
      'Its UUID, which is the same in every copy of the household.',
      '3f2b8c1e-5d47-4a90-8e61-7c2d9b0f4a53',
    ],
    title: [text, 'What needs doing.', 'Fix the dripping tap'],
    description: [orNull(text), 'More details.', 'The one in the bathroom'],
    domain: [word(domains), 'What kind of work it is.', 'REPAIRS'],
    effort: [word(efforts), 'How big it is.', 'SMALL'],
    definition_of_done: [text, 'How to tell that it is done.', 'Dry for an hour'],
    reviewed: [yesOrNo, 'Whether a person wrote its definition of done.', true],
    materials_needed: [orNull(text), 'The materials that it needs.', 'A washer'],
    owner_user_id: [orNull(whole), 'The number of the member who owns it.', 2],
    owner: [orNull(text), 'The name of the owner.', 'Sam'],
    category_id: [orNull(whole), 'The number of its category.', 1],
    category: [orNull(text), 'The name of the category.', 'Bathroom'],
    priority: [word(priorities), 'How urgent it is.', 'MEDIUM'],
    due_date: [orNull(date), 'The day by which it should be done.', '2026-11-27'],
    private: [yesOrNo, 'Whether only its owner can see it.', false],
    status: [word(taskStatuses), 'Its status.', 'BACKLOG'],
    status_note: [orNull(text), 'Why it is paused, blocked or abandoned.', 'The shop is closed'],
    completed_at: [orNull(instant), 'When it was marked as done.', '2026-11-22T18:30:00.000Z'],
    completed_on: [orNull(date), 'The day on which it was done.', '2026-11-22'],
    completed_by_user_id: [orNull(whole), 'The number of the member who did it.', 2],
    completed_by: [orNull(text), 'The name of the member who did it.', 'Sam'],
    created_at: added,
    updated_at: changed,
    routine_id: [orNull(whole), 'The number of the routine that added it.', 1],
    routine: [orNull(text), 'The title of that routine.', 'Take out the bins'],
    occurrence_number: [orNull(whole), 'Which occurrence of the routine it is, from 1.', 3],
    occurrence_date: [orNull(date), 'The day for which the routine planned it.', '2026-11-24'],
    starts_on: [orNull(date), 'The day from which it is shown.', '2026-11-23'],
    turn_reason: [orNull(turnReason), 'Why it is the owner’s turn.', exampleReason],
    next_task_id: [orNull(whole), 'The number of the task of the routine that followed it.', 9],
  },
})

export const note = document<NoteJson>({
  name: 'note',
  about: 'A note on a task.',
  fields: {
    id: [whole, 'Its number.', 1],
    task_id: [whole, 'The number of the task.', 8],
    author_user_id: [orNull(whole), 'The number of the member who wrote it.', 2],
    author: [orNull(text), 'The name of that member.', 'Sam'],
    text: [text, 'What it says.', 'The washer is 12 mm'],
    created_at: added,
  },
})

export const shownTask = extended<TaskJson, TaskJson & { notes: NoteJson[] }>(task, {
  name: 'task with notes',
  plural: 'tasks with notes',
  about: 'A task as `task show` prints it.',
  fields: { notes: [listOf(note), 'The notes on it, oldest first.', [exampleOf(note)]] },
})

export const routine = document<RoutineJson>({
  name: 'routine',
  about: 'Work that repeats. [Routines](routines.md) has the rules.',
  fields: {
    id: [whole, 'Its number, which is never reused.', 1],
    uuid: [
      uuid,
      'Its UUID, which is the same in every copy of the household.',
      'b7a2d9c4-0e13-4f58-9a6b-1c8e5d7f2034',
    ],
    title: [text, 'What needs doing.', 'Take out the bins'],
    description: [orNull(text), 'More details.', 'The blue one every other week'],
    domain: [word(domains), 'What kind of work it is.', 'CHORES'],
    effort: [word(efforts), 'How big it is each time.', 'TINY'],
    definition_of_done: [text, 'How to tell that it is done.', 'Bins at the curb'],
    reviewed: [yesOrNo, 'Whether a person wrote its definition of done.', true],
    materials_needed: [orNull(text), 'The materials that it needs.', 'Gloves'],
    owner_user_id: [orNull(whole), 'The number of the member who owns it.', 2],
    owner: [orNull(text), 'The name of the owner.', 'Sam'],
    category_id: [orNull(whole), 'The number of its category.', 1],
    category: [orNull(text), 'The name of the category.', 'Garden'],
    priority: [word(priorities), 'How urgent it is.', 'MEDIUM'],
    private: [yesOrNo, 'Whether only its owner can see it.', false],
    mode: [word(routineModes), '`CALENDAR` for `--every`, `AFTER` for `--after`.', 'CALENDAR'],
    rule: [text, 'When it repeats, in the form that can be typed.', 'week on tue'],
    says: [text, 'When it repeats, in words.', 'every week on tue'],
    start_date: [date, 'The day from which it repeats.', '2026-11-22'],
    until_date: [orNull(date), 'The last day for which it can be planned.', '2027-11-22'],
    times: [orNull(whole), 'How many times it is done before it ends.', 10],
    season_from: [orNull(dayOfYear), 'The first day of its season.', '04-01'],
    season_to: [orNull(dayOfYear), 'The last day of its season.', '10-31'],
    lead_days: [whole, 'How many days before its date a task is shown.', 1],
    when_away: [word(whenAwayWords), 'What happens to dates on which nobody is home.', 'SKIP'],
    turns: [word(turnModes), 'How it decides whose turn it is.', 'ROTATE'],
    members: [listOf(text), 'The names of those who take turns.', ['Alex', 'Sam']],
    status: [word(routineStatuses), 'Its status.', 'ACTIVE'],
    status_note: [orNull(text), 'Why it is paused or has ended.', 'The bins are broken'],
    paused_until: [orNull(date), 'The day on which it resumes by itself.', '2026-12-01'],
    next_date: [orNull(date), 'The planned date of its open task.', '2026-11-24'],
    next_task_id: [orNull(whole), 'The number of its open task.', 9],
    turn: [orNull(text), 'The name of the member whose turn it is.', 'Sam'],
    done_count: [whole, 'How many times it was done.', 2],
    created_at: added,
    updated_at: changed,
  },
})

export const occurrence = document<ReturnType<typeof occurrenceJson>>({
  name: 'occurrence',
  about: 'An occurrence of a routine: done, skipped or missed.',
  fields: {
    id: [whole, 'Its number.', 2],
    routine_id: [whole, 'The number of the routine.', 1],
    number: [whole, 'Which occurrence it was, from 1.', 2],
    date: [date, 'The day for which it was planned.', '2026-11-17'],
    outcome: [word(outcomes), 'How it ended.', 'DONE'],
    turn_user_id: [orNull(whole), 'The number of the member whose turn it was.', 2],
    turn: [orNull(text), 'The name of that member.', 'Sam'],
    completed_by_user_id: [orNull(whole), 'The number of the member who did it.', 1],
    completed_by: [orNull(text), 'The name of that member.', 'Alex'],
    on_date: [orNull(date), 'The day on which it was done.', '2026-11-18'],
    effort: [word(efforts), 'How big it was.', 'TINY'],
    task_id: [orNull(whole), 'The number of its task, unless that was deleted.', 7],
    note: [orNull(text), 'Why it was skipped or missed.', 'Nobody was home'],
    created_at: [instant, 'When it ended.', '2026-11-18T07:15:00.000Z'],
  },
})

export const upcoming = document<ReturnType<typeof upcomingJson>>({
  name: 'upcoming date',
  about: 'A date for which a routine plans a task.',
  fields: {
    date: [date, 'The date.', '2026-11-24'],
    routine_id: [whole, 'The number of the routine.', 1],
    title: [text, 'The title of the routine.', 'Take out the bins'],
    turn: [orNull(text), 'The name of the member whose turn it is, if that is known.', 'Sam'],
  },
})

const passedTurn = document<PassedTurns['passed'][number]>({
  name: 'passed turn',
  about: 'A turn that changed hands because of a command.',
  fields: {
    task_id: [whole, 'The number of the task.', 9],
    title: [text, 'The title of the task.', 'Take out the bins'],
    from: [orNull(text), 'The name of the member whose turn it was; `null` for nobody.', 'Sam'],
    to: [orNull(text), 'The name of the member whose turn it is now; `null` for nobody.', 'Alex'],
  },
})

const passed = {
  passed: [listOf(passedTurn), 'The turns that changed hands.', [exampleOf(passedTurn)]],
} as const

export const editedRoutine = extended<RoutineJson, RoutineJson & PassedTurns>(routine, {
  name: 'edited routine',
  about: 'A routine after `routine edit`.',
  fields: passed,
})

export const absence = document<AbsenceJson>({
  name: 'absence',
  about: 'Days on which a member or everybody is away.',
  fields: {
    id: [whole, 'Its number.', 1],
    user_id: [orNull(whole), 'The number of the member; `null` for everybody.', 2],
    user: [orNull(text), 'The name of the member; `null` for everybody.', 'Sam'],
    from_date: [date, 'The first day.', '2026-11-27'],
    until_date: [date, 'The last day.', '2026-12-06'],
    note: [orNull(text), 'A note.', 'At the sea'],
    created_at: added,
    updated_at: changed,
  },
})

const movedRoutine = document<ChangedAbsenceJson['moved'][number]>({
  name: 'moved routine',
  about: 'A routine whose next date changed because of an absence.',
  fields: {
    routine_id: [whole, 'The number of the routine.', 1],
    title: [text, 'Its title.', 'Take out the bins'],
    task_id: [whole, 'The number of its open task.', 9],
    next_date: [orNull(date), 'Its next date; `null` if it has ended.', '2026-12-08'],
  },
})

export const changedAbsence = extended<AbsenceJson, ChangedAbsenceJson>(absence, {
  name: 'changed absence',
  about: 'An absence after `away add` or `away remove`.',
  fields: {
    moved: [
      listOf(movedRoutine),
      'The routines whose next date changed.',
      [exampleOf(movedRoutine)],
    ],
    ...passed,
  },
})

export const member = document<UserJson>({
  name: 'member',
  about: 'A member of the household. Commands and fields call a member `user`.',
  fields: {
    id: [whole, 'Their number, which is never reused.', 2],
    name: [text, 'Their name.', 'Sam'],
    role: [orNull(text), 'What they do in the household.', 'cook'],
    email: [orNull(text), 'Their email address.', 'sam@example.org'],
    has_password: [yesOrNo, 'Whether acting as this member needs a password.', false],
    active: [yesOrNo, 'Whether they are active.', true],
    created_at: added,
    updated_at: changed,
  },
})

export const leavingMember = extended<UserJson, UserJson & PassedTurns>(member, {
  name: 'leaving member',
  about: 'A member after `user deactivate` or `user remove`.',
  fields: passed,
})

export const category = document<ReturnType<typeof categoryJson>>({
  name: 'category',
  plural: 'categories',
  about: 'A group of tasks with a color.',
  fields: {
    id: [whole, 'Its number.', 1],
    name: [text, 'Its name.', 'Garden'],
    color: [color, 'Its color.', '#4c9f70'],
    user_id: [orNull(whole), 'The number of its member; `null` if the household owns it.', 2],
    user: [orNull(text), 'The name of its member; `null` if the household owns it.', 'Sam'],
    created_at: added,
    updated_at: changed,
  },
})

export const win = document<ReturnType<typeof winJson>>({
  name: 'win',
  about: 'The Daily Win of a day.',
  fields: {
    id: [whole, 'Its number.', 12],
    date: [date, 'The day that it is for.', '2026-11-22'],
    task_id: [whole, 'The number of its task.', 8],
    task: [task, 'The task itself.', undefined],
    status: [word(winStatuses), 'Its status.', 'ACTIVE'],
    note: [orNull(text), 'Why it was paused or blocked.', 'The shop is closed'],
    selected_by_user_id: [orNull(whole), 'The number of the member who picked it.', 2],
    selected_by: [orNull(text), 'The name of that member.', 'Sam'],
    completed_at: [orNull(instant), 'When it was finished.', '2026-11-22T18:30:00.000Z'],
    completed_by_user_id: [orNull(whole), 'The number of the member who did it.', 2],
    completed_by: [orNull(text), 'The name of that member.', 'Sam'],
    created_at: [instant, 'When it was picked.', '2026-11-22T07:00:00.000Z'],
    updated_at: changed,
  },
})

const winsOfMember = document<ReturnType<typeof winStatsJson>['by_user'][number]>({
  name: 'wins of a member',
  plural: 'wins of members',
  about: 'How many Daily Wins somebody did.',
  fields: {
    user: [orNull(text), 'The name of the member; `null` if that is not recorded.', 'Sam'],
    wins: [whole, 'How many wins.', 7],
  },
})

const markedDay = document<ReturnType<typeof winYearJson>['days'][number]>({
  name: 'day of a year',
  plural: 'days of a year',
  about: 'What became of a date.',
  fields: {
    date: [date, 'The date.', '2026-11-22'],
    mark: [
      orNull(word(winMarks)),
      'Whether it was won, was picked and not won, was a rest day, or was none of these; `OPEN` is today until it is won. `null` in the future.',
      'WON',
    ],
  },
})

export const winYear = document<ReturnType<typeof winYearJson>>({
  name: 'year of wins',
  plural: 'years of wins',
  about: 'What `win history --year` prints: the year until today.',
  fields: {
    year: [whole, 'The year.', 2026],
    won: [whole, 'The number of days won.', 217],
    picked: [whole, 'The number of days that were picked and not won.', 4],
    rest_days: [whole, 'The number of rest days without a pick.', 18],
    longest_streak: [whole, 'The most days won in a row in this year.', 24],
    days: [listOf(markedDay), 'Every date from January to December.', [exampleOf(markedDay)]],
  },
})

export const winStats = document<ReturnType<typeof winStatsJson>>({
  name: 'statistics of wins',
  about: 'What `win stats` prints.',
  fields: {
    current_streak: [whole, 'Days won in a row, up to today or yesterday.', 5],
    longest_streak: [whole, 'The most days that were ever won in a row.', 12],
    wins: [whole, 'The number of days won.', 37],
    days: [whole, 'The number of days from the first win to today.', 42],
    share_30: [number, 'The share of the last 30 days that were won, from 0 to 1.', 0.867],
    by_user: [listOf(winsOfMember), 'Wins by member, most wins first.', [exampleOf(winsOfMember)]],
    rest_days: [whole, 'The number of rest days in the current streak.', 1],
    share_30_of_due: [orNull(number), 'The same without rest days that were not won.', 0.929],
  },
})

export const rest = document<ReturnType<typeof restJson>>({
  name: 'rest days',
  plural: 'rest days',
  about: 'Days on which the household owes no Daily Win, as set with `rest add`.',
  fields: {
    id: [whole, 'Their number.', 1],
    from_date: [date, 'The first day.', '2026-12-24'],
    until_date: [orNull(date), 'The last day; `null` if there is no end.', '2026-12-26'],
    weekday: [
      orNull(word(restWeekdays)),
      'The weekday, if only this one is meant; `null` for every day.',
      'SUN',
    ],
    note: [orNull(text), 'A note.', 'Christmas'],
    set_by_user_id: [orNull(whole), 'The number of the member who set them.', 2],
    set_by: [orNull(text), 'The name of that member.', 'Sam'],
    created_at: added,
    updated_at: changed,
  },
})

const totals = {
  from: [date, 'The first day.', '2026-10-26'],
  until: [date, 'The last day.', '2026-11-22'],
  points: [whole, 'The points of everything that was done.', 180],
  by_nobody: [whole, 'The points of tasks for which no member is recorded.', 4],
} as const

const memberLoad = document<LoadJson['members'][number]>({
  name: 'load of a member',
  plural: 'loads of members',
  about: 'What a member did.',
  fields: {
    user: [text, 'Their name.', 'Sam'],
    tasks: [whole, 'The number of tasks that they did.', 21],
    points: [whole, 'The points of these tasks.', 96],
    present_days: [whole, 'The number of days on which they were there.', 24],
    share: [orNull(whole), 'Their percentage of the points of all members.', 55],
    fair_share: [orNull(whole), 'Their percentage of the days on which members were there.', 46],
  },
})

const part = {
  tasks: [whole, 'The number of tasks done.', 9],
  points: [whole, 'The points of these tasks.', 36],
  share: [orNull(whole), 'The percentage of all points.', 20],
} as const

const domainLoad = document<ReturnType<typeof loadByDomainJson>['domains'][number]>({
  name: 'load of a domain',
  plural: 'loads of domains',
  about: 'What was done in a domain.',
  fields: { domain: [word(domains), 'The domain.', 'CHORES'], ...part },
})

const routineLoad = document<ReturnType<typeof loadByRoutineJson>['routines'][number]>({
  name: 'load of a routine',
  plural: 'loads of routines',
  about: 'What was done for a routine. The last entry is for tasks without a routine.',
  fields: {
    routine_id: [orNull(whole), 'The number of the routine.', 1],
    routine: [orNull(text), 'The title of the routine.', 'Take out the bins'],
    ...part,
  },
})

export const burndownWeek = document<ReturnType<typeof burndownWeekJson>>({
  name: 'week of the burndown',
  plural: 'weeks of the burndown',
  about:
    'How many tasks were open at the end of a week, and how many were done in it. Hidden tasks count as open; private tasks count only for their owner.',
  fields: {
    from: [date, 'Its Monday.', '2026-11-16'],
    until: [date, 'Its Sunday; today in the current week.', '2026-11-22'],
    backlog: [whole, 'The number of tasks in the backlog.', 9],
    active: [whole, 'The number of active tasks.', 3],
    paused: [whole, 'The number of paused tasks.', 1],
    blocked: [whole, 'The number of blocked tasks.', 1],
    done: [whole, 'The number of tasks that were done in this week.', 12],
  },
})
export const load = document<LoadJson>({
  name: 'load by member',
  about: 'What the household did, and who did it. `momentum load --help` says what a point is.',
  fields: {
    ...totals,
    members: [listOf(memberLoad), 'Each member who was there.', [exampleOf(memberLoad)]],
  },
})

export const loadByDomain = document<ReturnType<typeof loadByDomainJson>>({
  name: 'load by domain',
  about: 'What `load --by domain` prints.',
  fields: { ...totals, domains: [listOf(domainLoad), 'Each domain.', [exampleOf(domainLoad)]] },
})

export const loadByRoutine = document<ReturnType<typeof loadByRoutineJson>>({
  name: 'load by routine',
  about: 'What `load --by routine` prints.',
  fields: { ...totals, routines: [listOf(routineLoad), 'Each routine.', [exampleOf(routineLoad)]] },
})

const punctualRoutine = document<ReportJson['routines'][number]>({
  name: 'punctual routine',
  about: 'A routine with times that were planned for the days of a [report](#report).',
  fields: {
    routine_id: [whole, 'The number of the routine.', 1],
    title: [text, 'Its title.', 'Take out the bins'],
    says: [text, 'Its rule in a sentence.', 'every week on tue'],
    on_time: [whole, 'How often it was done on the planned date or before.', 9],
    late: [whole, 'How often it was done after that date.', 2],
    median_days_late: [orNull(number), 'The middle number of days by which it was late.', 1.5],
    skipped: [whole, 'How often it was skipped.', 1],
    missed: [whole, 'How often it was missed.', 0],
  },
})

const reportedTask = document<ReportJson['done'][number]>({
  name: 'reported task',
  about: 'A task that was done on the days of a [report](#report).',
  fields: {
    id: [whole, 'The number of the task.', 12],
    title: [text, 'Its title.', 'Fix the tap'],
    on: [date, 'The day on which it was done.', '2026-11-21'],
    by: [orNull(text), 'The member who did it, else its owner.', 'Sam'],
  },
})

export const report = document<ReportJson>({
  name: 'report',
  about: 'The numbers behind the pictures of `momentum report`.',
  fields: {
    from: [date, 'The first day.', '2026-09-07'],
    until: [date, 'The last day.', '2026-11-22'],
    made_on: [date, 'The day on which it was made.', '2026-11-22'],
    user: [orNull(text), 'The member of `--for`.', 'Sam'],
    file: [orNull(text), 'The path of the file of `--out`.', '/home/sam/report.html'],
    win_years: [listOf(winYear), 'The years that these days are in.', [exampleOf(winYear)]],
    win_stats: [winStats, 'The statistics of Daily Wins until today.', exampleOf(winStats)],
    load: [load, 'What each member did in these days.', exampleOf(load)],
    burndown: [
      listOf(burndownWeek),
      'The weeks that these days are in.',
      [exampleOf(burndownWeek)],
    ],
    routines: [
      listOf(punctualRoutine),
      'The routines with times that were planned for these days.',
      [exampleOf(punctualRoutine)],
    ],
    done: [
      listOf(reportedTask),
      'The tasks that were done, the latest first; at most 300.',
      [exampleOf(reportedTask)],
    ],
    done_count: [whole, 'How many tasks were done.', 142],
  },
})

export const today = document<ReturnType<typeof todayJson>>({
  name: 'today’s page',
  about: 'What `momentum` and `momentum today` print. A list has at most 20 tasks.',
  fields: {
    date: [date, 'Today.', '2026-11-22'],
    win: [orNull(win), 'The Daily Win of today.', null],
    current_streak: [whole, 'Days won in a row, up to today or yesterday.', 5],
    longest_streak: [whole, 'The most days that were ever won in a row.', 12],
    due: [listOf(task), 'Open tasks that are due today or overdue, earliest first.', []],
    blocked: [listOf(task), 'Blocked tasks.', []],
    unowned: [listOf(task), 'Open tasks without an owner.', []],
    counts: [
      tableOf(taskStatuses, whole),
      'The number of tasks by status.',
      { BACKLOG: 31, ACTIVE: 1, PAUSED: 0, BLOCKED: 1, DONE: 37, ABANDONED: 2 },
    ],
    tomorrow: [listOf(task), 'Open tasks that are due tomorrow.', []],
    away: [listOf(absence), 'Who is away today.', [exampleOf(absence)]],
    rest_day: [yesOrNo, 'Whether the household owes no win today.', false],
    yours: [listOf(task), 'Your tasks that are due, overdue or in progress.', []],
    in_progress: [listOf(task), 'Active tasks, then paused ones.', []],
    soon: [listOf(task), 'Open tasks that are due on the three days after today.', []],
  },
})

export const digest = document<ReturnType<typeof digestJson>>({
  name: 'digest',
  about: 'What `momentum remind` prints. A list has at most 100 tasks.',
  fields: {
    date: [date, 'Today.', '2026-11-22'],
    user_id: [orNull(whole), 'The number of the member it is for; `null` for the household.', 2],
    user: [orNull(text), 'The name of that member; `null` for the household.', 'Sam'],
    overdue: [listOf(task), 'Open tasks that are overdue.', []],
    due_today: [listOf(task), 'Open tasks that are due today.', []],
    soon: [listOf(task), 'Open tasks that are due after today, within `--soon`.', []],
    turns: [listOf(task), 'Turns that are due later or have no date.', []],
    win: [orNull(win), 'The Daily Win of today.', null],
    win_due: [yesOrNo, 'Whether today’s win still has to be picked or finished.', true],
    rest_day: [yesOrNo, 'Whether the household owes no win today.', false],
    away: [listOf(absence), 'Who is away today.', [exampleOf(absence)]],
  },
})

export const event = document<ReturnType<typeof eventJson>>({
  name: 'event',
  about: 'An event of `momentum calendar`, by date. It takes the whole day.',
  fields: {
    uid: [
      text,
      'What stays the same when the calendar is written again.',
      '3b9e7c52-6f0d-4a8e-9d1c-5b7a20f4e613/2026-11-24@momentum',
    ],
    date: [date, 'The day: a due date, or a date of a routine.', '2026-11-24'],
    title: [text, 'The title, and who does it if that is known.', 'Take out the bins (Sam)'],
    user: [orNull(text), 'The name of the member who does it.', 'Sam'],
    description: [
      orNull(text),
      'The description, and what done means.',
      'Done means: Bins at the curb',
    ],
    private: [yesOrNo, 'Whether only its owner can see it.', false],
    updated_at: [instant, 'When its task or routine was last changed.', '2026-11-20T08:00:00.000Z'],
  },
})

export const calendarFile = document<ReturnType<typeof calendarFileJson>>({
  name: 'calendar file',
  about: 'What `calendar --out` prints.',
  fields: {
    file: [text, 'The path of the file.', '/home/sam/Public/household.ics'],
    events: [whole, 'The number of events in it.', 42],
    tasks: [whole, 'The number of tasks in it, with `--todo`.', 0],
  },
})

type UnitJson = ReturnType<typeof unitJson>

const unitFile = document<UnitJson['files'][number]>({
  name: 'file of a unit',
  plural: 'files of a unit',
  about: 'A file of a unit.',
  fields: {
    path: [orNull(text), 'Where to save it; `null` for a line of a crontab.', null],
    text: [text, 'Its content.', '0 8 * * * …'],
  },
})

export const unit = document<UnitJson>({
  name: 'unit',
  about: 'The configuration that runs `momentum remind` every day.',
  fields: {
    unit: [word(unitKinds), 'The program that runs it.', 'cron'],
    files: [listOf(unitFile), 'Its files.', [exampleOf(unitFile)]],
  },
})

export const weekDay = document<ReturnType<typeof weekJson>>({
  name: 'day of the week',
  plural: 'days of the week',
  about:
    'A day of `momentum week`. The seven days have at most 100 overdue tasks, and at most 1,000 each of `due`, `starts` and `expected`.',
  fields: {
    date: [date, 'The day.', '2026-11-24'],
    rest_day: [yesOrNo, 'Whether the household owes no win on it.', false],
    away: [listOf(absence), 'Who is away.', [exampleOf(absence)]],
    due: [listOf(task), 'Open tasks that are due; today, also those that are overdue.', []],
    starts: [listOf(task), 'Hidden tasks that are shown from this day on.', []],
    expected: [
      listOf(upcoming),
      'Dates of routines, apart from their open tasks.',
      [exampleOf(upcoming)],
    ],
  },
})

type SheetJson = ReturnType<typeof sheetJson>
type SheetDayJson = SheetJson['days'][number]

const sheetMember = document<SheetJson['members'][number]>({
  name: 'member of a sheet',
  plural: 'members of a sheet',
  about: 'A member on a sheet.',
  fields: {
    user_id: [whole, 'The number of the member.', 2],
    user: [text, 'The name.', 'Sam'],
  },
})

const sheetItem = document<SheetDayJson['items'][number]>({
  name: 'item of a sheet',
  plural: 'items of a sheet',
  about: 'A task on a day of a sheet, or a date of a routine.',
  fields: {
    user_id: [
      orNull(whole),
      'The number of the member who did it, else of its owner or whose turn it is; `null` if there is none.',
      2,
    ],
    user: [orNull(text), 'The name of that member.', 'Sam'],
    task_id: [orNull(whole), 'The task; `null` for a date that has no task yet.', 12],
    routine_id: [orNull(whole), 'The routine that it belongs to.', 3],
    title: [text, 'Its title.', 'Take out the bins'],
    definition_of_done: [
      orNull(text),
      'What done means; `null` if it has no definition of done.',
      'Both bins stand at the curb.',
    ],
    status: [
      orNull(word(taskStatuses)),
      'The status of the task; `null` for a date that has no task yet.',
      'BACKLOG',
    ],
    priority: [word(priorities), 'Its priority.', 'MEDIUM'],
    due_date: [
      orNull(date),
      'The day on which it is due; for a date without a task, that day.',
      '2026-11-24',
    ],
    private: [yesOrNo, 'Whether only its owner can see it.', false],
  },
})

const sheetDay = document<SheetDayJson>({
  name: 'day of a sheet',
  plural: 'days of a sheet',
  about: 'A day of `momentum sheet`.',
  fields: {
    date: [date, 'The day.', '2026-11-24'],
    rest_day: [yesOrNo, 'Whether the household owes no win on it.', false],
    away: [listOf(absence), 'Who is away.', []],
    win: [orNull(win), 'Its Daily Win.', null],
    streak: [
      orNull(whole),
      'How many days the streak had with this win; `null` if the day is not won.',
      12,
    ],
    items: [listOf(sheetItem), 'What needs doing, then what was done.', [exampleOf(sheetItem)]],
  },
})

export const sheet = document<SheetJson>({
  name: 'sheet',
  about: 'A week of `momentum sheet`, the same for every format.',
  fields: {
    from: [date, 'Its Monday.', '2026-11-23'],
    until: [date, 'Its Sunday.', '2026-11-29'],
    week: [text, 'Its number in ISO 8601.', '2026-W48'],
    user_id: [orNull(whole), 'The member of `--for`; `null` for the household.', null],
    user: [orNull(text), 'The name of that member.', null],
    current_streak: [whole, 'The days of the current streak.', 12],
    members: [
      listOf(sheetMember),
      'Its members, in the order in which they joined.',
      [exampleOf(sheetMember)],
    ],
    days: [listOf(sheetDay), 'Its seven days.', [exampleOf(sheetDay)]],
  },
})

export const sheetFile = document<ReturnType<typeof sheetFileJson>>({
  name: 'sheet file',
  about: 'What `sheet --out` prints.',
  fields: {
    file: [text, 'The path of the file.', '/home/sam/sheet.html'],
    format: [word(sheetFormats), 'Its format.', 'html'],
    from: [date, 'The Monday of its week.', '2026-11-23'],
    until: [date, 'The Sunday of its week.', '2026-11-29'],
    items: [whole, 'The number of items in it.', 14],
  },
})

const column = either(either(text, number), orNull(yesOrNo))
const columns = anyTable('object: values by column', column)

export const change = document<ReturnType<typeof changeJson>>({
  name: 'change',
  about: 'A change of one row. [The schema](schema.md) explains the columns of each table.',
  fields: {
    id: [whole, 'Its number.', 31],
    command_id: [
      orNull(whole),
      'The number of the command; `null` if another program made the change.',
      17,
    ],
    command: [orNull(text), 'The command; `null` if another program made the change.', 'task edit'],
    made_by_user_id: [orNull(whole), 'The number of the member who made it.', 2],
    made_by: [orNull(text), 'The name of that member at that time.', 'Sam'],
    created_at: [instant, 'When it was made.', '2026-11-22T12:30:00.000Z'],
    table_name: [word(tableNames), 'The table.', 'tasks'],
    row_id: [whole, 'The `id` of the row.', 8],
    subject: [text, 'What the row is called.', 'Fix the dripping tap'],
    operation: [word(operations), 'What was done to the row.', 'UPDATE'],
    before: [
      orNull(columns),
      'The row before the change; for an `UPDATE`, only the changed columns.',
      { priority: 'MEDIUM' },
    ],
    after: [orNull(columns), 'The same, after the change.', { priority: 'HIGH' }],
  },
})

export const recordedCommand = document<ReturnType<typeof recordedCommandJson>>({
  name: 'recorded command',
  about: 'A command that was undone or redone, or that can be.',
  fields: {
    id: [whole, 'Its number.', 17],
    command: [text, 'The command.', 'task edit'],
    made_by_user_id: [orNull(whole), 'The number of the member who ran it.', 2],
    made_by: [orNull(text), 'The name of that member at that time.', 'Sam'],
    created_at: [instant, 'When it ran.', '2026-11-22T12:30:00.000Z'],
    reversible: [yesOrNo, 'Whether it can be undone.', true],
    changes: [listOf(change), 'What it changed.', [exampleOf(change)]],
  },
})

export const setting = document<ReturnType<typeof settingJson>>({
  name: 'setting',
  about: 'A setting, and where its value comes from.',
  fields: {
    name: [word(settingNames), 'Its name.', 'MOMENTUM_TZ'],
    value: [orNull(text), 'Its value, without a password.', 'Europe/Berlin'],
    source: [word(['environment', 'file', 'default']), 'Where the value comes from.', 'file'],
    fault: [orNull(text), 'What is wrong with the value, in a sentence.', null],
  },
})

const rows = {
  users: [whole, 'How many members there are.', 3],
  tasks: [whole, 'How many tasks there are.', 71],
  routines: [whole, 'How many routines there are.', 9],
  daily_wins: [whole, 'How many Daily Wins there are.', 38],
} as const

export const status = document<ReturnType<typeof statusJson>>({
  name: 'database status',
  about: 'Where the database is and what it holds.',
  fields: {
    database: [
      text,
      'The path of the file, or the URL without the password.',
      '/home/alex/.local/share/momentum/momentum.db',
    ],
    dialect: [word(['sqlite', 'postgres']), 'A file or a server.', 'sqlite'],
    schema_version: [whole, 'The number of the last step that it has run.', 15],
    latest_version: [whole, 'The number of the last step that this program knows.', 15],
    pending: [listOf(text), 'The names of the steps that it has not run.', []],
    size_bytes: [whole, 'Its size in bytes.', 1044480],
    users: [orNull(whole), 'How many members there are; `null` before the first step.', 3],
    tasks: [orNull(whole), 'How many tasks there are; `null` before the first step.', 71],
    routines: [orNull(whole), 'How many routines there are; `null` before step 12.', 9],
    daily_wins: [orNull(whole), 'How many wins there are; `null` before the first step.', 38],
  },
})

export const step = document<ReturnType<typeof stepJson>>({
  name: 'step of the schema',
  plural: 'steps of the schema',
  about: 'A migration, and whether the database has run it.',
  fields: {
    name: [text, 'Its name.', '0001_household'],
    applied: [yesOrNo, 'Whether the database has run it.', true],
  },
})

export const check = document<ReturnType<typeof checkJson>>({
  name: 'check',
  about: 'One of the checks of `db check`.',
  fields: {
    name: [text, 'Its name.', 'foreign keys'],
    ok: [yesOrNo, 'Whether it passed.', true],
    detail: [text, 'What was found, in words.', 'no broken references'],
    hint: [orNull(text), 'What to do. If `ok` is true, it works but needs attention.', null],
    repaired: [orNull(text), 'What `--repair` rebuilt.', null],
  },
})

export const copiedTable = document<ReturnType<typeof copiedTableJson>>({
  name: 'copied table',
  about: 'A table that `db copy` copied.',
  fields: {
    table: [
      word([...tableNames, 'sessions', 'commands', 'changes', 'import_keys', 'removed_passwords']),
      'Its name.',
      'tasks',
    ],
    rows: [whole, 'How many rows it has.', 71],
    sha256: [
      text,
      'The checksum of its rows, the same in both places.',
      '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    ],
  },
})

export const backup = document<ReturnType<typeof backupJson>>({
  name: 'backup',
  about: 'A backup of the household.',
  fields: {
    backup: [text, 'Its path.', '/home/alex/household-backup.db'],
    kind: [
      word(['by_hand', 'daily', 'before_migration', 'before_restore']),
      'Why it was made.',
      'by_hand',
    ],
    created_at: [instant, 'When it was made.', '2026-11-22T12:30:00.000Z'],
    size_bytes: [whole, 'Its size in bytes.', 1044480],
    complete: [yesOrNo, 'Whether the file is complete.', true],
  },
})

export const restored = document<ReturnType<typeof restoredJson>>({
  name: 'restored household',
  about: 'What `db restore` restored.',
  fields: {
    database: [
      text,
      'The path of the file, or the URL without the password.',
      '/home/alex/.local/share/momentum/momentum.db',
    ],
    restored_from: [text, 'The path of the backup.', '/home/alex/household-backup.db'],
    kept: [orNull(text), 'The path of the previous state, if there was one.', null],
    ...rows,
  },
})

export const forgotten = document<ReturnType<typeof forgottenJson>>({
  name: 'forgotten history',
  about: 'What `db forget` deleted.',
  fields: {
    commands: [whole, 'The number of commands.', 120],
    changes: [whole, 'The number of changes.', 340],
    freed_bytes: [whole, 'How much smaller the database became, in bytes.', 65536],
  },
})

export const lost = document<ReturnType<typeof importJson>['lost'][number]>({
  name: 'lost thing',
  about: 'What a file has and Momentum has no place for.',
  fields: {
    what: [text, 'What it is.', 'tags'],
    count: [whole, 'How often it is in the file.', 58],
  },
})

export const badRecord = document<ReturnType<typeof importJson>['skipped'][number]>({
  name: 'bad record',
  about: 'A record of a file that makes no sense.',
  fields: {
    line: [whole, 'The line on which it begins, from 1.', 12],
    message: [text, 'What is wrong, in a sentence.', 'The title is missing.'],
  },
})

export const imported = document<ReturnType<typeof importJson>>({
  name: 'import',
  about: 'What `import` did.',
  fields: {
    format: [text, 'The format of the file.', 'taskwarrior'],
    records: [whole, 'How many tasks, routines and past times of routines the file has.', 120],
    added: [listOf(whole), 'The numbers of the tasks that were added.', [1, 2]],
    routines: [listOf(whole), 'The numbers of the routines that were added.', [1]],
    updated: [listOf(whole), 'The numbers of the tasks that were changed.', []],
    unchanged: [whole, 'How many records were imported before and are the same.', 0],
    kept: [listOf(whole), 'The numbers of the tasks that were changed here, and so left.', []],
    skipped: [listOf(badRecord), 'The records that `--skip-bad` left out.', []],
    lost: [listOf(lost), 'What Momentum has no place for.', undefined],
  },
})

export const exported = document<ReturnType<typeof exportJson>>({
  name: 'export',
  about: 'What `export` wrote.',
  fields: {
    format: [word(targetFormats), 'The format.', 'csv'],
    file: [orNull(text), 'The path of the file; null without `--out`.', '/home/alex/tasks.csv'],
    tasks: [whole, 'How many tasks there are.', 71],
    text: [orNull(text), 'What would be printed; null with `--out`.', null],
  },
})

export const place = document<ReturnType<typeof locationJson>>({
  name: 'place',
  about: 'Where the database is.',
  fields: {
    database: [
      text,
      'The path of the file, or the URL without the password.',
      '/home/alex/.local/share/momentum/momentum.db',
    ],
  },
})

export const script = document<ReturnType<typeof scriptJson>>({
  name: 'completion script',
  about: 'A script with which a shell completes commands.',
  fields: {
    shell: [text, 'The name of the shell.', 'bash'],
    script: [text, 'The script.', '# …'],
  },
})

const errorDetails = document<{ code: ErrorWord; message: string; hint: string | null }>({
  name: 'error details',
  about: 'What went wrong.',
  fields: {
    code: [word(errorWords), 'What kind of error it is: see [exit codes](#exit-codes).', 'refused'],
    message: [text, 'What went wrong, in a sentence.', 'Sam owns a task.'],
    hint: [orNull(text), 'What to do next.', 'See: momentum user list --all'],
  },
})

export const failure = document<{
  error: { code: ErrorWord; message: string; hint: string | null }
}>({
  name: 'error',
  about: 'What a command prints on stderr, in one line, when it fails.',
  fields: { error: [errorDetails, 'What went wrong.', exampleOf(errorDetails)] },
})

/** Every document, in the order of the page. */
export const documents: readonly AnyDocument[] = [
  ...[task, shownTask, note, turnReason, otherMember],
  ...[routine, editedRoutine, occurrence, upcoming, passedTurn],
  ...[win, winStats, winsOfMember, winYear, markedDay, rest],
  ...[today, digest, unit, unitFile, weekDay],
  ...[event, calendarFile],
  ...[sheet, sheetDay, sheetItem, sheetMember, sheetFile],
  ...[load, memberLoad, loadByDomain, domainLoad, loadByRoutine, routineLoad, burndownWeek],
  ...[report, punctualRoutine, reportedTask],
  ...[member, leavingMember, absence, changedAbsence, movedRoutine, category],
  ...[recordedCommand, change],
  ...[setting, status, step, check, backup, restored, copiedTable, forgotten, place, script],
  ...[imported, badRecord, lost, exported],
  ...[failure, errorDetails],
]
