import { fileURLToPath } from 'node:url'

// This saves 11 million instructions for every answer in color; `node -e 0` takes 89 million.

const terminal = fileURLToPath(new URL('../src/terminal/terminal.ts', import.meta.url))
const forChalk = '\0terminal-for-chalk'

let isUsed = false

/** Makes chalk detect terminals as the program does, without Node's module for terminals. */
export const lateTerminal = {
  name: 'late-terminal',
  resolveId(id, importer = '') {
    if (id !== 'node:tty' || !/[\\/]chalk[\\/]/.test(importer)) return null
    isUsed = true
    return forChalk
  },
  load(id) {
    if (id !== forChalk) return null
    return `import { isTerminal } from ${JSON.stringify(terminal)}
      export default { isatty: isTerminal }`
  },
  generateBundle() {
    if (!isUsed) throw new Error('chalk no longer asks for node:tty')
  },
}
