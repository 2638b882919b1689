import { describe, expect, test } from 'vitest'
import { findMarked, findRefusedRule, parseQuickAdd } from '../../src/domain/quick-add.ts'
import { MomentumError } from '../../src/errors.ts'
import { today } from '../support/household/values.ts'

// Today is Sunday, 22 November 2026.

/** What is typed, and what is understood: the title and the rest. */
const understood: readonly (readonly [typed: string, title: string, rest?: object])[] = [
  [
    'Take out the bins every tue @sam +chores pri:high effort:tiny = Bins at the curb',
    'Take out the bins',
    {
      ...{ owner: 'sam', domain: 'CHORES', priority: 'HIGH', effort: 'TINY' },
      ...{ definition_of_done: 'Bins at the curb', mode: 'CALENDAR', rule: 'week on tue' },
    },
  ],
  ['Milk', 'Milk'],
  // Marks stand anywhere.
  ['@sam Milk', 'Milk', { owner: 'sam' }],
  ['Buy @sam milk', 'Buy milk', { owner: 'sam' }],
  ['Milk @Sam', 'Milk', { owner: 'Sam' }],
  ['Milk +food', 'Milk', { domain: 'FOOD' }],
  ['Milk +FOOD', 'Milk', { domain: 'FOOD' }],
  ['Milk +Garden', 'Milk', { category: 'Garden' }],
  ['Milk +food +Garden', 'Milk', { domain: 'FOOD', category: 'Garden' }],
  ['Milk pri:urgent', 'Milk', { priority: 'URGENT' }],
  ['Milk PRI:Low', 'Milk', { priority: 'LOW' }],
  ['Milk effort:complex', 'Milk', { effort: 'COMPLEX' }],
  // Dates, of up to three words.
  ['Rent due:2026-12-01', 'Rent', { due_date: '2026-12-01' }],
  ['Rent due:fri', 'Rent', { due_date: '2026-11-27' }],
  ['Rent due:+3d', 'Rent', { due_date: '2026-11-25' }],
  ['Rent due:tomorrow @sam', 'Rent', { due_date: '2026-11-23', owner: 'sam' }],
  ['Rent due:25 dec', 'Rent', { due_date: '2026-12-25' }],
  ['due:25 dec Rent', 'Rent', { due_date: '2026-12-25' }],
  ['Rent due:in 3 days', 'Rent', { due_date: '2026-11-25' }],
  ['Rent due:next week', 'Rent', { due_date: '2026-11-23' }],
  ['Rent due:fri with Ana', 'Rent with Ana', { due_date: '2026-11-27' }],
  // A definition of done goes to the end.
  ['Bins = At the curb', 'Bins', { definition_of_done: 'At the curb' }],
  ['Bins = At @sam’s curb every tue', 'Bins', { definition_of_done: 'At @sam’s curb every tue' }],
  ['Bins = a = b', 'Bins', { definition_of_done: 'a = b' }],
  ['C++ = fun', 'C++', { definition_of_done: 'fun' }],
  ['Bins @sam = Out', 'Bins', { owner: 'sam', definition_of_done: 'Out' }],
  // A tail that says how it repeats, once the marks are taken away.
  ['Water plants every 2 weeks', 'Water plants', { mode: 'CALENDAR', rule: '2 weeks' }],
  ['Water plants every other friday', 'Water plants', { mode: 'CALENDAR', rule: '2 weeks on fri' }],
  ['Water plants Every Day', 'Water plants', { mode: 'CALENDAR', rule: 'day' }],
  ['Descale after 10d', 'Descale', { mode: 'AFTER', rule: '10 days' }],
  ['Descale after 4 weeks on sun', 'Descale', { mode: 'AFTER', rule: '4 weeks on sun' }],
  ['Bins every @sam tue', 'Bins', { owner: 'sam', mode: 'CALENDAR', rule: 'week on tue' }],
  ['Every day counts every day', 'Every day counts', { mode: 'CALENDAR', rule: 'day' }],
  // What stays whole.
  ['Read every word slowly', 'Read every word slowly'],
  ['Email a@b.c', 'Email a@b.c'],
  ['2+2', '2+2'],
  ['Ratio 3:4', 'Ratio 3:4'],
  ['note: call first', 'note: call first'],
  ['C++', 'C++'],
  ['a=b', 'a=b'],
  ['Is 2 + 2 = ', 'Is 2 + 2 ='],
  ['2 + 2', '2 + 2'],
  ['Meet @ noon', 'Meet @ noon'],
  ['every day', 'every day'],
  ['after 10d', 'after 10d'],
  ['Clean up after dinner', 'Clean up after dinner'],
  ['The day after', 'The day after'],
  ['Call every', 'Call every'],
  ['Look after Ana every now and then', 'Look after Ana every now and then'],
  ['due: soon', 'due: soon'],
  ['Overdue: rent', 'Overdue: rent'],
  ['priority:high', 'priority:high'],
  ['Pay $5 #3 !now ~home ^top 100% *star', 'Pay $5 #3 !now ~home ^top 100% *star'],
  ['Two  blanks', 'Two  blanks'],
  ['  Trim me  ', 'Trim me'],
  ['\\o/ We won', '\\o/ We won'],
  ['C:\\temp', 'C:\\temp'],
  // A backslash keeps a word.
  ['Ask \\@sam', 'Ask @sam'],
  ['Give \\+1', 'Give +1'],
  ['x \\= y', 'x = y'],
  ['Set \\pri:high', 'Set pri:high'],
  ['Swim \\every day', 'Swim every day'],
  ['Swim \\after 10d', 'Swim after 10d'],
  ['Type \\\\@sam', 'Type \\@sam'],
  // Names of several languages, emoji, combining marks, from right to left.
  ['Müll @Jürgen', 'Müll', { owner: 'Jürgen' }],
  ['牛乳 @さくら', '牛乳', { owner: 'さくら' }],
  ['牛乳　@さくら', '牛乳', { owner: 'さくら' }],
  ['Молоко @Оля +Сад', 'Молоко', { owner: 'Оля', category: 'Сад' }],
  ['حليب @سارة', 'حليب', { owner: 'سارة' }],
  ['חלב +גינה', 'חלב', { category: 'גינה' }],
  ['दूध @आशा', 'दूध', { owner: 'आशा' }],
  ['Γάλα @Νίκη', 'Γάλα', { owner: 'Νίκη' }],
  ['우유 @지민 due:mon', '우유', { owner: '지민', due_date: '2026-11-23' }],
  ['Cake 🎂 @🦊 +🌱', 'Cake 🎂', { owner: '🦊', category: '🌱' }],
  ['👩‍👩‍👧 photo every sun', '👩‍👩‍👧 photo', { mode: 'CALENDAR', rule: 'week on sun' }],
  ['Cafe\u0301 @Zoe\u0308', 'Café', { owner: 'Zoe\u0308' }],
]

