import { describe, expect, it } from 'vitest'
import { noon } from '../../support/household/household.ts'
import {
  failure,
  kettle,
  rent,
  runInNewHousehold,
  sampleHousehold,
  success,
  tap,
  usageFailure,
} from '../../support/household/sample.ts'

const today = '2026-11-22'
const done = { status: 'DONE', completed_at: noon, completed_on: today, updated_at: noon }
const byAlex = { completed_by_user_id: 1, completed_by: 'Alex' }
const noTask = failure(3, 'There is no task with the number 99.', 'See: momentum task list --all')

/** The refusal of a move that would leave today without its task. */
const isWin = (move: string) =>
  failure(
    4,
    `“Fix the tap” is the Daily Win of 2026-11-22 and cannot ${move}.`,
    'To drop the pick first: momentum win drop --date 2026-11-22 --note "why"',
  )

async function withWin() {
  const home = await sampleHousehold()
  home.setClock('2026-11-22T11:00:00.000Z')
  await home.run('win', 'pick', 'tap')
  home.setClock(noon)
  return home
}

describe('moving a task', () => {
  it.each([
    [['start', '1'], '● Descale the kettle is active.'],
    [['pause', '1'], '◐ Descale the kettle is paused.'],
    [['pause', '1', '--note', ' Too cold '], '◐ Descale the kettle is paused: Too cold'],
    [['block', '1', '--note', 'No acid'], '■ Descale the kettle is blocked: No acid'],
    [['done', '1'], '✓ Descale the kettle is done.'],
    [['abandon', '1', '--note', 'We moved'], '✗ Descale the kettle is abandoned: We moved'],
    [['reopen', '1'], '○ Descale the kettle is in the backlog.'],
    [['toggle', '1'], '✓ Descale the kettle is done.'],
    [['status', '1', 'Paused', '--note', 'Rain'], '◐ Descale the kettle is paused: Rain'],
    [
      ['status', '1', 'backlog', '--note', 'Later'],
      '○ Descale the kettle is in the backlog: Later',
    ],
    [['status', '1'], '○ backlog'],
  ])('tells a person what %j came to', async (words, line) => {
    const home = await sampleHousehold()
    expect(await home.run('task', ...words)).toEqual(success(line))
  })

  it.each([
    [['start', '1'], { status: 'ACTIVE', updated_at: noon }],
    [['pause', '1', '--note', 'Cold'], { status: 'PAUSED', status_note: 'Cold', updated_at: noon }],
    [['block', '1'], { status: 'BLOCKED', updated_at: noon }],
    [['done', '1'], done],
    [
      ['abandon', '1', '--note', 'No'],
      { status: 'ABANDONED', status_note: 'No', updated_at: noon },
    ],
    [['reopen', '1'], {}],
    [['toggle', '1'], done],
    [['status', '1', 'DONE'], done],
    [['status', '1'], {}],
  ])('gives a program the task as it is after %j', async (words, changes) => {
    const home = await sampleHousehold()
    expect(await home.json('task', ...words)).toEqual({ ...kettle, ...changes })
  })

  it('prints only the number when quiet', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'done', 'kettle', '-q')).toEqual(success('1'))
    expect(await home.run('task', 'status', 'kettle', '-q')).toEqual(success('1'))
  })

  it('clears what a reopened task had', async () => {
    const home = await sampleHousehold()
    await home.run('task', 'abandon', '1', '--note', 'No')
    expect(await home.json('task', 'reopen', '1')).toEqual({
      ...kettle,
      updated_at: '2026-11-22T12:00:01.000Z',
    })
    await home.run('task', 'done', '1')
    expect(await home.json('task', 'toggle', '1')).toEqual({
      ...kettle,
      updated_at: '2026-11-22T12:00:03.000Z',
    })
  })

  it('changes nothing where a task stays put, but for a note', async () => {
    const home = await sampleHousehold()
    const paused = await home.json('task', 'pause', '1', '--note', 'Cold')
    expect(await home.json('task', 'pause', '1')).toEqual(paused)
    expect(await home.json('task', 'pause', '1', '--note', 'Rain')).toEqual({
      ...kettle,
      status: 'PAUSED',
      status_note: 'Rain',
      updated_at: '2026-11-22T12:00:02.000Z',
    })
  })

  it.each([
    [['done', '1'], ['pause', '1'], 'done and cannot become paused', 'start'],
    [['done', '1'], ['block', '1'], 'done and cannot become blocked', 'start'],
    [['done', '1'], ['abandon', '1'], 'done and cannot become abandoned', 'start'],
    [['abandon', '1'], ['start', '1'], 'abandoned and cannot become active', 'reopen'],
    [['abandon', '1'], ['done', '1'], 'abandoned and cannot become done', 'reopen'],
    [['abandon', '1'], ['status', '1', 'paused'], 'abandoned and cannot become paused', 'reopen'],
  ])('after %j refuses %j', async (before, words, what, first) => {
    const home = await sampleHousehold()
    await home.run('task', ...before)
    expect(await home.run('task', ...words)).toEqual(
      failure(4, `“Descale the kettle” is ${what}.`, `First: momentum task ${first} 1`),
    )
  })

  it('says that there is no such task', async () => {
    const home = await sampleHousehold()
    for (const verb of [
      'start',
      'pause',
      'block',
      'done',
      'abandon',
      'reopen',
      'toggle',
      'status',
    ]) {
      expect(await home.run('task', verb, '99')).toEqual(noTask)
    }
  })

  it.each([
    [
      ['status', '1', 'don'],
      'There is no status “don”: choose backlog, active, paused, blocked, done or abandoned.',
      'Did you mean done?',
    ],
    [
      ['status', '1', 'done', '--note', 'x'],
      '--note is only for paused, blocked, abandoned or backlog.',
      'Leave out --note, or give one of these statuses.',
    ],
    [
      ['status', '1', '--note', 'x'],
      '--note is only for paused, blocked, abandoned or backlog.',
      'Leave out --note, or give one of these statuses.',
    ],
    [['pause', '1', '--note', ''], 'The note is empty.', undefined],
    [
      ['block', '1', '--note', 'x'.repeat(1001)],
      'The note is 1001 characters long; the limit is 1000.',
      undefined,
    ],
    [
      ['abandon', '1', '--note', '\ufffd'],
      'The note contains an unreadable character.',
      'Type it again. Text must be valid UTF-8 without NUL characters.',
    ],
    [['start', ' '], 'The task is empty.', undefined],
    [
      ['start', '1', '--note', 'x'],
      'task start has no option --note.',
      'See: momentum task start --help',
    ],
    [
      ['done', '1', '--note', 'x'],
      'task done has no option --note.',
      'See: momentum task done --help',
    ],
  ])('refuses %j before it makes a database', async (words, message, hint) => {
    expect(await runInNewHousehold('task', ...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })
})

