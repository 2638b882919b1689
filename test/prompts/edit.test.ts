import { describe, expect, test } from 'vitest'
import { taskFields } from '../../src/domain/task.ts'
import { type Household, household } from '../support/household/household.ts'
import { addedTask, oneOClock } from '../support/household/sample.ts'
import { answerEdit, editQuestions } from '../support/program/edit-questions.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const essentials = [
  '--domain',
  'repairs',
  '--effort',
  'medium',
  '--definition-of-done',
  'It is dry',
]

/** Two users, two categories, and a task of which everything is said. */
async function lived(
  texts = { description: 'In the bath', materials: 'A washer' },
  ...options: string[]
): Promise<Household> {
  const home = household()
  await home.json('user', 'add', 'Alex')
  await home.json('user', 'add', 'Sam')
  await home.json('category', 'add', 'Garden')
  await home.json('category', 'add', 'Own', '--user', 'alex')
  const rich = ['--description', texts.description, '--materials', texts.materials]
  const more = [
    '--owner',
    'alex',
    '--category',
    'garden',
    '--priority',
    'high',
    '--due',
    '2026-11-30',
  ]
  await home.json('task', 'add', 'Fix the tap', ...essentials, ...rich, ...more, ...options)
  home.setClock(oneOClock)
  return home
}

const tap = addedTask(1, {
  title: 'Fix the tap',
  description: 'In the bath',
  domain: 'REPAIRS',
  effort: 'MEDIUM',
  definition_of_done: 'It is dry',
  materials_needed: 'A washer',
  owner_user_id: 1,
  owner: 'Alex',
  category_id: 1,
  category: 'Garden',
  priority: 'HIGH',
  due_date: '2026-11-30',
  created_at: '2026-11-22T12:00:04.000Z',
  updated_at: '2026-11-22T12:00:04.000Z',
})

/** A task without an owner is not asked whether it is private. */
const unowned = editQuestions.slice(0, -1)

const right = '\x1b[C'

/** Texts that a line of a terminal cannot show as they are. */
const texts: readonly (readonly [what: string, text: string])[] = [
  ['line breaks', 'first\nsecond\n\nthird'],
  ['blanks at the ends of lines and tabs', 'first \n\tsecond'],
  ['the sign for a line break', 'first↵second\nthird'],
  ['escape sequences', '\u001b[31mred\u001b[0m\u0007'],
  ['the other direction', 'a \u202egnp.exe\u202c b'],
  ['what nobody sees', 'a\u200bb\u00adc'],
  ['returns', 'first\r\nsecond\rthird'],
  ['wide letters', '漢字 👩‍👩‍👧 e\u0301'],
  ['private letters', 'a\ue000\n\ue001\tb'],
  ['signs with a meaning', '^[ <U+202E> \\n %s $(x)'],
  ['more than a screen holds', 'word '.repeat(190).trim()],
]

const show = (home: Household, who = 'alex') =>
  home.json('task', 'show', '1', '--as', who, '--fields', taskFields.join())

