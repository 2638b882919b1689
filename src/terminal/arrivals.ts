import { StringDecoder } from 'node:string_decoder'
import { cancelledError } from '../errors.ts'
import type { Input, Output } from '../world.ts'

/** What a terminal sends, for one question at a time. */
export type Arrivals = {
  /**
   * Begins to wait for an answer. What was typed before is ignored: the person had not seen the
   * question yet.
   *
   * @param raw whether each key arrives at once, unseen; otherwise the terminal shows what is
   * typed, and sends whole lines
   * @throws MomentumError `cancelled` if Ctrl-C was among it, or if nothing more will arrive
   */
  readonly begin: (mode: { readonly raw: boolean }) => Promise<Arriving>
}

export type Arriving = {
  readonly setRawMode: (on: boolean) => void
  /** Passes on what arrives from now on, and says when nothing more can arrive. */
  readonly listen: (onText: (text: string) => void, onEnd: () => void) => void
  /** Reads nothing more from the terminal, so that the program can end. */
  readonly pause: () => void
  /** Stops listening. `rest` arrived together with the answer, and answers no later question. */
  readonly end: (rest: string) => void
}

export const ctrlC = '\x03'

/** @param output where a person is told what was ignored */
export function openArrivals(input: Input, output: Output): Arrivals {
  let isTold = false
  const tell = (sentence: string) => {
    if (!isTold) output.write(`${sentence}\n`)
    isTold = true
  }

  return {
    async begin({ raw }) {
      const source = openSource(input)
      if (raw) source.setRawMode(true)
      const early = await readWaiting(source)
      if (early.includes(ctrlC) || ('readableEnded' in input && input.readableEnded)) {
        source.close()
        throw cancelledError('Cancelled.')
      }
      if (early.trim() !== '') tell('What you typed before this question appeared was ignored.')
      isTold = false
      return {
        ...source,
        end(rest) {
          source.close()
          if (rest.trim() !== '') tell('Everything after the first line was ignored.')
        },
      }
    },
  }
}

function openSource(input: Input) {
  const decoder = new StringDecoder('utf8')
  let receive = (_text: string) => {}
  let finish = () => {}
  let isRaw = false
  const onData = (data: Buffer | string) => receive(decoder.write(Buffer.from(data)))
  const onEnd = () => finish()
  input.on('data', onData)
  input.on('end', onEnd)
  input.resume()
  const setRawMode = (on: boolean) => {
    isRaw = on
    if ('setRawMode' in input && typeof input.setRawMode === 'function') input.setRawMode(on)
  }
  return {
    setRawMode,
    listen(onText: (text: string) => void, onLast: () => void) {
      receive = onText
      finish = onLast
    },
    pause: () => void input.pause(),
    close() {
      input.off('data', onData)
      input.off('end', onEnd)
      input.pause()
      if (isRaw) setRawMode(false)
    },
  }
}

/** Reads what is waiting in the terminal, until nothing more arrives. */
async function readWaiting({ listen }: ReturnType<typeof openSource>): Promise<string> {
  let text = ''
  const take = (more: string) => {
    text += more
  }
  listen(take, () => {})
  // The first turn of the event loop only begins to read.
  for (let quiet = 0, length = 0; quiet < 3; length = text.length) {
    await new Promise((resolve) => setImmediate(resolve))
    quiet = text.length === length ? quiet + 1 : 0
  }
  return text
}
