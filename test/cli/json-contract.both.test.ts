import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { answers } from '../../docs/scripting/answers.ts'
import { documents, failure } from '../../docs/scripting/documents.ts'
import { exitCodes } from '../../src/cli/report.ts'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { listed } from '../../src/domain/choice.ts'
import { commandName } from '../support/household/every-command.ts'
import { sampleHousehold } from '../support/household/sample.ts'
import { checkout } from '../support/program/program.ts'

const soup = ['task', 'add', 'Soup', '--domain', 'food', '--effort', 'tiny']
const eaten = ['--definition-of-done', 'Eaten']

/** Every command in an order in which each succeeds, and almost every field has a value once. */
const commands: readonly (readonly string[])[] = [
  [],
  ['user', 'add', 'Kim', '--email', 'kim@example.org'],
  ['user', 'list'],
  ['user', 'show', 'kim'],
  ['user', 'edit', 'kim', '--role', 'x'],
  ['user', 'password', 'kim', '--password-stdin'],
  ['user', 'password', 'kim', '--reset', '--yes'],
  ['login', 'sam'],
  ['whoami'],
  ['logout'],
  ['whoami'],
  ['category', 'add', 'Kitchen', '--user', 'sam'],
  ['category', 'list'],
  ['category', 'edit', 'kitchen', '--color', 'red'],
  [
    ...[...soup, ...eaten, '--description', 'x', '--materials', 'x', '--owner', 'sam'],
    ...['--category', 'kitchen', '--due', '+1d', '--starts', 'today'],
  ],
  ['add', 'Salad', '=', 'Eaten'],
  ['undo'],
  ['add', 'Salad', 'every', 'tue'],
  ['undo'],
  ['task', 'list'],
  ['task', 'note', 'soup', 'x', '--as', 'sam'],
  ['task', 'show', 'soup'],
  ['task', 'edit', 'soup', '--effort', 'small'],
  ['task', 'status', 'soup'],
  ['task', 'status', 'soup', 'active'],
  ['task', 'start', 'soup'],
  ['task', 'pause', 'soup', '--note', 'x'],
  ['task', 'block', 'soup', '--note', 'x'],
  ['today', '--as', 'sam'],
  ['task', 'reopen', 'soup'],
  ['task', 'abandon', 'soup', '--note', 'x'],
  ['task', 'reopen', '4', '2'],
  ['task', 'done', 'soup', '--by', 'sam'],
  ['task', 'toggle', 'soup'],
  ['task', 'take', 'soup', '--as', 'sam'],
  ['task', 'assign', 'soup', 'sam'],
  ['task', 'remove', 'soup', '--yes'],
  [
    ...['routine', 'add', 'Bins', ...soup.slice(3), ...eaten, '--every', 'tue', '--among'],
    ...['alex,sam', '--description', 'x', '--materials', 'x', '--category', 'kitchen'],
    ...['--season', 'jan-dec', '--until', '+1y', '--times', '9'],
  ],
  ['category', 'remove', 'kitchen', '--yes'],
  ['routine', 'list'],
  ['routine', 'show', 'bins'],
  ['routine', 'next'],
  ['routine', 'preview', 'tue'],
  ['routine', 'edit', 'bins', '--every', 'fri'],
  ['routine', 'edit', 'bins', '--turns', 'least', '--among', 'alex,sam'],
  ['routine', 'pause', 'bins', '--until', 'tomorrow', '--note', 'x'],
  ['routine', 'resume', 'bins'],
  ['task', 'done', 'bins', '--by', 'alex'],
  ['task', 'edit', 'bins', '--due', 'today'],
  ['task', 'skip', 'bins', '--missed', '--note', 'x'],
  ['routine', 'history', 'bins'],
  ['routine', 'edit', 'bins', '--turns', 'rotate', '--among', 'alex,sam'],
  ['away', 'add', 'alex', '--from', 'today', '--until', '+3w'],
  ['away', 'remove', '1', '--yes'],
  ['away', 'add', 'sam', '--from', 'today', '--until', '+3w'],
  ['routine', 'add', 'Rug', ...soup.slice(3), ...eaten, '--every', 'tue', '--owner', 'sam'],
  ['task', 'list', '--upcoming'],
  ['routine', 'remove', 'rug', '--yes'],
  ['away', 'add', '--everybody', '--from', 'today', '--until', '+1m', '--note', 'x'],
  ['away', 'list'],
  ['export', '--to', 'csv', '--out', 'tasks.csv'],
  ['export', '--to', 'csv'],
  ['import', 'tasks.csv', '--map-owner', 'x=sam'],
  ['import', join(checkout, 'test/support/exchange/bad.jsonl'), '--skip-bad'],
  ['week'],
  ['remind', '--for', 'sam'],
  ['calendar', '--todo'],
  ['calendar', '--out', 'household.ics', '--force'],
  ['sheet', '--for', 'sam'],
  ['sheet', '--out', 'sheet.html', '--force'],
  ['away', 'remove', '3', '--yes'],
  ['away', 'remove', '2', '--yes'],
  ['user', 'deactivate', 'alex'],
  ['user', 'activate', 'alex'],
  ['user', 'remove', 'kim', '--yes'],
  ['routine', 'end', 'bins', '--note', 'x'],
  ['win', 'pick', 'tap', '--as', 'alex'],
  ['win', 'pause', '--note', 'x'],
  ['win', 'resume'],
  ['win', 'block', '--note', 'x'],
  ['win', 'show'],
  ['remind'],
  ['remind', '--unit', 'systemd'],
  ['remind', '--unit', 'cron'],
  ['win', 'drop', '--note', 'x'],
  ['win', 'show'],
  ['win', 'pick', 'tap'],
  ['win', 'done', '--by', 'sam'],
  ['sheet'],
  [],
  ['win', 'show'],
  ['win', 'history'],
  ['win', 'stats'],
  ['rest', 'add', 'sunday', '--note', 'x', '--as', 'sam'],
  ['rest', 'add', '2026-12-24'],
  ['rest', 'list'],
  ['rest', 'remove', '1', '--yes'],
  ['win', 'history', '--changes'],
  ['win', 'history', '--year', '2026'],
  ['task', 'burndown', '--weeks', '2'],
  ['task', 'history', 'tap'],
  ['load'],
  ['load', '--chart'],
  ['load', '--by', 'domain', '--chart'],
  ['load', '--by', 'domain'],
  ['load', '--by', 'routine'],
  ['routine', 'add', 'Dust', ...soup.slice(3), ...eaten, '--every', 'day', '--start', '2026-11-20'],
  ['task', 'done', 'dust', '--by', 'alex'],
  ['report', '--for', 'alex'],
  ['report', '--out', 'report.html', '--force'],
  ['undo', '--list'],
  ['undo'],
  ['redo', '--list'],
  ['redo'],
  ['config', 'set', 'day-start', '00:00'],
  ['config', 'get', 'day-start'],
  ['config', 'list'],
  ['config', 'unset', 'day-start'],
  ['completion', 'bash'],
  ['db', 'init'],
  ['db', 'seed'],
  ['db', 'status'],
  ['db', 'check'],
  ['db', 'check', '--repair'],
  ['db', 'path'],
  ['db', 'backup'],
  ['db', 'backups'],
  ['db', 'copy', '--to', 'copy.db'],
  ['db', 'restore', 'copy.db', '--yes'],
  ['db', 'forget', '--before', 'tomorrow', '--yes'],
  ['db', 'migrate', '--list'],
  ['db', 'migrate', '--down', '--yes'],
]

