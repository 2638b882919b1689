import type { TurnMode } from '../../domain/routine/routine.ts'
import { usageError } from '../../errors.ts'
import { faultOf } from '../checked.ts'
import {
  type Fields,
  flagOf,
  idOf,
  isFields,
  momentOf,
  numberOf,
  objectOf,
  objectsOf,
  quote,
  textOf,
} from '../fields.ts'
import { newIdentities } from '../identity.ts'
import { jsonRecords } from '../json-records.ts'
import { addChore, type Chore, loseNamed } from '../plan.ts'
import { Findings, type ReadFile } from '../records.ts'
import { type Donetick, type Line, sortRecords } from './file.ts'
import { completionOf, timesOf } from './history.ts'
import { planOf, type Repetition } from './plan.ts'
import { templateOf } from './template.ts'

/**
 * Reads what Donetick's API answers (`internal/chore/model/model.go`): a list of chores, one chore,
 * or `{"res": …}`, alone or together with the answers for members and history under other keys.
 *
 * | Donetick | Momentum |
 * | --- | --- |
 * | frequencyType, frequency, frequencyMetadata, isRolling | a rule, as `plan.ts` says |
 * | nextDueDate | the first date, or a task's due date |
 * | assignedTo; assignees, assignStrategy | owner; who takes turns, and how |
 * | subTasks | lines `- [ ] name` of the definition of done |
 * | priority 1, 2, 3, 4 | URGENT, HIGH, MEDIUM, LOW |
 * | the first label, else the project | category |
 * | status 1 and 3, 2 | started, paused |
 * | isActive false | ended; a task that is done if it has no due date any more |
 * | history: completed, skipped, missed | the times of a routine that are over |
 *
 * @throws MomentumError `usage` for a file that is not JSON
 */
export const readDonetick: ReadFile = (text, reading) => {
  const findings = new Findings()
  const file: Donetick = {
    reading,
    findings,
    names: new Map(),
    history: new Map(),
    identify: newIdentities(),
  }
  for (const chore of sortRecords(text, file)) {
    try {
      readChore(chore, file)
    } catch (error) {
      findings.fault(chore.line, faultOf(error))
    }
  }
  const others = [...file.history.values()].flat().length
  findings.lose('earlier times of chores that are not in the file', others)
  findings.faults.sort((one, other) => one.line - other.line)
  return findings
}

function readChore({ line, fields }: Line, file: Donetick): void {
  const { reading, findings } = file
  const id = idOf(fields, 'id')
  const title = textOf(fields, 'name')
  if (id === undefined) throw usageError('This chore has no “id”.')
  if (title === undefined) throw usageError('This chore has no “name”.')
  const next = momentOf(fields, 'nextDueDate')
  const due = next && reading.dayOf(next)
  const repetition: Repetition = {
    type: textOf(fields, 'frequencyType') ?? '',
    frequency: numberOf(fields, 'frequency') ?? 0,
    metadata: metadataOf(fields),
    isRolling: flagOf(fields, 'isRolling') ?? false,
    next: due ?? reading.today,
  }
  const plan = planOf(repetition)
  const isActive = flagOf(fields, 'isActive') ?? true
  const times = timesOf({ line, fields }, id, file)
  // Donetick clears the date of a chore that is done and does not repeat.
  const isDone = plan === 'never' && !isActive && due === undefined
  const chore: Chore = {
    ...templateOf({ line, fields }, { title, isDone, repeats: plan !== 'never' }, file),
    sourceId: file.identify(id),
    due,
    ...turnsOf(fields, file),
    isActive,
    status: statusOf(fields),
    past: isDone ? [] : times,
  }
  const done = isDone ? completionOf(fields, times, reading) : undefined
  loseOthers(fields, repetition, findings)
  addChore(findings, 'Donetick', chore, { plan, done })
}

/** Versions before 0.1.39 wrote it as a text. */
function metadataOf(fields: Fields): Fields {
  const { frequencyMetadata: value } = fields
  if (typeof value !== 'string') return objectOf(fields, 'frequencyMetadata') ?? {}
  const [record] = jsonRecords(value)
  if (isFields(record?.value)) return record.value
  if (value.trim() === '' || value.trim() === 'null') return {}
  throw usageError('“frequencyMetadata” is not an object.')
}

const strategies: ReadonlyMap<string, TurnMode> = new Map([
  ['round_robin', 'ROTATE'],
  ['random', 'LEAST'],
  ['random_except_last_assigned', 'LEAST'],
  ['least_assigned', 'LEAST'],
  ['least_completed', 'LEAST'],
  ['keep_last_assigned', 'FIXED'],
  ['no_assignee', 'NONE'],
])

function turnsOf(fields: Fields, { names, findings }: Donetick): Pick<Chore, 'turns' | 'members'> {
  const strategy = textOf(fields, 'assignStrategy') ?? 'no_assignee'
  const turns = strategies.get(strategy)
  if (turns === undefined) loseNamed(findings, `turns of the kind ${quote(strategy)}`)
  const members = objectsOf(fields, 'assignees').flatMap((each) => idOf(each, 'userId') ?? [])
  return { turns: turns ?? 'FIXED', members: members.map((id) => names.get(id) ?? id) }
}

/** In progress, paused, and done but not approved yet. */
const statuses = [undefined, 'ACTIVE', 'PAUSED', 'ACTIVE'] as const

function statusOf(fields: Fields) {
  const number = numberOf(fields, 'status') ?? 0
  if (number in statuses) return statuses[number]
  throw usageError(`“status” is ${number}, and not from 0 to 3.`)
}

function loseOthers(fields: Fields, { metadata }: Repetition, findings: Findings): void {
  if (numberOf(fields, 'points')) findings.lose('points')
  if (flagOf(fields, 'notification')) findings.lose('notifications')
  if (flagOf(fields, 'requireApproval')) findings.lose('approvals')
  if (numberOf(fields, 'completionWindow')) findings.lose('completion windows')
  if (numberOf(fields, 'deadlineOffset')) findings.lose('deadlines')
  if (objectOf(fields, 'thingChore')) findings.lose('things')
  if (textOf(metadata, 'time')) findings.lose('times of day')
}
