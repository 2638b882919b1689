import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Raw from 'better-sqlite3'
import { decompressed } from '../database/database.ts'
import { readContents } from '../household/contents.ts'
import { type Household, household } from '../household/household.ts'
import { sampleHousehold } from '../household/sample.ts'
import { type Ending, run } from '../program/program.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'It shines']

/** The file in the home folder that holds the household as it was before what is done to it. */
const earlier = 'earlier.db'

/** The file in the home folder that is imported: two tasks and a routine. */
const imported = { name: 'in.txt', text: 'Milk +Shopping\n(A) Tax\nMop due:2026-12-01 rec:1w\n' }

/** The file in the home folder that is written for other programs, and what it held before. */
const written = { name: 'out.txt', text: 'What is replaced\n' }

const toFile = ['--out', `./${written.name}`]

/** Bins, every Tuesday: the first one is due on 24 November. */
const bins = ['routine', 'add', 'Bins', '--every', 'tue', '--start', '2026-11-22', ...essentials]

/** Dishes, every day, at which Alex and Sam take turns. */
const dishes = [
  ...['routine', 'add', 'Dishes', '--every', 'day', '--start', '2026-11-22', ...essentials],
  ...['--turns', 'rotate', '--among', 'alex,sam'],
]

/** A command that is disturbed, and what is done to the household before. */
type Case = {
  readonly argv: readonly string[]
  readonly given: readonly (readonly string[])[] | 'no database'
  /** The system calls with which it gives files their names. */
  readonly names?: readonly string[]
  readonly env?: Record<string, string>
  /** Whether there is a file already that it replaces. */
  readonly replaces?: true
}

/** Every command that the tests of faults disturb. A new one is added here, and that is all. */
export const cases: Readonly<Record<string, Case>> = {
  'a first command': {
    given: 'no database',
    argv: ['task', 'add', 'Polish', ...essentials],
    names: ['link'],
  },
  'the first command of a day': {
    given: [],
    argv: ['task', 'add', 'Polish', ...essentials],
    names: ['link'],
    env: { MOMENTUM_BACKUPS: 'on' },
  },
  'task add': { given: [], argv: ['task', 'add', 'Polish', ...essentials] },
  'win done': {
    given: [['win', 'pick', 'tap', '--as', 'alex']],
    argv: ['win', 'done', '--date', '2026-11-22'],
  },
  'task remove': { given: [], argv: ['task', 'remove', 'rent', '--yes'] },
  'task note': { given: [], argv: ['task', 'note', 'rent', 'Paid', 'twice'] },
  'task remove with notes': {
    given: [['task', 'note', 'rent', 'Paid twice']],
    argv: ['task', 'remove', 'rent', '--yes'],
  },
  'task done of a routine': {
    given: [bins],
    argv: ['task', 'done', 'bins', '--on', '2026-11-22', '--by', 'alex'],
  },
  'task skip': { given: [bins], argv: ['task', 'skip', 'bins', '--note', 'Snow'] },
  'routine edit': {
    given: [bins],
    argv: ['routine', 'edit', 'bins', '--title', 'Rubbish', '--every', 'fri', '--owner', 'alex'],
  },
  'task done in a rota': {
    given: [dishes],
    argv: ['task', 'done', 'dishes', '--on', '2026-11-22', '--by', 'alex'],
  },
  'routine edit of a rota': {
    given: [dishes],
    argv: ['routine', 'edit', 'dishes', '--turns', 'least', '--among', 'sam,alex'],
  },
  'user deactivate in a rota': { given: [dishes], argv: ['user', 'deactivate', 'alex'] },
  'away add of everybody': {
    given: [bins],
    argv: ['away', 'add', '--everybody', '--from', '2026-11-23', '--until', '2026-11-30'],
  },
  'rest add': { given: [], argv: ['rest', 'add', '2099-11-23..2099-11-30', '--note', 'Sea'] },
  import: { given: [], argv: ['import', `./${imported.name}`, '--from', 'todotxt'] },
  'export --out': { given: [], argv: ['export', ...toFile], names: ['link'] },
  'export --out over a file': {
    given: [],
    argv: ['export', '--to', 'taskwarrior', ...toFile, '--force'],
    names: ['rename'],
    replaces: true,
  },
  'calendar --out over a file': {
    given: [],
    argv: ['calendar', '--todo', ...toFile, '--force'],
    names: ['rename'],
    replaces: true,
  },
  undo: { given: [['task', 'remove', 'rent', '--yes']], argv: ['undo'] },
  redo: { given: [['task', 'remove', 'rent', '--yes'], ['undo']], argv: ['redo'] },
  'db migrate': {
    given: [['db', 'migrate', '--to', '0004_task_fields', '--yes']],
    argv: ['db', 'migrate'],
    names: ['link'],
  },
  'db backup': { given: [], argv: ['db', 'backup'], names: ['link'] },
  'db restore': {
    given: [['task', 'remove', 'rent', '--yes']],
    argv: ['db', 'restore', `./${earlier}`, '--yes'],
    names: ['link'],
  },
}

