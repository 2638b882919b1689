import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const worker = fileURLToPath(new URL('./worker.ts', import.meta.url))

/**
 * Runs a job of `worker.ts` in so many processes, which begin at the same moment.
 *
 * @param place of the database: the path of a file, or the URL of a server
 * @param rounds how often each of them does what it does more than once
 * @returns what each of them answered, or the message of its error
 */
export async function race(
  job: string,
  place: string,
  count: number,
  rounds = 25,
): Promise<unknown[]> {
  const processes = Array.from({ length: count }, (_, index) =>
    fork(worker, [job, place, String(index + 1), String(rounds)], { execArgv: [] }),
  )
  await Promise.all(processes.map((each) => once(each, 'message')))
  const answers = processes.map((each) => once(each, 'message'))
  for (const each of processes) each.send('go')
  return (await Promise.all(answers)).map(([answer]) => answer)
}
