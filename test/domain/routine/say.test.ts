import { expect, test } from 'vitest'
import { parseRule } from '../../../src/domain/routine/parse.ts'
import { ruleSentence } from '../../../src/domain/routine/say.ts'

test.each([
  ['day', 'every day'],
  ['2 days', 'every 2 days'],
  ['2 weeks on mon,thu', 'every 2 weeks on mon, thu'],
  ['weekdays', 'every weekday'],
  ['2 weeks on weekdays', 'every 2 weeks on mon, tue, wed, thu, fri'],
  ['month on 1,last day', 'every month on 1, last day'],
  ['month on first mon,last fri', 'every month on first mon, last fri'],
  ['year on 3 oct', 'every year on 3 oct'],
  ['2 years on first sun of may', 'every 2 years on first sun of may'],
])('--every "%s" is said as “%s”', (text, sentence) => {
  expect(ruleSentence(parseRule(text, 'CALENDAR'))).toEqual(sentence)
})

test.each([
  ['10d', '10 days after it was done'],
  ['1 month', '1 month after it was done'],
  ['2 weeks on sat,sun', '2 weeks after it was done, on sat, sun'],
  ['1 week on weekdays', '1 week after it was done, on mon, tue, wed, thu, fri'],
])('--after "%s" is said as “%s”', (text, sentence) => {
  expect(ruleSentence(parseRule(text, 'AFTER'))).toEqual(sentence)
})
