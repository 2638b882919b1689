import { defineCommand } from '../../command.ts'
import { getRestDays, type RemovedRest, removeRestDays } from '../../db/wins/rest-days.ts'
import type { RestId } from '../../domain/rest.ts'
import { endBefore, parseRestId } from '../../domain/rest-day.ts'
import { restFields, restJson } from '../../json/win.ts'
import { success, withHints } from '../../views/answer.ts'
import { restText } from '../../views/rest.ts'
import { streakText } from '../../views/win.ts'
import { findChangedStreak } from './shared/changed-streak.ts'

type Output = RemovedRest & {
  /** The days of the current streak, if it may have changed. */
  readonly streak: number | undefined
}

export default defineCommand<RestId, Output>({
  fields: restFields,
  input: ({ operands: [id = ''] }) => parseRestId(id),
  async run(id, context) {
    const confirm = context.consent()
    const { instant: now, today } = context
    const found = await getRestDays(await context.db(), id)
    const days = restText(found, today)
    const question =
      endBefore(today, found) === undefined
        ? `Delete rest days #${id}, ${days}?`
        : `End rest days #${id}, ${days}? Those that have passed stay.`
    await confirm(`${question} (You can undo this.)`)
    const removed = await removeRestDays(await context.writer(), id, { now, today })
    const streak = removed.isEnded ? undefined : await findChangedStreak(removed.rest, context)
    return { ...removed, streak }
  },
  human({ rest, isEnded, streak }, style) {
    const days = restText(rest, style.today)
    if (isEnded) {
      const hint = {
        lead: 'To delete those that have passed, too',
        command: `rest remove ${rest.id}`,
      }
      return withHints(success(`Ended #${rest.id}: ${days}`, style), [hint], style)
    }
    const deleted = success(`Deleted #${rest.id}: ${days}`, style)
    return streak === undefined ? deleted : `${deleted}\n  ${streakText(streak, style)}`
  },
  json: ({ rest }) => restJson(rest),
})
