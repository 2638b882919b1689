import { cancelledError, MomentumError, usageError } from '../errors.ts'
import type { World } from '../world.ts'
import { type Arrivals, type Arriving, ctrlC, openArrivals } from './arrivals.ts'
import { escapeControls } from './escapes.ts'
import type { Choice, Prompts, TextQuestion } from './prompt.ts'

/** What the questions need from the world. */
type Surroundings = Pick<World, 'stdin' | 'stderr' | 'whenInterrupted'>

/** The most choices that are shown at once. */
const pageSize = 10

/**
 * Questions for a terminal that only shows lines, such as a shell in an editor (`TERM=dumb`): no
 * escape sequence is written, and every answer is a line.
 */
export function openPlainPrompts(surroundings: Surroundings): Prompts {
  const { stderr } = surroundings
  const arrivals = openArrivals(surroundings.stdin, stderr)
  const show = (text: string) => stderr.write(escapeControls(text))

  /** Asks until the answer can be read. */
  async function ask<Value>(
    question: string,
    read: (answer: string) => Value | Promise<Value>,
    isSecret = false,
  ): Promise<Value> {
    for (;;) {
      const answer = await readLine(question, isSecret, surroundings, arrivals)
      try {
        return await read(answer)
      } catch (error) {
        if (!(error instanceof MomentumError)) throw error
        show(`> ${error.message}\n`)
      }
    }
  }

  async function line<Value>(question: TextQuestion<Value>, optional: boolean) {
    const { message, initial, parse } = question
    const kept = initial === undefined ? '' : ` [${initial.replaceAll('\n', '↵')}]`
    return ask(`${message}${kept}`, (answer) => {
      if (answer.trim() !== '') return parse(answer)
      if (initial !== undefined) return parse(initial)
      return optional ? undefined : parse(answer)
    })
  }

  function list<Value>(choices: readonly Choice<Value>[]): void {
    for (const [index, { name, description }] of choices.entries()) {
      show(`${String(index + 1).padStart(4)}  ${name}\n`)
      if (description !== undefined) show(`      ${description}\n`)
    }
  }

  return {
    // The numbers of the choices take four columns.
    columns: (stderr.columns || 80) - 4,
    async text<Value>(question: TextQuestion<Value>) {
      return (await line(question, false)) as Value
    },
    optionalText: (question) => line(question, true),
    secret: ({ message, parse }) => ask(message, parse, true),
    async choose({ message, choices, ...rest }) {
      const at = 'initial' in rest ? choices.findIndex(({ value }) => value === rest.initial) : 0
      const number = Math.max(0, at) + 1
      show(`${message}\n`)
      list(choices)
      return ask(`Type a number [${number}]:`, (answer) => {
        const chosen = findChoice(choices, answer.trim() || String(number))
        if (chosen) return chosen.value
        throw usageError(`Type a number from 1 to ${choices.length}.`)
      })
    },
    async search({ message, find }) {
      show(`${message}\n`)
      let found = await firstOf(find, undefined)
      for (;;) {
        if (found.length === 0) show('> No results found\n')
        list(found)
        const first = found.length === 0 ? '' : ' [1]'
        const question = `Type a number${first}, or words to search for:`
        const answer = await ask(question, (text) => text.trim())
        const chosen = found[numberIn(answer || '1') - 1]
        if (chosen) return chosen.value
        found = await firstOf(find, answer || undefined)
      }
    },
    accept({ message, help }) {
      return ask(`${message}\n${help}`, (answer) => answer.trim() === '')
    },
    confirm({ message, initial = false }) {
      return ask(`${message} ${initial ? '(Y/n)' : '(y/N)'}`, (answer) => {
        const word = answer.trim().toLowerCase()
        if (word === '') return initial
        if ('yes'.startsWith(word)) return true
        if ('no'.startsWith(word)) return false
        throw usageError('Answer yes or no.')
      })
    },
  }
}

async function firstOf<Value>(
  find: (text: string | undefined) => Promise<readonly Choice<Value>[]>,
  text: string | undefined,
): Promise<readonly Choice<Value>[]> {
  return (await find(text)).slice(0, pageSize)
}

/** The choice with this number, or the only one whose name begins with the answer. */
function findChoice<Value>(
  choices: readonly Choice<Value>[],
  answer: string,
): Choice<Value> | undefined {
  const numbered = choices[numberIn(answer) - 1]
  if (numbered) return numbered
  const word = answer.toLowerCase()
  const named = choices.filter(({ name }) => name.toLowerCase().startsWith(word))
  return named.length === 1 ? named[0] : undefined
}

function numberIn(answer: string): number {
  return /^\d+$/.test(answer) ? Number(answer) : 0
}

/** Writes the question and waits for a line. @throws MomentumError `cancelled` */
async function readLine(
  question: string,
  isSecret: boolean,
  { stderr, whenInterrupted }: Surroundings,
  arrivals: Arrivals,
): Promise<string> {
  const arriving = await arrivals.begin({ raw: isSecret })
  return new Promise((resolve, reject) => {
    const stopWaiting = whenInterrupted(() => cancel())
    const stop = (rest: string) => {
      stopWaiting()
      if (isSecret) stderr.write('\n')
      arriving.end(rest)
    }
    const cancel = () => {
      if (!isSecret) stderr.write('\n')
      stop('')
      reject(cancelledError('Cancelled.'))
    }
    const answer = (line: string, rest: string) => {
      stop(rest)
      resolve(line)
    }
    if (isSecret) listenForKeys(arriving, answer, cancel)
    else listenForLine(arriving, answer, cancel)
    stderr.write(`${escapeControls(question)} `)
  })
}

type Answer = (line: string, rest: string) => void

/** The terminal itself lets the person correct the line. */
function listenForLine({ listen }: Arriving, answer: Answer, cancel: () => void): void {
  let text = ''
  listen((more) => {
    text += more
    const end = /\r?\n/.exec(text)
    if (end) answer(text.slice(0, end.index), text.slice(end.index + end[0].length))
  }, cancel)
}

/** Reads the keys of a line that the terminal does not show. */
function listenForKeys({ listen }: Arriving, answer: Answer, cancel: () => void): void {
  let line: string[] = []
  listen((text) => {
    const keys = [...text]
    for (const [index, key] of keys.entries()) {
      if (key === '\r' || key === '\n') return answer(line.join(''), keys.slice(index + 1).join(''))
      if (key === ctrlC || (key === '\x04' && line.length === 0)) return cancel()
      if (key === '\x7f' || key === '\b') line.pop()
      else if (key === '\x15') line = []
      else line.push(key)
    }
  }, cancel)
}
