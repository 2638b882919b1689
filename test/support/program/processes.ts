import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { inject } from 'vitest'

/**
 * Runs a job of `worker.ts` in several processes, which begin at the same moment.
 *
 * @param place of the database: the path of a file, or the URL of a server
 * @param rounds how often each of them does what it does more than once
 * @returns what each of them answered, or the message of its error
 */
export function race(job: string, place: string, count: number, rounds = 25): Promise<unknown[]> {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1))
  return runTogether(
    'worker',
    numbers.map((number) => [job, place, number, String(rounds)]),
  )
}

/** Starts a program once for each list of words. @returns what each of them answered */
export async function runTogether(
  program: 'guesser' | 'worker',
  words: readonly (readonly string[])[],
): Promise<unknown[]> {
  const path = join(inject('programs'), `${program}.mjs`)
  const processes = words.map((its) => fork(path, its, { execArgv: [] }))
  await Promise.all(processes.map((each) => once(each, 'message')))
  const answers = processes.map((each) => once(each, 'message'))
  for (const each of processes) each.send('go')
  return (await Promise.all(answers)).map(([answer]) => answer)
}
