import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../world.ts'

/**
 * What the person types to start the program: `momentum`, or `npx momentum` where they typed that
 * and their shell would not find `momentum` alone.
 */
export function typedProgram({ env, platform }: World): string {
  const isFromNpx = env.npm_command === 'exec'
  return isFromNpx && !isOnPath(env, platform) ? 'npx momentum' : 'momentum'
}

function isOnPath(env: World['env'], platform: World['platform']): boolean {
  const isWindows = platform === 'win32'
  const path = (isWindows ? (env.Path ?? env.PATH) : env.PATH) ?? ''
  const name = isWindows ? 'momentum.cmd' : 'momentum'
  return path
    .split(isWindows ? ';' : ':')
    .filter((folder) => folder !== '' && !isOfNpm(folder))
    .some((folder) => existsSync(join(folder, name)))
}

/** Whether npm put this folder on the PATH of what it starts; the shell does not have it there. */
function isOfNpm(folder: string): boolean {
  return /[\\/](node_modules[\\/]\.bin|node-gyp-bin)[\\/]?$/.test(folder)
}
