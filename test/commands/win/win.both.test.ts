import { describe, expect, it } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, type Household, noon } from '../../support/household/household.ts'
import {
  failure,
  oneOClock,
  pickedWin,
  runInNewHousehold,
  sampleHousehold,
  sampleWithWin,
  shownTask,
  success,
  tap,
  usageFailure,
} from '../../support/household/sample.ts'

const unnoted = usageFailure('Missing --note: what is the reason?', 'Add --note "why".')

/** The task and the win, moved together at one o'clock. */
function moved(changes: object, both: object) {
  return {
    ...pickedWin,
    ...both,
    ...changes,
    updated_at: oneOClock,
    task: { ...pickedWin.task, ...both, updated_at: oneOClock },
  }
}

describe('win done', () => {
  it('finishes win and task at the same instant', async () => {
    const home = await sampleWithWin()
    const both = { completed_by_user_id: 1, completed_by: 'Alex', completed_at: oneOClock }
    const won = moved({}, { status: 'DONE', ...both })
    expect(await home.json('win', 'done')).toEqual({
      ...won,
      task: { ...won.task, completed_on: '2026-11-22' },
    })
  })

  it('tells a person of the streak, and changes nothing the second time', async () => {
    const home = await sampleWithWin()
    await home.run('win', 'pick', 'rent', '--date', 'yesterday')
    await home.run('win', 'done', '--date', 'yesterday')
    const answer = success('✓ Finished #2: Fix the tap', '  ▲ 2 days in a row')
    expect(await home.run('win', 'done')).toEqual(answer)
    const won = await home.json('win', 'show')
    expect(await home.run('win', 'done')).toEqual(answer)
    expect(await home.json('win', 'show')).toEqual(won)
    expect(await home.run('win', 'done', '-q')).toEqual(success('1'))
  })
})

describe('win pause, block and resume', () => {
  it.each([
    ['pause', '◐ paused'],
    ['block', '■ blocked'],
  ])('%s tells a person why', async (verb, status) => {
    const home = await sampleWithWin()
    expect(await home.run('win', verb, '--note', 'No washer')).toEqual(
      success(
        'Daily Win of 2026-11-22 (today), picked by Alex',
        '',
        `  Fix the tap  ${status}`,
        '  #2 · repairs · small · Alex',
        '  Why: No washer',
        '  Done means: Dry for an hour',
      ),
    )
  })

  it.each([
    ['pause', 'PAUSED'],
    ['block', 'BLOCKED'],
  ])('%s moves win and task together', async (verb, status) => {
    const home = await sampleWithWin()
    const aside = moved({ note: 'Rain' }, { status })
    expect(await home.json('win', verb, '--note', ' Rain ')).toEqual({
      ...aside,
      task: { ...aside.task, status_note: 'Rain' },
    })
  })

  it('resume makes both active again, and keeps the note in the history', async () => {
    const home = await sampleWithWin()
    home.setClock(noon)
    await home.run('win', 'block', '--note', 'Rain')
    home.setClock(oneOClock)
    expect(await home.json('win', 'resume')).toEqual(moved({ note: 'Rain' }, {}))
    expect(await home.run('win', 'resume')).toEqual(
      success(
        'Daily Win of 2026-11-22 (today), picked by Alex',
        '',
        '  Fix the tap  ● active',
        '  #2 · repairs · small · Alex',
        '  Done means: Dry for an hour',
      ),
    )
  })

  it.each([
    ['pause', 'PAUSED', ['win', 'done']],
    ['pause', 'PAUSED', ['task', 'done', 'tap']],
    ['block', 'BLOCKED', ['win', 'done']],
    ['block', 'BLOCKED', ['task', 'done', 'tap']],
    ['block', 'BLOCKED', ['task', 'toggle', 'tap']],
    ['block', 'BLOCKED', ['task', 'status', 'tap', 'done']],
  ] as const)('after %s (%s), %j wins the day without the note', async (verb, status, done) => {
    const home = await sampleWithWin()
    await home.run('win', verb, '--note', 'Rain')
    await home.run(...done)
    expect(await home.json('win', 'show', '--fields', 'status,note')).toEqual({
      status: 'DONE',
      note: null,
    })
    expect(await home.json('task', 'show', 'tap', '--fields', 'status,status_note')).toEqual({
      status: 'DONE',
      status_note: null,
    })
    const [last] = (await home.json('win', 'history', '--changes')) as object[]
    expect(last).toMatchObject({ before: { status, note: 'Rain' }, after: { note: null } })
    await home.run('undo')
    expect(await home.json('win', 'show', '--fields', 'status,note')).toEqual({
      status,
      note: 'Rain',
    })
  })

  it.each(['pause', 'block', 'drop'])(
    '%s needs a note, before it makes a database',
    async (verb) => {
      expect(await runInNewHousehold('win', verb)).toEqual({ ...unnoted, made: false })
      expect(await runInNewHousehold('win', verb, '--date', 'tomorrow', '--note', 'x')).toEqual({
        ...usageFailure(
          '2026-11-23 is in the future; a Daily Win is for today or an earlier date.',
          'Leave the date out for today, or type yesterday or a past date.',
        ),
        made: false,
      })
    },
  )
})

