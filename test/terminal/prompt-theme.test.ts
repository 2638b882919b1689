import { expect, test } from 'vitest'
import { type ColorDepth, loadPaint } from '../../src/terminal/paint.ts'
import { promptTheme } from '../../src/terminal/prompt-theme.ts'

/** Everything that the theme writes. */
async function textIn(depth: ColorDepth): Promise<string> {
  const { prefix, spinner, style } = promptTheme(await loadPaint(depth))
  const { keysHelpTip, ...styles } = style
  const styled = Object.values(styles).map((color) => color('word'))
  return [...Object.values(prefix), ...spinner.frames, ...styled, keysHelpTip([['⏎', 'select']])]
    .join('\n')
    .replaceAll('\x1b', '^')
}

test('questions have colors where the answers have', async () => {
  expect((await textIn(1)).split('\n').every((line) => /^\^\[\d+m.*\^\[\d+m$/.test(line))).toEqual(
    true,
  )
})

test('questions have no colors where the answers have none', async () => {
  expect(await textIn(0)).not.toContain('^')
})
