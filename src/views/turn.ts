import type { PassedTurn } from '../db/routines/turns.ts'
import { enumerate } from '../domain/enumerate.ts'
import { readTurnReason, type StoredTurn, type TurnReason } from '../domain/routine/turn-reason.ts'
import type { Style } from '../terminal/paint.ts'
import { dayAndMonth, plural } from '../terminal/words.ts'

type Today = Pick<Style, 'today'>

/** "Sam’s turn: Sam did it last on 22 Sep, Alex on 29 Sep." */
export function turnSentence(reason: TurnReason, style: Today): string {
  return `${whose(reason)}: ${whyText(reason, style)}.`
}

/** As {@link turnSentence}, for a task; undefined if it has no turn. */
export function turnWords(task: StoredTurn, style: Today) {
  const reason = readTurnReason(task)
  return reason && turnSentence(reason, style)
}

/** "Sam’s turn" */
function whose({ user }: TurnReason): string {
  return user === null ? 'Nobody’s turn' : `${user}’s turn`
}

function whyText(reason: TurnReason, style: Today): string {
  const { user, because, others } = reason
  switch (because) {
    case 'NEVER_YET':
      return others.every(({ last }) => last === null)
        ? `nobody has done it yet, and ${user} is first`
        : `${user} has not done it yet`
    case 'LONGEST_AGO':
      return latestTurns(reason, style)
    case 'LEAST_EFFORT':
      return `${user} has had the least to do lately`
    case 'FIXED':
      return `it is always ${user}’s`
    case 'FIXED_BUT_AWAY':
      return `it is always ${user}’s, who is away then`
    case 'ONLY_MEMBER':
      return 'nobody else takes turns'
    case 'ONLY_ONE_HERE':
    case 'ALL_AWAY':
      return `${awayText(reason)} then`
    case 'NOBODY_LEFT':
      return 'nobody takes turns any more'
    case 'SKIPPED_LAST_TIME':
      return 'it was skipped last time'
    case 'TAKEN':
      return `${user} took it over`
    case 'ASSIGNED':
      return user === null ? 'it was unassigned' : `it was assigned to ${user}`
    default:
      return because satisfies never
  }
}

/** "Alex and Kim are away" */
function awayText({ others }: TurnReason): string {
  const away = others.filter((other) => other.away).map(({ user }) => user)
  return `${enumerate(away, 'and')} ${away.length === 1 ? 'is' : 'are'} away`
}

/** "Sam did it last on 22 Sep, Alex on 29 Sep, Kim missed it on 6 Oct; Ines is away then" */
function latestTurns(reason: TurnReason, { today }: Today): string {
  const here = [
    { ...reason, user: reason.user ?? '' },
    ...reason.others.filter(({ away }) => !away),
  ]
  const turns = here.flatMap(({ user, last, missed }, index) => {
    if (last === null) return []
    const isSameVerb = here[index - 1]?.missed === missed && index > 0
    const words = isSameVerb ? user : `${user} ${missed ? 'missed it' : 'did it last'}`
    return [`${words} on ${dayAndMonth(last, today)}`]
  })
  const isAnyAway = here.length <= reason.others.length
  return [turns.join(', '), ...(isAnyAway ? [`${awayText(reason)} then`] : [])].join('; ')
}

/**
 * "it is Sam’s turn, who did it last on 22 Sep", for the next time of a routine.
 *
 * @returns undefined if there is nothing to say: it is the owner’s as always, or nobody has turns
 */
export function turnClause(task: StoredTurn, style: Today): string | undefined {
  const reason = readTurnReason(task)
  if (reason === undefined || reason.because === 'FIXED') return undefined
  const { user, because } = reason
  if (because === 'SKIPPED_LAST_TIME') return `it is still ${user}’s turn`
  const why = whoText(reason, style)
  const turn = `it is ${user === null ? 'nobody' : user}’s turn`
  return why === undefined ? turn : `${turn}, ${why}`
}

/** "who did it last on 22 Sep", or "because Alex is away then" */
function whoText(reason: TurnReason, { today }: Today): string | undefined {
  const { because, last, missed } = reason
  switch (because) {
    case 'NEVER_YET':
      return 'who has not done it yet'
    case 'LONGEST_AGO':
      if (last === null) return undefined
      return `who ${missed ? 'missed it' : 'did it last'} on ${dayAndMonth(last, today)}`
    case 'LEAST_EFFORT':
      return 'who has had the least to do lately'
    case 'FIXED_BUT_AWAY':
      return 'who is away then'
    case 'ONLY_ONE_HERE':
    case 'ALL_AWAY':
      return `because ${awayText(reason)} then`
    default:
      return undefined
  }
}

/** How many turns an answer names. */
const mostNamed = 5

/**
 * "  2 turns passed on: #4 “Bins” to Alex, #6 “Rug” to Sam" and "  1 turn is nobody’s now: #5
 * “Dishes”"; no line for none.
 */
export function passedTurns(passed: readonly PassedTurn[]): readonly string[] {
  const others = passed.filter(({ to }) => to !== null)
  const nobodys = passed.filter(({ to }) => to === null)
  const are = nobodys.length === 1 ? 'is' : 'are'
  return [
    ...turnLine('passed on', others, ({ title, to }) => `“${title}” to ${to}`),
    ...turnLine(`${are} nobody’s now`, nobodys, ({ title }) => `“${title}”`),
  ]
}

function turnLine(
  what: string,
  passed: readonly PassedTurn[],
  write: (turn: PassedTurn) => string,
): string[] {
  if (passed.length === 0) return []
  const named = passed.slice(0, mostNamed).map((turn) => `#${turn.task} ${write(turn)}`)
  const more = passed.length > mostNamed ? ` and ${passed.length - mostNamed} more` : ''
  return [`  ${plural(passed.length, 'turn')} ${what}: ${named.join(', ')}${more}`]
}
