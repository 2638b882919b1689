import { usageError } from '../../errors.ts'
import { Findings, type ReadFile } from '../records.ts'
import { readComponents } from './components.ts'
import { type Entry, identify } from './entries.ts'
import { readRoutine } from './read-routine.ts'
import { readTask } from './read-task.ts'
import { openTimes } from './times.ts'
import { openTitles, type Titles } from './titles.ts'
import { type Reader, readNames, readSafely } from './todo.ts'
import { openZones } from './zones.ts'

// Reads the tasks (VTODO) of iCalendar files, RFC 5545 and what programs make of it:
//
// | property | becomes |
// | --- | --- |
// | UID, RECURRENCE-ID | the identity; the UUID, if the UID is one |
// | SUMMARY, RELATED-TO | the title: “parent › child” |
// | DESCRIPTION, COMMENT, LOCATION, CONTACT, URL, links of ATTACH | lines of the description |
// | DUE, or DTSTART and DURATION | the due date, on the household's day |
// | DTSTART | the day from which it is shown, if that is before the due date |
// | PRIORITY | 1–2 urgent, 3–4 high, 0 and 5 medium, 6–9 low |
// | STATUS, PERCENT-COMPLETE, COMPLETED | any of them makes it done; CANCELLED is abandoned |
// | CATEGORIES | the first one is the category |
// | RESOURCES | the materials |
// | RRULE | a routine, if its rule can be said; Thunderbird's completed times are its past |
// | X-MOMENTUM-… | what write.ts has no other place for |
//
// CLASS does not make a task private, because only its owner could import it; it is told as lost.
// Time zones of the file are followed by ical.js. The lines are read here: a fault names its line,
// and a broken task does not make its file unreadable.

export const readIcal: ReadFile = (text, reading) => {
  if (!/^\s*BEGIN:\s*\w/i.test(text)) {
    throw usageError('This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.')
  }
  const findings = new Findings()
  const { todos, zones } = readComponents(text, readNames, findings)
  const reader = { reading, findings, readTime: openTimes(openZones(zones), reading) }
  const entries = identify(todos, reader)
  const titles = openTitles(entries, findings)
  const times = Map.groupBy(
    entries.filter(({ recurrence }) => recurrence !== undefined),
    ({ uid }) => uid,
  )
  const inRoutines = new Set<Entry>()
  for (const entry of entries) {
    if (entry.recurrence !== undefined) continue
    const own = times.get(entry.uid) ?? []
    const isRoutine = readSafely(entry.todo, findings, () => readMain(entry, own, titles, reader))
    // The times of a task that makes no sense are no tasks of their own.
    if (isRoutine !== false) for (const time of own) inRoutines.add(time)
  }
  for (const entry of entries) {
    if (findings.isTooLong) break
    if (entry.recurrence === undefined || inRoutines.has(entry)) continue
    readSafely(entry.todo, findings, () => findings.tasks.push(readTask(entry, titles, reader)))
  }
  return findings
}

/**
 * Adds a task or a routine.
 *
 * @param times the times of the routine that have a component of their own
 * @returns whether it became a routine
 */
function readMain(entry: Entry, times: readonly Entry[], titles: Titles, reader: Reader): boolean {
  const routine = readRoutine(entry, times, titles, reader)
  const { findings } = reader
  if (routine === undefined) findings.tasks.push(readTask(entry, titles, reader))
  else findings.routines.push(routine)
  return routine !== undefined
}