/** The answers to a walk through all commands; one that asks for a password reads it on stdin. */
async function walk(): Promise<unknown[]> {
  const home = await sampleHousehold()
  const answers: unknown[] = []
  for (const argv of commands) {
    const stdin = new PassThrough().end('correct horse battery')
    const { code, stdout, stderr } = await home.runIn(home.world([...argv, '--json'], { stdin }))
    if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`)
    answers.push(JSON.parse(stdout))
  }
  return answers
}

let walked: ReturnType<typeof walk> | undefined

/** The walk happens once. */
function walkOnce(): ReturnType<typeof walk> {
  walked ??= walk()
  return walked
}

/** A command as the contract names it. */
function nameOf(argv: readonly string[]): string {
  return commandName(argv) || 'momentum'
}

/** The documents and fields that have a value somewhere in an answer. */
function valuesIn(answer: unknown): readonly string[] {
  if (typeof answer !== 'object' || answer === null) return []
  const own = documents
    .filter((document) => document.faults(answer, '').length === 0)
    .flatMap(({ name }) => Object.keys(answer).map((key) => [key, `${name}.${key}`] as const))
    .filter(([key]) => Reflect.get(answer, key) !== null)
    .map(([, field]) => field)
  return [...own, ...Object.values(answer).flatMap(valuesIn)]
}

function keysOf(answer: unknown): readonly string[] {
  const [first] = [answer].flat()
  return typeof first === 'object' && first !== null ? Object.keys(first) : []
}

describe('the JSON contract', () => {
  it('has an answer for every command, and the walk tries each', () => {
    const nested = groups.flatMap(({ noun, verbs }) => verbs.map(({ usage }) => [noun, usage]))
    const own = ownVerbs.map(({ usage }) => [usage])
    const names = [...own, ...nested].map((words) => words.map((word) => word.split(' ')[0]))
    const all = ['momentum', ...names.map((words) => words.join(' '))].toSorted()
    expect(Object.keys(answers).toSorted()).toEqual(all)
    expect([...new Set(commands.map(nameOf))].toSorted()).toEqual(all)
  })

  it('every command answers with its keys, in their order, and values of their types', async () => {
    const answered = await walkOnce()
    const faults = commands.flatMap((argv, index) =>
      answers[nameOf(argv)]?.faults(answered[index], `momentum ${argv.join(' ')}`),
    )
    expect(faults).toEqual([])
  })

  it('every field has a value at some time, and not only null', async () => {
    const seen = new Set((await walkOnce()).flatMap(valuesIn))
    const fields = documents.flatMap(({ name, fields }) =>
      Object.keys(fields).map((key) => `${name}.${key}`),
    )
    expect(fields.filter((field) => !seen.has(field))).toEqual([
      // The last member of a rota is away.
      'turn reason.away',
      // Something is wrong.
      ...['setting.fault', 'check.hint', 'check.repaired'],
      ...['error.error', 'error details.code', 'error details.message', 'error details.hint'],
    ])
  })

  it('every key of every command can be picked, and no other', async () => {
    const answered = await walkOnce()
    const home = await sampleHousehold()
    const withKeys = commands.filter((_, index) => keysOf(answered[index]).length > 0)
    const refused = []
    for (const argv of withKeys) {
      const { stderr } = await home.run(...argv, '--fields', 'nosuch')
      refused.push([argv, JSON.parse(stderr).error.message])
    }
    const keys = (argv: readonly string[]) => keysOf(answered[commands.indexOf(argv)])
    expect(refused).toEqual(
      withKeys.map((argv) => [
        argv,
        `There is no field “nosuch” here: choose from ${listed(keys(argv), 'and')}.`,
      ]),
    )
  })

  it.each([
    [['task', 'list'], 'a list that arrives in parts'],
    [['user', 'list'], 'a list'],
    [['user', 'show', 'alex'], 'a thing'],
    [['task', 'done', '1', '2'], 'several things'],
  ])('a key that is picked stands alone: %j, %s', async (argv) => {
    const home = await sampleHousehold()
    const [last = ''] = keysOf(await home.json(...argv)).slice(-1)
    expect(keysOf(await home.json(...argv, '--fields', `id,${last}`))).toEqual(['id', last])
    expect(keysOf(await home.json(...argv, '--fields', last))).toEqual([last])
  })

  it.each(
    [
      ['task', 'show'],
      ['task', 'show', '99'],
      ['task', 'show', 'the'],
      ['user', 'add', 'Sam'],
      ['db', 'status', '--db', '/no.db'],
    ].map((argv) => [argv] as const),
  )('the error of %j is a document, too', async (argv) => {
    const home = await sampleHousehold()
    const { code, stderr } = await home.run(...argv, '--json')
    const report: { error: { code: keyof typeof exitCodes } } = JSON.parse(stderr)
    expect({ code, faults: failure.faults(report, 'stderr') }).toEqual({
      code: exitCodes[report.error.code],
      faults: [],
    })
  })

  it('filters take the values that JSON prints', async () => {
    const home = await sampleHousehold()
    await home.json('category', 'add', 'Kitchen')
    await home.json('task', 'edit', 'tap', '--category', 'kitchen', '--due', '2026-12-01')
    // The keys are those of the contract.
    const [task] = (await home.json('task', 'list', 'tap')) as [Readonly<Record<string, unknown>>]
    const filters = [
      ...['--status status', '--domain domain', '--effort effort', '--priority priority'],
      ...['--owner owner', '--owner owner_user_id', '--category category', '--due due_date'],
      ...['--category category_id', '--created-since created_at', '--search title'],
    ].map((filter) => filter.split(' '))
    const found = []
    for (const [option = '', field = ''] of filters) {
      const listed = await home.json('task', 'list', option, String(task[field]))
      found.push([option, field, (listed as (typeof task)[]).some(({ id }) => id === task.id)])
    }
    expect(found).toEqual(filters.map((filter) => [...filter, true]))
  })

  it('every example is one of the kind that it is an example of', () => {
    const faults = documents.flatMap(({ name, fields }) =>
      Object.entries(fields).flatMap(([key, [kind, , example]]) =>
        example === undefined ? [] : kind.faults(example, `${name}.${key}`),
      ),
    )
    expect(faults).toEqual([])
  })
})
