import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { insertBare } from './bare.ts'
import { bareInserts, listOfAll, seeding } from './bars.ts'
import { household, seed } from './databases.ts'
import { measure, median } from './measure.ts'
import { otherPrograms } from './others.ts'
import { postgresSubject } from './postgres.ts'
import { folder, momentum, peakMemory } from './program.ts'
import { report } from './report.ts'
import { commandsOn, plain } from './subjects.ts'

// npm run bench [-- --rounds 50 --sizes 1000,10000] measures and writes bench/RESULTS.md.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
  },
})
const rounds = Number(values.rounds)
const sizes = values.sizes.split(',').map(Number)
const largeSize = 1_000_000

const tell = (text: string) => void process.stderr.write(`${text}\n`)

tell('Making the households. A large one takes a while, once a day.')
const ours = [...plain, ...sizes.flatMap(commandsOn)]
const others = sizes.includes(10_000) ? otherPrograms(household(10_000)) : []
const postgres = postgresSubject(process.env.TEST_POSTGRES_URL)
if (!postgres) tell('TEST_POSTGRES_URL is not set: skipping PostgreSQL.')

const subjects = [...ours, ...others, ...(postgres ? [postgres] : [])]
const times = measure(subjects, rounds, (round) => tell(`Round ${round} of ${rounds}`))

tell('Measuring memory.')
const memory = new Map(ours.map(({ name, call }) => [name, peakMemory(call)]))
if (sizes.includes(largeSize)) {
  const all = momentum('task', 'list', '--json', '--all', '--db', household(largeSize))
  memory.set(listOfAll, peakMemory(all))
}

tell('Adding 100,000 tasks.')
const path = join(folder, 'seeded.db')
const added = [1, 2, 3].map(() => ({ ours: seed(path, 100_000), bare: insertBare(path) }))
const all = new Map(times)
  .set(seeding, median(added.map((each) => each.ours)))
  .set(bareInserts, median(added.map((each) => each.bare)))

const text = report({ times: all, memory }, rounds)
writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text)
process.stdout.write(text)
