import { fullWords } from './cli/full-words.ts'
import { Mistake } from './cli/mistake.ts'
import { buildProgram, type Execute, isPrinted } from './cli/program.ts'
import { report } from './cli/report.ts'
import { buildTyped } from './cli/typed-command.ts'
import { databaseError } from './errors.ts'
import type { World } from './world.ts'

/** Runs one command and reports its error. @returns the exit code */
export async function main(world: World): Promise<number> {
  try {
    if (world.argv[0] === 'complete') await answerShell(world)
    else await parse(fullWords(world.argv), world)
    return 0
  } catch (error) {
    if (isPrinted(error)) return 0
    return report(error instanceof Mistake ? await errorOf(error, world) : error, world)
  }
}

/** Answers a shell that completes a command line, for which there is no command in the tables. */
async function answerShell(world: World): Promise<void> {
  const { complete } = await import('./cli/completion/complete.ts')
  world.stdout.write(await complete(world))
}

/** Runs the typed command. Only words that are no command need the whole parser, which says why. */
async function parse(argv: readonly string[], world: World): Promise<void> {
  let isUnderstood = false
  const act: Execute = async (verb, args) => {
    isUnderstood = true
    const { execute } = await import('./cli/runner.ts')
    await execute((await verb.load()).default, args, world)
  }
  try {
    const typed = buildTyped({ argv, stdout: world.stdout }, act)
    if (typed) return void (await typed.parseAsync(argv, { from: 'user' }))
  } catch (error) {
    if (isUnderstood) throw error
  }
  await buildProgram({ argv, stdout: world.stdout }, act).parseAsync(argv, { from: 'user' })
}

/** Reports that the output could not be written, and what was saved. @returns the exit code */
export function reportUnwritten(world: World, isSaved: boolean): Promise<number> {
  const done =
    'The command succeeded and its changes are saved, but the output could not be written.'
  const error = isSaved
    ? databaseError(done, 'You do not need to run it again.')
    : databaseError('The output could not be written.')
  return report(error, world)
}

async function errorOf(mistake: Mistake, world: World): Promise<Error> {
  const { mistakeError } = await import('./cli/usage.ts')
  return mistakeError(mistake, fullWords(world.argv))
}
