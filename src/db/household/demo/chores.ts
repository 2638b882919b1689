import {
  type Domain,
  domains,
  type Effort,
  efforts,
  type Priority,
  priorities,
  type TaskStatus,
  taskStatuses,
} from '../../../domain/task.ts'

/** The members of a made-up household, in the order in which they joined. */
export const people = [
  { name: 'Alex', role: 'cook' },
  { name: 'Sam', role: 'repairs' },
  { name: 'Noor', role: 'garden' },
  { name: 'José', role: 'bills' },
] as const
export type Person = (typeof people)[number]['name']

export const groupings = [
  ['Garden', 'green'],
  ['Money', 'blue'],
  ['Kids', 'orange'],
] as const
export type Grouping = (typeof groupings)[number][0]

/** A task as it is made up, without its dates. */
export type Chore = {
  readonly title: string
  readonly done: string
  readonly domain: Domain
  readonly effort: Effort
  /** Who owns it, or who usually does such a thing. */
  readonly owner?: Person | undefined
  readonly grouping?: Grouping
  readonly priority?: Priority
  readonly status?: TaskStatus
  /** Why it waits, or was abandoned. */
  readonly reason?: string
  /** How many days after today it is due. */
  readonly due?: number
  /** The months in which it is needed, such as `11-2`. */
  readonly months?: readonly [from: number, to: number]
  readonly private?: true
  readonly note?: { readonly author: Person; readonly text: string }
}

/**
 * Reads chores as they are written in tables. Each begins with a line of title and definition of
 * done; the indented lines after it say the rest:
 *
 *     Pay the electricity bill = The confirmation is in the folder
 *       bills tiny urgent @José +Money due:-2
 *       because the bank is closed
 *       note Alex: The letter is on the fridge.
 */
export function readChores(table: string): readonly Chore[] {
  const chores = table.trim().split(/\n(?!\s)/)
  return chores.map((chore) => {
    const [first = '', ...more] = chore.split('\n').map((line) => line.trim())
    const [title = '', done = ''] = first.split(' = ')
    return Object.assign({ title, done, domain: 'OTHER', effort: 'SMALL' }, ...more.map(readLine))
  })
}

function readLine(line: string): Partial<Chore> {
  const reason = /^because (.+)$/.exec(line)?.[1]
  if (reason) return { reason }
  const [, author, text] = /^note (\S+): (.+)$/.exec(line) ?? []
  if (author && text) return { note: { author: personCalled(author), text } }
  return Object.assign({}, ...line.split(' ').map(readWord))
}

function readWord(word: string): Partial<Chore> {
  const [sign, rest] = [word.slice(0, 1), word.slice(1)]
  const [key, value = ''] = word.split(':')
  if (sign === '@') return { owner: personCalled(rest) }
  if (sign === '+')
    return {
      grouping: memberOf(
        groupings.map(([name]) => name),
        rest,
      ),
    }
  if (key === 'due') return { due: Number(value) }
  if (word === 'private') return { private: true }
  const [from, to] = value.split('-').map(Number)
  if (key === 'in' && from && to) return { months: [from, to] }
  const domain = domains.find((each) => each === word.toUpperCase())
  const effort = efforts.find((each) => each === word.toUpperCase())
  const priority = priorities.find((each) => each === word.toUpperCase())
  if (domain) return { domain }
  if (effort) return { effort }
  if (priority) return { priority }
  return { status: memberOf(taskStatuses, word.toUpperCase()) }
}

const personCalled = (name: string) =>
  memberOf(
    people.map((each) => each.name),
    name,
  )

function memberOf<Word extends string>(words: readonly Word[], word: string): Word {
  const found = words.find((each) => each === word)
  if (found === undefined) throw new RangeError(`“${word}” is none of ${words.join(', ')}.`)
  return found
}
