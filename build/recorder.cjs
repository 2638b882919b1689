// Preloaded by build/code.js: when the program ends, writes the code of each built file that it has
// loaded, with the functions that were called. bin/code.js says what the file of code holds.
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const vm = require('node:vm')

const scripts = new Map()

// bin/code.js takes this class.
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options)
    scripts.set(options.filename, this)
    // The first command finds no code, and uses these scripts nevertheless.
    this.cachedDataRejected = false
  }
}

const { codeFolder, compile } = require('../bin/code.js')

process.on('exit', () => {
  mkdirSync(codeFolder, { recursive: true })
  // No command of every day loads the others. Their code is that of no function.
  for (const name of readdirSync(dirname(codeFolder))) {
    if (name.endsWith('.cjs') && !existsSync(join(codeFolder, name))) compile(name)
  }
  for (const [path, script] of scripts) {
    const code = script.createCachedData()
    const file = Buffer.concat([readFileSync(path), code, code])
    writeFileSync(join(codeFolder, basename(path)), file)
  }
})