/** A case with the household before it, to be disturbed again and again. */
export type Prepared = {
  readonly argv: readonly string[]
  readonly env: Record<string, string>
  /** A new household, as it was before. */
  readonly begin: () => Household
  /**
   * What it may come to when the command was not done; a database may have been made on the way.
   */
  readonly before: readonly State[]
  readonly after: State
}

export async function prepareCase({ argv, given, env = {}, replaces }: Case): Promise<Prepared> {
  const begin =
    given === 'no database'
      ? () => household('sqlite')
      : await beginning(given, replaces ? written.text : undefined)
  const after = async (words: readonly string[], known?: readonly State[]) => {
    const home = begin()
    const { code, stderr } = await run({ home: home.folder, env }, ...words)
    if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${stderr}`)
    return stateOf(home, known)
  }
  const before = [await stateOf(begin())]
  if (given === 'no database') before.push(await after(['db', 'init']))
  return { argv, env, begin, before, after: await after(argv, before) }
}

/**
 * @param old what is replaced, if anything is
 * @returns what makes a household like this one, with the file of the earlier state
 */
async function beginning(
  given: readonly (readonly string[])[],
  old: string | undefined,
): Promise<() => Household> {
  const original = await sampleHousehold()
  const first = readFileSync(original.database)
  for (const words of given) await original.json(...words)
  const bytes = readFileSync(original.database)
  return () => {
    const home = householdFromBytes(bytes)
    writeFileSync(join(home.folder, earlier), first)
    writeFileSync(join(home.folder, imported.name), imported.text)
    if (old !== undefined) writeFileSync(join(home.folder, written.name), old)
    return home
  }
}

/** A new household with the database of another one. */
export function householdFromBytes(bytes: Buffer): Household {
  const home = household('sqlite')
  mkdirSync(dirname(home.database), { recursive: true })
  writeFileSync(home.database, bytes)
  // Its own uuids would begin again where those of the other one began.
  const run = (...argv: string[]) => home.runIn(home.world(argv, { newUuid: randomUUID }))
  return { ...home, run }
}

/** All that is found in a household, as JSON in which new moments and uuids are called so. */
type State = string

/** @param known states whose moments and uuids are not new */
async function stateOf(home: Household, known?: readonly State[]): Promise<State> {
  // What a command left half done is mended by the first one that opens the file.
  const status = await home.run('db', 'status', '--json')
  const { size_bytes: _, database: __, ...found } = JSON.parse(status.stdout || '{}')
  const changes = await home.json('undo', '--list')
  const wanted = backupsOf(home).filter((name) => name.endsWith('.by-hand.db.gz')).length
  const file = textOf(join(home.folder, written.name))
  const held = { ...(await readContents(home)), changes, backups: wanted, file }
  const state = { status: { code: status.code, ...found }, ...held }
  const changing = /"[\d-]{10}T[\d:.]{12}Z"|"[\da-f]{8}-[\da-f-]{27}"/g
  const isNew = (value: string) => known?.every((each) => !each.includes(value))
  return JSON.stringify(state, null, 1).replace(changing, (value) => (isNew(value) ? 'new' : value))
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** What is wrong with a household after a command was disturbed; nothing is as it should be. */
export async function findProblems(
  { code, signal, stdout, stderr }: Ending,
  home: Household,
  { argv, before, after }: Prepared,
): Promise<string[]> {
  const state = await stateOf(home, before)
  const isBefore = before.includes(state)
  const isAfter = state === after
  const isOut = argv.includes('--out')
  // What was begun in the folder of such a file is cleared away by the next one that is written.
  const next = isOut
    ? await home.run(...argv.filter((word) => word !== '--force'), '--force')
    : await home.run('user', 'add', 'Next')
  const drafts = isOut ? listDrafts(home) : []
  const unsound = [home.database, ...backupsOf(home).map(plain)].flatMap(findDamage)
  const wrong: readonly (readonly [boolean, string])[] = [
    [!isBefore && !isAfter, `there is neither the state before nor the one after: ${state}`],
    [code === 0 && !isAfter, 'it ended with 0, and its change is not there'],
    [stdout !== '' && !isAfter, `it answered “${stdout}”, and its change is not there`],
    [stderr.includes('nothing was changed') && !isBefore, 'it said that nothing was changed'],
    [signal === null && code !== 0 && code !== 5, `it ended with ${code}: ${stderr}`],
    [code === 5 && stdout !== '', `it failed, and answered “${stdout}”`],
    [code === 5 && !isSentence(stderr), `it failed without a sentence: ${stderr}`],
    [next.code !== 0, `the next command ended with ${next.code}: ${next.stderr}`],
    [drafts.length > 0, `the next command left ${drafts.join(', ')}`],
    [unsound.length > 0, `the database or a backup is not sound: ${unsound.join(', ')}`],
  ]
  return wrong.filter(([is]) => is).map(([, what]) => what)
}

/** Notices, a sentence, and what to type next. */
function isSentence(stderr: string): boolean {
  return /^((Created|Backed up) .*\n)*momentum: .*[.!]\n( {2}\S.*\n)?$/.test(stderr)
}

/** The path of a database that is not compressed. */
function plain(backup: string): string {
  return backup.endsWith('.gz') ? decompressed(backup) : backup
}

/** What SQLite finds wrong with a file; nothing is as it should be. */
export function findDamage(path: string): string[] {
  const raw = new Raw(path, { fileMustExist: true })
  try {
    const found = raw.pragma('integrity_check') as { integrity_check: string }[]
    const broken = raw.pragma('foreign_key_check') as object[]
    return [
      ...found.map((row) => row.integrity_check).filter((word) => word !== 'ok'),
      ...broken.map((row) => JSON.stringify(row)),
    ]
  } finally {
    raw.close()
  }
}

/** The paths of the backups beside a household's database, the drafts of some not among them. */
function backupsOf({ database }: Household): string[] {
  const folder = `${database}.backups`
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => /\.db(\.gz)?$/.test(name))
  return names.map((name) => join(folder, name))
}

/** What is beside a household's database, but for its backups, and drafts of other files. */
export function listLeftovers(home: Household): string[] {
  const names = readdirSync(dirname(home.database), { recursive: true, encoding: 'utf8' })
  const isLeft = (name: string) => !/^momentum\.db(\.backups(\/[\w.-]+\.db(\.gz)?)?)?$/.test(name)
  return [...names.filter(isLeft), ...listDrafts(home)]
}

/** The drafts in the home folder, to which files for other programs are written. */
function listDrafts({ folder }: Household): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.new'))
}
