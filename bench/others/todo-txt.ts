import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OtherProgram } from './others.ts'

export const todoTxt: OtherProgram = {
  program: 'todo.txt',
  isThere: () => spawnSync('todo-txt', ['help']).error === undefined,
  call(tasks, folder) {
    mkdirSync(folder, { recursive: true })
    const places = { TODO_DIR: '', TODO_FILE: '/todo.txt', DONE_FILE: '/done.txt' }
    const lines = Object.entries(places).map(([name, path]) => `export ${name}=${folder}${path}\n`)
    const settings = join(folder, 'todo.cfg')
    writeFileSync(settings, lines.join(''))
    writeFileSync(join(folder, 'todo.txt'), tasks.map(({ title }) => `${title}\n`).join(''))
    return ['todo-txt', '-p', '-d', settings, 'list']
  },
}