describe('quick add', () => {
  test.each(understood.map(([typed, title, rest]) => ({ typed, read: { title, ...rest } })))(
    'reads $typed',
    ({ typed, read }) => {
      expect(parseQuickAdd(typed, today)).toEqual(read)
    },
  )

  const keep = (word: string) =>
    `To keep it in the title, put a backslash before it, in quotes: '\\${word}'`

  test.each([
    ['', 'The title is empty.', undefined],
    ['@sam', 'The title is empty.', undefined],
    ['Milk @sam @alex', '“@alex” is a second owner.', keep('@alex')],
    ['Milk +food +bills', '“+bills” is a second domain.', keep('+bills')],
    ['Milk due:fri due:25 dec', '“due:25” is a second due date.', keep('due:25')],
    [
      'Milk pri:huge',
      'There is no priority “huge”: choose low, medium, high or urgent.',
      keep('pri:huge'),
    ],
    [
      'Milk effort:big',
      'There is no effort “big”: choose tiny, small, medium or complex.',
      keep('effort:big'),
    ],
    [
      'Bins every tue due:fri',
      'A task that repeats gets its dates from its rule, and so has no due date of its own.',
      'Leave out due:, or put a backslash before “every” or “after” to keep it in the title.',
    ],
  ])('refuses %j', (typed, message, hint) => {
    expect(() => parseQuickAdd(typed, today)).toThrow(new MomentumError('usage', message, hint))
  })

  test.each([
    ['due:soon', 'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.'],
    ['due:03/04', 'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.'],
    ['due:next friday', 'Type 2026-11-27 or 2026-12-04.'],
  ])('says of %s how to write a date, and how to keep it in the title', (typed, how) => {
    const refusal = (() => {
      try {
        return parseQuickAdd(`Milk ${typed}`, today)
      } catch (error) {
        return error instanceof MomentumError && error.hint?.lead
      }
    })()
    expect(refusal).toBe(`${how} ${keep(typed)}`)
  })

  test('refuses a date that is none, and a title of two lines', () => {
    const refusals = ['Milk due:soon', 'Milk due:next friday', 'Rent due:31 feb', 'Two\nlines'].map(
      (typed) => {
        try {
          return parseQuickAdd(typed, today)
        } catch (error) {
          return error instanceof MomentumError ? [error.code, error.message] : error
        }
      },
    )
    expect(refusals).toEqual([
      ['usage', '“soon” is not a date.'],
      ['usage', expect.stringContaining('next friday')],
      ['usage', expect.stringContaining('31 feb')],
      ['usage', expect.stringMatching(/line/)],
    ])
  })
})

