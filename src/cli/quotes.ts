import type { Command, Option } from 'commander'
import { isDateOfWords } from '../domain/date.ts'
import { taskStatuses } from '../domain/task.ts'
import { compose, type Piece, parts, takeApart, withoutHousehold } from './rewrite.ts'

// Adds the quotes that a text of several words needs.

/** A command line in which loose words were joined, and what they are together: “a title”. */
type Joined = { readonly words: readonly string[]; readonly kind: string }

/**
 * Joins the words that lack quotes, after an option or in an operand. Undefined if it is unclear
 * which words belong together.
 */
export function joinWords(argv: readonly string[], command: Command): Joined | undefined {
  const slots = command.registeredArguments
  const { pieces, kinds } = joinDates(takeApart(argv, command))
  if (kinds.length > 0 && parts(pieces, command).operands.length <= slots.length) {
    return withOperands({ pieces, kinds }, command)
  }
  const extra = parts(pieces, command).operands.length - slots.length
  const attempts = [
    joinBehindOptions(pieces, ['text']),
    joinBehindOptions(pieces, textKinds),
    // The last words may be operands if the command requires all of its operands.
    ...(slots.every((slot) => slot.required) ? [joinBehindOptions(pieces, textKinds, extra)] : []),
  ].filter(({ pieces: left }) => {
    const { operands } = parts(left, command)
    return slots.length === 0 || operands.length > 0
  })
  const fitting = attempts.find(
    ({ pieces: left }) => parts(left, command).operands.length <= slots.length,
  )
  const [joined] = fitting === undefined ? attempts : [fitting]
  return joined && withOperands(joined, command)
}

/**
 * The ways to join a word, and those after it, to the member or the database named before it. Each
 * way leaves words for the command.
 */
export function joinHousehold(argv: readonly string[], word: string): readonly Joined[] {
  const at = argv.indexOf(word)
  const option = argv[at - 2]
  if (option !== '--as' && option !== '--db') return []
  const kind = option === '--as' ? 'a name' : 'a path'
  return [1, 2, 3]
    .map((count) => ({
      words: argv.toSpliced(at - 1, count + 1, argv.slice(at - 1, at + count).join(' ')),
      kind,
    }))
    .filter(({ words }) => withoutHousehold(words).some((each) => !each.startsWith('-')))
}

/** Whether there are words after an option whose value can have several words. */
export function isTextTyped(argv: readonly string[], command: Command): boolean {
  return joinBehindOptions(takeApart(argv, command), textKinds).kinds.length > 0
}

/** Pieces of which some were joined, and the kinds of the joined ones. */
type Attempt = { readonly pieces: readonly Piece[]; readonly kinds: readonly string[] }

/** Joins up to `most` words to the value of the option before them, if its kind is wanted. */
function joinBehindOptions(
  pieces: readonly Piece[],
  wanted: readonly TextKind[],
  most = Infinity,
): Attempt {
  const joined: Piece[] = []
  const kinds = new Set<string>()
  let left = most
  for (const piece of pieces) {
    const last = joined.at(-1)
    const kind = last?.option && kindOfValue(last.option)
    const isMore = piece.option === undefined && piece.isText !== true
    if (left > 0 && isMore && last && kind !== undefined && wanted.includes(kind)) {
      joined[joined.length - 1] = joinPieces(last, piece)
      kinds.add(kind)
      left -= 1
    } else joined.push(piece)
  }
  return { pieces: joined, kinds: [...kinds] }
}

/** Joins words to an option before them that takes a date, if they are one together. */
function joinDates(pieces: readonly Piece[]): Attempt {
  const joined: Piece[] = []
  for (let at = 0; at < pieces.length; ) {
    const next = [3, 2].map((count) => pieces.slice(at, at + count))
    const [first, ...words] = next.find(isDate) ?? pieces.slice(at, at + 1)
    if (first) joined.push(words.reduce(joinPieces, first))
    at += words.length + 1
  }
  return { pieces: joined, kinds: joined.length < pieces.length ? ['a date'] : [] }
}

/** Whether pieces are an option for a date, and words that are one only together. */
function isDate([first, ...words]: readonly Piece[]): boolean {
  if (first?.option?.flags.endsWith('<date>') !== true || words.length === 0) return false
  const areLoose = words.every(({ option, isText }) => option === undefined && isText !== true)
  return areLoose && isDateOfWords(words.reduce(joinPieces, first).words.at(-1) ?? '')
}

function joinPieces(piece: Piece, { words }: Piece): Piece {
  const value = [piece.words.at(-1), ...words].join(' ')
  return { ...piece, words: [...piece.words.slice(0, -1), value] }
}

/** The kinds of values that can have several words. */
const textKinds = ['text', 'a name', 'a path'] as const
type TextKind = (typeof textKinds)[number]

/** What a value of several words is called. Undefined for a value that is one word. */
function kindOfValue({ flags }: Option): TextKind | undefined {
  const value = /<(.*)>$/.exec(flags)?.[1] ?? ''
  if (/^(text|name|rule|distance|season)$/.test(value)) return 'text'
  if (/^(users?|category|categories|action)$/.test(value)) return 'a name'
  return value === 'file|url' ? 'a path' : undefined
}

/** The operands that can have several words. */
const operandKinds: Readonly<Record<string, { readonly text: string; readonly isNew?: true }>> = {
  title: { text: 'a title', isNew: true },
  name: { text: 'a name', isNew: true },
  file: { text: 'a path', isNew: true },
  task: { text: 'a title' },
  routine: { text: 'a title' },
  rule: { text: 'text', isNew: true },
  user: { text: 'a name' },
  category: { text: 'a name' },
}

/** The words of an attempt. If there are still too many operands, some are joined. */
function withOperands({ pieces, kinds }: Attempt, command: Command): Joined | undefined {
  const { path, operands, options } = parts(pieces, command)
  const slots = command.registeredArguments.map((slot) => slot.name())
  const at = operands.length > slots.length ? slotToJoin(operands, slots) : undefined
  if (operands.length > slots.length && at === undefined) return undefined
  const count = operands.length - slots.length + 1
  const last = slots.at(-1) === 'status' && !isStatus(operands.at(-1)) ? 1 : 0
  const joined =
    at === undefined
      ? operands
      : operands.toSpliced(at, count + last, operands.slice(at, at + count + last).join(' '))
  const all = [...kinds, ...(at === undefined ? [] : [operandKinds[slots[at] ?? '']?.text ?? ''])]
  const [kind = 'text'] = all
  return { words: compose(path, joined, options), kind: all.length === 1 ? kind : 'text' }
}

/** The index of the operand that takes the extra words: the first, unless that is a number. */
function slotToJoin(operands: readonly string[], slots: readonly string[]): number | undefined {
  const at = slots.findIndex((slot, index) => {
    const kind = operandKinds[slot]
    return kind !== undefined && (kind.isNew === true || !isNumber(operands[index]))
  })
  return at < 0 ? undefined : at
}

/** Whether a word is a reference by itself: a number is not part of a title. */
function isNumber(word = ''): boolean {
  return /^#?\d+$/.test(word)
}

function isStatus(word = ''): boolean {
  return taskStatuses.some((status) => status === word.toUpperCase())
}
