// Task objects in JSON: what `momentum task list --json` prints, and what scripts make of it.
//
// | key | becomes |
// | --- | --- |
// | title | the title; nothing else is required |
// | domain, effort, priority, status | the word, in any case |
// | due_date, starts_on, completed_on | the day, as 2026-12-01 |
// | completed_at, created_at, updated_at | the moment, as 2026-12-01T18:30:00.000Z |
// | owner, category, completed_by | whoever or whatever has this name |
// | uuid | the identity; without it, it is everything that the record says |
// | routine | nothing, and is told: a task does not say how its routine repeats |
// | id and other numbers | nothing: they are those of the other household |
// | any other | nothing, and is told by its name |

import { usageError } from '../errors.ts'
import { jsonRecords } from './json-records.ts'
import type { FileRecords, ReadFile } from './records.ts'
import { TaskObjects, type TaskValues } from './task-object.ts'

/** Reads task objects: an array, one object, or one after the other as in JSON Lines. */
export const readObjects: ReadFile = (text, reading): FileRecords => {
  if (!/^\s*([[{]|$)/.test(text)) {
    throw usageError('This is not JSON: it begins neither with [ nor with {.')
  }
  const objects = new TaskObjects(reading)
  const { findings } = objects
  for (const { line, value, fault } of jsonRecords(text)) {
    if (fault !== undefined) findings.fault(line, fault)
    else if (isObject(value)) objects.add(value, line)
    else findings.fault(line, 'This is not an object, such as {"title": "Bins"}.')
  }
  return findings
}

function isObject(value: unknown): value is TaskValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
