import type { Subject } from './measure.ts'
import { postgresList } from './names.ts'
import { momentum, run } from './program.ts'

/** The list in a household on the PostgreSQL server of `TEST_POSTGRES_URL`, in its own schema. */
export function postgresSubject(given: string | undefined): Subject | undefined {
  if (!given) return undefined
  const url = new URL(given)
  url.searchParams.set('schema', 'momentum_bench')
  const db = ['--db', url.href]
  run(momentum('db', 'init', ...db))
  const { tasks } = JSON.parse(run(momentum('db', 'status', '--json', ...db)).stdout)
  if (tasks === 0)
    run(
      momentum(
        'db',
        'seed',
        '--demo',
        '--tasks',
        '10000',
        '--routines',
        '0',
        '--days',
        '365',
        ...db,
      ),
    )
  return { name: postgresList, call: momentum('task', 'list', '--json', '--limit', '50', ...db) }
}
