import { PassThrough } from 'node:stream'
import type { Input, Output } from '../world.ts'
import { type Arriving, openArrivals } from './arrivals.ts'
import { openPastes, type TextFilter } from './pastes.ts'

/** What a person types and pastes, for one question at a time. */
type Keyboard = {
  /** @throws MomentumError `cancelled` if Ctrl-C was pressed before the question is shown */
  readonly listen: (filter: TextFilter) => Promise<Keys>
}

/** The keys for one question, as a stream for Inquirer. */
export type Keys = {
  readonly stream: PassThrough
  readonly stop: () => void
}

const bracketedPaste = { on: '\x1b[?2004h', off: '\x1b[?2004l' }

/** Opens the keyboard of a terminal. */
export function openKeyboard(input: Input, output: Output): Keyboard {
  const arrivals = openArrivals(input, output)
  return {
    async listen(filter) {
      const arriving = await arrivals.begin({ raw: true })
      output.write(bracketedPaste.on)
      const { stream, rest } = openLines(arriving, filter)
      return {
        stream,
        stop() {
          output.write(bracketedPaste.off)
          arriving.end(rest())
        },
      }
    },
  }
}

/**
 * Passes on what arrives up to the first Enter. Text after it arrived at the same moment, so nobody
 * saw what that Enter did; it is passed on only if the question is still open afterwards.
 */
function openLines({ setRawMode, listen, pause }: Arriving, filter: TextFilter) {
  const stream = Object.assign(new PassThrough(), { setRawMode })
  const pastes = openPastes(filter)
  let rest = ''
  let isWaiting = false

  function passOn(text: string): void {
    const end = /[\r\n]/.exec(text)?.index ?? text.length
    rest = text.slice(end + 1)
    stream.write(text.slice(0, end + 1))
    if (rest === '') return
    isWaiting = true
    setImmediate(() => {
      isWaiting = false
      if (!stream.isPaused()) passOn(rest)
    })
  }
  listen(
    (text) => {
      const keys = pastes.read(text)
      if (isWaiting) rest += keys
      else passOn(keys)
    },
    () => stream.end(),
  )
  // Inquirer pauses the stream when it has its answer, or when Ctrl-D was pressed.
  stream.once('pause', pause)
  return { stream, rest: () => rest }
}
