import { describe, expect, it } from 'vitest'
import {
  addedTask,
  failure,
  runInNewHousehold,
  sampleHousehold,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

const soup = ['task', 'add', 'Cook the soup', '--domain', 'food', '--effort', 'tiny']
const hot = ['--definition-of-done', 'It is hot']
const help = 'See: momentum task add --help'

const added = addedTask(4, {
  title: 'Cook the soup',
  domain: 'FOOD',
  definition_of_done: 'It is hot',
})

describe('task add', () => {
  it('tells a person what was added', async () => {
    const home = await sampleHousehold()
    expect(await home.run(...soup, ...hot)).toEqual(
      success('✓ Added #4: Cook the soup', '  food · tiny · unassigned'),
    )
    expect(await home.run(...soup, ...hot, '--owner', 'sam')).toEqual(
      success('✓ Added #5: Cook the soup', '  food · tiny · Sam'),
    )
  })

  it('says from when on a task is shown that is hidden now', async () => {
    const home = await sampleHousehold()
    expect([
      await home.run(...soup, ...hot, '--starts', '+3d', '--due', '+5d'),
      await home.run(...soup, ...hot, '--starts', 'today'),
    ]).toEqual([
      success(
        '✓ Added #4: Cook the soup',
        '  food · tiny · unassigned · due in 5 days · starts in 3 days',
      ),
      success('✓ Added #5: Cook the soup', '  food · tiny · unassigned'),
    ])
  })

  it('gives a program the task', async () => {
    const home = await sampleHousehold()
    expect(await home.json(...soup, ...hot)).toEqual(added)
  })

  it('takes every option, words in any case', async () => {
    const home = await sampleHousehold()
    const task = await home.json(
      ...['task', 'add', '  Cook the soup ', '--domain', ' Food', '--effort', 'TINY'],
      ...['--definition-of-done', ' It is hot\nand salty ', '--materials', 'Salt\nWater'],
      ...['--owner', 'ALEX'],
    )
    expect(task).toEqual({
      ...added,
      definition_of_done: 'It is hot\nand salty',
      materials_needed: 'Salt\nWater',
      owner_user_id: 1,
      owner: 'Alex',
    })
  })

  it('prints only the number when quiet', async () => {
    const home = await sampleHousehold()
    expect(await home.run(...soup, ...hot, '-q')).toEqual(success('4'))
  })

  it('reads none as no materials and no owner', async () => {
    const home = await sampleHousehold()
    expect(await home.json(...soup, ...hot, '--materials', 'none', '--owner', 'None')).toEqual(
      added,
    )
  })

  it('takes texts as long as they may be', async () => {
    const home = await sampleHousehold()
    const long = '\u{1f9fd}'.repeat(1000)
    const task = await home.json(
      ...['task', 'add', long.slice(0, 400), '--domain', 'food', '--effort', 'tiny'],
      ...['--definition-of-done', long, '--materials', long],
    )
    expect(task).toEqual({
      ...added,
      title: long.slice(0, 400),
      definition_of_done: long,
      materials_needed: long,
    })
  })

  it.each([
    [[], 'title, --domain, --effort, --definition-of-done'],
    [['Soup'], '--domain, --effort, --definition-of-done'],
    [['Soup', '--effort', 'tiny', '--domain', 'food'], '--definition-of-done'],
    [['--effort', 'tiny', '--domain', 'food', ...hot], 'title'],
  ])('names all that is missing in %j', async (words, missing) => {
    expect(await runInNewHousehold('task', 'add', ...words)).toEqual({
      ...usageFailure(`Missing: ${missing}.`, help),
      made: false,
    })
  })

  it.each([
    [
      ['--domain', 'chore'],
      'There is no domain “chore”: choose chores, bills, food, repairs or other.',
      'Did you mean chores?',
    ],
    [['--domain', ''], 'Missing domain: choose chores, bills, food, repairs or other.', undefined],
    [
      ['--effort', 'smal'],
      'There is no effort “smal”: choose tiny, small, medium or complex.',
      'Did you mean small?',
    ],
    [
      ['--effort', 'huge'],
      'There is no effort “huge”: choose tiny, small, medium or complex.',
      undefined,
    ],
    [['--definition-of-done', '\n'], 'The definition of done is empty.', undefined],
    [
      ['--definition-of-done', 'x'.repeat(1001)],
      'The definition of done is 1001 characters long; the limit is 1000.',
      undefined,
    ],
    [['--materials', ''], 'The list of materials is empty.', undefined],
    [
      ['--materials', 'x'.repeat(1001)],
      'The list of materials is 1001 characters long; the limit is 1000.',
      undefined,
    ],
    [
      ['--materials', 'a\ufffd'],
      'The list of materials contains an unreadable character.',
      'Type it again. Text must be valid UTF-8 without NUL characters.',
    ],
    [
      ['--materials', 'a\ud800'],
      'The list of materials contains an unreadable character.',
      'Type it again. Text must be valid UTF-8 without NUL characters.',
    ],
  ])('refuses %j before it makes a database', async (words, message, hint) => {
    const [option = ''] = words
    const whole = [...soup, ...hot]
    const others = whole.includes(option) ? whole.toSpliced(whole.indexOf(option), 2) : whole
    expect(await runInNewHousehold(...others, ...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })

  it.each([
    [' ', 'The title is empty.', undefined],
    ['\u2800\u200d', 'The title is empty.', undefined],
    ['x'.repeat(201), 'The title is 201 characters long; the limit is 200.', undefined],
    ['a\nb', 'The title contains a line break.', 'Write it on one line, in plain text.'],
    [
      'a\u001b[2Jb',
      'The title contains a control character (U+001B).',
      'Write it on one line, in plain text.',
    ],
    ['a\u2028b', 'The title contains a line break.', 'Write it on one line, in plain text.'],
    [
      'a\0b',
      'The title contains an unreadable character.',
      'Type it again. Text must be valid UTF-8 without NUL characters.',
    ],
  ])('refuses the title %j before it makes a database', async (title, message, hint) => {
    expect(await runInNewHousehold('task', 'add', title, ...soup.slice(3), ...hot)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })

  it('refuses owners who cannot be assigned a task', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'deactivate', 'sam')
    expect(await home.run(...soup, ...hot, '--owner', 'sam')).toEqual(
      failure(
        4,
        'Sam is inactive and cannot be assigned a task.',
        'First: momentum user activate Sam',
      ),
    )
    expect(await home.run(...soup, ...hot, '--owner', 'zoe')).toEqual(
      failure(3, 'There is no member “zoe”.', 'See: momentum user list --all'),
    )
    expect(await home.run('task', 'list', '-q')).toEqual(success('1', '2', '3'))
  })

  it('never gives the number of a removed task to another one', async () => {
    const home = await sampleHousehold()
    await home.run('task', 'remove', '3', '-y')
    expect(await home.run(...soup, ...hot, '-q')).toEqual(success('4'))
  })

  it('takes a title of one sign of private use', async () => {
    const home = await sampleHousehold()
    expect(await home.json('task', 'add', '\ue000', ...soup.slice(3), ...hot)).toEqual({
      ...added,
      title: '\ue000',
    })
  })
})
