import { parseDate } from '../../domain/date.ts'
import { plainWords } from '../../domain/date-words.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import { type CalendarDate, dateFromParts, toParts } from '../../domain/time.ts'
import { isoDay } from '../days.ts'
import type { Reading } from '../records.ts'

/** Todoist takes no longer ones, and reading them would only take time. */
const longest = 200

/** Words in lower case without times of day, and whether there were any. */
export type Untimed = { readonly words: string; readonly hasTime: boolean }

const hour = String.raw`(?:\d{1,2}(?::\d\d){1,2}(?: ?[ap]m)?|\d{1,2} ?[ap]m|noon|midnight)`
const partOfDay = '(?:in the )?(?:morning|afternoon|evening|night)'
const times = new RegExp(
  String.raw`(?:^| )(?:(?:at |@ ?)?${hour}|(?:at |@ ?)\d{1,2}|${partOfDay})(?=,| |$)`,
  'g',
)

/** Takes the times of day out of a text: `every day at 8am` is `every day`. */
export function withoutTimes(text: string): Untimed {
  const typed =
    text.length > longest ? '' : plainWords(text).replace(/^tonight\b/, 'today at 20:00')
  const words = plainWords(typed.replace(times, ''))
  return { words, hasTime: words !== typed }
}

/** What Todoist calls some days, and what we do. */
const names: Readonly<Record<string, string>> = {
  tod: 'today',
  tom: 'tomorrow',
  tmr: 'tomorrow',
  tmrw: 'tomorrow',
  weekend: 'saturday',
  'this weekend': 'saturday',
  'end of month': 'eom',
}

/**
 * A day in ISO 8601, or in the English words of Todoist: `tomorrow`, `in 5 days`, `27 jan`,
 * `27th`. They count from the day of the import.
 *
 * @param words from {@link withoutTimes}
 * @returns undefined for other words
 */
export function readDay(
  words: string,
  { today }: Pick<Reading, 'today'>,
): CalendarDate | undefined {
  const said = words.replace(/^on /, '')
  const name = Object.hasOwn(names, said) ? names[said] : said
  return dayOfMonth(said, today) ?? unlessRefused(() => parseDate(name ?? said, today))
}

/** The next 27th of a month that has one. */
function dayOfMonth(words: string, today: CalendarDate): CalendarDate | undefined {
  const day = Number(/^(?:the )?(\d{1,2})(?:st|nd|rd|th)$/.exec(words)?.[1] ?? 0)
  if (day < 1 || day > 31) return undefined
  const [year, month] = toParts(today)
  const dates = [0, 1, 2].map((later) => dateFromParts(year, month + later, day))
  return dates.find((date) => date >= today && toParts(date)[2] === day)
}

/**
 * The day in a text that begins as ISO 8601 does, whatever time follows.
 *
 * @returns undefined for another text; `date` is undefined for a day that does not exist
 */
export function readIso(
  text: string,
  { dayOf }: Pick<Reading, 'dayOf'>,
): { readonly date: CalendarDate | undefined; readonly hasTime: boolean } | undefined {
  const [, day, time] = /^(\d+-\d+-\d+)(?:[T ](.*))?$/i.exec(text.trim()) ?? []
  if (day === undefined) return undefined
  const date = isoDay(day)
  if (date === undefined || time === undefined) return { date, hasTime: false }
  const moment = /(?:Z|[+-]\d\d:?\d\d)$/i.test(time) ? Date.parse(text.trim()) : Number.NaN
  if (Number.isNaN(moment)) return { date, hasTime: true }
  // In another time zone, the last day that can be written could be a day later.
  return { date: isoDay(dayOf(new Date(moment))), hasTime: true }
}
