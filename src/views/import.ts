import type { ImportReport } from '../db/exchange/source.ts'
import { enumerate } from '../domain/enumerate.ts'
import { typedWord } from '../domain/shell.ts'
import type { Style } from '../terminal/paint.ts'
import { plural } from '../terminal/words.ts'
import { success } from './answer.ts'

/** How many numbers or records are named before “and … more”. */
const mostNamed = 10

/** The options of a command that were typed, by name. */
export type TypedOptions = Readonly<Record<string, unknown>>

/** What was typed. */
export type Typed = {
  /** The file as it was named. */
  readonly name: string
  readonly typed: TypedOptions
}

/** What an import did, and what was lost. */
export function importReport(report: ImportReport & Typed, style: Style): string {
  const { imported, format, name, records } = report
  const { added, routines, kept, skipped, lost } = imported
  const { paint, hint } = style
  const counts = imported.records
  const told = counts.added + counts.updated + counts.unchanged + counts.kept
  const justTasks = routines.length === 0 && counts.added === added.length
  const did = [
    ...(counts.added > 0
      ? [`${justTasks ? plural(added.length, 'task') : counts.added} added`]
      : []),
    ...(counts.updated > 0 ? [`${counts.updated} updated`] : []),
    ...(counts.unchanged > 0 ? [`${counts.unchanged} unchanged`] : []),
    ...(counts.kept > 0 ? [`${counts.kept} kept`] : []),
    ...(records > told ? [`${records - told} left out`] : []),
  ]
  const file = name === '-' ? 'what was piped in' : `“${name}”`
  const what = did.length === 0 ? 'nothing to import' : enumerate(did, 'and')
  const lines = [success(`${plural(records, 'record')} of ${file} (${format}): ${what}.`, style)]
  if (routines.length > 0) {
    const made = [plural(routines.length, 'routine'), plural(added.length, 'task')]
    lines.push(`  ${enumerate(made, 'and')} are new: a routine has tasks of its own.`)
  }
  if (counts.kept > 0) {
    if (kept.length > 0) lines.push(`  Kept as they are here: ${some(kept.map((id) => `#${id}`))}`)
    const lead = `To take them from the file${name === '-' ? ', pipe it in again to' : ''}`
    const command = importAgain(report, { overwrite: true })
    lines.push(paint.dim(`  ${hint({ lead, command })}`))
  }
  if (skipped.length > 0) {
    lines.push('  Left out:')
    const named = skipped.slice(0, mostNamed).map(({ line, message }) => `line ${line}: ${message}`)
    const rest = skipped.length - named.length
    lines.push(...[...named, ...(rest > 0 ? [`… and ${rest} more`] : [])].map(indented))
  }
  if (imported.strangers.size > 0) {
    const names = [...imported.strangers.keys()]
    lines.push(`  No members here: ${some(names)}`)
    const lead = 'To say who is meant'
    const known = report.typed.mapOwner === undefined ? [] : [`${report.typed.mapOwner}`]
    const mapOwner = [...known, `${names[0]}=<user>`].join(',')
    const command = importAgain(report, { mapOwner })
    lines.push(paint.dim(`  ${hint({ lead, command })}`))
  }
  if (lost.size > 0) {
    lines.push('  Momentum has no place for:')
    const sorted = [...lost].toSorted(([, a], [, b]) => b - a)
    lines.push(...sorted.map(([each, count]) => indented(`${count} × ${each}`)))
  }
  return lines.join('\n')
}

/** The command that imports the file as it was imported, with other options besides. */
function importAgain({ name, format, typed }: ImportReport & Typed, more: TypedOptions): string {
  // Not every file shows its format.
  const options: TypedOptions = { from: format, ...typed, dryRun: undefined, ...more }
  const words = Object.entries(options).flatMap(([option, value]) => {
    if (value === undefined || value === false) return []
    const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    return value === true ? flag : `${flag} ${typedWord(`${value}`)}`
  })
  return ['import', typedWord(name), ...words].join(' ')
}

function indented(line: string): string {
  return `    ${line}`
}

function some(words: readonly string[]): string {
  const rest = words.length - mostNamed
  if (rest <= 0) return words.join(', ')
  return `${words.slice(0, mostNamed).join(', ')} and ${rest} more`
}
