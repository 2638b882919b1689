import { expect, test } from 'vitest'
import { effortPoints } from '../../src/domain/effort-points.ts'
import { efforts } from '../../src/domain/task.ts'

test('counts each effort four times the one before', () => {
  expect(efforts.map((effort) => effortPoints[effort])).toEqual([1, 4, 16, 64])
})
