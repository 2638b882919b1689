import { describe, expect, it } from 'vitest'
import { execute } from '../../src/cli/runner.ts'
import { defineCommand } from '../../src/command.ts'
import { household, screen } from '../support/household/household.ts'

/** What a command prints whose text for programs is `raw`. */
async function printed(
  raw: string | AsyncIterable<string> | undefined,
  { globals = {}, stdout }: { globals?: object; stdout?: ReturnType<typeof screen> } = {},
): Promise<string> {
  const world = household('sqlite').world([], stdout ? { stdout } : {})
  const command = defineCommand<undefined, { id: number }>({
    fields: ['id'],
    input: () => undefined,
    run: async () => ({ id: 7 }),
    raw: () => raw,
    human: () => 'For people.',
    json: (output) => output,
  })
  const args = { command: 'export', operands: [], options: {}, globals: { ...globals } }
  await execute(command, args, world)
  return world.stdout.read()?.toString() ?? ''
}

const text = `a\tb\r\n${'long '.repeat(50)}\r\n\u001b[31mred\u202e\u0000\r\n\nend`

async function* parts() {
  yield text
  yield text
}

describe('text for programs', () => {
  it('is printed byte for byte, at once or in parts', async () => {
    expect([await printed(text), await printed(parts()), await printed('')]).toEqual([
      text,
      text + text,
      '',
    ])
  })

  it('gives way to JSON, to numbers alone, and to people where there is none', async () => {
    expect([
      await printed(text, { globals: { json: true } }),
      await printed(parts(), { globals: { quiet: true } }),
      await printed(undefined),
    ]).toEqual(['{\n  "id": 7\n}\n', '7\n', 'For people.\n'])
  })

  it('controls no terminal', async () => {
    expect(await printed(text, { stdout: screen(80) })).toBe(
      `a    b\n${'long '.repeat(50)}\n^[[31mred<U+202E>^@\n\nend`,
    )
  })
})