describe('win drop', () => {
  it('drops the pick: the day has no win, and the task is in the backlog', async () => {
    const home = await sampleWithWin()
    expect(await home.run('win', 'drop', '--note', 'Not today')).toEqual(
      success('✓ “Fix the tap” is back in the backlog. Today has no win now.'),
    )
    expect(await home.json('win', 'show')).toEqual(null)
    expect(await home.json('task', 'show', 'tap')).toEqual(
      shownTask({
        ...tap,
        status_note: 'Not today',
        updated_at: oneOClock,
      }),
    )
  })

  it('names the day of an earlier pick', async () => {
    const home = await sampleHousehold()
    await home.json('win', 'pick', 'tap', '--date', 'yesterday')
    expect(await home.run('win', 'drop', '--date', 'yesterday', '--note', 'x')).toEqual(
      success('✓ “Fix the tap” is back in the backlog. 2026-11-21 has no win now.'),
    )
  })

  it('gives a program the win that was, with the task as it is', async () => {
    const home = await sampleWithWin()
    expect(await home.json('win', 'drop', '--note', 'x')).toEqual({
      ...pickedWin,
      task: { ...tap, status_note: 'x', updated_at: oneOClock },
    })
  })
})

describe('a day', () => {
  const verbs = [
    ['done'],
    ['pause', '--note', 'x'],
    ['block', '--note', 'x'],
    ['resume'],
    ['drop', '--note', 'x'],
  ]

  it.each(verbs)('without a win has nothing to %s', async (...words) => {
    const home = await sampleHousehold()
    expect(await home.run('win', ...words)).toEqual(
      failure(3, '2026-11-22 has no win.', 'Pick one: momentum win pick --date 2026-11-22'),
    )
  })

  it('before today without a win is named by the hint', async () => {
    const home = await sampleHousehold()
    expect(await home.run('win', 'done', '--date', 'yesterday')).toEqual(
      failure(3, '2026-11-21 has no win.', 'Pick one: momentum win pick --date 2026-11-21'),
    )
  })

  it.each(verbs.slice(1))('that is won has nothing to %s', async (...words) => {
    const home = await sampleWithWin()
    await home.run('win', 'done')
    expect(await home.run('win', ...words)).toEqual(
      failure(
        4,
        'The Daily Win of 2026-11-22, “Fix the tap”, is already done.',
        'A finished win stays in the history.',
      ),
    )
  })

  it.each([
    ['pause', '--note', 'x'],
    ['block', '--note', 'x'],
    ['drop', '--note', 'x'],
  ])('that is won is answered with the open win of another day: %s', async (...words) => {
    const home = await sampleWithWin()
    await home.json('win', 'done')
    await addTask(home, 'Sort the cellar')
    await home.json('win', 'pick', 'cellar', '--date', 'yesterday')
    const { code, stderr } = await home.run('win', ...words)
    const [sentence, hint = ''] = stderr.split('\n')
    expect([code, sentence, hint.split(': ')[1]]).toEqual([
      4,
      'momentum: The Daily Win of 2026-11-22, “Fix the tap”, is already done, but “Sort the cellar” (the win of 2026-11-21) is still open.',
      `momentum win ${words[0]} --date 2026-11-21 --note x`,
    ])
  })

  it('without a win is answered with the open win, whatever its date', async () => {
    const home = await sampleWithWin()
    expect(await home.run('win', 'done', '--date', 'yesterday')).toEqual(
      failure(
        3,
        '2026-11-21 has no win, but “Fix the tap” (the win of 2026-11-22) is still open.',
        'To finish it: momentum win done --date 2026-11-22',
      ),
    )
  })
})

