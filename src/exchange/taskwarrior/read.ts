// What Taskwarrior exports (`task export` of versions 2.4 to 3, and what `task import` takes). What
// Taskwarrior refuses is refused: no description, a bad UUID or status, annotations that are no
// list, a recurring task without a due date. What is read follows Task::parseJSON and recur.cpp of
// its source.
//
// | attribute | becomes |
// | --- | --- |
// | uuid | the identity, and our UUID if it is of version 4 |
// | description | the title |
// | status | pending: backlog; completed: done at `end`; deleted: abandoned |
// | start | makes an open task active |
// | wait, else scheduled | the day from which it is shown |
// | due, entry, modified | the due date, created, updated |
// | project, else the first tag | the category; further tags are lost |
// | priority | H: high, or urgent if Momentum wrote it; M: medium; L: low |
// | annotations | lines of the description, each with its date; notes if Momentum wrote them |
// | depends | blocks an open task by the open ones that it waits for |
// | recur | a routine; see `routines.ts` |
// | rtype | `chained` counts from when it was done |
// | until | the last day of a routine; lost for other tasks |
// | momentum… | what Momentum wrote; see `own.ts` |
// | id, urgency, mask, imask | nothing; they are made anew |
// | any other | lost, as an attribute of the user |

import { usageError } from '../../errors.ts'
import { isFields } from '../fields.ts'
import { newIdentities } from '../identity.ts'
import { jsonRecords } from '../json-records.ts'
import {
  type FileRecords,
  Findings,
  type ReadFile,
  type Reading,
  type TaskRecord,
} from '../records.ts'
import { findFamilies } from './families.ts'
import { type Item, isOpenItem, readItem } from './item.ts'
import { openMoments } from './moments.ts'
import { routineOf } from './routines.ts'
import { type Reader, stateOf } from './state.ts'
import { templateOf } from './template.ts'

/** Reads an array, one object, or one object a line. */
export const readTaskwarrior: ReadFile = (text, reading): FileRecords => {
  if (!/^\s*([[{]|$)/.test(text)) {
    throw usageError('This is not JSON: it begins neither with [ nor with {.')
  }
  const findings = new Findings()
  const items = readItems(text, reading, findings)
  const identify = newIdentities()
  const byUuid = new Map(items.flatMap((item) => (item.uuid ? [[item.uuid, item] as const] : [])))
  const { families, isInFamily } = findFamilies(items)
  const reader = { reading, findings, byUuid }
  for (const item of items) {
    if (isInFamily(item)) continue
    const children = families.get(item)
    const sourceId = item.uuid ?? identify(JSON.stringify({ ...item, line: undefined }))
    if (children === undefined) findings.tasks.push(taskOf(item, sourceId, reader))
    else findings.routines.push(routineOf(item, children, item.own.routine ?? sourceId, reader))
  }
  return findings
}

function readItems(text: string, reading: Reading, findings: Findings): readonly Item[] {
  const items: Item[] = []
  const seen = new Set<string>()
  const readMoment = openMoments(reading)
  for (const { line, value, fault } of jsonRecords(text)) {
    if (fault !== undefined) findings.fault(line, fault)
    else if (!isFields(value)) findings.fault(line, 'This is not an object with a description.')
    else {
      const item = readItem(value, line, readMoment, findings)
      if (item?.uuid !== undefined && seen.has(item.uuid)) {
        findings.fault(line, `Another task of this file has the uuid ${item.uuid}.`)
      } else if (item !== undefined) items.push(item)
      if (item?.uuid !== undefined) seen.add(item.uuid)
    }
  }
  return items
}

function taskOf(item: Item, sourceId: string, reader: Reader): TaskRecord {
  const { findings } = reader
  const isOpen = isOpenItem(item)
  if (item.until !== undefined && isOpen && item.recur === undefined) findings.lose('expiry dates')
  if (item.wait !== undefined && item.scheduled !== undefined) findings.lose('scheduled dates')
  const recur = isOpen ? item.recur : undefined
  const isAlone = item.parent !== undefined && !reader.byUuid.has(item.parent)
  const why = isAlone ? 'without their recurring task' : 'that cannot be planned'
  findings.lose(`recurrences ${why}`, recur === undefined ? 0 : 1)
  const lines = recur === undefined ? [] : [`Taskwarrior: repeats ${recur}.`]
  return {
    ...templateOf(item, sourceId, findings, lines),
    ...stateOf(item, reader),
    due: item.own.due ?? item.due?.day,
    starts: item.own.starts ?? (item.wait ?? item.scheduled)?.day,
  }
}
