import type { Findings } from '../records.ts'
import { type Item, isOpenItem } from './item.ts'

/** The longest note of a task, in characters. */
const noteLength = 1000

/**
 * The note of a task that waits for others: `Waits for: Buy paint, Sand the door`.
 *
 * @returns undefined if it waits for none that is open
 */
export function blockersOf(
  item: Item,
  { byUuid, findings }: { byUuid: ReadonlyMap<string, Item>; findings: Findings },
): string | undefined {
  const found = item.depends.map((uuid) => byUuid.get(uuid))
  const open = found.filter((each) => each !== undefined && each !== item && isOpenItem(each))
  if (!isOpenItem(item)) {
    findings.lose('dependencies of finished tasks', found.length)
    return undefined
  }
  findings.lose('dependencies on finished tasks', found.length - open.length)
  if (open.length === 0) return undefined
  return shorten(`Waits for: ${titlesOf(open)}`)
}

function titlesOf(items: readonly (Item | undefined)[]): string {
  const titles: string[] = []
  let length = 0
  for (const item of items) {
    // No note can be as long as this.
    if (length > 2 * noteLength) break
    const title =
      item?.description
        .slice(0, 2 * noteLength)
        .replace(/\s+/g, ' ')
        .trim() ?? ''
    titles.push(title)
    length += title.length
  }
  return titles.join(', ')
}

/** A text that is not longer than a note may be. */
export function shorten(text: string): string {
  const characters = [...text.normalize('NFC')]
  return characters.length > noteLength ? `${characters.slice(0, noteLength - 1).join('')}…` : text
}
