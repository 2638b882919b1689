import fc from 'fast-check'
import { test } from 'vitest'
import { parseRule } from '../../../src/domain/routine/parse.ts'
import type { RoutineMode } from '../../../src/domain/routine/routine.ts'
import { ruleText } from '../../../src/domain/routine/say.ts'
import { parseSeason, seasonText } from '../../../src/domain/routine/season.ts'
import { MomentumError } from '../../../src/errors.ts'
import { isLongRun, reportCount } from '../../support/long.ts'

const texts = isLongRun ? 100_000 : 10_000

const words =
  'every every! other day days week weeks fortnight month quarter year daily weekly biweekly on of the and in to at mon Tuesday thu,sat mon-fri fri-mon weekdays weekend first second third fourth fifth last 1st 2nd 15th 31st 0 1 2 3 15 29 30 31 32 -1 1.5 99999 1e9 3d 2w 6m 1y 10-03 02-30 3/4 13/13 jan feb February oct 8:00 noon hours , . - ! constructor __proto__ İ ß １'.split(
    ' ',
  )
const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 7 }) },
  { weight: 1, arbitrary: fc.tuple(fc.string({ unit: 'binary', maxLength: 20 })) },
)

/** Whether a text is read, and read back as it is written, or refused by an error for people. */
function isFine<Value>(
  text: string,
  parse: (text: string) => Value,
  write: (value: Value) => string,
) {
  try {
    const written = write(parse(text))
    return write(parse(written)) === written
  } catch (error) {
    if (!(error instanceof MomentumError) || error.code !== 'usage') return false
    return /[.?]$/.test(error.message) && isTypeable(error)
  }
}

function parseAs(mode: RoutineMode) {
  return (text: string) => parseRule(text, mode)
}

/** Whether all rules that a hint says to write are rules. */
function isTypeable({ hint }: MomentumError): boolean {
  const rules = [...(hint?.lead ?? '').matchAll(/--(every|after) (?:"([^"]+)"|(day|weekdays))/g)]
  return rules.every(([, option, quoted, word]) => {
    const text = quoted ?? word ?? ''
    return ruleText(parseRule(text, option === 'every' ? 'CALENDAR' : 'AFTER')) === text
  })
}

test('any text is a rule or a season, or an error of one sentence whose hint can be typed', () => {
  const property = fc.property(anyText, fc.constantFrom(' ', ',', ''), (parts, between) => {
    const text = parts.join(between)
    const isRule = isFine(text, parseAs('CALENDAR'), ruleText)
    return (
      isRule && isFine(text, parseAs('AFTER'), ruleText) && isFine(text, parseSeason, seasonText)
    )
  })
  fc.assert(property, { seed: 20_261_126, numRuns: texts })
  reportCount('random texts read as rules and seasons', texts)
})
