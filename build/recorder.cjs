// build/code.js preloads this file. When the program ends, it writes the code of each built file
// that was loaded, with the functions that were called. bin/momentum.js describes the file of code.
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const vm = require('node:vm')

/** The scripts and their sources, by path. */
const scripts = new Map()

// bin/momentum.js gets this class instead of V8's own.
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options)
    scripts.set(options.filename, { script: this, source })
    // The first command finds no code, and uses these scripts all the same.
    this.cachedDataRejected = false
  }
}

process.on('exit', () => {
  const [[path, { source }]] = scripts
  const dist = dirname(path)
  const codeFolder = `${dist}/code-${process.version}-${process.platform}-${process.arch}`
  const kind = process.env.CODE_KIND
  const ofKind = kind === 'others' ? codeFolder : join(codeFolder, kind)
  mkdirSync(ofKind, { recursive: true })
  for (const [path, { script, source }] of scripts) {
    const isEveryDay = existsSync(join(codeFolder, 'reading', basename(path)))
    if (kind !== 'others' || !isEveryDay) write(ofKind, path, script, source)
  }
  // Other commands load more files. The code of those contains no functions.
  const [before, after] = source.split(readFileSync(path, 'latin1'))
  for (const name of readdirSync(dist).filter((name) => name.endsWith('.cjs'))) {
    if (existsSync(join(codeFolder, name))) continue
    const wrapped = before + readFileSync(join(dist, name), 'latin1') + after
    write(codeFolder, name, new vm.Script(wrapped, { filename: join(dist, name) }), wrapped)
  }
})

function write(folder, path, script, source) {
  const code = script.createCachedData()
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32LE(source.length, 0)
  lengths.writeUInt32LE(code.length, 4)
  const bytes = [lengths, Buffer.from(source, 'latin1'), code, code]
  writeFileSync(join(folder, basename(path)), Buffer.concat(bytes))
}
