import { migrations } from '../../../migrations/index.ts'

/** The names of all steps, in the order in which they run. */
export const steps = Object.keys(migrations)

/** The last step, and its number, which is that of the schema. */
export const latestStep = steps.at(-1) ?? ''
export const latestNumber = steps.length
