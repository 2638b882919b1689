/** A key that is read, with its value. */
const key = '(?:due|t|rec|pri|h|status):.'
/** A word that means something wherever it stands: a project or a key. */
const mark = String.raw`(?:\+.|${key})`
/** A word that means something at the beginning of a line. */
const firstMark = String.raw`(?:x|\([A-Z]\)|\d{4}-\d\d-\d\d)$`

const misread = new RegExp(String.raw`^\\*${mark}`)
const misreadFirst = new RegExp(String.raw`^\\*${firstMark}`)
/** After a project, others are words of the title. */
const misreadAfterProject = new RegExp(String.raw`^(?:\\+\+.|\\*${key})`)
const escaped = new RegExp(String.raw`^\\+${mark}`)
const escapedFirst = new RegExp(String.raw`^\\+${firstMark}`)

/**
 * A title and its category, with a backslash before each word of the title that would be read as a
 * mark. The category is last, unless the title has projects of its own.
 */
export function writeText(title: string, category: string | null): string {
  const project = category === null ? '' : projectOf(category)
  const isFirst = project !== '' && /(?:^| )\+[^ ]/.test(title)
  const words = title.split(' ').map((word, index) => {
    if (isFirst) return misreadAfterProject.test(word) ? `\\${word}` : word
    const isMark = misread.test(word) || (index === 0 && misreadFirst.test(word))
    return isMark ? `\\${word}` : word
  })
  const text = words.join(' ')
  if (project === '') return text
  return isFirst ? `${project} ${text}` : `${text} ${project}`
}

/** A word of a title, without the backslash before what would be a mark. */
export function unescapeWord(word: string, isFirst: boolean): string {
  return escaped.test(word) || (isFirst && escapedFirst.test(word)) ? word.slice(1) : word
}

/** A category as a project, which is one word: `Home Repairs` is `+Home_Repairs`. */
function projectOf(category: string): string {
  return `+${category.replaceAll('_', '__').replace(/\s/gu, '_')}`
}

/** The category that a project names. */
export function categoryOf(project: string): string {
  return project.slice(1).replace(/__|_/g, (sign) => (sign === '_' ? ' ' : '_'))
}
