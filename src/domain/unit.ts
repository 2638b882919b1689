/** The programs that can run a command at certain times. */
export const unitKinds = ['systemd', 'launchd', 'cron'] as const
export type UnitKind = (typeof unitKinds)[number]

/** A command of this program that runs without the environment of a shell. */
export type UnitCommand = {
  /** Variables that it needs. */
  readonly variables: readonly (readonly [name: string, value: string])[]
  /** Node, the program and its arguments. */
  readonly words: readonly string[]
  /** Whether it runs every quarter of an hour, rather than once a day. */
  readonly isOften: boolean
}

/** A file of a unit. */
export type UnitFile = {
  /** Where it belongs; null for a line of a crontab. */
  readonly path: string | null
  readonly text: string
}

/** A unit with its files. */
export type Unit = { readonly unit: UnitKind; readonly files: readonly UnitFile[] }

/** How the files of a unit are written. */
export type WriteUnit = (command: UnitCommand) => readonly UnitFile[]

/** The shell line that runs a command. @param quote quotes a word for this line */
export function lineOf({ variables, words }: UnitCommand, quote: (word: string) => string): string {
  const set = variables.map(([name, value]) => `${name}=${quote(value)}`)
  return [...set, ...words.map(quote)].join(' ')
}
