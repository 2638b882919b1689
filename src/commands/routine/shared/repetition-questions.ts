import { firstDates, type Schedule } from '../../../domain/routine/schedule.ts'
import type { CalendarDate } from '../../../domain/time.ts'
import { MomentumError, usageError } from '../../../errors.ts'
import type { Prompts } from '../../../terminal/prompt.ts'
import { datesText } from '../../../views/routine-dates.ts'
import { parseRepetition, type Repetition, withoutOptions } from './rule-options.ts'

/** What a rule means for a routine. */
type Meaning = {
  /** @throws MomentumError `usage` if it has no date */
  readonly scheduleOf: (repetition: Repetition) => Schedule
  readonly today: CalendarDate
}

/** Asks how a routine repeats, until the person confirms the first dates. */
export async function askRepetition(prompts: Prompts, meaning: Meaning): Promise<Repetition> {
  for (;;) {
    const repetition = await prompts.text({
      message: howOften,
      parse: (text) => readRepetition(text, meaning.scheduleOf),
    })
    const dates = firstDates(meaning.scheduleOf(repetition), 3)
    const message = `${datesText(dates, repetition.mode, meaning.today)} Is that right?`
    if (await prompts.confirm({ message, initial: true })) return repetition
  }
}

/** Asks how a routine that is edited repeats; Enter keeps its rule. */
export function askRepetitionAgain(prompts: Prompts, kept: Repetition): Promise<Repetition> {
  const initial = `${kept.mode === 'AFTER' ? 'after' : 'every'} ${kept.rule}`
  const parse = (text: string) => (text === initial ? kept : readRepetition(text))
  return prompts.text({ message: howOften, initial, parse })
}

const howOften = 'How often? (every tue, every 2 weeks on mon, after 10 days)'

/**
 * An answer: `after 10 days`, or a calendar rule with or without “every”.
 *
 * @param check throws if the rule is refused for another reason
 */
function readRepetition(text: string, check: (repetition: Repetition) => unknown = () => {}) {
  const [, distance] = /^\s*after\b(.*)$/i.exec(text) ?? []
  try {
    const repetition =
      distance === undefined
        ? parseRepetition(text, 'CALENDAR')
        : parseRepetition(distance, 'AFTER')
    check(repetition)
    return repetition
  } catch (error) {
    if (!(error instanceof MomentumError)) throw error
    const { message, hint } = withoutOptions(error, (option, rule) => `“${option} ${rule}”`)
    // A question has no place for a hint of its own.
    throw usageError(hint === undefined ? message : `${message} ${hint.lead}`)
  }
}
