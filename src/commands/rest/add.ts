import { defineCommand } from '../../command.ts'
import { addRestDays } from '../../db/wins/rest-days.ts'
import type { RestPeriod, RestSpan } from '../../domain/rest.ts'
import { parseRestDays } from '../../domain/rest-day.ts'
import { parseNote } from '../../domain/task.ts'
import { restFields, restJson } from '../../json/win.ts'
import { success } from '../../views/answer.ts'
import { restText } from '../../views/rest.ts'
import { streakText } from '../../views/win.ts'
import { parsed } from '../shared/options.ts'
import { findChangedStreak } from './shared/changed-streak.ts'

type Input = { readonly span: RestSpan; readonly note: string | null }

type Output = {
  readonly rest: RestPeriod
  /** The days of the current streak, if it may have changed. */
  readonly streak: number | undefined
}

export default defineCommand<Input, Output>({
  fields: restFields,
  input(args, { today }) {
    // A date may have several words, such as 25 dec.
    const span = parseRestDays(args.operands.join(' '), today)
    return { span, note: parsed(args, 'note', parseNote) ?? null }
  },
  async run({ span, note }, context) {
    const { instant: now, today, settings } = context
    const setBy = await context.actor.viewer()
    const draft = { span, note, setBy }
    const moment = { now, today, ...settings.days }
    const rest = await addRestDays(await context.writer(), draft, moment)
    return { rest, streak: await findChangedStreak(rest, context) }
  },
  human({ rest, streak }, style) {
    const added = success(`Added #${rest.id}: ${restText(rest, style.today)}`, style)
    return streak === undefined ? added : `${added}\n  ${streakText(streak, style)}`
  },
  json: ({ rest }) => restJson(rest),
})
