import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { oneLiners } from '../../docs/scripting/one-liners.ts'
import { scriptingPage, withFieldTable } from '../../docs/scripting/page.ts'
import { hasJq, newShell } from '../support/program/reader-shell.ts'

test('docs/scripting.md is what npm run scripting writes', () => {
  expect(readFileSync('docs/scripting.md', 'utf8')).toEqual(scriptingPage())
})

test('every link within the page leads to a heading', () => {
  const page = scriptingPage()
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
  const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, link = '']) => link)
  expect([...new Set(links)].filter((link) => !headings.includes(link))).toEqual([])
})

test('the README has the present table of fields', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(readme).toContain('| document | fields |')
  expect(readme).toEqual(withFieldTable(readme))
})

/** A household in which each one-liner finds something. */
const begin = `
momentum user add Alex
momentum user add Sam
add() { momentum task add "$@" --domain repairs --effort small --definition-of-done "It works"; }
add "Fix the tap" --owner sam --due yesterday
add "Oil the door" --due yesterday
add "Call the plumber" --owner sam --due today
momentum routine add Dishes --every day --among alex,sam --domain chores --effort tiny --definition-of-done "Dry"
printf '%s\\n' "Oats, big" "-2 lemons" > shopping.txt
`

/** The line of a crontab as cron hands it to a shell. */
function asCronRunsIt(line: string): string {
  return line.replace(/^(?:\S+ ){5}(?=momentum)/, '').replaceAll('\\%', '%')
}

/** The day so many days after today. */
function dayAfter(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

test.skipIf(!hasJq)('the ten one-liners work as written, one after the other', () => {
  const shell = newShell()
  expect(shell(begin)).toMatchObject({ code: 0 })
  const answers = oneLiners.map(({ line }) => shell(asCronRunsIt(line)))
  expect(answers).toEqual(
    [
      'Sam: Fix the tap\nnobody: Oil the door\n',
      `${dayAfter(0)} Dishes: Alex\n`,
      '2\n',
      '3\n',
      '5\n6\n',
      '7\n',
      'No Daily Win yet. Streak: 0\n',
      '1\n',
      '',
      '',
    ].map((stdout) => ({ code: 0, stdout, stderr: '' })),
  )
  const weekday = shell('date +%u').stdout.trim()
  expect(shell('cat tasks.csv; ls *.gz').stdout.split('\n')).toEqual([
    '"id","title","owner","due"',
    `1,"Fix the tap","Sam","${dayAfter(-1)}"`,
    `2,"Oil the door",,"${dayAfter(1)}"`,
    `3,"Call the plumber","Sam","${dayAfter(0)}"`,
    `4,"Dishes","Alex","${dayAfter(0)}"`,
    '5,"Oats, big",,',
    '6,"-2 lemons",,',
    '7,"Buy salt",,',
    `household-${weekday}.db.gz`,
    '',
  ])
  // Again: nothing is added or picked twice, and cron has nothing to send.
  const again = ['Add a task unless', 'In a crontab: send an email', 'Pick the task'].map(
    (beginning) => oneLiners.find(({ purpose }) => purpose.startsWith(beginning)),
  )
  expect(again.map((each) => each && shell(asCronRunsIt(each.line)).stdout)).toEqual(['', '', ''])
})

test('there are ten one-liners', () => {
  expect(oneLiners).toHaveLength(10)
})
