import type { Command, Option } from 'commander'
import { groups, ownVerbs } from '../commands/index.ts'
import { enumerate } from '../domain/enumerate.ts'
import { didYouMean, nearest } from '../domain/near.ts'
import { type Hint, type MomentumError, usageError } from '../errors.ts'
import { beginningWith, firstWords } from './full-words.ts'
import { asksForHelp, type Mistake } from './mistake.ts'
import { isVerb, nameOf, pathOf, rootOf, verbsOf } from './names.ts'
import { namesOfOption, optionsOfVerb } from './options.ts'
import { nounHint, routineHint } from './other-noun.ts'
import { isTextTyped, joinHousehold, joinWords } from './quotes.ts'
import {
  asText,
  commandFirst,
  isLateOption,
  operandsOf,
  optionsOf,
  replaceWord,
  withLateOptions,
  withoutHousehold,
} from './rewrite.ts'
import { commandHint } from './suggestion.ts'

/** The error for words that are not a command, with a hint that says what to type instead. */
export function mistakeError(mistake: Mistake, argv: readonly string[]): MomentumError {
  const { kind, command, word, message } = mistake
  const typed = withoutHousehold(argv)
  switch (kind) {
    case 'missingCommand':
      return missingCommandError(command)
    case 'unknownCommand':
      return unknownCommandError(word, command, typed, quotedHousehold(word, argv))
    case 'unknownOption':
      return unknownOptionError(word, command, typed)
    case 'excessArguments':
      return usageError(
        `Unexpected “${word}”.`,
        quotedHousehold(word, argv) ?? excessHint(word, command, typed),
      )
    case 'missingArgument':
      return usageError(`Missing <${word}>.`, helpOf(command))
    case 'optionMissingArgument': {
      const [option = '', value = ''] = word.replace(/^-., /, '').split(' ')
      return usageError(`${option} needs a value.`, `Type: ${option} ${value}`)
    }
    case undefined: {
      const sentence = message.replace(/^error: /, '')
      return usageError(`${nameOf(command)}: ${sentence}.`, helpOf(command))
    }
    default:
      return kind satisfies never
  }
}

function missingCommandError(group: Command): MomentumError {
  const what = group.parent ? 'verb' : 'command'
  return usageError(`Missing ${what}: choose one of ${namesOf(group)}.`, helpOf(group))
}

function unknownCommandError(
  word: string,
  group: Command,
  typed: readonly string[],
  quoted: Hint | undefined,
): MomentumError {
  if (word.trim() === '') return missingCommandError(group)
  const known = wordsOf(group)
  const path = pathOf(group)
  const meanings = beginningWith(word, known)
  if (meanings.length > 1) {
    return usageError(
      `“${path} ${word}” could mean ${enumerate(meanings, 'or')}.`,
      quoted ?? 'Type more letters of the one you mean.',
    )
  }
  const near = nearest(word, known)
  const [meant] = near
  const hint =
    meant !== undefined && near.length === 1
      ? (commandHint('Did you mean', replaceWord(typed, word, meant)) ?? {
          lead: 'Did you mean',
          command: `${path} ${meant} --help`.replace('momentum ', ''),
        })
      : ((near.length === 0 ? nounHint(word, group, typed) : undefined) ??
        `Choose one of: ${near.length > 0 ? near.join(', ') : namesOf(group)}`)
  return usageError(
    `There is no command “${path} ${word}”.`,
    (near.length === 1 ? undefined : quoted) ?? hint,
  )
}

