import { type Args, type Context, defineCommand } from '../command.ts'
import { findSheet } from '../db/household/sheet.ts'
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
import { withHints } from '../views/answer.ts'
import { pageFileAnswer } from '../views/page-file.ts'
import { sheetText } from '../views/sheet.ts'
import { option, parsed, typedOptions } from './shared/options.ts'
import { parseOutFile } from './shared/out-file.ts'
import { type PageFile, parseOpen, writePage } from './shared/page-file.ts'

type Input = {
  readonly monday: CalendarDate
  readonly for: UserReference | undefined
  readonly format: SheetFormat
  readonly paper: PaperSize
  /** Where it is written; undefined where it is printed. */
  readonly target: PageFile | undefined
  readonly isOpened: boolean
  /** How to print a sheet that a terminal shows; undefined if a format or a file was chosen. */
  readonly toPrint: Hint | undefined
}

type Output = {
  readonly sheet: Sheet
  readonly format: SheetFormat
  readonly paper: PaperSize
  /** The file that was written. */
  readonly file: string | undefined
  /** Whether a browser shows it; undefined if that was not asked for. */
  readonly isOpen: boolean | undefined
  readonly toPrint: Hint | undefined
}

export default defineCommand<Input, Output>({
  fields: (args) => (isToFile(args) ? sheetFileFields : sheetFields),
  async input(args, context) {
    const week = parsed(args, 'week', (text) => parseWeek(text, context.today))
    const isOpened = parseOpen(args, 'sheet')
    return {
      monday: week ?? startOfWeek(context.today),
      for: parsed(args, 'for', parseUserReference),
      ...parseForm(args, context, isOpened),
      target: (await parseOutFile(args, context)) ?? (isOpened ? 'cache' : undefined),
      isOpened,
      toPrint: hintToPrint(args, context),
    }
  },
  saves: ({ target }) => target !== undefined,
  async run({ monday, format, paper, target, isOpened, toPrint, ...input }, context) {
    const db = await context.db()
    const member = input.for && (await getUser(db, input.for))
    const reader = { viewer: await viewerOf(member, context), today: context.today }
    const { days } = context.settings
    const sheet = await findSheet(db, reader, { monday, member, days })
    const made = { sheet, format, paper, toPrint }
    if (target === undefined) return { ...made, file: undefined, isOpen: undefined }
    const file = await writePage(textOf(made), 'sheet.html', target, context)
    return { ...made, file, isOpen: isOpened ? await context.openPage(file) : undefined }
  },
  human({ sheet, format, file, isOpen, toPrint }, style) {
    if (file === undefined) {
      const text = sheetText(sheet, style.columns)
      return toPrint === undefined ? text : withHints(`${text}\n`, [toPrint], style)
    }
    const wrote = pageFileAnswer(`“${sheetTitle(sheet)}”`, { file, isOpen }, style)
    if (format !== 'html' || isOpen !== undefined) return wrote
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
 * @throws MomentumError `usage` for paper or a browser with a format that has no pages
 */
function parseForm(
  args: Args,
  context: Context,
  isOpened: boolean,
): Pick<Input, 'format' | 'paper'> {
  const paper = parsed(args, 'paper', parsePaperSize)
  const isRead = context.interactive && !isToFile(args) && !isOpened && paper === undefined
  const format = parsed(args, 'format', parseSheetFormat) ?? (isRead ? 'text' : 'html')
  if (isOpened && format !== 'html') {
    throw usageError('--open goes with --format html: text and md are not for browsers.')
  }
  if (paper === undefined || format === 'html') return { format, paper: paper ?? 'a4' }
  throw usageError('--paper goes with --format html: text has no pages.')
}

/** A person who chose neither a format nor a file reads text, which ends with how to get a page. */
function hintToPrint(args: Args, { interactive }: Context): Hint | undefined {
  const isAsked = ['format', 'paper', 'out', 'open'].some(
    (name) => args.options[name] !== undefined,
  )
  if (!interactive || isAsked) return undefined
  const wanted = typedOptions(args, (name) => name === 'week' || name === 'for')
  return { lead: 'To print it from a browser', command: `sheet${wanted} --open` }
}

/** Others read what hangs on the fridge, so private tasks are only on their owner’s own sheet. */
async function viewerOf(member: User | undefined, { actor }: Context) {
  const viewer = await actor.viewer()
  return viewer !== null && viewer === member?.id ? viewer : null
}

function textOf({ sheet, format, paper }: Pick<Output, 'sheet' | 'format' | 'paper'>): string {
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
