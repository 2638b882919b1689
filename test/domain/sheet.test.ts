import { expect, test } from 'vitest'
import { taskItem } from '../../src/domain/sheet.ts'
import type { TaskStatus } from '../../src/domain/task.ts'
import { taskValue } from '../support/household/values.ts'

const alex = { owner_user_id: 1, owner: 'Alex' }
const nobodys = { owner_user_id: null, owner: null }
const bySam = { completed_by_user_id: 2, completed_by: 'Sam' }
const byNobody = { completed_by_user_id: null, completed_by: null }

test.each<[TaskStatus, object, [number | null, string | null]]>([
  ['DONE', { ...alex, ...bySam }, [2, 'Sam']],
  ['DONE', { ...alex, ...byNobody }, [1, 'Alex']],
  ['DONE', { ...nobodys, ...bySam }, [2, 'Sam']],
  ['DONE', { ...nobodys, ...byNobody }, [null, null]],
  ['ACTIVE', { ...alex, ...byNobody }, [1, 'Alex']],
  ['BACKLOG', { ...nobodys, ...byNobody }, [null, null]],
])('a task that is %s is under who did it, or else under its owner: %j', (status, whose, shown) => {
  const { user_id, user } = taskItem(taskValue({ status, ...whose }))
  expect([user_id, user]).toEqual(shown)
})
