import { expect, test } from 'vitest'
import { readContents } from '../support/household/contents.ts'
import { sampleHousehold, usageFailure } from '../support/household/sample.ts'

test('a letter and a second name mean what the full name of an option means', async () => {
  const [long, short] = [await sampleHousehold(), await sampleHousehold()]
  const commands = [
    [
      'task add Rice --domain food --effort tiny --definition-of-done Cooked --owner sam --due +1d --priority high --category none',
      'task add Rice --domain food --effort tiny -w Cooked -osam -d +1d -p high -c none',
    ],
    ['task edit 1 --definition-of-done Clean', 'task edit 1 --done-when Clean'],
    ['task pause 4 --note Hungry', 'task pause 4 -n Hungry'],
    ['task list --mine --all --as sam', 'task list -ma --as sam'],
    ['task list --search ri --limit 1', 'task list -sri -l1'],
  ]
  for (const [full = '', letters = ''] of commands) {
    const answer = await short.run(...letters.split(' '))
    expect({ letters, ...answer }).toEqual({ letters, ...(await long.run(...full.split(' '))) })
    expect(answer.code).toBe(0)
  }
  const plain = (contents: unknown) => JSON.stringify(contents).replace(/[\da-f-]{36}/g, 'uuid')
  expect(plain(await readContents(short))).toEqual(plain(await readContents(long)))
})

test.each([
  ['--definition-of-done', '--done-when'],
  ['-w', '--done-when'],
  ['-w', '-w'],
])('an option under two of its names is refused: %s %s', async (first, second) => {
  const home = await sampleHousehold()
  expect(await home.run('task', 'edit', '1', first, 'Clean', second, 'Dry')).toEqual(
    usageFailure(
      '--definition-of-done can be given only once.',
      'Type: --definition-of-done <text>',
    ),
  )
})
