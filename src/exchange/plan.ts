import { parseRule } from '../domain/routine/parse.ts'
import { unlessRefused } from '../domain/routine/refusals.ts'
import type { RoutineMode, TurnMode } from '../domain/routine/routine.ts'
import { longest, type Unit } from '../domain/routine/rule.ts'
import type { Season } from '../domain/routine/season.ts'
import type { TaskStatus } from '../domain/task.ts'
import type { CalendarDate, Instant } from '../domain/time.ts'
import { quote } from './fields.ts'
import type { Findings, Template, TimeRecord } from './records.ts'

/** How a chore of another program repeats, as far as it can be planned here. */
export type Plan =
  | 'never'
  | {
      readonly mode: RoutineMode
      readonly rule: string
      readonly start: CalendarDate
      readonly season?: Season | undefined
      /** What is lost of it, as the end of a sentence that begins with “It”. */
      readonly lost?: string | undefined
    }
  /** Why it cannot be planned, as the end of a sentence that begins with “It”. */
  | { readonly reason: string }

/** A chore of another program. */
export type Chore = Template & {
  readonly due: CalendarDate | undefined
  readonly turns: TurnMode
  /** Who takes turns, as the file names them. */
  readonly members: readonly string[]
  readonly isActive: boolean
  readonly status?: TaskStatus | undefined
  readonly past: readonly TimeRecord[]
}

/** A chore that will not be done again. */
export type Completion = {
  readonly completedAt?: Instant | undefined
  readonly completedOn?: CalendarDate | undefined
  readonly completedBy?: string | undefined
}

/**
 * Adds a chore: a routine if it repeats and that can be planned, else a task. What is lost of its
 * repetition stands in the description, too.
 *
 * @param program the other program's name
 * @param done of a chore that is done and does not repeat
 */
export function addChore(
  findings: Findings,
  program: string,
  { due, turns, members, isActive, status, past, ...template }: Chore,
  { plan: found, done }: { readonly plan: Plan; readonly done?: Completion | undefined },
): void {
  const plan = withinLimits(found)
  const lost = plan === 'never' ? undefined : 'reason' in plan ? plan.reason : plan.lost
  const told = lost && { description: describe(template.description, `${program}: it ${lost}.`) }
  if (lost) loseNamed(findings, `repetition of ${quote(template.title)}: it ${lost}`)
  if (plan !== 'never' && 'rule' in plan) {
    const { mode, rule, start, season } = plan
    const open = { line: template.line, date: start, outcome: 'OPEN', isStarted: true } as const
    const isStarted = status !== undefined && isActive
    findings.routines.push({
      ...template,
      ...told,
      relativeDates: due === undefined ? '' : undefined,
      mode,
      rule,
      start,
      season,
      turns,
      members: members.length > 0 ? members : undefined,
      status: isActive ? undefined : 'ENDED',
      past: isStarted ? [...past, open] : past,
    })
    return
  }
  findings.lose('earlier times of tasks that do not repeat', past.length)
  findings.tasks.push({
    ...template,
    ...told,
    due,
    ...taskState(isActive, status, done),
  })
}

/** A rule may be too long to be written: each weekday's first, third and last of a month. */
function withinLimits(plan: Plan): Plan {
  if (plan === 'never' || 'reason' in plan) return plan
  const { mode, rule } = plan
  if (rule.length < 60 || unlessRefused(() => parseRule(rule, mode)) !== undefined) return plan
  return { reason: `was on ${rule.split(',').length} different days: ${quote(rule)}` }
}

/** How many lost things are told by their names. */
const mostNamed = 40

/** Tells a lost thing by its name, unless there are too many of them. */
export function loseNamed(findings: Findings, what: string): void {
  const isTold = findings.lost.size < mostNamed || findings.lost.has(what)
  findings.lose(isTold ? what : 'other repetitions and turns')
}

function taskState(isActive: boolean, status: TaskStatus | undefined, done?: Completion) {
  if (done) return { status: 'DONE', ...done } as const
  if (!isActive) return { status: 'ABANDONED' } as const
  return status === undefined ? {} : { status }
}

function describe(description: string | undefined, sentence: string): string {
  return description === undefined ? sentence : `${description}\n\n${sentence}`
}

/** `week`, `3 weeks`, and `1 week` after it was done; undefined for what cannot be planned. */
export function distanceOf(mode: RoutineMode, unit: Unit, count: number): string | undefined {
  if (count < 1 || count > longest[unit]) return undefined
  if (count > 1) return `${count} ${unit}s`
  return mode === 'AFTER' ? `1 ${unit}` : unit
}

/** Hours as whole days, and what is lost if they are none. */
export function daysOfHours(hours: number): { days: number; lost?: string } {
  const days = Math.ceil(hours / 24)
  if (days * 24 === hours) return { days }
  const every = hours === 1 ? 'every hour' : `every ${hours} hours`
  const here = days === 1 ? 'every day' : `every ${days} days`
  return { days, lost: `repeated ${every}, which is ${here} here` }
}
