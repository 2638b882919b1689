import { describe, expect, it } from 'vitest'
import {
  failure,
  jsonFailure,
  kettle,
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

const replaceHint =
  'To change your mind: momentum win pick 1 --date 2026-11-22 --replace --note "why"'

describe('win pick', () => {
  it('commits the household, and records who picked', async () => {
    const home = await sampleHousehold()
    expect(await home.run('win', 'pick', 'tap', '--as', 'alex')).toEqual(
      success(
        'Daily Win of 2026-11-22 (today), picked by Alex',
        '',
        '  Fix the tap  ● active',
        '  #2 · repairs · small · Alex',
        '  Done means: Dry for an hour',
      ),
    )
    expect(await home.json('win', 'show')).toEqual(pickedWin)
  })

  it('knows who picks from the setting, and takes nobody for an answer', async () => {
    const home = await sampleHousehold()
    expect(await home.json('win', 'pick', 'tap', '--fields', 'selected_by')).toEqual({
      selected_by: null,
    })
    home.env.MOMENTUM_USER = '2'
    expect(
      await home.json('win', 'pick', 'rent', '--date', 'yesterday', '--fields', 'date,selected_by'),
    ).toEqual({ date: '2026-11-21', selected_by: 'Sam' })
  })

  it('changes nothing when the same task is picked again', async () => {
    const home = await sampleWithWin()
    expect(await home.json('win', 'pick', '2', '--as', 'sam')).toEqual(pickedWin)
    expect(await home.run('win', 'pick', '2', '-q')).toEqual(success('1'))
  })

  it('gives a date to one task only', async () => {
    const home = await sampleWithWin()
    expect(await home.run('win', 'pick', 'kettle')).toEqual(
      failure(4, '2026-11-22 already has a Daily Win: “Fix the tap”.', replaceHint),
    )
    expect(await home.run('win', 'pick', 'kettle', '--replace')).toEqual(
      usageFailure(
        '“Fix the tap” is active: say why you replace it.',
        'Type: momentum win pick 1 --date 2026-11-22 --replace --note "why"',
      ),
    )
    expect(await home.json('win', 'show')).toEqual(pickedWin)
  })

  it('names the date that was meant in its hint', async () => {
    const home = await sampleWithWin()
    await home.json('win', 'pick', 'rent', '--date', 'yesterday')
    expect(await home.run('win', 'pick', 'kettle', '--date', 'yesterday')).toEqual(
      failure(
        4,
        '2026-11-21 already has a Daily Win: “Pay the rent”.',
        'To change your mind: momentum win pick 1 --date 2026-11-21 --replace --note "why"',
      ),
    )
  })

  it('replaces an active pick with a note', async () => {
    const home = await sampleWithWin()
    const note = ['--replace', '--note', 'No washer']
    expect(await home.json('win', 'pick', 'kettle', '--as', 'sam', ...note)).toEqual({
      ...pickedWin,
      id: 2,
      task_id: 1,
      task: { ...kettle, status: 'ACTIVE', updated_at: oneOClock },
      selected_by_user_id: 2,
      selected_by: 'Sam',
      created_at: oneOClock,
      updated_at: oneOClock,
    })
    expect(await home.json('task', 'show', 'tap')).toEqual(
      shownTask({
        ...tap,
        status_note: 'No washer',
        updated_at: oneOClock,
      }),
    )
  })

  it('says that a note is not saved where no other pick is replaced', async () => {
    const home = await sampleHousehold()
    const stderr = 'The note was not saved, because no other pick was replaced.\n'
    for (const words of [
      ['--note', 'Visitors'],
      ['--replace', '--note', 'Visitors'],
    ]) {
      expect(await home.run('win', 'pick', 'tap', ...words, '-q')).toEqual({
        ...success('1'),
        stderr,
      })
    }
    expect(await home.json('task', 'show', 'tap', '--fields', 'status_note')).toEqual({
      status_note: null,
    })
    expect(await home.run('win', 'pick', 'kettle', '--replace', '--note', 'Rain', '-q')).toEqual(
      success('2'),
    )
  })

  it('replaces a paused or blocked pick without a new note', async () => {
    const home = await sampleWithWin()
    await home.run('win', 'block', '--note', 'No washer')
    expect(await home.run('win', 'pick', 'kettle', '--replace', '-q')).toEqual(success('2'))
    expect(await home.json('task', 'show', 'tap', '--fields', 'status,status_note')).toEqual({
      status: 'BACKLOG',
      status_note: 'No washer',
    })
  })

  it('never replaces a win that is done', async () => {
    const home = await sampleWithWin()
    await home.run('win', 'done')
    expect(await home.run('win', 'pick', 'kettle', '--replace', '--note', 'x')).toEqual(
      failure(
        4,
        '2026-11-22 already has a finished Daily Win: “Fix the tap”.',
        'A finished win cannot be replaced.',
      ),
    )
  })

  it.each([
    [['block'], 'blocked', 'start'],
    [['done'], 'done', 'reopen'],
    [['abandon'], 'abandoned', 'reopen'],
  ])('does not take a task after %j', async ([verb = ''], status, first) => {
    const home = await sampleHousehold()
    await home.run('task', verb, 'tap')
    expect(await home.run('win', 'pick', 'tap')).toEqual(
      failure(
        4,
        `“Fix the tap” is ${status} and cannot be a Daily Win.`,
        `First: momentum task ${first} 2`,
      ),
    )
    expect(await home.json('win', 'show')).toEqual(null)
  })

  it('takes a paused task', async () => {
    const home = await sampleHousehold()
    await home.run('task', 'pause', 'tap', '--note', 'Rain')
    expect(await home.json('win', 'pick', 'tap', '--fields', 'status,note')).toEqual({
      status: 'ACTIVE',
      note: null,
    })
  })

  it('is not for those who are inactive, or not there', async () => {
    const home = await sampleHousehold()
    await home.run('user', 'deactivate', 'sam')
    expect(await home.run('win', 'pick', 'tap', '--as', 'sam')).toEqual(
      failure(
        4,
        'Sam is inactive and cannot pick a Daily Win.',
        'First: momentum --as sam user activate Sam',
      ),
    )
    expect(await home.run('win', 'pick', 'tap', '--as', 'zoe')).toEqual(
      failure(3, 'There is no member “zoe”.', 'See: momentum user list --all'),
    )
    expect(await home.json('win', 'show')).toEqual(null)
  })

  it('says that there is no such task', async () => {
    const home = await sampleHousehold()
    expect(await home.run('win', 'pick', '99')).toEqual(
      failure(3, 'There is no task with the number 99.', 'See: momentum task list --all'),
    )
  })

  it.each([
    [[], 'Missing <task>: which task will the household finish?', 'Type: momentum win pick <task>'],
    [['1', '--note', ' '], 'The note is empty.', undefined],
    [['1', '--date', '2026-02-30'], 'The date 2026-02-30 does not exist.', undefined],
    [
      ['1', '--date', '03/04'],
      '“03/04” could mean two different dates.',
      'Write it as YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago.',
    ],
    [
      ['1', '--date', 'whenever'],
      '“whenever” is not a date.',
      'Write it as YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago.',
    ],
    [
      ['1', '--date', 'yesterdy'],
      '“yesterdy” is not a date.',
      'Did you mean yesterday? Write it as YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago.',
    ],
    [
      ['1', '--date', ''],
      'Missing date.',
      'Write it as YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago.',
    ],
    [
      ['1', '--date', 'tomorrow'],
      '2026-11-23 is in the future; a Daily Win is for today or an earlier date.',
      'Leave the date out for today, or type yesterday or a past date.',
    ],
    [
      ['1', '--date', '+1d'],
      '2026-11-23 is in the future; a Daily Win is for today or an earlier date.',
      'Leave the date out for today, or type yesterday or a past date.',
    ],
  ])('refuses %j before it makes a database', async (words, message, hint) => {
    expect(await runInNewHousehold('win', 'pick', ...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })

  it.each([
    ['today', '2026-11-22'],
    ['Yesterday', '2026-11-21'],
    ['sunday', '2026-11-15'],
    ['fri', '2026-11-20'],
    ['2026-11-01', '2026-11-01'],
  ])('reads the date %j as the last such day', async (date, day) => {
    const home = await sampleHousehold()
    expect(await home.json('win', 'pick', 'tap', '--date', date, '--fields', 'date')).toEqual({
      date: day,
    })
  })
})

describe('an earlier win that was left open', () => {
  const notice =
    '“Fix the tap” (Sunday’s win) is still open.\n  To finish it: momentum win done --date 2026-11-22\n'

  it('is mentioned on stderr when the next one is picked', async () => {
    const home = await sampleWithWin()
    home.setClock('2026-11-24T12:00:00.000Z')
    expect(await home.run('win', 'pick', 'kettle', '-q')).toEqual({
      code: 0,
      stdout: '2\n',
      stderr: notice,
    })
  })

  it.each(['pause', 'block'])('is mentioned after win %s, too', async (verb) => {
    const home = await sampleWithWin()
    await home.run('win', verb, '--note', 'Rain')
    home.setClock('2026-11-24T12:00:00.000Z')
    expect(await home.run('win', 'pick', 'kettle', '-q')).toEqual({
      ...success('2'),
      stderr: notice,
    })
  })

  it('can be finished afterwards', async () => {
    const home = await sampleWithWin()
    home.setClock('2026-11-23T12:00:00.000Z')
    expect(await home.run('win', 'done', '--date', 'yesterday')).toEqual(
      success('✓ Finished #2: Fix the tap', '  ▲ 1 day in a row'),
    )
  })

  it('is mentioned to a program too, and stdout holds the win only', async () => {
    const home = await sampleWithWin()
    home.setClock('2026-11-24T12:00:00.000Z')
    expect(await home.run('win', 'pick', 'kettle', '--fields', 'date')).toEqual({
      ...success('{', '  "date": "2026-11-24"', '}'),
      stderr: notice,
    })
  })

  it.each([
    ['2026-11-23', 'With a win on 2026-11-22, the streak would be 1 day.'],
    ['2026-11-24', 'The streak does not change.'],
  ])('is carried over to %s when it is picked again, which is said', async (date, streak) => {
    const home = await sampleWithWin()
    const before = await home.json('win', 'history')
    home.setClock(`${date}T12:00:00.000Z`)
    expect(await home.run('win', 'pick', 'tap', '-q')).toEqual({
      ...success('2'),
      stderr:
        `“Fix the tap” moved from 2026-11-22 to ${date}. 2026-11-22 has no win now. ${streak}\n` +
        '  To undo this: momentum undo\n',
    })
    expect(await home.json('win', 'history', '--fields', 'date')).toEqual([{ date }])
    await home.run('undo')
    expect(await home.json('win', 'history')).toEqual(before)
  })

  it('is not mentioned when it is picked again for its own date', async () => {
    const home = await sampleWithWin()
    home.setClock('2026-11-24T12:00:00.000Z')
    expect(await home.run('win', 'pick', 'tap', '--date', '2026-11-22', '-q')).toEqual(success('1'))
  })

  it('is not told of when the pick is refused', async () => {
    const home = await sampleWithWin()
    home.setClock('2026-11-24T12:00:00.000Z')
    const reasons = [
      'There is no task with the number 99.',
      'See: momentum task list --all',
    ] as const
    expect(await home.run('win', 'pick', '99')).toEqual(failure(3, ...reasons))
    expect(await home.run('win', 'pick', '99', '--json')).toEqual(
      jsonFailure(3, 'not_found', ...reasons),
    )
    await home.json('task', 'block', 'kettle')
    expect(await home.run('win', 'pick', 'kettle')).toEqual(
      failure(
        4,
        '“Descale the kettle” is blocked and cannot be a Daily Win.',
        'First: momentum task start 1',
      ),
    )
  })
})
