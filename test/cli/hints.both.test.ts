import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { household } from '../support/household/household.ts'
import {
  failure,
  jsonFailure,
  sampleHousehold,
  sampleWithWin,
} from '../support/household/sample.ts'

const taken = '2026-11-22 already has a Daily Win: “Fix the tap”.'

/** What is to be typed to change one's mind, with these words after the program's name. */
function changeOfMind(words: string): string {
  return `To change your mind: momentum ${words} win pick 1 --date 2026-11-22 --replace --note "why"`
}

describe('a hint', () => {
  it.each([
    [['--db', 'x.db', '--as', 'sam', 'win', 'pick', '1'], '--db x.db --as sam'],
    [['win', 'pick', '1', '--as=sam', '--db=x.db'], '--db x.db --as sam'],
    [['win', '--db', './x.db', 'pick', '1'], '--db ./x.db'],
    [['win', 'pick', '1', '--db', "Alex's house.db"], "--db 'Alex'\\''s house.db'"],
    [['win', 'pick', '1', '--db', 'x;y.db', '--as', 'Sam'], "--db 'x;y.db' --as Sam"],
  ])('keeps the household and the person of %j', async (words, kept) => {
    const home = await sampleWithWin()
    for (const name of ['x.db', "Alex's house.db", 'x;y.db']) {
      await home.json('db', 'copy', '--to', join(home.folder, name))
    }
    expect(await home.run(...words)).toEqual(failure(4, taken, changeOfMind(kept)))
  })

  it('keeps them for a program, too', async () => {
    const home = await sampleWithWin()
    expect(await home.run('win', 'pick', '1', '--as', 'sam', '--json')).toEqual(
      jsonFailure(4, 'conflict', taken, changeOfMind('--as sam')),
    )
  })

  it('that names a database itself does not name it twice', async () => {
    const home = await sampleHousehold()
    expect(await home.run('task', 'list', '--db', '/no.db')).toEqual(
      failure(
        5,
        'There is no database at “/no.db”.',
        "Make one there: momentum db init --db '/no.db'",
      ),
    )
  })
})

test.each([
  [['--db', "my $&b's.db"], "'my $&b'\\''s.db'"],
  [['--db', 'first.db', '--db', 'last.db'], 'last.db'],
])('a hint names the household of %j', async (words, name) => {
  const home = household()
  await home.run('db', 'init', ...words)
  expect(await home.run('task', 'show', '9', ...words)).toEqual({
    code: 3,
    stdout: '',
    stderr: `momentum: There is no task with the number 9.\n  See: momentum --db ${name} task list --all\n`,
  })
})

test('what stands after -- is no option, in a hint neither', async () => {
  expect((await household().run('task', 'show', '1', '--', '--as', 'bob')).stderr).toEqual(
    'momentum: task show does not take “--as”.\n  See: momentum task show --help\n',
  )
})

test.each([
  ['help', 'nope'],
  ['task', 'help', 'nope'],
])('%s %s says that there is none', async (...words) => {
  expect(await household().run(...words)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'momentum: There is no command of that name.\n  See: momentum --help\n',
  })
})
