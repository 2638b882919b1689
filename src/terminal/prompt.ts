import { createPromptModule } from 'inquirer'
import { cancelledError, MomentumError } from '../errors.ts'
import type { World } from '../world.ts'
import { escapeControls } from './escapes.ts'
import { paragraph } from './layout.ts'
import type { Paint } from './paint.ts'
import { promptTheme } from './prompt-theme.ts'

/** One of the answers to choose from. */
export type Choice<Value> = {
  readonly value: Value
  readonly name: string
  /** What stands for it once it is chosen; the name, unless told. */
  readonly short?: string
  /** Shown below the list while the choice is highlighted. */
  readonly description?: string
}

/**
 * Questions to the person at the terminal. A stored text in a question is shown harmlessly.
 *
 * @throws MomentumError `cancelled` when the person leaves (Ctrl-C, Ctrl-D)
 */
export type Prompts = {
  /**
   * A line of text, asked again until `parse` takes it; an empty answer to an `optional` question is
   * undefined.
   */
  text<Value>(question: TextQuestion<Value>): Promise<Value>
  optionalText<Value>(question: TextQuestion<Value>): Promise<Value | undefined>
  /** A line that is not shown. */
  secret<Value>(question: TextQuestion<Value>): Promise<Value>
  choose<Value>(question: {
    readonly message: string
    readonly choices: readonly Choice<Value>[]
    /** Where the cursor stands at first. */
    readonly initial?: Value
  }): Promise<Value>
  /** A list that is narrowed by typing; `find` gives what fits the text. */
  search<Value>(question: {
    readonly message: string
    readonly find: (text: string | undefined) => Promise<readonly Choice<Value>[]>
  }): Promise<Value>
  /** Enter alone means no, unless `initial` says yes. */
  confirm(question: { readonly message: string; readonly initial?: boolean }): Promise<boolean>
}

type TextQuestion<Value> = {
  readonly message: string
  /** What can be kept, changed or typed over. */
  readonly initial?: string | undefined
  /** @throws MomentumError with what is wrong with the answer */
  readonly parse: (text: string) => Value
}

/** How many choices are in view; the rest scrolls. */
const pageSize = 10

export function openPrompts(
  { stdin: input, stderr: output, whenIdle }: Pick<World, 'stdin' | 'stderr' | 'whenIdle'>,
  paint: Paint,
): Prompts {
  const theme = promptTheme(paint)
  const folded = (text: string) => paragraph(escapeControls(text), 0, (output.columns || 80) - 2)

  // Inquirer reads and writes terminals; `World` says no more of its streams than the program needs.
  const streams = { input, output } as { input: NodeJS.ReadStream; output: NodeJS.WriteStream }
  const prompt = createPromptModule(streams)

  async function ask<Value>(question: object): Promise<Value> {
    // The kind of question decides the type of its answer, in a way that Inquirer's types do not say.
    const answers = prompt([{ name: 'answer', theme, ...question }] as never) as Answers<Value>
    return (await untilLeft(answers, whenIdle)).answer
  }

  async function line<Value>(question: TextQuestion<Value>, optional: boolean) {
    const { message, initial, parse } = question
    const shownInitial =
      initial === undefined ? undefined : escapeControls(initial).replaceAll('\n', '↵')
    // What was left as it was shown is the value behind it, not how it was shown.
    const read = (text: string) =>
      parse(initial !== undefined && text === shownInitial ? initial : text)
    const text = await ask<string>({
      type: 'input',
      message: folded(message),
      ...(shownInitial === undefined ? {} : { default: shownInitial, prefill: 'editable' }),
      validate: (answer: string) => (optional && isBlank(answer)) || whatIsWrong(read, answer),
    })
    return optional && isBlank(text) ? undefined : read(text)
  }

  return {
    async text<Value>(question: TextQuestion<Value>) {
      return (await line(question, false)) as Value
    },
    optionalText: (question) => line(question, true),
    async secret(question) {
      const text = await ask<string>({
        type: 'password',
        message: folded(question.message),
        mask: '•',
        toggleMask: false,
        validate: (answer: string) => whatIsWrong(question.parse, answer),
      })
      return question.parse(text)
    },
    choose: ({ message, choices, ...initial }) =>
      ask({
        type: 'select',
        message: folded(message),
        choices: shown(choices, folded),
        pageSize,
        ...('initial' in initial ? { default: initial.initial } : {}),
      }),
    search: ({ message, find }) =>
      ask({
        type: 'search',
        message: folded(message),
        source: async (text: string | undefined) => shown(await find(text), folded),
        pageSize,
      }),
    confirm: ({ message, initial = false }) =>
      ask({ type: 'confirm', message: folded(message), default: initial }),
  }
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

function whatIsWrong(parse: (text: string) => unknown, text: string): true | string {
  try {
    parse(text)
    return true
  } catch (error) {
    if (error instanceof MomentumError) return escapeControls(error.message)
    throw error
  }
}

function shown<Value>(choices: readonly Choice<Value>[], folded: (text: string) => string) {
  return choices.map((choice) => ({
    ...choice,
    name: escapeControls(choice.name),
    short: escapeControls(choice.short ?? choice.name),
    ...(choice.description === undefined ? {} : { description: folded(choice.description) }),
  }))
}

type Answers<Value> = Promise<{ answer: Value }> & { readonly ui: { readonly close: () => void } }

const left = ['ExitPromptError', 'AbortPromptError']

/** Ctrl-C rejects; Ctrl-D ends the input, and the question would stay without an answer for ever. */
async function untilLeft<Value>(
  answers: Answers<Value>,
  whenIdle: World['whenIdle'],
): Promise<{ answer: Value }> {
  const stopWaiting = whenIdle(() => answers.ui.close())
  try {
    return await answers
  } catch (error) {
    throw error instanceof Error && left.includes(error.name) ? cancelled() : error
  } finally {
    stopWaiting()
  }
}

function cancelled(): MomentumError {
  return cancelledError('Cancelled.')
}
