import { copyOf, household } from './households.ts'
import type { Subject } from './measure.ts'
import {
  atTerminal,
  everydayCommands,
  floorName,
  type HouseholdCommand,
  most,
  on,
  otherCommands,
  usual,
} from './names.ts'
import { type Call, floor, momentum, run } from './program.ts'

/** Programs that open no database. */
const plain: readonly Subject[] = [
  { name: floorName, call: floor },
  { name: '--version', call: momentum('--version') },
  { name: '--help', call: momentum('--help') },
  { name: 'a usage error', call: momentum('task', 'lsit'), code: 2 },
]

/** Everything of ours that is measured, in households of these sizes. */
export function ownSubjects(sizes: readonly number[]): readonly Subject[] {
  const subjects = [...plain, ...sizes.flatMap(subjectsOn)]
  // The same commands are run at a terminal.
  const everyday = sizes.includes(usual) ? subjects.filter(isEveryday) : plain
  return [...subjects, ...everyday.map(toTerminal)]
}

function isEveryday({ name }: Subject): boolean {
  const names = everydayCommands.filter((command) => !command.includes('--json'))
  return plain.some((subject) => subject.name === name) || names.some((c) => on(usual, c) === name)
}

function toTerminal(subject: Subject): Subject {
  return { ...subject, name: atTerminal(subject.name), isAtTerminal: true }
}

/** Between the smallest and the largest household, only everyday commands are measured. */
function subjectsOn(tasks: number): readonly Subject[] {
  const commands = tasks === usual ? everydayCommands : [...everydayCommands, ...otherCommands]
  const read = ['--db', household(tasks)]
  const write = ['--db', prepareCopy(tasks)]
  const task = run(momentum('task', 'list', ...oneFromTheBacklog, ...write)).stdout.trim()
  return commands.map((command) => {
    const words = (spelled[command] ?? command).split(' ').filter(Boolean)
    const undo = undoes[command]?.replace('<task>', task).split(' ')
    const named = words.map((word) => (word === '<task>' ? task : word))
    const place = undo ? write : read
    const name = on(tasks, command)
    const call = momentum(...named, ...place)
    return undo ? { name, call, undo: momentum(...undo, ...place) } : { name, call }
  })
}

/** A copy in which something can be undone and something redone. */
function prepareCopy(tasks: number): string {
  const copy = copyOf(household(tasks))
  const add = momentum(...addSoup.split(' '), '--db', copy)
  for (const call of [add, add, momentum('undo', '--db', copy)]) run(call)
  return copy
}

/** A command of the largest household whose memory is measured, but not its time. */
export function longCall(command: HouseholdCommand): Call {
  return momentum(...command.split(' '), '--db', household(most))
}

const oneFromTheBacklog = ['--status', 'backlog', '--sort', 'id', '--limit', '1', '--quiet']

const addSoup = 'task add Soup --domain food --effort tiny --definition-of-done Eaten'

/** What is typed for a name. */
const spelled: Partial<Record<HouseholdCommand, string>> = {
  'task add': addSoup,
  'task done': 'task done <task>',
  'task show': 'task show <task>',
  'win pick': 'win pick <task>',
  'today’s page': '',
}

/** What undoes a command that changes something. */
const undoes: Partial<Record<HouseholdCommand, string>> = {
  'task add': 'undo',
  'task done': 'task reopen <task>',
  'win pick': 'win drop --note measured',
  undo: 'redo',
  redo: 'undo',
}
