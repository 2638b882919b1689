import { expect, test } from 'vitest'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { runInNewHousehold } from '../support/household/sample.ts'

const nameOf = (usage: string) => usage.replace(/ .*/, '')

const paths = [
  [],
  ...ownVerbs.map(({ usage }) => [nameOf(usage)]),
  ...groups.flatMap(({ noun, verbs }) => [
    [noun],
    ...verbs.map(({ usage }) => [noun, nameOf(usage)]),
  ]),
]

// Who changes a help page writes them all anew, and reads the difference before it is committed:
// vitest run --project sqlite test/cli/help-pages.test.ts --update
test('every help page says what it should', async () => {
  const pages = await Promise.all(
    paths.map(async (path) => {
      const { stdout } = await runInNewHousehold(...path, '--help')
      return `$ ${['momentum', ...path, '--help'].join(' ')}\n${stdout}`
    }),
  )
  await expect(pages.join('\n')).toMatchFileSnapshot('help-pages.txt')
})
