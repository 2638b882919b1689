import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Patience, SilenceError } from '../../../src/db/postgres/patience.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that answers after so many milliseconds, unless the program gives up before. */
function serverOf(patience: Patience, { isWorking = false, received = (): number => 0 } = {}) {
  return {
    async ask(after: number): Promise<string> {
      let giveUp: (error: Error) => void = () => {}
      const answer = () =>
        new Promise<string>((resolve, reject) => {
          giveUp = reject
          setTimeout(() => resolve('answer'), after)
        })
      return patience.waitFor(answer, {
        giveUp: (error) => giveUp(error),
        received,
        isWorking: async () => isWorking,
      })
    },
  }
}

/** What becomes of questions that are asked one after the other. */
async function told(ask: (after: number) => Promise<string>, ...times: number[]) {
  const answers: string[] = []
  const asking = (async () => {
    for (const time of times) {
      answers.push(await ask(time).catch((error: Error) => error.constructor.name))
    }
  })()
  await vi.advanceTimersByTimeAsync(1_000_000)
  await asking
  return answers
}

const limit = 25_000
const command = () => new Patience(limit, { isLongWork: false })
const longWork = () => new Patience(limit, { isLongWork: true })

test('a command waits for all of its answers together', async () => {
  const { ask } = serverOf(command())
  expect(await told(ask, 12_000, 12_000, 12_000)).toEqual(['answer', 'answer', 'SilenceError'])
})

test('long work waits for each answer anew', async () => {
  const { ask } = serverOf(longWork())
  expect(await told(ask, 20_000, 20_000, 20_000, 40_000)).toEqual([
    'answer',
    'answer',
    'answer',
    'SilenceError',
  ])
})

test('a question that fails gives long work no more time', async () => {
  const patience = longWork()
  const failing = async () => {
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    throw new Error('refused')
  }
  const wait = { giveUp: () => {}, received: () => 0, isWorking: async () => false }
  const ask = () => patience.waitFor(failing, wait) as Promise<string>
  expect(await told(ask, 0, 0, 0, 0)).toEqual(['Error', 'Error', 'Error', 'SilenceError'])
})

test('long work waits for as long as something arrives', async () => {
  let bytes = 0
  const { ask } = serverOf(longWork(), { received: () => ++bytes })
  expect(await told(ask, 200_000)).toEqual(['answer'])
})

test('long work waits for as long as the server works', async () => {
  const { ask } = serverOf(longWork(), { isWorking: true })
  expect(await told(ask, 200_000)).toEqual(['answer'])
})

test('a command is not prolonged by a server that works', async () => {
  const { ask } = serverOf(command(), { isWorking: true })
  expect(await told(ask, 200_000)).toEqual(['SilenceError'])
})

test.each([['a command', command] as const, ['long work', longWork] as const])(
  'after the limit, %s asks for nothing more',
  async (_, make) => {
    const patience = make()
    let asked = 0
    const wait = { giveUp: () => {}, received: () => 0, isWorking: async () => false }
    await told(serverOf(patience).ask, 40_000)
    const asking = patience.waitFor(async () => {
      asked += 1
    }, wait)
    await expect(asking).rejects.toBeInstanceOf(SilenceError)
    expect(asked).toEqual(0)
  },
)

test('the time between two questions does not count', async () => {
  const { ask } = serverOf(command())
  const first = await told(ask, 12_000)
  await vi.advanceTimersByTimeAsync(600_000)
  expect([first, await told(ask, 12_000)]).toEqual([['answer'], ['answer']])
})

test('the server is given less time than the program waits', async () => {
  const patience = command()
  const before = patience.left
  await told(serverOf(patience).ask, 10_100)
  expect([before, patience.left]).toEqual([23_000, 13_000])
})
