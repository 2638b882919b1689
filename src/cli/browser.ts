import type { Settings } from '../settings/settings.ts'
import type { World } from '../world.ts'

/** Opens a page with the first program that takes it. @returns whether one did */
export async function openPage(
  path: string,
  { browsers }: Pick<Settings, 'browsers'>,
  { runShell }: Pick<World, 'runShell'>,
): Promise<boolean> {
  for (const line of browsers()) {
    const ending = await runShell(line, { words: [path] })
    if ('code' in ending && ending.code === 0) return true
  }
  return false
}