function unknownOptionError(
  word: string,
  command: Command,
  typed: readonly string[],
): MomentumError {
  const option = word.replace(/=.*/s, '')
  const options = optionsOf(command)
  const all = options.flatMap((each) => each.long ?? [])
  if (all.includes(option)) return usageError(`${option} takes no value.`, `Type: ${option}`)
  const [meant, ...others] = nearest(option, all).map((long) =>
    options.find((each) => each.long === long),
  )
  const isRepeated = typed.some((each) => /^--(every|after)(=|$)/.test(each))
  const hint =
    orderHint(command, typed) ??
    (isRepeated ? routineHint(option, command, typed) : undefined) ??
    (others.length === 0 && meant ? replacedHint(word, meant, typed) : undefined) ??
    didYouMean(option, all) ??
    routineHint(option, command, typed) ??
    textHint(word, command, typed) ??
    helpOf(command)
  return usageError(`${nameOf(command)} has no option ${option}.`, hint)
}

/** Suggests another option; undefined if that takes no value and the next word may be one. */
function replacedHint(word: string, meant: Option, typed: readonly string[]): Hint | undefined {
  const next = typed[typed.indexOf(word) + 1]
  if (!meant.required && next !== undefined && !next.startsWith('-')) return undefined
  const option = word.replace(/^[^=]*/, meant.long ?? '')
  return commandHint('Did you mean', replaceWord(typed, word, option))
}

/** Says where options belong, if they were typed before their verb. */
function orderHint(command: Command, typed: readonly string[]): Hint | undefined {
  if (isVerb(command)) return undefined
  return commandHint('Put the options after the command', commandFirst(typed, rootOf(command)))
}

/** Says how to type a text that begins with a dash. */
function textHint(word: string, command: Command, typed: readonly string[]): Hint | undefined {
  if (typed.some(asksForHelp)) return undefined
  // Nobody searches for a word that begins with a dash.
  if (command.options.some(({ long }) => long === '--search')) return undefined
  // Commander reads -quick as the flag -q and the rest.
  const isFirst = operandsOf(typed, command)[0]?.endsWith(word.slice(1))
  if (!isFirst || isOptionElsewhere(word)) return undefined
  const isOneWord = commandHint('To use it as text, put it after --', asText(typed, command))
  const joined = isOneWord ? undefined : joinWords(typed, command)
  if (joined === undefined) return isOneWord
  return commandHint(`To use it as ${joined.kind}, put it in quotes after --`, joined.words)
}

function isOptionElsewhere(word: string): boolean {
  const verbs = [...groups.flatMap((group) => group.verbs), ...ownVerbs]
  const options = verbs.flatMap(optionsOfVerb)
  return options.some(([flags]) => namesOfOption(flags).includes(word.replace(/=.*/s, '')))
}

function excessHint(word: string, command: Command, typed: readonly string[]): Hint {
  if (isLateOption(word, typed, command)) {
    const lead = 'Options end at --. To use it as an option, put it before --'
    const hint = commandHint(lead, withLateOptions(typed, command))
    if (hint) return hint
  }
  const joined = joinWords(typed, command)
  const isFlag = optionsOf(command).some(({ long, required }) => long === `--${word}` && !required)
  return (
    (joined && commandHint(`Put ${joined.kind} of several words in quotes`, joined.words)) ??
    (isFlag ? commandHint('Did you mean', replaceWord(typed, word, `--${word}`)) : undefined) ??
    (isTextTyped(typed, command)
      ? { ...helpOf(command), lead: 'Put text of several words in quotes. See' }
      : helpOf(command))
  )
}

/** Suggests quotes around a member's name or the path of a database. */
function quotedHousehold(word: string, argv: readonly string[]): Hint | undefined {
  return joinHousehold(argv, word)
    .map(({ words, kind }) => commandHint(`Put ${kind} of several words in quotes`, words))
    .find((hint) => hint !== undefined)
}

function namesOf(group: Command): string {
  return verbsOf(group)
    .map((verb) => verb.name())
    .join(', ')
}

/** The words that can come next. */
function wordsOf(group: Command): readonly string[] {
  if (group.parent === null) return firstWords
  return [...verbsOf(group).map((verb) => verb.name()), 'help']
}

function helpOf(command: Command): Hint {
  return { lead: 'See', command: `${pathOf(command)} --help`.replace(/^momentum /, '') }
}
