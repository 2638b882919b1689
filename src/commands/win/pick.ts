import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import type { Db } from '../../db/schema.ts'
import { getTask } from '../../db/tasks/references.ts'
import { requireActive } from '../../db/users/users.ts'
import { pickWin, type Settlement } from '../../db/wins/moves.ts'
import { findLeftOver, findWin } from '../../db/wins/wins.ts'
import {
  parseNote,
  parseTaskReference,
  type TaskId,
  type TaskReference,
} from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { requireUnfinishedDay, type Win } from '../../domain/win.ts'
import { cancelledError, usageError } from '../../errors.ts'
import { winFields, winJson } from '../../json.ts'
import type { Prompts } from '../../terminal/prompt.ts'
import { winPage } from '../../views/win.ts'
import { flag, parsed, parsedOperand } from '../shared/options.ts'
import { parseDateOption } from './shared/date.ts'
import { askForTask, askWhatBecame } from './shared/questions.ts'

type Input = {
  readonly chosen: TaskReference | TaskId
  readonly date: CalendarDate
  readonly replace: boolean
  readonly note: string | undefined
  readonly settle?: Settlement
}

export default defineCommand<Input, Win>({
  fields: winFields,
  async input(args, context) {
    const note = parsed(args, 'note', parseNote)
    const date = parseDateOption(args, context)
    const pick = { date, replace: flag(args, 'replace'), note }
    const reference = parsedOperand(args, 0, parseTaskReference)
    if (context.interactive) return askForPick(reference, pick, context)
    if (reference) return { chosen: reference, ...pick }
    throw usageError('Which task? There is nobody to ask here.', {
      lead: 'Name it',
      command: 'win pick <task>',
    })
  },
  async run({ chosen, ...pick }, context) {
    const db = await context.db()
    const viewer = await context.viewer()
    const task = typeof chosen === 'number' ? chosen : (await getTask(db, viewer, chosen)).id
    const picker = viewer ?? undefined
    const win = await pickWin(await context.writer(), { ...pick, task, picker }, context.instant)
    if (pick.settle) context.notice(settled(pick.settle))
    if (!context.interactive) await noticeLeftOver(db, pick.date, context)
    return win
  },
  human: winPage,
  json: winJson,
})

/** What became of an earlier win comes first; then what is to be done today. */
async function askForPick(
  reference: TaskReference | undefined,
  pick: Omit<Input, 'chosen'>,
  context: Context,
): Promise<Input> {
  const db = await context.db()
  const prompts = await context.ask()
  const present = await findWin(db, pick.date)
  const picker = await context.user()
  if (picker) requireActive(picker, 'pick a Daily Win')
  const named = reference && (await getTask(db, await context.viewer(), reference)).id
  if (present && present.task_id !== named) requireUnfinishedDay(present)
  const settle = await askAboutLeftOver(db, pick.date, named, prompts)
  const done = settle?.to === 'DONE' ? settle.task : undefined
  const chosen = named ?? (await askForTask(db, prompts, context, done)).id
  const answered = { ...pick, chosen, ...(settle ? { settle } : {}) }
  if (!present || present.task_id === chosen) return answered
  return { ...answered, ...(await askToReplace(present, pick, prompts)) }
}

/** Picking the one that was left open again says what became of it. */
async function askAboutLeftOver(
  db: Db,
  date: CalendarDate,
  named: TaskId | undefined,
  prompts: Prompts,
): Promise<Settlement | undefined> {
  const leftOver = await findLeftOver(db, date)
  return leftOver && leftOver.task_id !== named ? askWhatBecame(leftOver, prompts) : undefined
}

async function askToReplace(
  present: Win,
  pick: Omit<Input, 'chosen'>,
  prompts: Prompts,
): Promise<Pick<Input, 'replace' | 'note'>> {
  const { title } = present.task
  if (!pick.replace) {
    const message = `“${title}” is the win of that day. Let it make way?`
    if (!(await prompts.confirm({ message }))) {
      throw cancelledError('It stays as it is, then.')
    }
  }
  if (present.status !== 'ACTIVE' || pick.note !== undefined) {
    return { replace: true, note: pick.note }
  }
  const message = `Why does “${title}” make way?`
  return { replace: true, note: await prompts.text({ message, parse: parseNote }) }
}

function settled({ title, date, to }: Settlement): string {
  const fate = to === 'DONE' ? 'is done' : 'is back in the backlog'
  return `“${title}”, the win of ${date}, ${fate}.`
}

async function noticeLeftOver(db: Db, date: CalendarDate, context: Context): Promise<void> {
  const win = await findLeftOver(db, date)
  if (!win) return
  context.notice(`The win of ${win.date}, “${win.task.title}”, is still open.`, {
    lead: 'To finish it',
    command: `win done --date ${win.date}`,
  })
}
