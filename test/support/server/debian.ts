// Does on the tests' server what programs of Debian's PostgreSQL do, for the README's own lines:
// node debian.ts createuser --pwprompt smiths

import { appendFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { Client } from 'pg'

const [program = '', ...words] = process.argv.slice(2)

const { values, positionals } = parseArgs({
  args: words,
  allowPositionals: true,
  options: {
    append: { type: 'boolean', short: 'a' },
    command: { type: 'string', short: 'c' },
    encoding: { type: 'string' },
    owner: { type: 'string' },
    pwprompt: { type: 'boolean' },
    template: { type: 'string' },
  },
})

const [name = ''] = positionals
const client = new Client(process.env.SERVER_URL)
await client.connect()

const programs: Readonly<Record<string, () => Promise<unknown>>> = {
  createuser: () => client.query(`create role ${name} login password '${process.env.PASSWORD}'`),
  createdb: () =>
    client.query(
      `create database ${name} owner ${values.owner} encoding '${values.encoding}' template ${values.template}`,
    ),
  psql: () => client.query(values.command ?? ''),
  // The file has another path here than Debian's.
  async tee() {
    const { rows } = await client.query('show hba_file')
    appendFileSync(rows[0].hba_file, await text(process.stdin))
  },
  // The tests' server listens where it was told to, so to read the rules again is enough.
  systemctl: () => client.query('select pg_reload_conf()'),
}

await programs[program]?.()
await client.end()
