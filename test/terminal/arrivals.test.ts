import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openArrivals } from '../../src/terminal/arrivals.ts'

/** Somebody at a terminal, who is told sentences and whose terminal changes its mode. */
function person(typed = '') {
  const told: string[] = []
  const modes: boolean[] = []
  const input = Object.assign(new PassThrough(), {
    setRawMode: (on: boolean) => void modes.push(on),
  })
  if (typed !== '') input.write(typed)
  const output = { write: (text: string) => void told.push(text.trimEnd()) }
  return { input, told, modes, arrivals: openArrivals(input, output) }
}

const early = 'What you typed before this question appeared was ignored.'
const late = 'Everything after the first line was ignored.'

test('what comes after a question has begun is handed on, and the end is said', async () => {
  const { input, told, modes, arrivals } = person()
  const arriving = await arrivals.begin({ raw: true })
  const heard: string[] = []
  const ended = new Promise<void>((resolve) => {
    arriving.listen((text) => void heard.push(text), resolve)
  })
  input.end('milk\r')
  await ended
  arriving.end('')
  expect({ heard, told, modes }).toEqual({ heard: ['milk\r'], told: [], modes: [true, false] })
})

test('what was typed before and after an answer is dropped, and told once each', async () => {
  const { told, modes, arrivals } = person('too early\n')
  const first = await arrivals.begin({ raw: false })
  first.end('bread\n')
  first.end(' \n')
  expect({ told, modes }).toEqual({ told: [early, late], modes: [] })
})

test.each(['', ' ', '\n', '\r\n', ' \n\t'])(
  '%j before a question or after an answer is nothing that was ignored',
  async (blank) => {
    const { told, arrivals } = person(blank)
    const arriving = await arrivals.begin({ raw: false })
    arriving.end(blank)
    expect(told).toEqual([])
  },
)

test.each([
  ['Ctrl-C', 'milk\x03'],
  ['the end of the input', undefined],
])('%s before a question cancels it', async (_, typed) => {
  const { input, arrivals } = person(typed)
  if (typed === undefined) {
    input.resume()
    await new Promise((resolve) => input.end(resolve))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await expect(arrivals.begin({ raw: true })).rejects.toThrow('Cancelled.')
})

test('a stream that is no terminal has no modes', async () => {
  const input = new PassThrough()
  const arriving = await openArrivals(input, { write: () => {} }).begin({ raw: true })
  arriving.pause()
  expect(input.isPaused()).toBe(true)
})
