import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

// Bundles src into dist: a few files, each loaded when something in it is called for. Plain JavaScript,
// since `npm ci` runs it with whatever Node there is.

/**
 * The files, and what brings each into being: these modules and all that they import, but for what a
 * file above already has. So a file needs only those above it, and nothing is there twice.
 */
const files = [
  { name: 'momentum', test: /src.start\.ts$|rolldown.runtime/ },
  { name: 'words', test: /src.(main|terminal.layout|db.postgres.url)\.ts$/ },
  {
    name: 'work',
    test: /src.(cli.(runner|open-context)|db.database)\.ts$|src.commands.((task|win|category|user).|today\.ts)(?!.*questions)/,
  },
  { name: 'server', test: /src.db.postgres.connection\.ts$/ },
  { name: 'seldom', test: /src.(db|commands)./ },
  { name: 'colors', test: /node_modules.chalk./ },
  { name: 'questions', test: /src.terminal.prompt\.ts$/ },
]

const folder = fileURLToPath(new URL('dist/', import.meta.url))

/** Node's modules that are loaded at the first call of one of their functions. */
const late = /^node:(child_process|crypto|tty)$/

/**
 * Takes from Node's own modules what is used of them. The bundler would copy every property of each,
 * getters and all, into an object of its own.
 */
const nodeModules = {
  name: 'node-modules',
  resolveId: (id) => (id.startsWith('node:') ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith('\0node:')) return null
    const name = id.slice(1)
    const whole = `process.getBuiltinModule('${name}')`
    const builtin = process.getBuiltinModule(name)
    const names = Object.keys(builtin).filter((key) => key !== 'default')
    const isCalled = (key) => typeof builtin[key] === 'function' && /^[a-z]/.test(key)
    // A function is looked up when it is called, a class when a late module's is made, anything else when
    // the file is loaded.
    const part = (key) => {
      if (isCalled(key)) return `(...words) => ${whole}.${key}(...words)`
      return late.test(name) && /^[A-Z]\w*[a-z]/.test(key)
        ? `function (...words) { return new (${whole}.${key})(...words) }`
        : `/* @__PURE__ */ (() => ${whole}.${key})()`
    }
    const all = late.test(name) ? `{ ${names.filter(isCalled).join(', ')} }` : whole
    return [
      ...names.map((key) => `export const ${key} = ${part(key)}`),
      `export default ${all}`,
    ].join('\n')
  },
}

/**
 * Kysely's words for making tables are a sixth of it, and only the migrations say any of them: they get
 * a file of their own, which the getter `db.schema` loads.
 */
const schemaModule = fileURLToPath(import.meta.resolve('kysely')).replace(
  'index.js',
  'schema/schema-module.js',
)
const lateSchema = {
  name: 'late-schema',
  resolveId(id, importer = '') {
    const isGetter = id.endsWith('/schema-module.js') && importer.endsWith('/kysely.js')
    return isGetter ? '\0late-schema' : null
  },
  load: (id) =>
    id === '\0late-schema'
      ? `export function SchemaModule(executor) {
           return new (require(__dirname + '/tables.cjs').SchemaModule)(executor)
         }`
      : null,
}

rmSync(folder, { recursive: true, force: true })
await build({
  input: { momentum: 'src/start.ts', tables: schemaModule },
  platform: 'node',
  external: ['better-sqlite3', 'bcrypt'],
  plugins: [nodeModules, lateSchema],
  checks: { ineffectiveDynamicImport: false },
  output: {
    dir: folder,
    format: 'cjs',
    minify: true,
    // A file with one letter beyond takes V8 twice the memory, and more time with it.
    charset: 'ascii',
    sourcemap: true,
    sourcemapExcludeSources: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    codeSplitting: {
      groups: files.map((file, index) => ({ ...file, priority: files.length - index })),
    },
  },
})