describe('moving several tasks', () => {
  it('shows a person all of them', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'done', '3', '1')).toEqual(
      success(
        'id  task                domain  effort  priority  due  owner  category  status',
        ' 3  Pay the rent        bills   medium  medium    –    Sam    –         ✓ done',
        ' 1  Descale the kettle  chores  tiny    medium    –    –      –         ✓ done',
      ),
    )
  })

  it('gives a program an array of them', async () => {
    const home = await sampleHousehold()
    expect(await home.json('task', 'done', '1', '2', '3')).toEqual([
      { ...kettle, ...done },
      { ...tap, ...done, ...byAlex },
      { ...rent, ...done, completed_by_user_id: 2, completed_by: 'Sam' },
    ])
  })

  it('prints the numbers when quiet, each once', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'start', '2', '2', '1', '-q')).toEqual(success('2', '1'))
  })

  it('moves all of them or none', async () => {
    const home = await sampleHousehold()
    await home.run('task', 'abandon', 'rent')
    expect(await home.run('task', 'done', '1', '2', '3')).toEqual(
      failure(
        4,
        '“Pay the rent” is abandoned and cannot become done.',
        'First: momentum task reopen 3',
      ),
    )
    expect(await home.run('task', 'done', '1', '99')).toEqual(noTask)
    expect(await home.json('task', 'list', '--all', '--fields', 'status')).toEqual([
      { status: 'BACKLOG' },
      { status: 'BACKLOG' },
      { status: 'ABANDONED' },
    ])
  })
})

