import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('docs/schema.md is what npm run schema writes', () => {
  const written = execFileSync(process.execPath, ['docs/schema.ts'], { encoding: 'utf8' })
  expect(readFileSync('docs/schema.md', 'utf8')).toEqual(written)
})
