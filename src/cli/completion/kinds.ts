import { colorNames } from '../../domain/category.ts'
import { turnModes, whenAwayWords } from '../../domain/routine/routine.ts'
import { settingNames } from '../../domain/setting.ts'
import { domains, efforts, priorities, taskStatuses } from '../../domain/task.ts'
import type { UnitKind } from '../../domain/unit.ts'
import type { SourceFormat, TargetFormat } from '../../exchange/formats.ts'

/** What a value is: one of a few words, something of the household, or whatever a person likes. */
export type Kind =
  | readonly string[]
  | 'tasks'
  | 'finished tasks'
  | 'pickable tasks'
  | 'tasks, then members'
  | 'members'
  | 'all members'
  | 'new owners'
  | 'categories'
  | 'routines'
  | 'notes'
  | 'absences'
  | 'rest days'
  | 'dates'
  | 'past dates'
  | 'days'
  | 'seasons'
  | 'marked words'
  | 'commands'
  | 'fields'
  | 'sort keys'
  | 'steps'
  | 'files'
  | 'anything'

/** The kinds of tasks of which one word can name several: `5,7`. */
export const namedTasks: readonly Kind[] = ['tasks', 'finished tasks', 'tasks, then members']

const lowerCase = (words: readonly string[]) => words.map((word) => word.toLowerCase())

/**
 * What can be typed for each placeholder in the usage of a command or an option, such as `<task>`.
 * Where a noun or a command means something else by it, its words stand before the placeholder.
 */
const kinds: Readonly<Record<string, Kind>> = {
  task: 'tasks',
  'task reopen task': 'finished tasks',
  'win pick task': 'pickable tasks',
  'task assign task': 'tasks, then members',
  user: 'members',
  'user user': 'all members',
  users: 'members',
  category: 'categories',
  categories: 'categories',
  routine: 'routines',
  'away id': 'absences',
  'rest id': 'rest days',
  'task note id': 'notes',
  date: 'dates',
  dates: 'dates',
  'win date': 'past dates',
  'load date': 'past dates',
  days: 'days',
  season: 'seasons',
  'add words': 'marked words',
  domain: lowerCase(domains),
  domains: lowerCase(domains),
  effort: lowerCase(efforts),
  efforts: lowerCase(efforts),
  priority: lowerCase(priorities),
  priorities: lowerCase(priorities),
  status: lowerCase(taskStatuses),
  statuses: lowerCase(taskStatuses),
  turns: lowerCase(turnModes),
  'skip|keep': lowerCase(whenAwayWords),
  part: ['user', 'domain', 'routine'],
  rule: ['day', 'weekdays', 'week', '2 weeks', 'month', 'month on last fri', 'year'],
  distance: ['3d', '1 week', '10d', '2 weeks', '1 month'],
  color: colorNames,
  action: 'new owners',
  setting: settingNames,
  shell: ['bash', 'zsh', 'fish', 'powershell'],
  command: 'commands',
  verb: 'commands',
  names: 'fields',
  fields: 'sort keys',
  'db migrate name': 'steps',
  // Written out: with the lists of the formats, importing would load the code of completion.
  format: [
    'jsonl',
    'csv',
    'taskwarrior',
    'todotxt',
    'todoist',
    'ical',
    'donetick',
    'grocy',
  ] satisfies readonly SourceFormat[],
  'export format': [
    'jsonl',
    'csv',
    'taskwarrior',
    'todotxt',
    'ical',
  ] satisfies readonly TargetFormat[],
  'sheet format': ['html', 'text', 'md'],
  paper: ['a4', 'letter'],
  'report format': ['html', 'svg'],
  picture: ['wins', 'load', 'burndown'],
  'yyyy-mm': 'anything',
  yyyy: 'anything',
  pairs: 'anything',
  file: 'files',
  'file|url': 'files',
  address: 'anything',
  id: 'anything',
  n: 'anything',
  name: 'anything',
  text: 'anything',
  span: ['1d', '3d', '1w', '2w'],
  unit: ['systemd', 'launchd', 'cron'] satisfies readonly UnitKind[],
  time: ['1w', '4w', '8w', '3m'],
  title: 'anything',
  value: 'anything',
  words: 'anything',
}

/** What can be typed for a placeholder of a command: for `task` in `win pick [task]`. */
export function kindOf(command: readonly string[], placeholder: string): Kind | undefined {
  const [noun = ''] = command
  const names = [[...command, placeholder], [noun, placeholder], [placeholder]]
  return names.map((words) => kinds[words.join(' ')]).find((kind) => kind !== undefined)
}

/** The placeholders in a usage, without their brackets: `task` and `status`. */
export function placeholdersIn(usage: string): readonly string[] {
  return [...usage.matchAll(/[<[]([^>\].]+)(?:\.\.\.)?[>\]]/g)].map(([, name = '']) => name)
}