describe('moving the task of the Daily Win', () => {
  it.each(['done', 'toggle'])('%s completes the win', async (verb) => {
    const home = await withWin()
    expect(await home.json('task', verb, 'tap')).toEqual({ ...tap, ...done, ...byAlex })
    expect(await home.json('win', 'show', '--fields', 'status,completed_at')).toEqual({
      status: 'DONE',
      completed_at: noon,
    })
  })

  it.each([
    [['done', 'tap'], '✓ Fix the tap is done.'],
    [['toggle', 'tap'], '✓ Fix the tap is done.'],
    [['status', 'tap', 'done'], '✓ Fix the tap is done.'],
  ])(
    '%j tells a person of the won day and the streak, also the second time',
    async (words, line) => {
      const home = await withWin()
      await home.run('win', 'pick', 'rent', '--date', 'yesterday')
      await home.run('win', 'done', '--date', 'yesterday')
      const answer = success(line, '  Today’s win is done.', '  ▲ 2 days in a row')
      expect(await home.run('task', ...words)).toEqual(answer)
      expect(await home.run('task', 'done', 'tap')).toEqual(answer)
    },
  )

  it('names the won days below several tasks', async () => {
    const home = await withWin()
    await home.run('win', 'pick', 'rent', '--date', '2026-11-10')
    const { stdout } = await home.run('task', 'done', '1', '2', '3')
    expect(stdout.split('\n').slice(4)).toEqual([
      '  The win of 2026-11-10 is done.',
      '  Today’s win is done.',
      '  ▲ 1 day in a row',
      '',
    ])
  })

  it('names no win if the task is finished again after it was reopened', async () => {
    const home = await withWin()
    await home.run('task', 'done', 'tap')
    await home.run('task', 'reopen', 'tap')
    expect(await home.run('task', 'done', 'tap')).toEqual(success('✓ Fix the tap is done.'))
  })

  it.each([
    ['pause', 'PAUSED'],
    ['block', 'BLOCKED'],
  ])('%s needs a note, and takes the win along', async (verb, status) => {
    const home = await withWin()
    expect(await home.run('task', verb, 'tap')).toEqual(
      usageFailure(
        `“Fix the tap” is the Daily Win of 2026-11-22: say why it is ${status.toLowerCase()}.`,
        'Add --note "why".',
      ),
    )
    await home.run('task', verb, 'tap', '--note', 'No washer')
    expect(await home.json('win', 'show', '--fields', 'status,note')).toEqual({
      status,
      note: 'No washer',
    })
  })

  it('start goes on with the win', async () => {
    const home = await withWin()
    await home.run('win', 'pause', '--note', 'Rain')
    await home.run('task', 'start', 'tap')
    expect(await home.json('win', 'show', '--fields', 'status,note')).toEqual({
      status: 'ACTIVE',
      note: 'Rain',
    })
  })

  it.each([
    [['abandon', 'tap'], 'be abandoned'],
    [['abandon', 'tap', '--note', 'No'], 'be abandoned'],
    [['reopen', 'tap'], 'go back to the backlog'],
    [['status', 'tap', 'backlog'], 'go back to the backlog'],
    [['reopen', '1', '2'], 'go back to the backlog'],
  ])('%j is refused, with the way out', async (words, move) => {
    const home = await withWin()
    expect(await home.run('task', ...words)).toEqual(isWin(move))
  })

  it('a reopened task leaves the won day as it is', async () => {
    const home = await withWin()
    await home.run('win', 'done')
    expect(await home.json('task', 'reopen', 'tap', '--fields', 'status')).toEqual({
      status: 'BACKLOG',
    })
    expect(await home.json('win', 'show', '--fields', 'status')).toEqual({ status: 'DONE' })
  })
})
