import { conflictError, usageError } from '../errors.ts'
import { parseDefinitionOfDone, parseDescription, type Task, type TaskDraft } from './task.ts'
import { isNone } from './text.ts'

/** The texts of a task that are edited in a file. */
type Texts = Pick<Task, 'description' | 'definition_of_done'>

const names = { description: 'Description', definition_of_done: 'Definition of done' } as const
type TextName = keyof typeof names
// The keys of the table above; Object.keys forgets their type.
const textNames = Object.keys(names) as readonly TextName[]

const advice = `# Write each text below its heading, and do not change the headings. Every other line below them
# is text, even if it begins with #. To change nothing, close the editor without saving.`

/** The text that the editor opens, with each text of the task below a heading. */
export function textsToEdit(task: Texts & Pick<Task, 'id' | 'title'>): string {
  const sections = textNames.map((name) => `${headingOf(name, task)}\n${task[name] ?? ''}\n`)
  return [`# Task ${task.id}: ${task.title}\n${advice}\n`, ...sections].join('\n')
}

/** The heading of a text: a line that neither text contains. */
function headingOf(name: TextName, { description, definition_of_done }: Texts): string {
  const lines = linesOf(`${description ?? ''}\n${definition_of_done}`)
  for (let dashes = '-----'; ; dashes += '-') {
    const heading = `# ${dashes} ${names[name]} ${dashes}`
    if (!lines.includes(heading)) return heading
  }
}

/**
 * Reads the texts that were edited in a file made by {@link textsToEdit}.
 *
 * @returns only the texts that changed
 * @throws MomentumError `usage` for an invalid text, or a line that could belong to either text
 */
export function parseEditedTexts(edited: string, task: Texts): Partial<TaskDraft> {
  const lines = linesOf(edited.replace(/^\ufeff/, ''))
  const starts = textNames.map((name) => findHeading(lines, headingOf(name, task)))
  const first = Math.min(...starts)
  requireNothingAbove(lines.slice(0, first), lines[first] ?? '')
  const texts = textNames.map((name, index) => {
    const start = starts[index] ?? 0
    const end = Math.min(lines.length, ...starts.filter((other) => other > start))
    return [
      name,
      lines
        .slice(start + 1, end)
        .join('\n')
        .trim(),
    ] as const
  })
  const changed = texts.filter(([name, text]) => text !== plain(task[name]))
  const changes: Partial<TaskDraft> = Object.fromEntries(
    changed.map(([name, text]) => [name, parsers[name](text)]),
  )
  return changes
}

const parsers = {
  description: (text: string) => (text === '' || isNone(text) ? null : parseDescription(text)),
  definition_of_done: parseDefinitionOfDone,
} as const satisfies Record<TextName, (text: string) => string | null>

/** A text as it is read back from the file if nobody changed it. */
function plain(text: string | null): string {
  return linesOf(text ?? '')
    .join('\n')
    .trim()
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/)
}

function findHeading(lines: readonly string[], heading: string): number {
  const found = lines.flatMap((line, index) => (line.trimEnd() === heading ? [index] : []))
  const [start] = found
  if (start !== undefined && found.length === 1) return start
  throw usageError(
    start === undefined
      ? `The heading “${heading}” is missing.`
      : `The heading “${heading}” appears more than once.`,
  )
}

function requireNothingAbove(lines: readonly string[], heading: string): void {
  const text = lines.find((line) => line.trim() !== '' && !line.startsWith('#'))
  if (text === undefined) return
  throw usageError(
    `The line “${text}” is above the heading “${heading}”.`,
    'Write each text below its heading.',
  )
}

/** @throws MomentumError `conflict` if somebody changed one of the edited texts in the meantime */
export function requireSameTexts(opened: Task, now: Task, changes: Partial<TaskDraft>): void {
  const name = textNames.find((each) => each in changes && opened[each] !== now[each])
  if (name === undefined) return
  throw conflictError(
    `The ${names[name].toLowerCase()} of “${now.title}” was changed while you edited it.`,
    { lead: 'See', command: `task show ${now.id}` },
  )
}
