// Gain, in CPU time as a ratio to `node -e 0`: 0.24 for `task list --json --limit 50` on 1,000
// tasks (1.78 with, 2.02 without), 0.18 for `--help` (1.19, 1.36); `--version` is the same. Medians
// of 60 rounds.

/** Modules that are slow to load. They are loaded when one of their functions is first called. */
const late = /^node:(child_process|crypto|os|stream\/promises|tty|zlib)$/

/**
 * Takes from Node's modules only what the program uses. The bundler would copy every property of a
 * module into an object of its own; that calls getters, and those load further modules.
 */
export const nodeModules = {
  name: 'node-modules',
  resolveId: (id) => (id.startsWith('node:') ? `\0${id}` : null),
  load: (id) => (id.startsWith('\0node:') ? exportsOf(id.slice(1)) : null),
}

/** @returns the source of a module that exports what Node's module of this name exports */
function exportsOf(name) {
  const builtin = process.getBuiltinModule(name)
  const whole = `process.getBuiltinModule('${name}')`
  const names = Object.keys(builtin).filter((key) => key !== 'default')
  const isFunction = (key) => typeof builtin[key] === 'function' && /^[a-z]/.test(key)
  // A function is looked up when it is called, a class of a late module when it is constructed, and
  // everything else when the file is loaded.
  const expressionFor = (key) => {
    if (isFunction(key)) return `(...args) => ${whole}.${key}(...args)`
    return late.test(name) && /^[A-Z]\w*[a-z]/.test(key)
      ? `function (...args) { return new (${whole}.${key})(...args) }`
      : `/* @__PURE__ */ (() => ${whole}.${key})()`
  }
  const all = late.test(name) ? `{ ${names.filter(isFunction).join(', ')} }` : whole
  return [
    ...names.map((key) => `export const ${key} = ${expressionFor(key)}`),
    `export default ${all}`,
  ].join('\n')
}
