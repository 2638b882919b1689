import { expect, test } from 'vitest'
import { type ColorDepth, loadPaint } from '../../src/terminal/paint.ts'
import { promptTheme } from '../../src/terminal/prompt-theme.ts'

/** Everything that the theme writes. A style that it lacks would be Inquirer's own. */
async function textIn(depth: ColorDepth): Promise<unknown> {
  const { prefix, spinner, style } = promptTheme(await loadPaint(depth))
  const { keysHelpTip, ...styles } = style
  const styled = Object.entries(styles).map(([name, color]) => [name, color('word')])
  const tip = [
    ['⏎', 'select'],
    ['⎋', 'leave'],
  ] as const
  const text = {
    prefix,
    spinner: spinner.frames,
    style: Object.fromEntries(styled),
    keysHelpTip: keysHelpTip(tip),
  }
  return JSON.parse(JSON.stringify(text).replaceAll('\\u001b', '^'))
}

test('questions have colors where the answers have', async () => {
  expect(await textIn(1)).toEqual({
    prefix: { idle: '^[36m?^[39m', done: '^[32m✓^[39m' },
    spinner: expect.arrayContaining(['^[33m⠋^[39m']),
    style: {
      answer: 'word',
      message: '^[1mword^[22m',
      error: '^[31m>^[39m word',
      defaultAnswer: '^[2m(word)^[22m',
      help: '^[2mword^[22m',
      highlight: '^[1mword^[22m',
      description: '^[2mword^[22m',
      searchTerm: '^[1mword^[22m',
    },
    keysHelpTip: '^[1m⏎^[22m ^[2mselect^[22m^[2m • ^[22m^[1m⎋^[22m ^[2mleave^[22m',
  })
})

test('questions have no colors where the answers have none', async () => {
  expect(await textIn(0)).toEqual({
    prefix: { idle: '?', done: '✓' },
    spinner: expect.arrayContaining(['⠋']),
    style: {
      answer: 'word',
      message: 'word',
      error: '> word',
      defaultAnswer: '(word)',
      help: 'word',
      highlight: 'word',
      description: 'word',
      searchTerm: 'word',
    },
    keysHelpTip: '⏎ select • ⎋ leave',
  })
})
