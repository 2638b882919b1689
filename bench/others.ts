import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Subject } from './measure.ts'
import { folder, momentum, run } from './program.ts'

type Task = {
  readonly title: string
  readonly status: string
  readonly completed_at: string | null
}

/** Other task managers with the tasks of the same household, if they are installed. */
export function otherPrograms(database: string): readonly Subject[] {
  const list = run(momentum('task', 'list', '--all', '--json', '--db', database)).stdout
  const tasks: readonly Task[] = JSON.parse(list)
  return [taskwarrior(tasks), todoTxt(tasks)].filter((subject) => subject !== undefined)
}

export const taskwarriorList = 'Taskwarrior: task list limit:50'

function taskwarrior(tasks: readonly Task[]): Subject | undefined {
  if (!isThere('task')) return undefined
  const data = join(folder, 'taskwarrior')
  const settings = [`rc:${data}/taskrc`, `rc.data.location=${data}`, 'rc.confirmation=off'] as const
  if (!existsSync(data)) {
    mkdirSync(data)
    writeFileSync(join(data, 'taskrc'), '')
    writeFileSync(join(data, 'tasks.json'), JSON.stringify(tasks.map(toTaskwarrior)))
    run(['task', ...settings, 'import', join(data, 'tasks.json')])
  }
  return { name: taskwarriorList, call: ['task', ...settings, 'list', 'limit:50'] }
}

function toTaskwarrior({ title, status, completed_at }: Task) {
  const end = (completed_at ?? new Date().toISOString()).replace(/[-:]|\.\d+/g, '')
  if (status === 'DONE') return { description: title, status: 'completed', end }
  if (status === 'ABANDONED') return { description: title, status: 'deleted', end }
  return { description: title, status: 'pending' }
}

/** todo.txt has one file with the open tasks; it moves finished ones to another file. */
function todoTxt(tasks: readonly Task[]): Subject | undefined {
  if (!isThere('todo-txt')) return undefined
  const open = tasks.filter(({ status }) => status !== 'DONE' && status !== 'ABANDONED')
  const settings = join(folder, 'todo.cfg')
  const places = {
    TODO_DIR: '',
    TODO_FILE: '/todo.txt',
    DONE_FILE: '/done.txt',
    REPORT_FILE: '/report.txt',
  }
  const lines = Object.entries(places).map(([name, path]) => `export ${name}=${folder}${path}\n`)
  writeFileSync(settings, lines.join(''))
  writeFileSync(join(folder, 'todo.txt'), open.map(({ title }) => `${title}\n`).join(''))
  return { name: 'todo.txt: todo-txt list', call: ['todo-txt', '-p', '-d', settings, 'list'] }
}

function isThere(program: string): boolean {
  return spawnSync(program, ['help']).error === undefined
}
