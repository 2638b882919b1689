import type { World } from '../world.ts'

// Reads the words on the command line themselves, because parsing may have failed.

/** The words among which options can stand. */
export function optionWords({ argv }: World): readonly string[] {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}

/** The value of an option. */
export function optionValue(name: string, world: World): string | undefined {
  const words = optionWords(world)
  const at = words.findLastIndex((word) => word === name || word.startsWith(`${name}=`))
  if (at < 0) return undefined
  return words[at] === name ? words[at + 1] : words[at]?.slice(name.length + 1)
}
