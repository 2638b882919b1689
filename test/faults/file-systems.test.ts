import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { umask } from 'node:process'
import { expect, test } from 'vitest'
import { cases, findProblems, listLeftovers, prepareCase } from '../support/faults/cases.ts'
import { strace, traced } from '../support/faults/strace.ts'

/** The paths of the files in a folder, which may be missing. */
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile())
}

/** What file systems without links answer. */
const answers = ['EPERM', 'EOPNOTSUPP', 'ENOSYS']

const linking = Object.entries(cases)
  .filter(([, { names = [] }]) => names.includes('link'))
  .map(([command, its], index) => ({ command, its, answer: answers[index % answers.length] }))

/** Who can use what a command makes: others only what it writes for other programs. */
function modeOf({ argv }: { readonly argv: readonly string[] }): number {
  return argv.includes('--out') ? 0o666 & ~umask() : 0o600
}

test.skipIf(strace.missing).each(linking)(
  `$command works without links ($answer), and only those who should can use what it makes${strace.why}`,
  async ({ its, answer }) => {
    const prepared = await prepareCase(its)
    const home = prepared.begin()
    const before = listFiles(home.folder)
    const start = { home: home.folder, env: prepared.env }
    const words = ['-e', 'trace=link', '-e', `inject=link:error=${answer}`]
    const { trace, ...ended } = await traced(start, words, prepared.argv)
    const made = listFiles(home.folder).filter((path) => !before.includes(path))
    expect({
      struck: trace.includes('(INJECTED)'),
      code: ended.code,
      modes: [...new Set(made.map((path) => statSync(path).mode & 0o777))],
      problems: await findProblems(ended, home, prepared),
      left: listLeftovers(home),
    }).toEqual({ struck: true, code: 0, modes: [modeOf(its)], problems: [], left: [] })
  },
)
