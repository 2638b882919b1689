import type { Household } from './household.ts'

/** All that a household holds, to be compared with what it holds later. */
export async function contents(home: Household) {
  return {
    users: await home.json('user', 'list', '--all'),
    tasks: await home.json('task', 'list', '--all'),
    wins: await home.json('win', 'history'),
  }
}

/** Adds a task that is done when “It is done”. */
export function addTask(home: Household, title: string, ...options: readonly string[]) {
  const essentials = [
    '--domain',
    'chores',
    '--effort',
    'small',
    '--definition-of-done',
    'It is done',
  ]
  return home.json('task', 'add', title, ...essentials, ...options)
}
