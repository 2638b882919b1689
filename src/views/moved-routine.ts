import type { Routine } from '../domain/routine/routine.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { shortDate } from '../terminal/words.ts'
import { withHints } from './answer.ts'
import { statusSign } from './routine.ts'

/** "◐ Bins is paused until Thu 31 Dec: We are away", and when it comes next. */
export function movedRoutine(routine: Routine, style: Style): string {
  const { id, title, status, status_note, paused_until, next_date } = routine
  const until = paused_until === null ? '' : ` until ${shortDate(paused_until, style.today)}`
  const words = { ACTIVE: 'is active', PAUSED: `is paused${until}`, ENDED: 'has ended' }[status]
  const end = status_note === null ? '.' : `: ${status_note.replaceAll('\n', ' ')}`
  const sentence = `${statusSign(status, style)} ${title} ${words}${end}`
  const answer = paragraph(sentence, 0, style.columns)
  if (status === 'PAUSED' && paused_until === null) {
    return withHints(answer, [{ lead: 'To resume it', command: `routine resume ${id}` }], style)
  }
  if (next_date === null) return answer
  return `${answer}\n  Next on ${shortDate(next_date, style.today)}.`
}
