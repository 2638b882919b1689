import { createPromptModule } from 'inquirer'
import { cancelledError, MomentumError } from '../errors.ts'
import type { World } from '../world.ts'
import { ctrlC } from './arrivals.ts'
import { openCanvas } from './canvas.ts'
import { escapeControls } from './escapes.ts'
import { type Keys, openKeyboard } from './keyboard.ts'
import { paragraph } from './layout.ts'
import type { Paint } from './paint.ts'
import type { TextFilter } from './pastes.ts'
import { promptTheme } from './prompt-theme.ts'
import { openStandIns } from './stand-ins.ts'

/** An answer to choose. */
export type Choice<Value> = {
  readonly value: Value
  readonly name: string
  /** Shown once the answer is chosen; the name by default. */
  readonly short?: string
  /** Shown below the list while the choice is highlighted. */
  readonly description?: string
}

/**
 * Asks the person at the terminal. Control characters in questions and answers are written out.
 *
 * @throws MomentumError `cancelled` when the person presses Ctrl-C or Ctrl-D
 */
export type Prompts = {
  /** The width of the terminal. */
  readonly columns: number
  /** Asks for a line of text until `parse` accepts it. */
  text<Value>(question: TextQuestion<Value>): Promise<Value>
  /** The same, but an empty answer is undefined. */
  optionalText<Value>(question: TextQuestion<Value>): Promise<Value | undefined>
  /** Asks for a line of text that is not shown. */
  secret<Value>(question: TextQuestion<Value>): Promise<Value>
  /** Asks for one of the choices. */
  choose<Value>(question: {
    readonly message: string
    readonly choices: readonly Choice<Value>[]
    /** The choice that is highlighted first. */
    readonly initial?: Value
  }): Promise<Value>
  /** Asks for one of the choices that `find` returns for the typed text. */
  search<Value>(question: {
    readonly message: string
    readonly find: (text: string | undefined) => Promise<readonly Choice<Value>[]>
  }): Promise<Value>
  /** Asks yes or no. Enter alone means no, unless `initial` is true. */
  confirm(question: { readonly message: string; readonly initial?: boolean }): Promise<boolean>
  /**
   * Shows what is going to happen, on a line. @returns whether the person pressed Enter; any other
   * key means that they want something else
   */
  accept(question: { readonly message: string; readonly help: string }): Promise<boolean>
}

export type TextQuestion<Value> = {
  readonly message: string
  /** The text that can be edited or kept. */
  readonly initial?: string | undefined
  /** @throws MomentumError whose message says what is wrong with the answer */
  readonly parse: (text: string) => Value
}

/** The most choices that are shown at once; the others scroll. */
const pageSize = 10

