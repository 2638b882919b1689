import { PassThrough } from 'node:stream'
import type { World } from '../../src/world.ts'

/** A world on Linux, in 1970, for what takes only a part of it. */
export function emptyWorld(changes: Partial<World> = {}): World {
  return {
    argv: [],
    program: [],
    env: {},
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    now: new Date(0),
    clock: () => new Date(0),
    platform: 'linux',
    cwd: () => '/here',
    homedir: () => '/home/alex',
    uid: () => 1000,
    noteSaved: () => {},
    isWritten: () => true,
    whenIdle: () => () => {},
    isInputTerminal: () => false,
    whenInterrupted: () => () => {},
    startProgram: () => undefined,
    runShell: async () => ({ isStarted: false }),
    newUuid: () => '',
    newToken: () => '',
    ...changes,
  }
}
