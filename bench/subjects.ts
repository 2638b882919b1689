import { copyOf, household, routineHousehold } from './households.ts'
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
  withRoutines,
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
  const subjects = [...plain, ...sizes.flatMap(subjectsOn), ...routineSubjects()]
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
  return subjectsIn(household(tasks), commands, (command) => on(tasks, command))
}

function routineSubjects(): readonly Subject[] {
  return subjectsIn(routineHousehold(), [...everydayCommands, ...otherCommands], withRoutines)
}

function subjectsIn(
  path: string,
  commands: readonly HouseholdCommand[],
  nameOf: (command: HouseholdCommand) => string,
): readonly Subject[] {
  const read = ['--db', path]
  const write = ['--db', prepareCopy(path)]
  const task = run(momentum('task', 'list', ...oneFromTheBacklog, ...write)).stdout.trim()
  const liveOf = (routine: string) => {
    const words = ['routine', 'show', routine, '--json', '--fields', 'next_task_id']
    return String(JSON.parse(run(momentum(...words, ...write)).stdout).next_task_id)
  }
  const [live, turn] = [liveOf('Feed the cat'), liveOf(oven)]
  const fill = (words: string) =>
    words.replace('<task>', task).replace('<live>', live).replace('<turn>', turn)
  return commands.map((command) => {
    const words = fill(spelled[command] ?? command)
      .split(' ')
      .filter(Boolean)
    const undo = undoes[command] && fill(undoes[command]).split(' ')
    const place = undo ? write : read
    const name = nameOf(command)
    // In a completed line, the options come before the words.
    const at = words.indexOf('--') + 1 || words.length
    const call = momentum(...words.toSpliced(at, 0, ...place))
    return undo ? { name, call, undo: momentum(...undo, ...place) } : { name, call }
  })
}

/**
 * A copy with a routine at which eight members take turns, a command to undo and one to redo.
 */
function prepareCopy(path: string): string {
  const copy = copyOf(path)
  for (const name of newMembers) run(momentum('user', 'add', name, '--db', copy))
  run(momentum('routine', 'add', oven, ...addOven.split(' '), '--db', copy))
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

const newMembers = ['Kim', 'Ines', 'Bo', 'Lu']
const oven = 'Clean the oven'
const addOven =
  '--every day --domain chores --effort small --definition-of-done Clean --turns least --among alex,sam,noor,josé,kim,ines,bo,lu'

/** What is typed for a name. */
const spelled: Partial<Record<HouseholdCommand, string>> = {
  'task add': addSoup,
  'task done': 'task done <task>',
  'task done (routine)': 'task done <live>',
  'task done (least)': 'task done <turn>',
  'task show': 'task show <task>',
  'win pick': 'win pick <task>',
  'today’s page': '',
  'completion of a task': 'complete -- show bi',
}

/** What undoes a command that changes something. */
const undoes: Partial<Record<HouseholdCommand, string>> = {
  'task add': 'undo',
  'task done': 'task reopen <task>',
  'task done (routine)': 'task reopen <live>',
  'task done (least)': 'task reopen <turn>',
  'win pick': 'win drop --note measured',
  undo: 'redo',
  redo: 'undo',
}
