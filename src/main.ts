import { buildProgram, isPrinted, wordsToParse } from './cli/program.ts'
import { report } from './cli/report.ts'
import type { World } from './world.ts'

/** Runs one command and reports its error. @returns the exit code */
export async function main(world: World): Promise<number> {
  try {
    const program = buildProgram(world, async (verb, args) => {
      const { execute } = await import('./cli/runner.ts')
      await execute((await verb.load()).default, args, world)
    })
    await program.parseAsync(wordsToParse(world.argv), { from: 'user' })
    return 0
  } catch (error) {
    return isPrinted(error) ? 0 : report(error, world)
  }
}
