import type { Args, Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { getTask, getTaskById } from '../../db/tasks/references.ts'
import { requireActive } from '../../db/users/users.ts'
import { type Picked, pickWin, type Settlement, settleWins } from '../../db/wins/picks.ts'
import { findWin } from '../../db/wins/wins.ts'
import { parseDefinitionOfDone, parseNote, type TaskId } from '../../domain/task.ts'
import { parseTaskWords, type TaskReference } from '../../domain/task-reference.ts'
import type { CalendarDate } from '../../domain/time.ts'
import {
  pickableStatuses,
  requirePickable,
  requireUnfinishedDay,
  type Win,
} from '../../domain/win.ts'
import { cancelledError, MomentumError, usageError } from '../../errors.ts'
import { winFields, winJson } from '../../json/win.ts'
import { capitalized } from '../../terminal/words.ts'
import { winName, winPage } from '../../views/win.ts'
import { flag, parsed } from '../shared/options.ts'
import { explainText } from '../task/shared/named-tasks.ts'
import { parseDateOption } from './shared/date-option.ts'
import { askAboutLeftOver, noticeCarriedOver, noticeLeftOver } from './shared/left-over.ts'
import { askForTask } from './shared/pick-questions.ts'

type Choice = {
  readonly chosen: TaskReference | TaskId
  readonly date: CalendarDate
  readonly replace: boolean
  readonly note: string | undefined
  readonly args: Args
  readonly definitionOfDone: string | undefined
}

/** What was typed and answered. If the questions ended early, `choice` is the error. */
type Input = {
  readonly choice: Choice | MomentumError
  /** What happened to earlier wins. These answers are saved, whatever the choice is. */
  readonly settle: readonly Settlement[]
}

/** The win; or, if nothing is picked, the earlier wins that were settled, and the error. */
type Output =
  | { readonly win: Win }
  | { readonly settled: readonly string[]; readonly error: MomentumError }

export default defineCommand<Input, Output>({
  fields: winFields,
  async input(args, context) {
    const note = parsed(args, 'note', parseNote)
    const date = parseDateOption(args, context)
    const definitionOfDone = parsed(args, 'definitionOfDone', parseDefinitionOfDone)
    const pick = { date, replace: flag(args, 'replace'), note, definitionOfDone, args }
    const reference = args.operands.length === 0 ? undefined : parseTaskWords(args.operands)
    if (context.interactive) return askForPick(reference, pick, context)
    if (reference) return { choice: { chosen: reference, ...pick }, settle: [] }
    throw usageError('Missing <task>: which task will the household finish?', {
      lead: 'Type',
      command: 'win pick <task>',
    })
  },
  async run({ choice, settle }, context) {
    const picked = choice instanceof MomentumError ? choice : await pick(choice, settle, context)
    const settled = settle.map((each) => settledText(each, context.today))
    if (picked instanceof MomentumError) {
      await settleWins(await context.writer(), settle, context.instant)
      return { settled, error: picked }
    }
    for (const sentence of settled) context.notice(sentence)
    if (hasNote(choice) && !picked.hasReplaced) {
      context.notice('The note was not saved, because no other pick was replaced.')
    }
    const db = await context.db()
    await noticeCarriedOver(db, picked, context)
    if (!context.interactive) await noticeLeftOver(db, picked.win.date, context)
    return { win: picked.win }
  },
  human: (output, style) =>
    'win' in output ? winPage(output.win, style) : output.settled.join('\n'),
  json: (output) => ('win' in output ? winJson(output.win) : null),
  failure: (output) => ('win' in output ? undefined : output.error),
})

function hasNote(choice: Choice | MomentumError): boolean {
  return !(choice instanceof MomentumError) && choice.note !== undefined
}

/** Picks the task and settles earlier wins. If only these can be settled, returns the error. */
async function pick(
  { chosen, args, ...choice }: Choice,
  settle: readonly Settlement[],
  context: Context,
): Promise<Picked | MomentumError> {
  const db = await context.db()
  const viewer = await context.actor.viewer()
  const task =
    typeof chosen === 'number'
      ? chosen
      : (await explainText(args, () => getTask(db, viewer, chosen, pickableStatuses))).id
  const all = { ...choice, task, picker: viewer ?? undefined, settle }
  try {
    return await pickWin(await context.writer(), all, context.instant)
  } catch (error) {
    if (settle.length > 0 && error instanceof MomentumError) return error
    throw error
  }
}

/** Asks what happened to earlier wins, then for the new pick. */
async function askForPick(
  reference: TaskReference | undefined,
  pick: Omit<Choice, 'chosen'>,
  context: Context,
): Promise<Input> {
  const existing = await findWin(await context.db(), pick.date)
  const picker = await context.actor.user()
  if (picker) requireActive(picker, 'pick a Daily Win')
  const named =
    reference && (await explainText(pick.args, () => getPickable(reference, existing, context)))
  if (existing && existing.task_id !== named) requireUnfinishedDay(existing)
  const settle: Settlement[] = []
  try {
    return { choice: await askForChoice(named, { ...pick, existing }, context, settle), settle }
  } catch (error) {
    if (settle.length > 0 && error instanceof MomentumError) return { choice: error, settle }
    throw error
  }
}

/** Refuses a task before anything is asked. The pick of the day itself may be picked again. */
async function getPickable(
  reference: TaskReference,
  existing: Win | undefined,
  context: Context,
): Promise<TaskId> {
  const viewer = await context.actor.viewer()
  const task = await getTask(await context.db(), viewer, reference, pickableStatuses)
  if (existing?.task_id !== task.id) requirePickable(task)
  return task.id
}

async function askForChoice(
  named: TaskId | undefined,
  { existing, ...pick }: Omit<Choice, 'chosen'> & { readonly existing: Win | undefined },
  context: Context,
  settle: Settlement[],
): Promise<Choice> {
  const db = await context.db()
  const leftOver = { date: pick.date, named, isFree: existing === undefined }
  const carried = await askAboutLeftOver(db, leftOver, context, settle)
  const except = settle.filter(({ to }) => to === 'DONE').map(({ task }) => task)
  const chosen = named ?? carried ?? (await askForTask(db, context, { date: pick.date, except })).id
  if (existing?.task_id === chosen) return { ...pick, chosen }
  const replaced = existing ? await askToReplace(existing, pick, context, settle) : {}
  const definitionOfDone = pick.definitionOfDone ?? (await askWhenDone(chosen, context))
  return { ...pick, ...replaced, chosen, definitionOfDone }
}

/** Asks for the definition of done of a task that nobody has given one. */
async function askWhenDone(id: TaskId, context: Context): Promise<string | undefined> {
  const viewer = await context.actor.viewer()
  const { title, reviewed } = await getTaskById(await context.db(), viewer, id)
  if (reviewed) return undefined
  const message = `How can you tell that “${title}” is done?`
  return (await context.ask()).text({ message, parse: parseDefinitionOfDone })
}

async function askToReplace(
  existing: Win,
  pick: Omit<Choice, 'chosen'>,
  context: Context,
  settle: readonly Settlement[],
): Promise<Pick<Choice, 'replace' | 'note'>> {
  const { title } = existing.task
  if (!pick.replace) {
    const name = capitalized(winName(pick.date, context.today))
    const message = `${name} is “${title}”. Replace it?`
    const declined = settle.length > 0 ? 'The pick stays as it is.' : 'Nothing changed.'
    if (!(await (await context.ask()).confirm({ message }))) throw cancelledError(declined)
  }
  if (existing.status !== 'ACTIVE' || pick.note !== undefined) {
    return { replace: true, note: pick.note }
  }
  const message = `Why replace “${title}”?`
  const note = await (await context.ask()).text({ message, parse: parseNote })
  return { replace: true, note }
}

function settledText({ title, date, to }: Settlement, today: CalendarDate): string {
  const state = to === 'DONE' ? 'is done' : 'is back in the backlog'
  return `“${title}” (${winName(date, today)}) ${state}.`
}