/** Runs the command that a hint says to type. */
function paste(home: Household, stderr: string) {
  const [, command = ''] = /: momentum (.*)\n$/.exec(stderr) ?? []
  const words = command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []
  return home.run(...words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2')))
}

/** Three days are won, the tap is the open win of the 22nd, and it is after midnight. */
const afterMidnight = copiesOf(async () => {
  const home = await sampleHousehold()
  for (const day of ['2026-11-19', '2026-11-20', '2026-11-21']) {
    await home.json('win', 'pick', 'kettle', '--date', day)
    await home.json('win', 'done', '--date', day)
    await home.json('task', 'reopen', 'kettle')
  }
  await home.json('win', 'pick', 'tap', '--date', '2026-11-22')
  home.setClock('2026-11-23T00:01:00.000Z')
  return home
})

const stillOpen = '2026-11-23 has no win, but “Fix the tap” (the win of 2026-11-22) is still open.'

describe('after midnight, without --date', () => {
  const moved = (status: string, note: string | null) => ({
    win: { status, note, task: status, current_streak: status === 'DONE' ? 4 : 0 },
  })

  it.each([
    [['done'], 'To finish it', 'done --date 2026-11-22', moved('DONE', null)],
    [
      ['pause', '--note', 'Visitors came'],
      'To pause it',
      "pause --date 2026-11-22 --note 'Visitors came'",
      moved('PAUSED', 'Visitors came'),
    ],
    [
      ['block', '--note', 'Rain'],
      'To mark it as blocked',
      'block --date 2026-11-22 --note Rain',
      moved('BLOCKED', 'Rain'),
    ],
    [['resume'], 'To finish it', 'done --date 2026-11-22', moved('DONE', null)],
    [
      ['drop', '--note', 'Late'],
      'To drop that pick',
      'drop --date 2026-11-22 --note Late',
      { win: null },
    ],
  ])('win %j names the open win of the day before, and how to settle it', async (...row) => {
    const [words, lead, command, expected] = row
    const home = await afterMidnight()
    const before = await home.json('win', 'history')
    const answer = await home.run('win', ...words)
    expect(answer).toEqual(failure(3, stillOpen, `${lead}: momentum win ${command}`))
    expect(await home.json('win', 'history')).toEqual(before)

    expect(await paste(home, answer.stderr)).toMatchObject({ code: 0, stderr: '' })
    type Shown = { status: string; note: string; task: { status: string } } | null
    const win = (await home.json('win', 'show', 'yesterday')) as Shown
    const { current_streak } = (await home.json('win', 'stats')) as { current_streak: number }
    expect({
      win: win && { status: win.status, note: win.note, task: win.task.status, current_streak },
    }).toEqual(expected)
  })

  it.each(['pause', 'block'])('win resume continues what win %s set aside', async (verb) => {
    const home = await afterMidnight()
    await home.run('win', verb, '--date', 'yesterday', '--note', 'Rain')
    const answer = await home.run('win', 'resume')
    expect(answer).toEqual(
      failure(3, stillOpen, 'To resume it: momentum win resume --date 2026-11-22'),
    )
    await paste(home, answer.stderr)
    expect(await home.json('win', 'show', 'yesterday', '--fields', 'status')).toEqual({
      status: 'ACTIVE',
    })
  })

  it('win show does not suggest a new pick first', async () => {
    const home = await afterMidnight()
    expect(await home.run('win', 'show')).toEqual(
      success(
        '2026-11-23 has no win. “Fix the tap” (yesterday’s win) is still open.',
        'To finish it: momentum win done --date 2026-11-22',
        'To pick another task: momentum win pick',
      ),
    )
    expect(await home.json('win', 'show')).toEqual(null)
  })
})

describe('a win that was picked further east, where it is tomorrow', () => {
  const west = async () => {
    const home = await sampleWithWin()
    home.env.MOMENTUM_TZ = 'America/Los_Angeles'
    home.setClock('2026-11-22T05:00:00.000Z')
    return home
  }

  it.each([
    [['win', 'done'], 3, 'DONE'],
    [['win', 'pause', '--note', 'Rain'], 3, 'PAUSED'],
    [['win', 'block', '--note', 'Rain'], 3, 'BLOCKED'],
    [['win', 'drop', '--note', 'Rain'], 3, undefined],
    [['task', 'reopen', 'tap'], 4, undefined],
    [['task', 'abandon', 'tap'], 4, undefined],
    [['win', 'pick', 'tap'], 4, undefined],
  ] as const)('is moved by the hint of %j', async (words, code, status) => {
    const home = await west()
    const answer = await home.run(...words)
    expect(answer.code).toEqual(code)
    expect(await paste(home, answer.stderr)).toMatchObject({ code: 0, stderr: '' })
    const [win] = (await home.json('win', 'history')) as { status: string }[]
    expect(win?.status).toEqual(status)
  })

  it('is resumed and shown by its date', async () => {
    const home = await west()
    await home.json('win', 'pause', '--date', '2026-11-22', '--note', 'Rain')
    const answer = await home.run('win', 'resume')
    expect(await paste(home, answer.stderr)).toMatchObject({ code: 0, stderr: '' })
    expect(await home.json('win', 'show', '2026-11-22', '--fields', 'date,status')).toEqual({
      date: '2026-11-22',
      status: 'ACTIVE',
    })
  })

  it.each([
    ['done', '--date', '2026-11-23'],
    ['done', '--date', 'tomorrow'],
    ['show', '2026-11-23'],
    ['resume', '--date', '2026-12-24'],
  ])('is the only one in the future: win %s %s %s', async (...words) => {
    const home = await sampleWithWin()
    expect((await home.run('win', ...words.filter(Boolean))).stderr).toMatch(
      /^momentum: 2026-1\d-\d\d is in the future; a Daily Win is for today or an earlier date\.\n/,
    )
  })
})
