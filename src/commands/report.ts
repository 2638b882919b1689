import { type Args, type Context, defineCommand } from '../command.ts'
import { findReport } from '../db/household/report.ts'
import { getUser } from '../db/users/users.ts'
import { listed, parseChoice } from '../domain/choice.ts'
import type { Period } from '../domain/load.ts'
import { parsePageFormat } from '../domain/page-format.ts'
import type { Report } from '../domain/report.ts'
import { lastWeeks, parseReportMonth, parseReportYear } from '../domain/report-period.ts'
import type { CalendarDate } from '../domain/time.ts'
import { parseUserReference, type UserReference } from '../domain/user.ts'
import { usageError } from '../errors.ts'
import { reportFields, reportJson } from '../json/report.ts'
import {
  type PictureName,
  pictureNames,
  reportPage,
  reportPicture,
} from '../pictures/report/report.tsx'
import { reportAnswer } from '../views/report.ts'
import { flag, option, parsed, requireAtMostOne, typedOptions } from './shared/options.ts'
import { parseOutFile } from './shared/out-file.ts'
import { type PageFile, parseOpen, writePage } from './shared/page-file.ts'
import { parsedWeeks } from './shared/weeks.ts'

type Input = {
  readonly period: Period
  readonly for: UserReference | undefined
  /** The one picture that is asked for; undefined for the whole page. */
  readonly picture: PictureName | undefined
  /** Where it goes; nowhere for a person at a terminal, who would see only its source. */
  readonly target: PageFile | 'printed' | 'nowhere'
  readonly isOpened: boolean
  /** The options that say which report it is, as they were typed. */
  readonly options: string
}

type Output = {
  readonly report: Report
  /** What is printed for other programs. */
  readonly text: string | undefined
  /** The file that was written. */
  readonly file: string | null
  /** Whether a browser shows it; undefined if that was not asked for. */
  readonly isOpen: boolean | undefined
  readonly typed: { readonly options: string; readonly name: string }
}

/** How many weeks a report is about unless others are asked for. */
const usualWeeks = 12

export default defineCommand<Input, Output>({
  fields: reportFields,
  // Reads whole years of a household, which may be large.
  isLongWork: true,
  async input(args, context) {
    const picture = parsePicture(args)
    const isOpened = parseOpen(args, 'page')
    const period = parsePeriod(args, context.today)
    const member = parsed(args, 'for', parseUserReference)
    const options = typedOptions(args, (name) => name !== 'out' && name !== 'force')
    const target = await parseTarget(args, context)
    return { period, for: member, picture, target, isOpened, options }
  },
  saves: ({ target }) => target === 'cache' || typeof target === 'object',
  async run(input, context) {
    const report = await readReport(input, context)
    const { picture, target, isOpened, options } = input
    const typed = { options, name: fileName(picture) }
    if (target === 'nowhere' || (target === 'printed' && context.pageSize === undefined)) {
      return { report, text: undefined, file: null, isOpen: undefined, typed }
    }
    const text = picture === undefined ? reportPage(report) : reportPicture(report, picture)
    if (target === 'printed') return { report, text, file: null, isOpen: undefined, typed }
    const file = await writePage(text, fileName(picture), target, context)
    const isOpen = isOpened ? await context.openPage(file) : undefined
    return { report, text: undefined, file, isOpen, typed }
  },
  human: reportAnswer,
  raw: ({ text }) => text,
  json: ({ report, file }) => reportJson(report, file),
})

/** Private tasks are for their owner alone, who asks for a report of their own. */
async function readReport(input: Input, context: Context): Promise<Report> {
  const db = await context.db()
  const { today, settings } = context
  const member = input.for && (await getUser(db, input.for))
  const own = member === undefined ? null : await context.actor.viewer()
  const viewer = member?.id === own ? own : null
  return findReport(db, { today, days: settings.days, period: input.period, member, viewer })
}

function fileName(picture: PictureName | undefined): string {
  return picture === undefined ? 'report.html' : `${picture}.svg`
}

async function parseTarget(args: Args, context: Context): Promise<Input['target']> {
  const file = await parseOutFile(args, context)
  if (file !== undefined) return file
  if (flag(args, 'open')) return 'cache'
  return context.interactive && option(args, 'out') === undefined ? 'nowhere' : 'printed'
}

const formats = ['html', 'svg'] as const

function parsePicture(args: Args): PictureName | undefined {
  const format = parsed(args, 'format', (text) =>
    parsePageFormat(text, formats, 'report --out report.html'),
  )
  const picture = parsed(args, 'picture', (text) => parseChoice('picture', text, pictureNames))
  if (picture === undefined && format === 'svg') {
    throw usageError('Missing --picture: which picture?', `Choose ${listed(pictureNames)}.`)
  }
  if (picture === undefined || format !== 'html') return picture
  throw usageError('--picture goes with --format svg: a page has all the pictures.')
}

function parsePeriod(args: Args, today: CalendarDate): Period {
  requireAtMostOne(args, 'month', 'year', 'weeks')
  return (
    parsed(args, 'month', (text) => parseReportMonth(text, today)) ??
    parsed(args, 'year', (text) => parseReportYear(text, today)) ??
    lastWeeks(parsedWeeks(args) ?? usualWeeks, today)
  )
}
