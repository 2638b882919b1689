import type { Note } from '../domain/note.ts'
import { details } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { dayOf, relativeDate } from '../terminal/words.ts'

/** Notes as they were written, each with its number, its author and its day. */
export function noteDetails(notes: readonly Note[], style: Style): string {
  const { paint } = style
  const rows = notes.map((note): [string, string] => {
    const day = relativeDate(dayOf(note.created_at, style), style.today)
    const origin = note.author === null ? day : `${note.author}, ${day}`
    return [`#${note.id}`, `${note.text} ${paint.dim(`(${origin})`)}`]
  })
  return `${paint.bold('Notes')}\n${details(rows, style)}`
}
