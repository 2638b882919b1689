import type { Findings } from '../records.ts'
import { type Line, readLines } from './lines.ts'

/** A task of a file, a VTODO. */
export type Todo = {
  /** Where it begins. */
  readonly line: number
  /** The lines that say something of it, by name, in their order. */
  readonly lines: Map<string, Line[]>
  /** A line that cannot be read. */
  unread?: Line
  /** How many alarms it has. */
  alarms: number
}

/** The rules of a time zone of a file, a VTIMEZONE: the lines of each of its parts. */
export type ZoneSource = { id: string; readonly parts: Map<string, Line>[] }

/** What a file consists of. */
export type Components = {
  readonly todos: readonly Todo[]
  readonly zones: readonly ZoneSource[]
}

/** What is lost with a component of its own. */
const lostComponents: Readonly<Record<string, string>> = {
  VEVENT: 'events',
  VJOURNAL: 'journal entries',
  VFREEBUSY: 'busy times',
}

/** A component that has begun and not ended. */
type Open = {
  readonly name: string
  readonly line: number
  readonly todo?: Todo
  readonly zone?: ZoneSource
  /** A part of a time zone. */
  readonly part?: Map<string, Line>
}

/**
 * Finds the tasks of a file, which may hold several calendars, and its time zones.
 *
 * @param names the properties of a task that are wanted
 */
export function readComponents(
  text: string,
  names: ReadonlySet<string>,
  findings: Findings,
): Components {
  const todos: Todo[] = []
  const zones: ZoneSource[] = []
  const open: Open[] = []
  /** How often each name is open. */
  const counts = new Map<string, number>()
  const count = (name: string) => counts.get(name) ?? 0
  const begin = (name: string, line: number) => {
    const above = open.at(-1)
    const todo: Todo | undefined =
      name === 'VTODO' ? { line, lines: new Map<string, Line[]>(), alarms: 0 } : undefined
    const zone = name === 'VTIMEZONE' ? { id: '', parts: [] } : undefined
    const part = above?.zone && new Map<string, Line>()
    if (part) above?.zone?.parts.push(part)
    if (above?.todo && name === 'VALARM') above.todo.alarms += 1
    const lost = lostComponents[name]
    if (lost !== undefined) findings.lose(lost)
    counts.set(name, count(name) + 1)
    open.push({ name, line, ...(todo && { todo }), ...(zone && { zone }), ...(part && { part }) })
  }
  /** Ends the innermost component. */
  const end = (isWhole: boolean) => {
    const last = open.pop()
    if (last === undefined) return
    counts.set(last.name, count(last.name) - 1)
    if (last.zone) zones.push(last.zone)
    if (last.todo && isWhole) todos.push(last.todo)
    else if (last.todo) findings.fault(last.line, 'This task has no END:VTODO.')
  }
  const endNamed = (name: string, line: number) => {
    if (count(name) === 0) return findings.fault(line, `END:${name} ends nothing that has begun.`)
    while (open.at(-1)?.name !== name) end(false)
    end(true)
  }
  for (const line of readLines(text)) {
    if (findings.isTooLong || todos.length > mostTodos || open.length > mostOpen) break
    if (line.name === 'BEGIN') {
      const name = line.value.trim().toUpperCase()
      // A task holds no other task, so the one before was cut off.
      while (name === 'VTODO' && count('VTODO') > 0) end(false)
      begin(name, line.number)
    } else if (line.name === 'END') {
      // So `cat` joins files whose last line has no end.
      const [name = '', next] = line.value.trim().toUpperCase().split('BEGIN:')
      endNamed(name, line.number)
      if (next !== undefined) begin(next, line.number)
    } else addLine(line, open.at(-1), names, findings)
  }
  const [outermost] = open
  const isCut = outermost !== undefined && count('VTODO') === 0
  if (isCut) findings.fault(outermost.line, `What begins here has no END:${outermost.name}.`)
  while (open.length > 0) end(false)
  return { todos, zones }
}

/** More components in one another than any file has. */
const mostOpen = 100

/** More than the records that a file may have, because times of a routine are no records. */
const mostTodos = 1_000_000

function addLine(
  line: Line,
  within: Open | undefined,
  names: ReadonlySet<string>,
  findings: Findings,
): void {
  if (within === undefined) findings.fault(line.number, 'This line is in no calendar.')
  else if (within.part) within.part.set(line.name, withBefore(line, within.part.get(line.name)))
  else if (within.zone && line.name === 'TZID') within.zone.id = line.value.trim()
  else if (!within.todo) return
  else if (line.problem === 'has no colon') within.todo.unread ??= line
  else if (names.has(line.name)) {
    if (line.problem) within.todo.unread ??= line
    const lines = within.todo.lines.get(line.name)
    if (lines) lines.push(line)
    else within.todo.lines.set(line.name, [line])
  }
}

/** A time zone may have several lines of dates. */
function withBefore(line: Line, before: Line | undefined): Line {
  if (before === undefined || line.name !== 'RDATE') return line
  return { ...line, value: `${before.value},${line.value}` }
}
