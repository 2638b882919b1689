/**
 * The text of a description that may be HTML, as editors in a browser write it: paragraphs and
 * items of lists are lines. A text without such elements stays as it is.
 */
export function plainText(text: string): string {
  if (!element.test(text)) return text
  return text
    .replace(/\s+/g, ' ')
    .replace(links, withLink)
    .replace(/<li\b[^<>]*>/gi, '\n- ')
    .replace(/<br\b[^<>]*>|<\/(?:p|div|h[1-6]|ul|ol|tr|table|blockquote)>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The lengths are limited, so that a tag without an end is not searched again and again. */
const links = /<a\b[^<>]{0,200}\bhref="(https?:[^"<>]{0,500})"[^<>]{0,200}>([^<>]*)<\/a>/gi

function withLink(_: string, link: string, words: string): string {
  return words.includes(link) || words.trim() === '' ? link : `${words} (${link})`
}

/** Finds an element that editors write. */
const element =
  /<\/?(?:p|br|ul|ol|li|b|i|u|s|a|em|strong|span|div|h[1-6]|img|table|blockquote)(?:[ /][^<>]*)?>/i

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
}
