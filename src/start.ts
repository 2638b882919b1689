import { randomBytes, randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { main } from './main.ts'

// Only a command that has finished clears it: whatever ends the program early counts as a fault.
process.exitCode = 1

let finished = false
process.on('exit', () => {
  if (!finished)
    process.stderr.write('momentum: It stopped before it was done; this is a fault of Momentum.\n')
})

// `| head` has seen enough: that is no error. A full disk behind `>` is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  finished = true
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write('momentum: The answer could not be written to where it was sent.\n')
  process.exit(5)
})
process.stderr.on('error', () => {})

main({
  argv: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: new Date(),
  clock: () => new Date(),
  platform: process.platform,
  cwd: process.cwd,
  homedir,
  newUuid: randomUUID,
  newToken: () => randomBytes(32).toString('base64url'),
}).then((code) => {
  finished = true
  process.exitCode = code
})
