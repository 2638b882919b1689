import type { Report } from '../domain/report.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { plural, shortDate } from '../terminal/words.ts'
import { withHints } from './answer.ts'
import { pageFileAnswer } from './page-file.ts'

/** What a terminal says about a report; the page itself is for a browser. */
export type ReportAnswer = {
  readonly report: Report
  /** The file that was written. */
  readonly file: string | null
  /** Whether a browser shows it; undefined if that was not asked for. */
  readonly isOpen: boolean | undefined
  /** How the same report is asked for, and a name for its file. */
  readonly typed: { readonly options: string; readonly name: string }
}

export function reportAnswer(answer: ReportAnswer, style: Style): string {
  const { file, isOpen } = answer
  if (file === null) return summary(answer, style)
  return pageFileAnswer('the report', { file, isOpen }, style)
}

function summary({ report, typed }: ReportAnswer, style: Style): string {
  const { from, until, user, done_count } = report
  const days = `From ${shortDate(from, style.today)} to ${shortDate(until, style.today)}`
  const did = `${user ?? 'the household'} did ${done_count === 0 ? 'no task' : plural(done_count, 'task')}`
  const hints = [
    { lead: 'To see the report in a browser', command: `report${typed.options} --open` },
    { lead: 'To write it to a file', command: `report${typed.options} --out ${typed.name}` },
  ]
  return withHints(paragraph(`${days}, ${did}.`, 0, style.columns), hints, style)
}
