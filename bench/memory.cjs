// Loaded before a program, it writes down at its end how much memory it had at the most, in kB.
process.on('exit', () => {
  const { writeFileSync } = process.getBuiltinModule('node:fs')
  writeFileSync(process.env.MEMORY_REPORT, String(process.resourceUsage().maxRSS))
})
