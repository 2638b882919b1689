// Loaded before a program, this writes the program's peak memory to a file when it ends, in kB.
process.on('exit', () => {
  const { writeFileSync } = process.getBuiltinModule('node:fs')
  writeFileSync(process.env.MEMORY_REPORT, String(process.resourceUsage().maxRSS))
})
