import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Gain, in CPU time as a ratio to `node -e 0`: about 0.06 for `task list --json --limit 50` on
// 1,000 tasks (1.86 with, 1.93 without), none for `--version` and `--help`. Medians of 150 rounds.

const kysely = fileURLToPath(import.meta.resolve('kysely')).replace('index.js', '')

/**
 * The files of `dist` with the parts of Kysely that most commands do not need. Each class is
 * constructed by one module alone, and its file is loaded then.
 */
const files = {
  // Only migrations create tables, and ask which ones exist.
  tables: {
    SchemaModule: 'schema/schema-module.js',
    SqliteIntrospector: 'dialect/sqlite/sqlite-introspector.js',
    PostgresIntrospector: 'dialect/postgres/postgres-introspector.js',
  },
  // Only a household on a server is in a schema of its own.
  schema: { WithSchemaPlugin: 'plugin/with-schema/with-schema-plugin.js' },
  // Most commands only read.
  writers: {
    InsertQueryBuilder: 'query-builder/insert-query-builder.js',
    UpdateQueryBuilder: 'query-builder/update-query-builder.js',
    DeleteQueryBuilder: 'query-builder/delete-query-builder.js',
    MergeQueryBuilder: 'query-builder/merge-query-builder.js',
  },
}

/** The modules that construct these classes, each at its own time. */
const importers = [
  'kysely.js',
  'query-creator.js',
  'schema/schema-module.js',
  'migration/migrator.js',
  'dialect/sqlite/sqlite-dialect.js',
  'dialect/postgres/postgres-dialect.js',
].map((path) => kysely + path)

/** The entry modules of these files. */
export const lateFiles = Object.fromEntries(
  Object.keys(files).map((name) => [name, `\0late-file:${name}`]),
)

export const lateKysely = {
  name: 'late-kysely',
  resolveId(id, importer = '') {
    if (id.startsWith('\0late-file:')) return id
    if (!importers.includes(importer)) return null
    const path = join(dirname(importer), id)
    for (const [file, classes] of Object.entries(files)) {
      const name = Object.keys(classes).find((name) => kysely + classes[name] === path)
      if (name) return `\0late-class:${file}:${name}`
    }
    return null
  },
  load(id) {
    const [kind, file, name] = id.split(':')
    if (kind === '\0late-class') return proxyOf(file, name)
    if (kind !== '\0late-file') return null
    return Object.entries(files[file])
      .map(([name, path]) => `export { ${name} } from ${JSON.stringify(kysely + path)}`)
      .join('\n')
  },
}

const proxyOf = (file, name) => `
  export function ${name}(...words) {
    return new (require(__dirname + '/${file}.cjs').${name})(...words)
  }
`
