import { describe, expect, it } from 'vitest'
import { noon } from '../../support/household/household.ts'
import {
  failure,
  oneOClock,
  pickedWin,
  runInNewHousehold,
  sampleHousehold,
  sampleWithWin,
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
    expect(await home.json('win', 'done')).toEqual(
      moved({}, { status: 'DONE', completed_at: oneOClock }),
    )
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
    expect(await home.json('task', 'show', 'tap')).toEqual({
      ...tap,
      status_note: 'Not today',
      updated_at: oneOClock,
    })
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
})
