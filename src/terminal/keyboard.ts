import { PassThrough } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { cancelledError } from '../errors.ts'
import type { Input, Output } from '../world.ts'
import { type Hold, openPastes } from './pastes.ts'

/** What a person types, for one question at a time. */
export type Keyboard = {
  /**
   * Begins to listen for the keys of a question. What was typed before is dropped: the person had
   * not seen the question yet.
   *
   * @throws MomentumError `cancelled` if Ctrl-C was among it
   */
  readonly listen: (hold: Hold) => Promise<Keys>
}

/** The keys for one question, as a stream for Inquirer. */
export type Keys = {
  readonly stream: PassThrough
  /** Stops listening. What came after the answer is dropped: it answers no later question. */
  readonly stop: () => void
}

const ctrlC = '\x03'
const bracketedPaste = { on: '\x1b[?2004h', off: '\x1b[?2004l' }

/** Opens the keyboard of a terminal. */
export function openKeyboard(input: Input, output: Output): Keyboard {
  let isTold = false
  const tell = (sentence: string) => {
    if (!isTold) output.write(`${sentence}\n`)
    isTold = true
  }

  return {
    async listen(hold) {
      const source = openSource(input)
      const early = await source.readWaiting()
      if (early.includes(ctrlC)) {
        source.close()
        throw cancelledError('Cancelled.')
      }
      if (early.trim() !== '') tell('What was typed before this question was ignored.')
      isTold = false
      output.write(bracketedPaste.on)
      const lines = openLines(source, hold)
      return {
        stream: lines.stream,
        stop() {
          output.write(bracketedPaste.off)
          source.close()
          if (lines.rest().trim() !== '') tell('What came after the first line was ignored.')
        },
      }
    },
  }
}

type Source = ReturnType<typeof openSource>

/** The text that arrives from a terminal in raw mode. */
function openSource(input: Input) {
  const decoder = new StringDecoder('utf8')
  let receive = (_text: string) => {}
  const onData = (data: Buffer | string) => receive(decoder.write(Buffer.from(data)))
  const setRawMode = (on: boolean) => {
    if ('setRawMode' in input && typeof input.setRawMode === 'function') input.setRawMode(on)
  }
  setRawMode(true)
  input.on('data', onData)
  input.resume()
  return {
    input,
    setRawMode,
    listen(listener: (text: string) => void) {
      receive = listener
    },
    /** Reads what waits in the terminal, until nothing more arrives at once. */
    async readWaiting(): Promise<string> {
      let text = ''
      receive = (more) => {
        text += more
      }
      // The first turn of the event loop only begins to read.
      for (let quiet = 0, length = 0; quiet < 3; length = text.length) {
        await new Promise((resolve) => setImmediate(resolve))
        quiet = text.length === length ? quiet + 1 : 0
      }
      return text
    },
    close() {
      input.off('data', onData)
      input.pause()
      setRawMode(false)
    },
  }
}

/**
 * Hands on what arrives up to the first Enter. Text behind it arrived at once, so nobody saw what
 * the Enter did; it is handed on only if the question is still open afterwards.
 */
function openLines(source: Source, hold: Hold) {
  const { input, setRawMode } = source
  const stream = Object.assign(new PassThrough(), { setRawMode })
  const pastes = openPastes(hold)
  let rest = ''
  let isWaiting = false

  function handOn(text: string): void {
    const end = /[\r\n]/.exec(text)?.index ?? text.length
    rest = text.slice(end + 1)
    stream.write(text.slice(0, end + 1))
    if (rest === '') return
    isWaiting = true
    setImmediate(() => {
      isWaiting = false
      if (!stream.isPaused()) handOn(rest)
    })
  }
  source.listen((text) => {
    const keys = pastes.read(text)
    if (isWaiting) rest += keys
    else handOn(keys)
  })
  const onEnd = () => stream.end()
  input.once('end', onEnd)
  // Inquirer pauses the stream when it has its answer, or when Ctrl-D was pressed.
  stream.once('pause', () => {
    input.off('end', onEnd)
    input.pause()
  })
  return { stream, rest: () => rest }
}
