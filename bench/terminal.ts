import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync } from 'node:fs'
import type { ReadStream } from 'node:tty'
import * as pty from '@lydell/node-pty'
import { type Call, environmentOf, type Run, requireCode } from './program.ts'

/** The part of the library that its types leave out. */
type OpenPty = (size: { cols: number; rows: number }) => {
  readonly _pty: string
  readonly _slave: ReadStream
  readonly master: ReadStream
}

/** How long a program may take, in milliseconds: one that asks a question would wait forever. */
const timeout = 60_000

/** A pseudo-terminal. */
export type Terminal = {
  /** Runs a program to its end. @returns how long it ran, in milliseconds */
  readonly run: (call: Call, how?: Run) => Promise<number>
  readonly close: () => void
}

/**
 * Opens a pseudo-terminal of 80 columns, whose other side this process reads. The programs are
 * started as they are with a pipe, so that the terminal is the only difference.
 */
export function openTerminal(): Terminal {
  const { master, _slave, _pty } = (pty as unknown as { open: OpenPty }).open({
    cols: 80,
    rows: 40,
  })
  // The library reads the program's side as well.
  _slave.destroy()
  // Otherwise it would become the terminal of this process, which ends with its terminal.
  const side = openSync(_pty, constants.O_RDWR | constants.O_NOCTTY)
  let printed = ''
  master.on('data', (text) => {
    printed = String(text)
  })
  return {
    async run(call, how = {}) {
      const [program, ...words] = call
      const start = process.hrtime.bigint()
      const child = spawn(program, words, {
        env: environmentOf(how),
        stdio: [side, side, side],
        timeout,
      })
      const [code] = await once(child, 'exit')
      const time = Number(process.hrtime.bigint() - start) / 1e6
      requireCode(call, code, how, printed)
      return time
    },
    close() {
      master.destroy()
      closeSync(side)
    },
  }
}
