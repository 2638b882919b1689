import { usageError } from '../errors.ts'
import { parseChoice } from './choice.ts'

/**
 * A format in which a page is written. Browsers make PDF files, so Momentum does not.
 *
 * @param writePage the command that writes a page for a browser
 * @throws MomentumError `usage` for any other word
 */
export function parsePageFormat<Format extends string>(
  text: string,
  formats: readonly Format[],
  writePage: string,
): Format {
  if (text.trim().toLowerCase() !== 'pdf') return parseChoice('format', text, formats)
  throw usageError('Momentum does not write PDF files.', {
    lead: 'Print the page to a PDF in your browser',
    command: writePage,
  })
}
