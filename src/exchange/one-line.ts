/** A sentence with words of a file, which may have line breaks, on one line. */
export function oneLine(text: string): string {
  return text.replace(unprintable, ' ').replace(/ {2,}/g, ' ')
}

/** Line breaks, tabs and control characters. */
const unprintable = /[^ -~\xa0-\u2027\u202a-\uffff]+/g
