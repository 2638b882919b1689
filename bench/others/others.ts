import { join } from 'node:path'
import { openHousehold } from '../households.ts'
import type { Subject } from '../measure.ts'
import { few, listOf, many, type Program, usual } from '../names.ts'
import { type Call, folder, momentum, run } from '../program.ts'
import { taskbook } from './taskbook.ts'
import { taskwarrior } from './taskwarrior.ts'
import { todoTxt } from './todo-txt.ts'

/** An open task, as far as other programs know it. */
type Task = { readonly title: string; readonly uuid: string }

/** Another task manager. */
export type OtherProgram = {
  readonly program: Program
  /** Whether it is installed, or can be. */
  readonly isThere: () => boolean
  /** It fails with more tasks. */
  readonly most?: number
  /** Gives it these tasks, in a folder of their own. @returns what lists them */
  readonly call: (tasks: readonly Task[], folder: string) => Call
}

/** The list of open tasks of each program that is installed, at three sizes, and ours. */
export function otherPrograms(tell: (text: string) => void): readonly Subject[] {
  const there = [taskwarrior, todoTxt, taskbook].filter((other) => {
    const isThere = other.isThere()
    if (!isThere) tell(`${other.program} is not installed: skipping it.`)
    return isThere
  })
  return [few, usual, many].flatMap((size) => {
    const database = ['--db', openHousehold(size)]
    const list = run(momentum('task', 'list', '--fields', 'title,uuid', ...database)).stdout
    const tasks: readonly Task[] = JSON.parse(list)
    const ours = momentum('task', 'list', '--limit', '50', ...database)
    return [
      { name: listOf('Momentum', size), call: ours },
      ...there
        .filter(({ most = size }) => size <= most)
        .map(({ program, call }) => {
          const home = join(folder, 'others', program, String(size))
          return { name: listOf(program, size), call: call(tasks, home), home }
        }),
    ]
  })
}
