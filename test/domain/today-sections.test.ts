import { expect, test } from 'vitest'
import type { TaskId } from '../../src/domain/task.ts'
import { bySection, withoutRepeats } from '../../src/domain/today-sections.ts'

const lists = {
  yours: [1, 2],
  due: [2, 3, 1],
  in_progress: [3, 4, 9],
  blocked: [5, 4],
  soon: [6],
  unowned: [7, 6, 5, 8],
} as const

test.each([
  [[], { ...lists, due: [3], in_progress: [4, 9], blocked: [5], unowned: [7, 8] }],
  [[9, 1, 7], { yours: [2], due: [3], in_progress: [4], blocked: [5], soon: [6], unowned: [8] }],
])('no section repeats a task, if the page names %j already', (shown, sections) => {
  const given = bySection((name) => lists[name] as readonly number[] as readonly TaskId[])
  expect(withoutRepeats(given, shown as number[] as TaskId[])).toEqual(sections)
})
