// Gain: 0.25 ms of the processor's time for every command that opens a file.

/**
 * Makes plain properties of what a file exports to the others, all at once. The bundler defines a
 * getter for each, because a variable could change later; nothing that is exported here does.
 */
export const plainExports = {
  name: 'plain-exports',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || chunk.exports.length === 0) continue
      // They follow the code, which so keeps its places.
      chunk.code = chunk.code.replace(allGetters, (getters) => {
        const all = [...getters.matchAll(getter)]
        return `module.exports={${all.map(([, name, value]) => `${name}:${value}`)}};`
      })
      if (getter.test(chunk.code)) throw new Error(`${chunk.fileName} exports in several places`)
    }
  },
}

const getter =
  /Object\.defineProperty\(exports,[`'"]([\w$]+)[`'"],\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)[,;]/g
const allGetters = new RegExp(`(?:${getter.source})+`)
