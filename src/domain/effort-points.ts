import type { Effort } from './task.ts'

/** How much work an effort is, in points. A point is about five minutes. */
export const effortPoints = {
  TINY: 1,
  SMALL: 4,
  MEDIUM: 16,
  COMPLEX: 64,
} as const satisfies Record<Effort, number>
