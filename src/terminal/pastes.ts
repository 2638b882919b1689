const start = '\x1b[200~'
const end = '\x1b[201~'

/** The beginning of a mark whose rest has yet to arrive. Escape alone is a key of its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const cutStart = /\x1b\[2(00?)?$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const cutEnd = /\x1b(\[(2(01?)?)?)?$/

/** Makes a text fit into the line that is asked for, so that it presses no key. */
export type Hold = {
  readonly pasted: (text: string) => string
  /** Gets what was typed, apart from the keys that send a control character other than a tab. */
  readonly typed: (text: string) => string
}

/**
 * Reads what a terminal with bracketed paste sends. What is pasted becomes text: it neither answers
 * a question nor moves the cursor.
 */
export function openPastes(hold: Hold): { read: (text: string) => string } {
  let unread = ''
  let isPasting = false
  /** Line breaks that may be the last ones of the paste, which are dropped. */
  let breaks = ''

  function takePasted(pasted: string): string {
    const text = breaks + pasted
    breaks = /[\r\n]*$/.exec(text)?.[0] ?? ''
    return hold.pasted(text.slice(0, text.length - breaks.length).replace(/\r\n?/g, '\n'))
  }

  // Tabs are the only control characters that a question for a text takes as text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  const takeTyped = (typed: string) => typed.replace(/[^\x00-\x08\x0a-\x1f\x7f]+/g, hold.typed)

  function read(text: string): string {
    // Ctrl-C alone is pressed by somebody who waits: the end of the paste was lost.
    if (isPasting && text === '\x03') isPasting = false
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
