import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { success } from './answer.ts'

/** A page that was written, and whether a browser shows it; undefined if that was not asked for. */
export type PageFileAnswer = { readonly file: string; readonly isOpen: boolean | undefined }

/** @param page the page in a sentence, such as “the report” */
export function pageFileAnswer(
  page: string,
  { file, isOpen }: PageFileAnswer,
  style: Style,
): string {
  if (isOpen) return success(`Opened ${page}: ${file}`, style)
  const wrote = success(`Wrote ${page}: ${file}`, style)
  if (isOpen === undefined) return wrote
  const why = 'No browser was found. Open the file yourself, or name a browser in BROWSER.'
  return `${wrote}\n${paragraph(why, 0, style.columns)}`
}
