const start = '\x1b[200~'
const end = '\x1b[201~'

/** The beginning of a mark whose rest has yet to arrive. Escape alone is a key of its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const cutStart = /\x1b\[2(00?)?$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const cutEnd = /\x1b(\[(2(01?)?)?)?$/

/** Replaces what the line of a question cannot hold, so that a text acts as no key. */
export type TextFilter = {
  readonly pasted: (text: string) => string
  /** Gets what was typed, but no control characters other than tabs: these are keys. */
  readonly typed: (text: string) => string
}

/**
 * Reads what a terminal with bracketed paste sends. What is pasted becomes text: it neither answers
 * a question nor moves the cursor.
 */
export function openPastes(filter: TextFilter): { read: (text: string) => string } {
  let unread = ''
  let isPasting = false
  /** Line breaks that are dropped if the paste ends with them. */
  let breaks = ''

  function takePasted(pasted: string): string {
    const text = breaks + pasted
    breaks = /[\r\n]*$/.exec(text)?.[0] ?? ''
    return filter.pasted(text.slice(0, text.length - breaks.length).replace(/\r\n?/g, '\n'))
  }

  // Tabs are the only control characters that a question for a text takes as text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  const takeTyped = (typed: string) => typed.replace(/[^\x00-\x08\x0a-\x1f\x7f]+/g, filter.typed)

  function read(text: string): string {
    // Somebody who presses Ctrl-C alone is waiting: the end of the paste was lost.
    if (text === '\x03') isPasting = false
    const all = unread + text
    const [mark, cut] = isPasting ? [end, cutEnd] : [start, cutStart]
    const take = isPasting ? takePasted : takeTyped
    const at = all.indexOf(mark)
    if (at < 0) {
      unread = cut.exec(all)?.[0] ?? ''
      return take(all.slice(0, all.length - unread.length))
    }
    unread = ''
    const before = take(all.slice(0, at))
    isPasting = !isPasting
    breaks = ''
    return before + read(all.slice(at + mark.length))
  }
  return { read }
}
