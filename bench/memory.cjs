// Loaded before a program, this writes the program's peak memory to a file when it ends, in kB.
process.on('exit', () => {
  const { readFileSync, writeFileSync } = process.getBuiltinModule('node:fs')
  writeFileSync(process.env.MEMORY_REPORT, String(peak(readFileSync)))
})

function peak(readFileSync) {
  try {
    // On Linux, `maxRSS` begins with the memory of the process that started this one.
    return /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]
  } catch {
    return process.resourceUsage().maxRSS
  }
}
