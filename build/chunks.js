import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../', import.meta.url))

/** The commands of every day. Each of them loads all of them, so no rare one is here. */
const everyDay = [
  'src/commands/today.ts',
  'src/commands/task/add.ts',
  'src/commands/task/done.ts',
  'src/commands/task/list.ts',
  'src/commands/task/show.ts',
  'src/commands/win/pick.ts',
  'src/commands/win/show.ts',
]

/**
 * The files of `dist`, most urgent first, each with its entry modules. A file holds its entry
 * modules and everything they import, except what an earlier file already holds. So a file only
 * needs earlier ones, and no module is built twice.
 */
const entries = {
  // Answers --version.
  momentum: ['src/start.ts'],
  // Parses commands, shows help and reports errors.
  words: [
    'src/main.ts',
    'src/cli/usage.ts',
    'src/cli/hint.ts',
    'src/cli/message.ts',
    'src/db/postgres/url.ts',
  ],
  // Runs the commands of every day on a file, without what changes need of Kysely.
  work: [
    'src/cli/runner.ts',
    'src/cli/open-context.ts',
    'src/db/database.ts',
    // Every command needs it if somebody is logged in.
    'src/db/household/identity.ts',
    ...everyDay,
  ],
  // Answers a shell that completes a command line, at each press of a key.
  completion: ['src/cli/completion/complete.ts', 'src/db/tasks/offered.ts'],
  // Follows a task of a routine that is done, without the commands for routines.
  routines: ['src/db/routines/follow.ts', 'src/db/routines/following.ts', 'src/views/turn.ts'],
  verbs: [
    ...['task', 'routine', 'win', 'category', 'user'].flatMap(verbsOf).filter(isRare),
    'src/commands/add.ts',
    'src/commands/week.ts',
    'src/commands/remind.ts',
    'src/commands/undo.ts',
    'src/commands/redo.ts',
  ],
  // What Kysely's builders of tables share with the schemas of a server.
  transformer: ['node_modules/kysely/dist/operation-node/operation-node-transformer.js'],
  server: ['src/db/postgres/connection.ts'],
  questions: ['src/terminal/prompt.ts', 'src/terminal/plain-prompt.ts'],
  colors: ['node_modules/chalk/source/index.js'],
}

/** Holds the modules of ours that no other file has. */
const rest = {
  name: 'rest',
  test: (id) => /[\\/](src|migrations)[\\/]/.test(id) && !isExchange(id) && !isPicture(id),
}

/** Brings households in and out. */
const exchange = {
  name: 'exchange',
  test: (id) => isExchange(id) && !isCsvReader(id) && !isIcalReader(id),
}

/** Read formats with libraries of their own. */
const csv = { name: 'csv', test: isCsvReader }
const ical = { name: 'ical', test: isIcalReader }

/** Draws the sheet and the report. */
const pictures = { name: 'pictures', test: isPicture }

/** The bundler's groups. Of two that match a module, the one with the higher priority takes it. */
export const groups = [
  ...Object.entries(entries).map(([name, modules]) => ({
    name,
    test: (id) => modules.includes(nameOf(id)),
  })),
  rest,
  exchange,
  csv,
  ical,
  pictures,
].map((group, index, all) => ({ ...group, priority: all.length - index }))

/** Fails the build when a file lacks an entry module, which was moved, renamed or misspelled. */
export const checkEntries = {
  name: 'check-entries',
  generateBundle(_, bundle) {
    for (const [name, modules] of Object.entries(entries)) {
      const built = (bundle[`${name}.cjs`]?.moduleIds ?? []).map(nameOf)
      const missing = modules.filter((module) => !built.includes(module))
      if (missing.length > 0) throw new Error(`${missing.join(', ')}: not in dist/${name}.cjs`)
    }
  },
}

/** @returns the path below the checkout, with slashes */
function nameOf(id) {
  return id.replace(checkout, '').replaceAll('\\', '/')
}

function isExchange(id) {
  return /^src\/((db\/)?exchange\/|(commands|views)\/(import|export|calendar)\.ts)/.test(nameOf(id))
}

function isPicture(id) {
  return /^src\/(pictures\/|(commands|views|json)\/(sheet|report)\.ts)/.test(nameOf(id))
}

function isCsvReader(id) {
  return /^src\/exchange\/(csv\/(read|rows)|todoist\/)/.test(nameOf(id))
}

function isIcalReader(id) {
  return /^src\/exchange\/ical\/(?!write|feed|lines)/.test(nameOf(id))
}

function isRare(module) {
  return !everyDay.includes(module)
}

function verbsOf(noun) {
  const folder = `src/commands/${noun}`
  return readdirSync(new URL(`../${folder}`, import.meta.url))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => `${folder}/${file}`)
}
