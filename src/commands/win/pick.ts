import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import type { Db } from '../../db/schema.ts'
import { getTask } from '../../db/tasks/references.ts'
import { requireActive } from '../../db/users/users.ts'
import { pickWin, type Settlement } from '../../db/wins/picks.ts'
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
import { capitalized } from '../../terminal/words.ts'
import { winName, winPage } from '../../views/win.ts'
import { flag, parsed, parsedOperand } from '../shared/options.ts'
import { parseDateOption } from './shared/date-option.ts'
import { askForTask, askWhetherFinished } from './shared/pick-questions.ts'

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
    throw usageError('Missing <task>: which task will the household finish?', {
      lead: 'Type',
      command: 'win pick <task>',
    })
  },
  async run({ chosen, ...pick }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = typeof chosen === 'number' ? chosen : (await getTask(db, viewer, chosen)).id
    const picker = viewer ?? undefined
    const win = await pickWin(await context.writer(), { ...pick, task, picker }, context.instant)
    if (pick.settle) context.notice(settled(pick.settle, context.today))
    if (!context.interactive) await noticeLeftOver(db, pick.date, context)
    return win
  },
  human: winPage,
  json: winJson,
})

/** Asks first whether an earlier win was finished, then for the new pick. */
async function askForPick(
  reference: TaskReference | undefined,
  pick: Omit<Input, 'chosen'>,
  context: Context,
): Promise<Input> {
  const db = await context.db()
  const prompts = await context.ask()
  const existing = await findWin(db, pick.date)
  const picker = await context.actor.user()
  if (picker) requireActive(picker, 'pick a Daily Win')
  const named = reference && (await getTask(db, await context.actor.viewer(), reference)).id
  if (existing && existing.task_id !== named) requireUnfinishedDay(existing)
  const settle = await askAboutLeftOver(db, named, pick.date, context)
  const except = settle?.to === 'DONE' ? settle.task : undefined
  const chosen = named ?? (await askForTask(db, prompts, context, { date: pick.date, except })).id
  const answered = { ...pick, chosen, ...(settle ? { settle } : {}) }
  if (!existing || existing.task_id === chosen) return answered
  return { ...answered, ...(await askToReplace(existing, pick, prompts, context.today)) }
}

/** Does not ask when the open task itself is picked again: that carries it over. */
async function askAboutLeftOver(
  db: Db,
  named: TaskId | undefined,
  date: CalendarDate,
  context: Context,
): Promise<Settlement | undefined> {
  const leftOver = await findLeftOver(db, date)
  if (!leftOver || leftOver.task_id === named) return undefined
  return askWhetherFinished(leftOver, await context.ask(), context.today)
}

async function askToReplace(
  existing: Win,
  pick: Omit<Input, 'chosen'>,
  prompts: Prompts,
  today: CalendarDate,
): Promise<Pick<Input, 'replace' | 'note'>> {
  const { title } = existing.task
  if (!pick.replace) {
    const name = capitalized(winName(pick.date, today))
    const message = `${name} is “${title}”. Replace it?`
    if (!(await prompts.confirm({ message }))) throw cancelledError('Nothing changed.')
  }
  if (existing.status !== 'ACTIVE' || pick.note !== undefined) {
    return { replace: true, note: pick.note }
  }
  const message = `Why replace “${title}”?`
  return { replace: true, note: await prompts.text({ message, parse: parseNote }) }
}

function settled({ title, date, to }: Settlement, today: CalendarDate): string {
  const state = to === 'DONE' ? 'is done' : 'is back in the backlog'
  return `“${title}” (${winName(date, today)}) ${state}.`
}

async function noticeLeftOver(db: Db, date: CalendarDate, context: Context): Promise<void> {
  const win = await findLeftOver(db, date)
  if (!win) return
  context.notice(`“${win.task.title}” (${winName(win.date, context.today)}) is still open.`, {
    lead: 'To finish it',
    command: `win done --date ${win.date}`,
  })
}
