import { openSync } from 'node:fs'
import tty from 'node:tty'
import * as pty from '@lydell/node-pty'
import { onTestFinished } from 'vitest'
import { main } from '../../src/main.ts'
import type { Household } from './household.ts'

/** A person at a real pseudo-terminal, in front of the program running in this process. */
export type Terminal = {
  /** Waits until the screen has shown this text since the last key. */
  readonly sees: (text: string) => Promise<void>
  readonly types: (keys: string) => void
  /** Waits for the program to end. @returns its exit code */
  readonly ends: () => Promise<number>
  /** Everything that was shown, without escape sequences. */
  readonly shown: () => string
}

/** The part of the library that its types leave out. */
type OpenPty = (size: { cols: number; rows: number }) => {
  readonly _pty: string
  readonly _slave: tty.ReadStream
  readonly master: tty.ReadStream
  destroy(): void
}

export const keys = { enter: '\r', up: '\x1b[A', down: '\x1b[B', ctrlC: '\x03', ctrlD: '\x04' }

/** Starts a command at a terminal of so many columns. */
export function terminal(home: Household, argv: readonly string[], columns = 80): Terminal {
  const open = (pty as unknown as { open: OpenPty }).open
  const pair = open({ cols: columns, rows: 40 })
  // The library reads the program's side as well and would swallow keys.
  pair._slave.destroy()
  const stdin = new tty.ReadStream(openSync(pair._pty, 'r+'))
  const stdout = lasting(new tty.WriteStream(openSync(pair._pty, 'r+')))
  const stderr = lasting(new tty.WriteStream(openSync(pair._pty, 'r+')))
  let all = ''
  let since = ''
  pair.master.on('data', (data: string) => {
    all += data
    since += data
  })
  onTestFinished(() => {
    for (const stream of [stdin, stdout, stderr]) stream.destroy()
    pair.master.destroy()
  })
  const code = main({ ...home.world(argv), stdin, stdout, stderr })

  return {
    types(text) {
      since = ''
      pair.master.write?.(text)
    },
    async sees(text) {
      const deadline = Date.now() + 10_000
      while (!plain(since).includes(text)) {
        if (Date.now() > deadline) {
          throw new Error(`“${text}” was not shown. The screen: ${plain(all)}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    async ends() {
      const ended = await code
      await new Promise((resolve) => setTimeout(resolve, 20))
      return ended
    },
    shown: () => plain(all),
  }
}

/** Like the process's own streams, it is not ended by a pipe that ends. */
function lasting(stream: tty.WriteStream): tty.WriteStream {
  return Object.assign(stream, { end: () => stream })
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it removes
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
}
