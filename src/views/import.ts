import type { ImportReport } from '../db/exchange/source.ts'
import { enumerate } from '../domain/enumerate.ts'
import { shellWord, typedWord } from '../domain/shell.ts'
import type { Style } from '../terminal/paint.ts'
import { plural } from '../terminal/words.ts'
import { success } from './answer.ts'

/** How many numbers or records are named before “and … more”. */
const mostNamed = 10

/** What an import did, and what was lost. */
export function importReport(
  report: ImportReport & { readonly name: string },
  style: Style,
): string {
  const { imported, format, name, records } = report
  const { added, routines, updated, unchanged, kept, skipped, lost } = imported
  const { paint, hint } = style
  const did = [
    ...(added.length > 0 ? [`${plural(added.length, 'task')} added`] : []),
    ...(routines.length > 0 ? [`${plural(routines.length, 'routine')} added`] : []),
    ...(updated.length > 0 ? [`${plural(updated.length, 'task')} updated`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(kept.length > 0 ? [`${kept.length} kept`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} left out`] : []),
  ]
  const file = name === '-' ? 'what was piped in' : `“${name}”`
  const what = did.length === 0 ? 'nothing to import' : enumerate(did, 'and')
  const lines = [success(`${plural(records, 'record')} of ${file} (${format}): ${what}.`, style)]
  if (kept.length > 0) {
    lines.push(`  Kept as they are here: ${some(kept.map((id) => `#${id}`))}`)
    const lead = `To take them from the file${name === '-' ? ', pipe it in again to' : ''}`
    // Not every file shows its format.
    const command = `import ${typedWord(name)} --from ${format} --overwrite`
    lines.push(paint.dim(`  ${hint({ lead, command })}`))
  }
  if (skipped.length > 0) {
    lines.push('  Left out:')
    const told = skipped.slice(0, mostNamed).map(({ line, message }) => `line ${line}: ${message}`)
    const rest = skipped.length - told.length
    lines.push(...[...told, ...(rest > 0 ? [`… and ${rest} more`] : [])].map(indented))
  }
  if (imported.strangers.size > 0) {
    const names = [...imported.strangers.keys()]
    lines.push(`  No members here: ${some(names)}`)
    const lead = 'To say who is meant'
    const theirs = shellWord(`${names[0]}=<user>`)
    const command = `import ${typedWord(name)} --from ${format} --map-owner ${theirs}`
    lines.push(paint.dim(`  ${hint({ lead, command })}`))
  }
  if (lost.size > 0) {
    lines.push('  Momentum has no place for:')
    const sorted = [...lost].toSorted(([, a], [, b]) => b - a)
    lines.push(...sorted.map(([each, count]) => indented(`${count} × ${each}`)))
  }
  return lines.join('\n')
}

function indented(line: string): string {
  return `    ${line}`
}

function some(words: readonly string[]): string {
  const rest = words.length - mostNamed
  if (rest <= 0) return words.join(', ')
  return `${words.slice(0, mostNamed).join(', ')} and ${rest} more`
}
