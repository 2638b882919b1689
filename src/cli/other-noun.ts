import type { Command } from 'commander'
import type { Verb } from '../command.ts'
import { groups } from '../commands/index.ts'
import type { Hint } from '../errors.ts'
import { namesOfOption } from './options.ts'
import { operandsOf, replaceWord } from './rewrite.ts'
import { commandHint } from './suggestion.ts'

// A task that repeats and its routine are easily confused.
const others: Readonly<Record<string, string>> = { task: 'routine', routine: 'task' }

/** Suggests the noun of a verb: the one that was left out, or the one that is easily confused. */
export function nounHint(verb: string, group: Command, typed: readonly string[]): Hint | undefined {
  if (group.parent === null) return missingNounHint(verb, typed)
  const noun = others[group.name()]
  if (noun === undefined || findVerb(noun, verb) === undefined) return undefined
  const [, ...operands] = operandsOf(typed, group)
  return hintFor('Did you mean', { noun, verb, operands, typed })
}

/** Suggests a task's verb rather than that of another noun: it is meant most often. */
function missingNounHint(verb: string, typed: readonly string[]): Hint | undefined {
  const having = groups.filter(({ noun }) => findVerb(noun, verb))
  const meant =
    having.find(({ noun }) => noun === 'task') ?? (having.length === 1 ? having[0] : undefined)
  if (meant === undefined) return undefined
  const at = typed.indexOf(verb)
  return commandHint('Did you mean', typed.toSpliced(at, 0, meant.noun))
}

/** Suggests the verb of routines for an option that describes a routine. */
export function routineHint(
  option: string,
  command: Command,
  typed: readonly string[],
): Hint | undefined {
  const verb = command.name()
  const isOfRoutine = hasOption('add', option) && hasOption(verb, option)
  if (command.parent?.name() !== 'task' || !isOfRoutine) return undefined
  // What follows the unknown option may be its value.
  const operands = operandsOf(typed, command).slice(0, 1)
  return hintFor('For a routine', { noun: 'routine', verb, operands, typed })
}

type Meant = {
  readonly noun: string
  readonly verb: string
  readonly operands: readonly string[]
  readonly typed: readonly string[]
}

/** The words with the other noun, or its help if they name something by a number of its own. */
function hintFor(lead: string, { noun, verb, operands, typed }: Meant): Hint {
  const words = replaceWord(typed, others[noun] ?? noun, noun)
  const hint = operands.some(isNumber) ? undefined : commandHint(lead, words)
  return hint ?? { lead, command: `${noun} ${verb} --help` }
}

/** Whether a word is a number, a UUID or the beginning of one. */
function isNumber(word: string): boolean {
  return /^\d+$|^[\da-f]{8}(-|$)/i.test(word)
}

/** Whether a verb of routines has this option. */
function hasOption(verb: string, option: string): boolean {
  const { options = [] } = findVerb('routine', verb) ?? {}
  return options.some(([flags]) => namesOfOption(flags).includes(option))
}

function findVerb(noun: string, verb: string): Verb | undefined {
  const group = groups.find((each) => each.noun === noun)
  return group?.verbs.find(({ usage }) => usage.split(' ')[0] === verb)
}
