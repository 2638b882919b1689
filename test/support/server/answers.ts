import { expect } from 'vitest'
import { main } from '../../../src/main.ts'
import { type Answer, household } from '../household/household.ts'

/** Runs a command in process, on this server. */
export async function runOnServer(url: string, ...argv: string[]): Promise<Answer> {
  const world = household().world(argv, { env: { MOMENTUM_DB: url, MOMENTUM_TZ: 'UTC' } })
  const code = await main(world)
  const textOf = (stream: typeof world.stdout) => stream.read()?.toString() ?? ''
  return { code, stdout: textOf(world.stdout), stderr: textOf(world.stderr) }
}

export type Fault = { readonly code: number; readonly said: string; readonly hint: string | null }

/** What a command that fails says, to a program and, in the same words, to a person. */
export async function failOnServer(url: string, ...argv: string[]): Promise<Fault> {
  const json = await failOnServerInJson(url, ...argv)
  const text = await runOnServer(url, ...argv)
  const lines = json.hint === null ? [json.said] : [json.said, `  ${json.hint}`]
  expect(text).toEqual({ code: 5, stdout: '', stderr: `momentum: ${lines.join('\n')}\n` })
  return json
}

/** As `faultAt`, for what happens only once. */
export async function failOnServerInJson(url: string, ...argv: string[]): Promise<Fault> {
  const { code, stdout, stderr } = await runOnServer(url, ...argv, '--json')
  expect(stdout).toEqual('')
  const { error } = JSON.parse(stderr)
  expect(error.code).toEqual('database')
  return { code, said: error.message, hint: error.hint }
}