describe('task edit without options at a terminal', () => {
  test('asks field by field, and Enter keeps each value', async () => {
    const home = await lived()
    const person = terminal(home, ['task', 'edit', 'tap'])
    expect([await answerEdit(person, {}), await show(home)]).toEqual([0, tap])
    expect(person.screen().split('\n').slice(0, 13)).toEqual([
      'Press Enter to keep a value; type none to clear it.',
      '✓ Title: Fix the tap',
      '✓ Domain: Repairs',
      '✓ Effort: Medium',
      '✓ Done means: It is dry',
      '✓ Description: In the bath',
      '✓ Materials: A washer',
      '✓ Owner: Alex',
      '✓ Category: Garden',
      '✓ Priority: High',
      '✓ Due (a date, friday, +3d): 2026-11-30',
      '✓ Starts (a date, friday, +3d):',
      '✓ Private (visible only to its owner)? No',
    ])
  })

  test('Enter keeps an empty value, too', async () => {
    const home = await lived()
    const none = ['--description', '--materials', '--owner', '--category', '--due']
    await home.json('task', 'edit', '1', ...none.flatMap((name) => [name, 'none']))
    const before = await show(home)
    const person = terminal(home, ['task', 'edit', '1'])
    expect([await answerEdit(person, {}, unowned), await show(home)]).toEqual([0, before])
  })

  test('Enter keeps a task private', async () => {
    const home = await lived(undefined, '--private')
    const person = terminal(home, ['task', 'edit', '1', '--as', 'alex'])
    expect([await answerEdit(person, {}), await show(home)]).toEqual([0, { ...tap, private: true }])
  })

  test.each(texts)('Enter keeps %s', async (_, text) => {
    const home = await lived({ description: text, materials: text })
    const before = await show(home)
    const person = terminal(home, ['task', 'edit', '1'], 100)
    expect([await answerEdit(person, {}), await show(home)]).toEqual([0, before])
  })

  test.each([['none'], ['Cre\u0300me'], ['a\u2028b']])(
    'Enter keeps what another program saved, which could not be typed: %j',
    async (text) => {
      const home = await lived()
      const sql = `'${text}'`
      await home.query(
        `update tasks set title = ${sql}, description = ${sql}, materials_needed = ${sql}`,
      )
      const before = await show(home)
      const person = terminal(home, ['task', 'edit', '1'])
      expect([await answerEdit(person, {}), await show(home)]).toEqual([0, before])
    },
  )

  test.each(texts)('an edit changes only what was typed in %s', async (_, text) => {
    const home = await lived({ description: text, materials: text })
    const person = terminal(home, ['task', 'edit', '1'], 100)
    const { ctrlA, ctrlE } = keys
    const code = await answerEdit(person, {
      '? Description:': `!${ctrlA}Do: ${ctrlE}!`,
      '? Materials:': `${ctrlA}${right.repeat(2)}+`,
    })
    // The first characters of each text are single code points, or stay together.
    const kept = text.normalize('NFC')
    const [one = '', two = '', ...others] = kept
    expect([code, await show(home)]).toEqual([
      0,
      {
        ...tap,
        description: `Do: ${kept}!!`,
        materials_needed: [one, two, '+', ...others].join(''),
        updated_at: oneOClock,
      },
    ])
  })

  test('shows a sign for each character that a line cannot hold, and deletes it as one', async () => {
    const home = await lived({ description: 'a\n\tb \u202ec\u202c', materials: 'A washer' })
    const person = terminal(home, ['task', 'edit', '1'])
    for (const question of editQuestions.slice(0, 4)) {
      await person.sees(question)
      person.types(keys.enter)
    }
    await person.sees('? Description: a↵⇥b ▯c▯')
    person.types(`${'\x7f'.repeat(3)}${keys.enter}`)
    for (const question of editQuestions.slice(5)) {
      await person.sees(question)
      person.types(keys.enter)
    }
    expect([await person.ends(), await show(home)]).toEqual([
      0,
      { ...tap, description: 'a\n\tb', updated_at: oneOClock },
    ])
    expect(person.screen()).toContain('✓ Description: a↵⇥b')
  })

  test('changes what is typed, and nothing else', async () => {
    const home = await lived()
    const person = terminal(home, ['task', 'edit', '1', '--as', 'alex'])
    const code = await answerEdit(person, {
      '? Title:': `${keys.ctrlU}Replace the tap`,
      '? Domain:': keys.down,
      '? Effort:': keys.up,
      '? Done means:': ' for an hour',
      '? Description:': `${keys.ctrlU}In the kitchen`,
      '? Materials:': ', a spanner',
      '? Owner:': keys.down,
      '? Category:': keys.down,
      '? Priority:': keys.down,
      '? Due (a date, friday, +3d):': `${keys.ctrlU}+1w`,
      '? Private (visible only to its owner)?': 'y',
    })
    expect([code, await show(home, 'sam')]).toEqual([
      0,
      {
        ...tap,
        title: 'Replace the tap',
        domain: 'OTHER',
        effort: 'SMALL',
        definition_of_done: 'It is dry for an hour',
        description: 'In the kitchen',
        materials_needed: 'A washer, a spanner',
        owner_user_id: 2,
        owner: 'Sam',
        category_id: 2,
        category: 'Own',
        priority: 'URGENT',
        due_date: '2026-11-29',
        private: true,
        updated_at: oneOClock,
      },
    ])
  })

  test('none clears what is optional', async () => {
    const home = await lived()
    const person = terminal(home, ['task', 'edit', '1'])
    const none = `${keys.ctrlU}none`
    const code = await answerEdit(person, {
      '? Description:': none,
      '? Materials:': none,
      '? Due (a date, friday, +3d):': none,
    })
    const cleared = {
      description: null,
      materials_needed: null,
      due_date: null,
      updated_at: oneOClock,
    }
    expect([code, await show(home)]).toEqual([0, { ...tap, ...cleared }])
  })

  test.each([
    ['? Title:', 'A title'],
    ['? Done means:', 'A definition of done'],
  ] as const)('none does not become the answer to “%s”', async (question, what) => {
    const home = await lived()
    const person = terminal(home, ['task', 'edit', '1'])
    for (const earlier of editQuestions.slice(0, editQuestions.indexOf(question))) {
      await person.sees(earlier)
      person.types(keys.enter)
    }
    await person.sees(question)
    person.types(`${keys.ctrlU}None${keys.enter}`)
    await person.sees(`> ${what} cannot be cleared.`)
    person.types(keys.ctrlC)
    expect([await person.ends(), await show(home)]).toEqual([130, tap])
  })

  test('Enter keeps a title that is the word none', async () => {
    const home = await lived()
    await home.json('task', 'edit', '1', '--title', 'none', '--definition-of-done', 'None')
    const before = await show(home)
    const person = terminal(home, ['task', 'edit', '1'])
    expect([await answerEdit(person, {}), await show(home)]).toEqual([0, before])
  })

  test('takes the owner and the category away', async () => {
    const home = await lived()
    const person = terminal(home, ['task', 'edit', '1'])
    const none = { '? Owner:': keys.down + keys.down, '? Category:': keys.down + keys.down }
    expect([await answerEdit(person, none, unowned), await show(home)]).toEqual([
      0,
      {
        ...tap,
        owner_user_id: null,
        owner: null,
        category_id: null,
        category: null,
        updated_at: oneOClock,
      },
    ])
  })

  test('asks again, with the reason, for what cannot be', async () => {
    const home = await lived()
    const person = terminal(home, ['task', 'edit', '1'])
    await person.sees('? Title: Fix the tap')
    person.types(`${keys.ctrlU}   ${keys.enter}`)
    await person.sees('> The title is empty.')
    person.types(`${keys.ctrlU}Mend it${keys.enter}`)
    for (const question of editQuestions.slice(1, 9)) {
      await person.sees(question)
      person.types(keys.enter)
    }
    await person.sees('? Due (a date, friday, +3d): 2026-11-30')
    person.types(`${keys.ctrlU}03/04${keys.enter}`)
    await person.sees('> “03/04” could mean two different dates.')
    person.types(`${keys.ctrlU}tomorrow${keys.enter}`)
    await person.sees('? Starts (a date, friday, +3d):')
    person.types(`in March${keys.enter}`)
    await person.sees('> “in March” is not a date.')
    person.types(`${keys.ctrlU}today${keys.enter}`)
    await person.sees('? Private')
    person.types(keys.enter)
    expect([await person.ends(), await show(home)]).toEqual([
      0,
      {
        ...tap,
        title: 'Mend it',
        due_date: '2026-11-23',
        starts_on: '2026-11-22',
        updated_at: oneOClock,
      },
    ])
  })

  test.each(editQuestions)('Ctrl-C at “%s” changes nothing', async (last) => {
    const home = await lived()
    const person = terminal(home, ['task', 'edit', '1'])
    await person.sees(editQuestions[0])
    person.types(`${keys.ctrlU}Changed`)
    for (const question of editQuestions.slice(0, editQuestions.indexOf(last))) {
      await person.sees(question)
      person.types(keys.enter)
    }
    await person.sees(last)
    person.types(keys.ctrlC)
    expect([await person.ends(), person.screen().split('\n').at(-1), await show(home)]).toEqual([
      130,
      'Cancelled.',
      tap,
    ])
  })

  test('does not ask about categories where there are none', async () => {
    const home = household()
    await home.json('task', 'add', 'Fix the tap', ...essentials)
    const before = await show2(home)
    const person = terminal(home, ['task', 'edit', '1'])
    for (const question of unowned.filter((each) => each !== '? Category:')) {
      await person.sees(question)
      person.types(keys.enter)
    }
    expect([await person.ends(), person.screen().includes('Category:'), await show2(home)]).toEqual(
      [0, false, before],
    )
  })

  test('asks nothing when an option is there', async () => {
    const home = await lived()
    const person = terminal(home, ['task', 'edit', '1', '--effort', 'tiny'])
    expect([await person.ends(), person.screen().includes('?'), await show(home)]).toEqual([
      0,
      false,
      { ...tap, effort: 'TINY', updated_at: oneOClock },
    ])
  })

  test('asks nothing about a task that is not there', async () => {
    const person = terminal(await lived(), ['task', 'edit', '9'])
    expect([await person.ends(), person.screen()]).toEqual([
      3,
      'momentum: There is no task with the number 9.\n  See: momentum task list --all',
    ])
  })

  test('offers the active users, and who owns it', async () => {
    const home = await lived()
    await home.json('user', 'add', 'Kim')
    await home.json('user', 'deactivate', 'kim')
    await home.json('user', 'deactivate', 'alex')
    const person = terminal(home, ['task', 'edit', '1'])
    for (const question of editQuestions.slice(0, 6)) {
      await person.sees(question)
      person.types(keys.enter)
    }
    await person.sees('? Owner:\n❯ Alex\n  Sam\n  Unassigned')
    person.types(keys.enter)
    await person.sees('? Category:\n❯ Garden\n  Own (Alex)\n  None')
    person.types(keys.ctrlC)
    expect(await person.ends()).toEqual(130)
  })
})

const show2 = (home: Household) => home.json('task', 'show', '1')
