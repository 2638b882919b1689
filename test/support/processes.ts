import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const worker = fileURLToPath(new URL('./worker.ts', import.meta.url))

/**
 * Runs a job of `worker.ts` in so many processes, which begin at the same moment.
 *
 * @returns what each of them answered, or the message of its error
 */
export async function race(job: string, path: string, count: number): Promise<unknown[]> {
  const processes = Array.from({ length: count }, (_, index) =>
    fork(worker, [job, path, String(index + 1)], { execArgv: [] }),
  )
  await Promise.all(processes.map((each) => once(each, 'message')))
  const answers = processes.map((each) => once(each, 'message'))
  for (const each of processes) each.send('go')
  return (await Promise.all(answers)).map(([answer]) => answer)
}