export function openPrompts(
  { stdin: input, stderr: output, whenIdle }: Pick<World, 'stdin' | 'stderr' | 'whenIdle'>,
  paint: Paint,
): Prompts {
  const theme = promptTheme(paint)
  const columns = () => output.columns || 80
  const wrapped = (text: string) => paragraph(escapeControls(text), 0, columns() - 2)

  const keyboard = openKeyboard(input, output)

  async function ask<Value>(question: object, filter = oneLine): Promise<Value> {
    const keys = await keyboard.listen(filter)
    const canvas = openCanvas(output)
    const prompt = createPromptModule({ input: keys.stream, output: canvas.stream })
    // The kind of question decides the type of its answer, which Inquirer's types cannot express.
    const answers = prompt([{ name: 'answer', theme, ...question }] as never) as Answers<Value>
    try {
      return (await cancellable(answers, whenIdle)).answer
    } finally {
      canvas.close()
      keys.stop()
    }
  }

  async function line<Value>(question: TextQuestion<Value>, optional: boolean) {
    const { message, initial, parse } = question
    const { hold, release, show } = openStandIns()
    const read = (text: string) => parse(release(text))
    const text = await ask<string>(
      {
        type: 'input',
        message: wrapped(message),
        ...(initial === undefined ? {} : { default: hold(initial), prefill: 'editable' }),
        validate: (answer: string) => (optional && isBlank(answer)) || validate(read, answer),
        transformer: (answer: string, { isFinal }: { isFinal: boolean }) =>
          isFinal ? theme.style.answer(show(answer)) : show(answer),
        theme: {
          ...theme,
          style: {
            ...theme.style,
            defaultAnswer: (answer: string) => theme.style.defaultAnswer(show(answer)),
          },
        },
      },
      { pasted: hold, typed: hold },
    )
    return optional && isBlank(text) ? undefined : read(text)
  }

  return {
    get columns() {
      return columns()
    },
    async text<Value>(question: TextQuestion<Value>) {
      return (await line(question, false)) as Value
    },
    optionalText: (question) => line(question, true),
    async secret(question) {
      const { hold, release } = openStandIns()
      const read = (text: string) => question.parse(release(text))
      const text = await ask<string>(
        {
          type: 'password',
          message: wrapped(question.message),
          mask: '•',
          toggleMask: false,
          validate: (answer: string) => validate(read, answer),
        },
        { pasted: hold, typed: hold },
      )
      return read(text)
    },
    choose: ({ message, choices, ...initial }) =>
      ask({
        type: 'select',
        message: wrapped(message),
        choices: toInquirer(choices, wrapped),
        pageSize,
        ...('initial' in initial ? { default: initial.initial } : {}),
      }),
    search: ({ message, find }) =>
      ask({
        type: 'search',
        message: wrapped(message),
        source: async (text: string | undefined) => toInquirer(await find(text), wrapped),
        pageSize,
      }),
    confirm: ({ message, initial = false }) =>
      ask({ type: 'confirm', message: wrapped(message), default: initial }),
    async accept({ message, help }) {
      const keys = await keyboard.listen(oneLine)
      const canvas = openCanvas(output)
      const draw = (sign: string, rest: string) =>
        canvas.stream.write(`${sign} ${theme.style.message(wrapped(message))}${rest}`)
      let isAccepted = false
      try {
        draw(theme.prefix.idle, `\n  ${theme.style.help(wrapped(help))}`)
        isAccepted = await readEnter(keys.stream)
        return isAccepted
      } finally {
        draw(isAccepted ? theme.prefix.done : theme.prefix.idle, '')
        canvas.stream.write('\n')
        canvas.close()
        keys.stop()
      }
    },
  }
}

/** Waits for a key. @returns whether it is Enter. @throws MomentumError `cancelled` */
async function readEnter(keys: Keys['stream']): Promise<boolean> {
  const key = await new Promise<string>((resolve) => {
    keys.once('data', (data: Buffer) => resolve(String(data)))
    keys.once('end', () => resolve(ctrlD))
  })
  if (key.includes(ctrlC) || key.includes(ctrlD)) throw cancelledError('Cancelled.')
  return key === '\r' || key === '\n'
}

const ctrlD = '\x04'

/** How a question that is not answered with a text takes what is pasted: on one line. */
const oneLine: TextFilter = {
  pasted: (text) => text.replace(/[\s\p{Cc}]+/gu, ' '),
  typed: (text) => text,
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

/** @returns true, or what is wrong with the answer */
function validate(parse: (text: string) => unknown, text: string): true | string {
  try {
    parse(text)
    return true
  } catch (error) {
    if (error instanceof MomentumError) return escapeControls(error.message)
    throw error
  }
}

/** The choices with their texts made safe to show. */
function toInquirer<Value>(choices: readonly Choice<Value>[], wrapped: (text: string) => string) {
  return choices.map((choice) => ({
    ...choice,
    name: escapeControls(choice.name),
    short: escapeControls(choice.short ?? choice.name),
    ...(choice.description === undefined ? {} : { description: wrapped(choice.description) }),
  }))
}

type Answers<Value> = Promise<{ answer: Value }> & { readonly ui: { readonly close: () => void } }

const cancellations = ['ExitPromptError', 'AbortPromptError']

/**
 * Turns Ctrl-C and Ctrl-D into a MomentumError. After Ctrl-D, Inquirer itself would never answer.
 */
async function cancellable<Value>(
  answers: Answers<Value>,
  whenIdle: World['whenIdle'],
): Promise<{ answer: Value }> {
  const stopWaiting = whenIdle(() => answers.ui.close())
  try {
    return await answers
  } catch (error) {
    const isCancelled = error instanceof Error && cancellations.includes(error.name)
    throw isCancelled ? cancelledError('Cancelled.') : error
  } finally {
    stopWaiting()
  }
}
