/** A word that means something wherever it stands: a project, or a key that is read. */
const mark = String.raw`(?:\+.|(?:due|t|rec|pri|h|status):.)`
/** A word that means something at the beginning of a line. */
const firstMark = String.raw`(?:x|\([A-Z]\)|\d{4}-\d\d-\d\d)$`

const [toEscape, escaped] = [
  new RegExp(String.raw`^\\*${mark}`),
  new RegExp(String.raw`^\\+${mark}`),
]
const [toEscapeFirst, escapedFirst] = [
  new RegExp(String.raw`^\\*${firstMark}`),
  new RegExp(String.raw`^\\+${firstMark}`),
]

/** A title with a backslash before each word that would be read as a mark. */
export function escapeTitle(title: string): string {
  return title
    .split(' ')
    .map((word, index) => {
      const isMark = toEscape.test(word) || (index === 0 && toEscapeFirst.test(word))
      return isMark ? `\\${word}` : word
    })
    .join(' ')
}

/** A word of a title, without the backslash before what would be a mark. */
export function unescapeWord(word: string, isFirst: boolean): string {
  return escaped.test(word) || (isFirst && escapedFirst.test(word)) ? word.slice(1) : word
}

/** A category as a project, which is one word: `Home Repairs` is `+Home_Repairs`. */
export function projectOf(category: string): string {
  return `+${category.replaceAll('_', '__').replace(/\s/gu, '_')}`
}

/** The category that a project names. */
export function categoryOf(project: string): string {
  return project.slice(1).replace(/__|_/g, (sign) => (sign === '_' ? ' ' : '_'))
}
