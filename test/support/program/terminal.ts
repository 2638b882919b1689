import { openSync } from 'node:fs'
import tty from 'node:tty'
import * as pty from '@lydell/node-pty'
import { onTestFinished } from 'vitest'
import { main } from '../../../src/main.ts'
import type { Household } from '../household/household.ts'
import { requireUnderstood } from './printed-commands.ts'
import { notePrinted } from './printed-secrets.ts'
import { beforeCursor, isCursorShown, screenOf } from './screen.ts'

/** A person at a real pseudo-terminal. */
export type Terminal = {
  /** Waits until the screen shows this text, which may go over several lines. */
  readonly sees: (text: string) => Promise<void>
  /** Waits until the cursor comes after this text, with which its row begins. */
  readonly cursorAfter: (text: string) => Promise<void>
  /** Waits until the program has written this, whatever became of it since. */
  readonly receives: (text: string) => Promise<void>
  readonly types: (keys: string) => void
  /** Waits for the program to end. @returns its exit code */
  readonly ends: () => Promise<number>
  /** What is on the screen: lines without trailing blanks, none of them empty at the end. */
  readonly screen: () => string
  readonly cursorShown: () => boolean
  /** Every byte that was written. */
  readonly written: () => string
}

/** The part of the library that its types leave out. */
type OpenPty = (size: { cols: number; rows: number }) => {
  readonly _pty: string
  readonly _slave: tty.ReadStream
  readonly master: tty.ReadStream
  destroy(): void
}

export const keys = {
  enter: '\r',
  up: '\x1b[A',
  down: '\x1b[B',
  ctrlA: '\x01',
  ctrlC: '\x03',
  ctrlD: '\x04',
  ctrlE: '\x05',
  /** Empties the line. */
  ctrlU: '\x15',
}

/** How long a person waits for something to appear, in milliseconds. */
const patience = 20_000

/** Starts a command in this process, at a terminal of so many columns. */
export function terminal(home: Household, argv: readonly string[], columns = 80): Terminal {
  const open = (pty as unknown as { open: OpenPty }).open
  const pair = open({ cols: columns, rows: 40 })
  // The library reads the program's side as well and would swallow keys.
  pair._slave.destroy()
  const stdin = new tty.ReadStream(openSync(pair._pty, 'r+'))
  const output = lasting(new tty.WriteStream(openSync(pair._pty, 'r+')))
  const display = openDisplay(() => columns)
  pair.master.on('data', display.write)
  onTestFinished(() => {
    for (const stream of [stdin, output]) stream.destroy()
    pair.master.destroy()
  })
  const world = {
    ...home.world(argv),
    stdin,
    isInputTerminal: () => true,
    stdout: output,
    stderr: output,
  }
  const code = home.ready().then(() => main(world))

  return {
    ...display,
    types: (text) => void pair.master.write?.(text),
    async ends() {
      const ended = await code
      // What was written before this has arrived when it has.
      output.write(endMark)
      await display.receives(endMark)
      return ended
    },
  }
}

const endMark = '\x1b[0m\x1b[0m\x1b[0m'

/** What was written to a terminal, and what it comes to. */
export function openDisplay(columns: () => number) {
  let written = ''
  onTestFinished(() => {
    notePrinted('at a terminal', written)
    requireUnderstood('at a terminal', written)
  })
  const screen = () => screenOf(written, columns()).trimEnd()
  const until = async (text: string, found: () => boolean) => {
    const deadline = Date.now() + patience
    while (!found()) {
      if (Date.now() > deadline) {
        const before = beforeCursor(written, columns())
        throw new Error(`“${text}” was not shown. Before the cursor is “${before}”:\n${screen()}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  return {
    write: (data: string) => {
      written += data
    },
    sees: (text: string) => until(text, () => screen().includes(text)),
    cursorAfter: (text: string) => until(text, () => beforeCursor(written, columns()) === text),
    receives: (text: string) => until(text, () => written.includes(text)),
    screen,
    cursorShown: () => isCursorShown(written),
    written: () => written,
    /** Waits until nothing was written for a while. */
    async quiet() {
      for (let length = -1; length !== written.length; ) {
        length = written.length
        await new Promise((resolve) => setTimeout(resolve, 150))
      }
    },
  }
}

/**
 * Like the process's own streams, it is not ended by a pipe that ends. Unlike them, it does not
 * wait for its reader, which is this process, too.
 */
function lasting(stream: tty.WriteStream): tty.WriteStream {
  const { _handle } = stream as unknown as { _handle: { setBlocking(on: boolean): void } }
  _handle.setBlocking(false)
  return Object.assign(stream, { end: () => stream })
}
