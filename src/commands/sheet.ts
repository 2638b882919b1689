import { type Args, type Context, defineCommand } from '../command.ts'
import { findSheet } from '../db/household/sheet.ts'
import { writeSharedText } from '../db/sqlite/shared-text.ts'
import { getUser } from '../db/users/users.ts'
import {
  type PaperSize,
  parsePaperSize,
  parseSheetFormat,
  type Sheet,
  type SheetFormat,
} from '../domain/sheet.ts'
import { sheetTitle } from '../domain/sheet-words.ts'
import { type CalendarDate, startOfWeek } from '../domain/time.ts'
import { parseUserReference, type User, type UserReference } from '../domain/user.ts'
import { parseWeek } from '../domain/week.ts'
import { type Hint, usageError } from '../errors.ts'
import { sheetFields, sheetFileFields, sheetFileJson, sheetJson } from '../json/sheet.ts'
import { sheetPage } from '../pictures/sheet/html.tsx'
import { sheetMarkdown } from '../pictures/sheet/markdown.ts'
import { escapeValue } from '../terminal/escapes.ts'
import { paragraph } from '../terminal/layout.ts'
import { success, withHints } from '../views/answer.ts'
import { sheetText } from '../views/sheet.ts'
import { option, parsed, typedOptions } from './shared/options.ts'
import { type OutFile, parseOutFile } from './shared/out-file.ts'

type Input = {
  readonly monday: CalendarDate
  readonly for: UserReference | undefined
  readonly format: SheetFormat
  readonly paper: PaperSize
  readonly file: OutFile | undefined
  /** How to print a sheet that a terminal shows; undefined if a format or a file was chosen. */
  readonly toPrint: Hint | undefined
}

type Output = {
  readonly sheet: Sheet
  readonly format: SheetFormat
  readonly paper: PaperSize
  /** The file that was written. */
  readonly file: string | undefined
  readonly toPrint: Hint | undefined
}

export default defineCommand<Input, Output>({
  fields: (args) => (isToFile(args) ? sheetFileFields : sheetFields),
  async input(args, context) {
    const week = parsed(args, 'week', (text) => parseWeek(text, context.today))
    return {
      monday: week ?? startOfWeek(context.today),
      for: parsed(args, 'for', parseUserReference),
      ...parseForm(args, context),
      file: await parseOutFile(args, context),
      toPrint: hintToPrint(args, context),
    }
  },
  saves: ({ file }) => file !== undefined,
  async run({ monday, format, paper, file, toPrint, ...input }, context) {
    const db = await context.db()
    const member = input.for && (await getUser(db, input.for))
    const reader = { viewer: await viewerOf(member, context), today: context.today }
    const { days } = context.settings
    const sheet = await findSheet(db, reader, { monday, member, days })
    const output = { sheet, format, paper, file: file?.path, toPrint }
    if (file) await writeSharedText(file, [textOf(output)])
    return output
  },
  human({ sheet, format, file, toPrint }, style) {
    if (file === undefined) {
      const text = sheetText(sheet, style.columns)
      return toPrint === undefined ? text : withHints(`${text}\n`, [toPrint], style)
    }
    const wrote = success(`Wrote “${sheetTitle(sheet)}”: ${file}`, style)
    if (format !== 'html') return wrote
    return `${wrote}\n${paragraph('To print it, open it in a browser.', 0, style.columns)}`
  },
  isCopied: ({ file, toPrint }) => file === undefined && toPrint === undefined,
  raw: (output) =>
    output.file !== undefined || output.format === 'text' ? undefined : textOf(output),
  json: ({ sheet, file, format }) =>
    file === undefined ? sheetJson(sheet) : sheetFileJson(sheet, file, format),
})

function isToFile(args: Args): boolean {
  const name = option(args, 'out')
  return name !== undefined && name !== '-'
}

/**
 * The format, and the paper. At a terminal, a person can read text, and a printer needs a page.
 *
 * @throws MomentumError `usage` for paper of a format that has no pages
 */
function parseForm(args: Args, context: Context): Pick<Input, 'format' | 'paper'> {
  const paper = parsed(args, 'paper', parsePaperSize)
  const isRead = context.interactive && !isToFile(args) && paper === undefined
  const format = parsed(args, 'format', parseSheetFormat) ?? (isRead ? 'text' : 'html')
  if (paper === undefined || format === 'html') return { format, paper: paper ?? 'a4' }
  throw usageError('--paper goes with --format html: text has no pages.')
}

/** A person who chose neither a format nor a file reads text, which ends with how to get a page. */
function hintToPrint(args: Args, { interactive }: Context): Hint | undefined {
  const isAsked = ['format', 'paper', 'out'].some((name) => option(args, name) !== undefined)
  if (!interactive || isAsked) return undefined
  const wanted = typedOptions(args, (name) => name === 'week' || name === 'for')
  return { lead: 'To print it from a browser', command: `sheet${wanted} --out sheet.html` }
}

/** Others read what hangs on the fridge, so private tasks are only on their owner’s own sheet. */
async function viewerOf(member: User | undefined, { actor }: Context) {
  const viewer = await actor.viewer()
  return viewer !== null && viewer === member?.id ? viewer : null
}

function textOf({ sheet, format, paper }: Output): string {
  switch (format) {
    case 'html':
      return sheetPage(sheet, paper)
    case 'md':
      return sheetMarkdown(escapeValue(sheet))
    case 'text':
      return `${sheetText(escapeValue(sheet))}\n`
    default:
      return format satisfies never
  }
}
