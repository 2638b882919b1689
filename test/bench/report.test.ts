import { expect, test } from 'vitest'
import { barsOf } from '../../bench/bars.ts'
import { median } from '../../bench/median.ts'
import { atTerminal, floorName, listOf, on, postgresList } from '../../bench/names.ts'
import { report } from '../../bench/report.ts'

const machine = [['rounds', '3']] as const

/** What a part of the bench measured, where Node takes this many milliseconds. */
function measured(floor: number) {
  const times: readonly (readonly [string, number])[] = [
    [floorName, floor],
    ['--version', floor * 1.104],
    ['--help', floor * 1.3],
    [atTerminal(floorName), floor + 2],
    [atTerminal('--version'), floor + 4],
    [on(1_000, 'undo'), floor * 2],
    [on(1_000_000, 'undo'), floor * 2.5],
    [listOf('Momentum', 10_000), floor * 2],
    [listOf('Taskwarrior', 10_000), floor * 5],
    [listOf('todo.txt', 10_000), floor],
  ]
  const memory: readonly (readonly [string, number])[] = [
    [floorName, 40],
    [on(1_000, 'undo'), 60],
    [on(1_000_000, 'undo'), 70],
    [on(1_000_000, 'win history --json'), 110],
  ]
  return { times: new Map(times), memory: new Map(memory) }
}

test('a report says what was reached, how far above the floor, and which bars were missed', () => {
  expect(report(measured(40), machine, { isPart: true })).toEqual(`# Results

Written by \`npm run bench\`. It measures whole processes, as a shell sees them.

|  |  |
| --- | --- |
| rounds | 3 |

## Everyday commands

Compared with \`node -e 0\`. Every program writes to a pipe.

| what | ms | compared with | difference | ratio | bar |  |
| --- | --- | --- | --- | --- | --- | --- |
| --version | 44.2 | 40.0 | 4.2 | 1.10 | ≤ 1.1 | met |
| --help | 52.0 | 40.0 | 12.0 | 1.30 | ≤ 1.25 | missed by 4 % |

## The same at a terminal

Compared with \`node -e 0\` at the same pseudo-terminal of 80 columns.

| what | ms | compared with | difference | ratio | bar |  |
| --- | --- | --- | --- | --- | --- | --- |
| --version, at a terminal | 44.0 | 42.0 | 2.0 | 1.05 | ≤ 1.35 | met |

## A million tasks

Compared with the same command in a household with 1,000 tasks, 300 commands in its journal and a year of wins. The large household has 300,000 commands and ten years of wins.

| what | ms | compared with | difference | ratio | bar |  |
| --- | --- | --- | --- | --- | --- | --- |
| undo, 1,000,000 tasks | 100.0 | 80.0 | 20.0 | 1.25 | ≤ 1.15 | missed by 9 % |

## Other programs

Compared with our table of 50 tasks, in a household where every task is open. taskbook fails with more than 9,999 tasks.

| what | ms | compared with | difference | ratio | bar |  |
| --- | --- | --- | --- | --- | --- | --- |
| Taskwarrior: task list limit:50, 10,000 open tasks | 200.0 | 80.0 | 120.0 | 2.50 | ≥ 2 | met |
| todo.txt: todo-txt list, 10,000 open tasks | 40.0 | 80.0 | -40.0 | 0.50 | – | – |

## Memory

Peak memory, compared with that of \`node -e 0\`: of the command that needs most, and of those with the longest answers.

| what | MB | compared with | difference | ratio | bar |  |
| --- | --- | --- | --- | --- | --- | --- |
| undo, 1,000,000 tasks | 70.0 | 40.0 | 30.0 | 1.75 | ≤ 1.6 | missed by 9 % |
| win history --json, 1,000,000 tasks | 110.0 | 40.0 | 70.0 | 2.75 | ≤ 3 | met |

## Everything measured

| what | ms | above the floor | × floor | MB | × floor’s |
| --- | --- | --- | --- | --- | --- |
| node -e 0 | 40.0 | 0.0 | 1.00 | 40 | 1.00 |
| --version | 44.2 | 4.2 | 1.10 | – | – |
| --help | 52.0 | 12.0 | 1.30 | – | – |
| node -e 0, at a terminal | 42.0 | 0.0 | 1.00 | – | – |
| --version, at a terminal | 44.0 | 2.0 | 1.05 | – | – |
| undo, 1,000 tasks | 80.0 | 40.0 | 2.00 | 60 | 1.50 |
| undo, 1,000,000 tasks | 100.0 | 60.0 | 2.50 | 70 | 1.75 |
| Momentum: task list --limit 50, 10,000 open tasks | 80.0 | 40.0 | 2.00 | – | – |
| Taskwarrior: task list limit:50, 10,000 open tasks | 200.0 | 160.0 | 5.00 | – | – |
| todo.txt: todo-txt list, 10,000 open tasks | 40.0 | 0.0 | 1.00 | – | – |
| win history --json, 1,000,000 tasks | – | – | – | 110 | 2.75 |
`)
})

test('a slow floor proves nothing about time, and still something about memory', () => {
  const text = report(measured(45.1), machine, { isPart: true })
  // The tables of bars have seven columns.
  const rows = text.match(/^\|( [^|]* \|){7}$/gm)?.filter((row) => /\d/.test(row)) ?? []
  expect([
    text.includes('**The floor is above 45 ms, so this run proves nothing about time.**'),
    rows.map((row) => row.split('|').at(-2)?.trim()),
  ]).toEqual([true, ['–', '–', '–', '–', '–', '–', 'missed by 9 %', 'met']])
})

test('a whole report names what was not measured', () => {
  const whole = report({ times: new Map(), memory: new Map() }, machine)
  const bars = barsOf({ times: new Map(), memory: new Map() }).flatMap((group) => group.bars)
  expect([
    whole.match(/not measured/g)?.length,
    whole.includes(`| ${postgresList} | – | – | – | – | ≤ 2.2 | not measured |`),
  ]).toEqual([bars.length, true])
})

test('a median is the value in the middle, or between the two there', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, Number.NaN])
})
