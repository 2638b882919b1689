/** How finely the time is counted: a wait that is shorter than a step does not count. */
const steps = 100

/** The server's own time limit comes so many steps earlier, because its error says more. */
const earlier = 8

/** So many steps before the end, the server is asked whether it still works. */
const probing = 40

/** What a program waits for. */
type Wait = {
  /** Ends the wait: the answer fails with the error. */
  readonly giveUp: (error: Error) => void
  /** How many bytes have arrived so far. */
  readonly received: () => number
  /** Whether the server still works, though nothing arrives. */
  readonly isWorking: () => Promise<boolean>
}

/** The server did not answer in time. */
export class SilenceError extends Error {
  constructor() {
    super('The server did not answer in time.')
  }
}

/**
 * Limits the time that a program waits for its server: all of it together, or for work on the whole
 * household the time in which nothing happens. Time between two queries does not count, such as a
 * person's at a prompt. After the limit, nothing is sent any more.
 */
export class Patience {
  readonly #step: number
  readonly #isLongWork: boolean
  #left = steps

  /** @param limit in milliseconds */
  constructor(limit: number, { isLongWork }: { readonly isLongWork: boolean }) {
    this.#step = limit / steps
    this.#isLongWork = isLongWork
  }

  /** How long the server may still take, in milliseconds. */
  get left(): number {
    return Math.ceil(Math.max(1, this.#left - earlier) * this.#step)
  }

  /** Asks for something, and waits for the answer. @throws SilenceError */
  async waitFor<Answer>(ask: () => Promise<Answer>, wait: Wait): Promise<Answer> {
    if (this.#left <= 0) throw new SilenceError()
    const timer = setInterval(this.#counting(wait), this.#step)
    try {
      const answer = await ask()
      this.#notice()
      return answer
    } finally {
      clearInterval(timer)
    }
  }

  /** Counts a step; a timer is enough for that, without a clock. */
  #counting({ giveUp, received, isWorking }: Wait): () => void {
    let before = received()
    return () => {
      const now = received()
      if (now > before) this.#notice()
      before = now
      this.#left -= 1
      if (this.#left === 0) giveUp(new SilenceError())
      if (this.#isLongWork && this.#left === probing) {
        void isWorking().then((works) => {
          if (works) this.#notice()
        })
      }
    }
  }

  /** Something has happened, after which long work may take its time again. */
  #notice(): void {
    if (this.#isLongWork && this.#left > 0) this.#left = steps
  }
}
