import { expect, test } from 'vitest'
import { groups, ownVerbs, today } from '../../src/commands/index.ts'

test('some commands may take long if they make progress; all others end in time', async () => {
  const verbs = [
    ...[today, ...ownVerbs].map((verb) => ({ noun: '', verb })),
    ...groups.flatMap(({ noun, verbs }) => verbs.map((verb) => ({ noun: `${noun} `, verb }))),
  ]
  const long: string[] = []
  for (const { noun, verb } of verbs) {
    const command = (await verb.load()).default
    if (command.isLongWork) long.push(`${noun}${verb.usage.replace(/ .*/, '')}`)
  }
  expect(long).toEqual([
    // Every date of a large household.
    'calendar',
    // The years of a large household.
    'load',
    'report',
    'import',
    'export',
    // With --list only.
    'undo',
    'redo',
    'task list',
    // A long history.
    'task burndown',
    'task history',
    'win history',
    'db seed',
    'db backup',
    'db restore',
    'db copy',
    'db forget',
  ])
})