describe('words that begin like a rule and are none', () => {
  test.each([
    ['Bins every 2nd friday', 'every 2nd friday', '“2nd friday” means two things.'],
    ['Gym every 3 times', 'every 3 times', '“3 times” does not say how often to repeat.'],
    ['Read every day in bed', 'every day in bed', 'Unexpected “in bed” after “day”.'],
    ['Bins every fri night', 'every fri night', '“night” is not a weekday.'],
    ['Bins Every @sam fri night = Out', 'Every fri night', '“night” is not a weekday.'],
  ])('are found in %s', (typed, text, message) => {
    const { error, ...found } = findRefusedRule(typed, today) ?? {}
    expect({ ...found, message: error?.message }).toEqual({ text, message })
  })

  test.each([
    'Read every word slowly',
    'Bins every fri',
    'Every day counts',
    'Every day counts every day',
    'Bins \\every fri night',
    'Bins = out every fri night',
    'Bins',
  ])('are not found in %s', (typed) => {
    expect(findRefusedRule(typed, today)).toBe(undefined)
  })
})

describe('a mark', () => {
  const members = ['Alex', 'Anna Maria', 'Zoë', 'Bea One', 'Bea Two'].map((name) => ({ name }))

  test.each([
    ['@alex', 'Alex'],
    ['@ALEX', 'Alex'],
    ['@annamaria', 'Anna Maria'],
    ['@anna-maria', 'Anna Maria'],
    ['@Anna_Maria', 'Anna Maria'],
    ['@anna', 'Anna Maria'],
    ['@zoe', 'Zoë'],
    ['@bea-two', 'Bea Two'],
  ])('%s finds %s', (mark, name) => {
    expect(findMarked(mark, 'member', members)).toEqual({ name })
  })

  test.each([
    [
      '@alec',
      'There is no member “alec”: choose alex, anna-maria, zoë, bea-one or bea-two.',
      "Did you mean Alex? To keep it in the title, put a backslash before it, in quotes: '\\@alec'",
    ],
    [
      '@bea',
      '“@bea” is the beginning of several names: choose alex, anna-maria, zoë, bea-one or bea-two.',
      "Did you mean Bea-One or Bea-Two? To keep it in the title, put a backslash before it, in quotes: '\\@bea'",
    ],
  ])('%s is refused with the names there are', (mark, message, hint) => {
    expect(() => findMarked(mark, 'member', members)).toThrow(
      new MomentumError('usage', message, hint),
    )
  })

  test('of a household without categories names the domains', () => {
    const domains = ['chores', 'bills']
    expect(() => findMarked('+1', 'domain or category', [], domains)).toThrow(
      new MomentumError(
        'usage',
        'There is no domain or category “1”: choose chores or bills.',
        "To keep it in the title, put a backslash before it, in quotes: '\\+1'",
      ),
    )
  })
})
