import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { insertBare } from './bare.ts'
import { seed } from './households.ts'
import { measure } from './measure.ts'
import { median } from './median.ts'
import { bareInserts, few, floorName, longCommands, most, on, seeding, usual } from './names.ts'
import { otherPrograms } from './others/others.ts'
import { postgresSubject } from './postgres.ts'
import { folder, peakMemory } from './program.ts'
import { report } from './report.ts'
import { longCall, ownSubjects } from './subjects.ts'
import { surroundings } from './surroundings.ts'
import { openTerminal } from './terminal.ts'

// npm run bench measures everything and writes bench/RESULTS.md. A part is only printed:
// npm run bench -- --only list measures what has “list” in its name, and what it is compared
// with.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
  },
})
const rounds = Number(values.rounds)
const isWanted = (name: string) => name.includes(values.only) || name.startsWith(floorName)
const tell = (text: string) => void process.stderr.write(`${text}\n`)

tell('Making the households. A large one takes a while, once a day.')
const ours = ownSubjects([few, usual, most])
const postgres = postgresSubject(process.env.TEST_POSTGRES_URL)
if (!postgres) tell('TEST_POSTGRES_URL is not set: skipping PostgreSQL.')
const others = [...otherPrograms(tell), ...(postgres ? [postgres] : [])]
const subjects = [...ours, ...others].filter(({ name }) => isWanted(name))

const terminal = openTerminal()
const measured = await measure(subjects, rounds, terminal, (round) =>
  tell(`Round ${round} of ${rounds}`),
)
terminal.close()
const times = new Map(measured)

tell('Measuring memory.')
const piped = ours.filter(({ isAtTerminal }) => !isAtTerminal)
const calls = [
  ...piped.map(({ name, call }) => ({ name, call })),
  ...longCommands.map((command) => ({ name: on(most, command), call: longCall(command) })),
].filter(({ name }) => isWanted(name))
const memory = new Map(calls.map(({ name, call }) => [name, peakMemory(call)]))

if (isWanted(seeding)) {
  tell('Adding 100,000 tasks.')
  const path = join(folder, 'seeded.db')
  const added = [1, 2, 3].map(() => ({
    ours: seed(path, { tasks: 100_000 }),
    bare: insertBare(path),
  }))
  times.set(seeding, median(added.map((each) => each.ours)))
  times.set(bareInserts, median(added.map((each) => each.bare)))
}

const isPart = values.only !== ''
const text = report({ times, memory }, surroundings(rounds), { isPart })
if (!isPart) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text)
process.stdout.write(text)
