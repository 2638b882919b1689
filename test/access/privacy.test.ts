import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import {
  addPrivateTask,
  commandName,
  commandsOnTask,
  downgrades,
  essentials,
  householdCommands,
  importedFile,
  listUntried,
  otherCommands,
  partyUuid,
  privateCommands,
  privateReferences,
  privateWords,
  publicCommands,
  removePrivateTasks,
} from '../support/household/every-command.ts'
import { type Answer, type Household, household } from '../support/household/household.ts'
import { addedTask, failure, oneOClock, shownTask } from '../support/household/sample.ts'
import { isLongRun } from '../support/long.ts'
import { keys, type Terminal, terminal } from '../support/program/terminal.ts'

// F184: to everybody but its owner, a private task is not there, by whatever door they come.

/** Those who do not own the private tasks. */
const strangers = [[], ['--as', 'sam']]

const forms = [[], ['--json'], ['--quiet']]

/**
 * How strangers type a command; in the short form, Sam asks for JSON, and somebody unknown for text
 * or for numbers, by turns.
 */
function waysToAsk(index: number): readonly (readonly string[])[] {
  if (isLongRun) return strangers.flatMap((who) => forms.map((form) => [...who, ...form]))
  return [['--as', 'sam', '--json'], index % 2 === 0 ? [] : ['--quiet']]
}

/**
 * What strangers do to a task; the short form leaves out two thirds of it, others for each name.
 */
function commandsOn(reference: string, index: number) {
  const commands = commandsOnTask(reference)
  return isLongRun || index === 0 ? commands : commands.filter((_, at) => at % 3 === index % 3)
}

/**
 * A household at a path, in two states: with the private tasks, and as it is when they are gone.
 */
type Two = { readonly home: Household; readonly secretive: Buffer; readonly plain: Buffer }

type States = Pick<Two, 'secretive' | 'plain'>

/** Made once: every test begins with them. */
let states: Promise<States> | undefined

async function two(): Promise<Two> {
  states ??= lived(household())
  const two = { home: household(), ...(await states) }
  put(two.home, two.plain)
  return two
}

async function lived(home: Household): Promise<States> {
  for (const argv of publicCommands) await home.json(...argv)
  await home.runIn(home.world([...addPrivateTask, '--as', 'kim'], { newUuid: () => partyUuid }))
  for (const argv of privateCommands) await home.json(...argv, '--as', 'kim')
  const secretive = readFileSync(home.database)
  for (const argv of removePrivateTasks) await home.json(...argv, '--as', 'kim')
  return { secretive, plain: readFileSync(home.database) }
}

/** The world of a command an hour later. */
function worldAt(home: Household, argv: readonly string[]) {
  home.setClock(oneOClock)
  return home.world(argv, {
    newUuid: () => 'cafecafe-0000-4000-8000-000000000001',
    newToken: () => 'token',
    stdin: new PassThrough().end('correct horse battery'),
  })
}

const seenFields =
  'id,uuid,title,description,domain,effort,owner,category,priority,due_date,status,status_note,created_at'

/** What a stranger sees before anything was done, by the bytes of the household. */
const seenBefore = new Map<Buffer, Promise<Answer>>()

/** A command's answer, the files that it wrote and, after it, what a stranger sees. */
async function answerIn(home: Household, state: Buffer, argv: readonly string[]) {
  const answer = await answerOnly(home, state, argv)
  const written = filesIn(home.folder).map((name) => [
    name,
    readFileSync(join(home.folder, name), 'utf8'),
  ])
  return { answer, written, seen: await seenIn(home, state) }
}

/** Asks but once for each household in which a command left every byte as it was. */
function seenIn(home: Household, state: Buffer): Promise<Answer> {
  const list = () => home.runIn(worldAt(home, ['task', 'list', '--all', '--fields', seenFields]))
  if (!isUntouched(home, state)) return list()
  const seen = seenBefore.get(state) ?? list()
  seenBefore.set(state, seen)
  return seen
}

/** Whether a command changed nothing, and did not log anybody in. */
function isUntouched({ folder, database }: Household, state: Buffer): boolean {
  const hidden = readdirSync(folder).filter((name) => name.startsWith('.'))
  const files = hidden.flatMap((name) => {
    const below = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
    return below.map((path) => join(folder, name, path)).filter((path) => statSync(path).isFile())
  })
  return files.join() === database && readFileSync(database).equals(state)
}

/** The files that people see in a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.'))
}

/** Without the size of the file, which everybody can see, and which grows by whole pages. */
async function answerOnly(home: Household, state: Buffer, argv: readonly string[]) {
  put(home, state)
  const answer = await home.runIn(worldAt(home, argv))
  const stdout = answer.stdout.replace(/"size_bytes": \d+|^\s*Size\s+\d+\skB$/m, 'size')
  return { ...answer, stdout }
}

/**
 * Nothing but the database is there, and a file to be imported: no copy of it, and nobody is logged
 * in.
 */
function put(home: Household, state: Buffer): void {
  rmSync(home.folder, { recursive: true })
  mkdirSync(dirname(home.database), { recursive: true })
  writeFileSync(home.database, state)
  writeFileSync(join(home.folder, importedFile.name), importedFile.text)
}

/** The secret words in an answer, but for those that were typed. */
function leaksIn({ stdout, stderr }: Answer, argv: readonly string[]): string[] {
  const said = argv.reduce((text, word) => text.replaceAll(word, ''), stdout + stderr)
  return privateWords.filter((word) => said.toLowerCase().includes(word))
}

const walk = [...otherCommands, ...commandsOnTask('5')]

test('F184 the walk goes over every command with every option', () => {
  expect(listUntried([...walk, ...downgrades, ...householdCommands])).toEqual([])
})

describe('F184 to a stranger, a household with a private task is like one without', () => {
  test.each([...new Set(otherCommands.map(commandName))])('momentum %s', async (name) => {
    const { home, secretive, plain } = await two()
    const typed = otherCommands.filter((argv) => commandName(argv) === name)
    for (const [turn, words] of typed.entries()) {
      for (const argv of waysToAsk(turn).map((way) => [...words, ...way])) {
        const found = await answerIn(home, secretive, argv)
        expect([argv, found, leaksIn(found.answer, argv)]).toEqual([
          argv,
          await answerIn(home, plain, argv),
          [],
        ])
      }
    }
  })

  const named = privateReferences.map((reference, index) => ({ reference, index }))

  test.each(named)('whatever is done to “$reference”', async ({ reference, index }) => {
    const { home, secretive, plain } = await two()
    for (const [turn, words] of commandsOn(reference, index).entries()) {
      for (const argv of waysToAsk(turn + index).map((way) => [...words, ...way])) {
        const found = await answerIn(home, secretive, argv)
        expect([argv, found, leaksIn(found.answer, argv)]).toEqual([
          argv,
          await answerIn(home, plain, argv),
          [],
        ])
      }
    }
  })

  test.each(downgrades)('momentum %s %s %s', async (...words) => {
    const { home, secretive, plain } = await two()
    for (const argv of (isLongRun ? strangers : [[]]).map((who) => [...words, ...who])) {
      expect(await answerOnly(home, secretive, argv)).toEqual(await answerOnly(home, plain, argv))
    }
  })
})

describe('F184 to a stranger at a terminal', () => {
  async function screenIn(
    { home }: Two,
    state: Buffer,
    argv: readonly string[],
    act: (person: Terminal) => Promise<void>,
  ) {
    put(home, state)
    home.setClock(oneOClock)
    const person = terminal(home, argv, 120)
    await act(person)
    return { code: await person.ends(), screen: person.screen() }
  }

  async function compare(argv: readonly string[], act: (person: Terminal) => Promise<void>) {
    const household = await two()
    const found = await screenIn(household, household.secretive, argv, act)
    expect(found).toEqual(await screenIn(household, household.plain, argv, act))
    return found
  }

  const watch = async () => {}

  test.each([
    ['today’s page', []],
    ['the list', ['task', 'list', '--all']],
    ['task edit', ['task', 'edit', '5']],
    ['task remove', ['task', 'remove', 'zanzibar']],
    ['win pick with a name', ['win', 'pick', 'deadbeef']],
  ])('%s is the same', async (_, argv) => {
    const { screen } = await compare(argv, watch)
    expect(leaksIn({ code: 0, stdout: screen, stderr: '' }, argv)).toEqual([])
  })

  test.each([[['--as', 'sam']], [['--as', 'kim']], [[]]])(
    'win pick lists no private task with %j, and finds none',
    async (who) => {
      const { screen, code } = await compare(
        ['win', 'pick', '--replace', ...who],
        async (person) => {
          await person.sees('Did you finish')
          person.types(keys.down + keys.down + keys.enter)
          await person.sees('❯ Sweep the party room')
          person.types('xylo')
          await person.sees('No results found')
          person.types(keys.ctrlC)
        },
      )
      expect({ code, leaks: leaksIn({ code, stdout: screen, stderr: '' }, ['xylo']) }).toEqual({
        code: 130,
        leaks: [],
      })
    },
  )

  test.each([
    ['user remove', ['user', 'remove', 'kim'], '(y/N)'],
    ['user remove --tasks delete', ['user', 'remove', 'kim', '--tasks', 'delete'], '(y/N)'],
    [
      'category remove',
      ['category', 'remove', 'garden'],
      'Delete the category “Garden”? (You can undo this.) (y/N)',
    ],
  ])('%s asks the same', async (_, argv, question) => {
    const { code } = await compare(argv, async (person) => {
      await person.sees(question)
      person.types(keys.ctrlC)
    })
    expect(code).toEqual(130)
  })
})

describe('the owner of a private task', () => {
  /** Kim’s household, with the private tasks. */
  async function kims(): Promise<Household> {
    const { home, secretive } = await two()
    put(home, secretive)
    home.setClock(oneOClock)
    return home
  }

  const seen = addedTask(5, {
    uuid: partyUuid,
    title: 'Plan the Zanzibar party',
    description: 'With a quokka',
    effort: 'SMALL',
    definition_of_done: 'Tarantella danced',
    materials_needed: 'Marzipan',
    owner_user_id: 3,
    owner: 'Kim',
    category_id: 1,
    category: 'Garden',
    priority: 'URGENT',
    due_date: '2026-11-21',
    private: true,
    status: 'BLOCKED',
    status_note: 'Vermilion is out of stock',
    created_at: '2026-11-22T12:00:11.000Z',
    updated_at: '2026-11-22T12:00:12.000Z',
  })

  test.each(['5', '#5', 'deadbeef', 'DEADBEEF-0000', 'Plan the Zanzibar party', 'zanZIBAR'])(
    'sees it as “%s”',
    async (reference) => {
      const home = await kims()
      expect(await home.json('task', 'show', reference, '--as', 'kim')).toEqual(shownTask(seen))
    },
  )

  test('has it in lists, counts, searches and on today’s page', async () => {
    const home = await kims()
    const ids = async (...words: string[]) =>
      (await home.run('task', 'list', ...words, '--quiet', '--as', 'kim')).stdout
    const page = (await home.json('--as', 'kim')) as Record<string, { id: number }[]>
    expect({
      all: await ids(),
      mine: await ids('--mine'),
      urgent: await ids('--priority', 'urgent'),
      overdue: await ids('--overdue'),
      garden: await ids('--category', 'garden'),
      searched: await Promise.all(
        ['zanzibar', 'TARANTELLA', 'quokka', 'marzipan'].map((word) => ids('--search', word)),
      ),
      due: page.due?.map(({ id }) => id),
      blocked: page.blocked?.map(({ id }) => id),
      counts: page.counts,
      owns: (await home.run('user', 'show', 'kim', '--as', 'kim')).stdout.includes('3 tasks'),
      more: (await home.run('task', 'list', '--limit', '1', '--as', 'kim')).stdout.split('\n')[2],
    }).toEqual({
      all: '1\n2\n3\n4\n5\n6\n7\n',
      mine: '5\n6\n7\n',
      urgent: '5\n',
      overdue: '2\n5\n',
      garden: '1\n5\n',
      searched: ['5\n', '5\n', '5\n', '5\n'],
      due: [2, 5, 7],
      blocked: [4, 5],
      counts: { BACKLOG: 3, ACTIVE: 2, PAUSED: 0, BLOCKED: 2, DONE: 0, ABANDONED: 0 },
      owns: true,
      more: '… and 6 more (raise --limit)',
    })
  })

  test('is told that it is not the only one with a word', async () => {
    const home = await kims()
    expect(await home.run('task', 'show', 'party', '--as', 'kim')).toEqual(
      failure(
        3,
        '“party” matches several tasks: 2 “Sweep the party room” (backlog, due 2026-11-21), 5 “Plan the Zanzibar party” (blocked, Kim, due 2026-11-21).',
        'Use its number.',
      ),
    )
  })

  test.each([
    [
      ['task', 'edit', '5', '--title', 'Plan it', '--due', 'none'],
      { title: 'Plan it', due_date: null },
    ],
    [['task', 'edit', 'zanzibar', '--no-private'], { private: false }],
    [['task', 'status', '5', 'active'], { status: 'ACTIVE', status_note: null }],
    [['task', 'start', 'deadbeef'], { status: 'ACTIVE', status_note: null }],
    [['task', 'pause', '5', '--note', 'Later'], { status: 'PAUSED', status_note: 'Later' }],
    [['task', 'abandon', '5'], { status: 'ABANDONED', status_note: null }],
    [['task', 'reopen', '5'], { status: 'BACKLOG', status_note: null }],
    [['task', 'assign', '5', 'sam'], { owner_user_id: 2, owner: 'Sam' }],
  ])('changes it with %j', async (argv, changes) => {
    const home = await kims()
    expect(await home.json(...argv, '--as', 'kim')).toEqual({
      ...seen,
      ...changes,
      updated_at: oneOClock,
    })
  })

  test('finishes it, toggles it and removes it', async () => {
    const home = await kims()
    const status = async (...words: string[]) =>
      (await home.json('task', ...words, '--fields', 'status', '--as', 'kim')) as object
    expect([
      await status('toggle', '6'),
      await status('toggle', '6'),
      await status('done', '6'),
      (await home.run('task', 'remove', '6', '--yes', '--as', 'kim')).stdout,
      (await home.run('task', 'list', '--all', '--quiet', '--as', 'kim')).stdout,
    ]).toEqual([
      { status: 'DONE' },
      { status: 'BACKLOG' },
      { status: 'DONE' },
      '✓ Deleted #6: Tune the xylophone\n',
      '1\n2\n3\n4\n5\n7\n',
    ])
  })

  test('cannot pick it, nor can anybody', async () => {
    const home = await kims()
    const pick = ['win', 'pick', '6', '--replace', '--note', 'x']
    const before = await home.json('win', 'history')
    expect([
      await home.run(...pick, '--as', 'kim'),
      await home.run(...pick, '--as', 'sam'),
    ]).toEqual([
      failure(
        4,
        '“Tune the xylophone” is private and cannot be a Daily Win.',
        'To show it to the household: momentum --as kim task edit 6 --no-private',
      ),
      failure(3, 'There is no task with the number 6.', 'See: momentum --as sam task list --all'),
    ])
    expect(await home.json('win', 'history')).toEqual(before)
  })

  test.each([
    ['an open win', []],
    ['a win that is done', [['task', 'done', '3']]],
  ])('cannot make %s private', async (_, moves) => {
    const home = await kims()
    for (const move of moves) await home.json(...move)
    const before = await home.json('task', 'show', '3')
    expect(
      await home.run('task', 'edit', '3', '--private', '--owner', 'sam', '--as', 'sam'),
    ).toEqual(
      failure(
        4,
        '“Pay the rent” is the Daily Win of 2026-11-22 and cannot be made private.',
        'A Daily Win belongs to the whole household.',
      ),
    )
    expect(await home.json('task', 'show', '3')).toEqual(before)
  })

  test('is not nobody', async () => {
    const home = await kims()
    const refused = (title: string) =>
      failure(
        4,
        `“${title}” is private and needs an owner.`,
        'Add --owner <user>, or --no-private.',
      )
    const before = await home.json('task', 'list', '--all', '--as', 'kim')
    expect([
      await home.run('task', 'add', 'Hide', ...essentials, 'x', '--private'),
      await home.run(
        'task',
        'add',
        'Hide',
        ...essentials,
        'x',
        '--private',
        '--owner',
        'none',
        '--as',
        'kim',
      ),
      await home.run('task', 'edit', '2', '--private'),
      await home.run('task', 'edit', '6', '--owner', 'none', '--as', 'kim'),
      await home.run('task', 'assign', '6', 'none', '--as', 'kim'),
    ]).toEqual([
      refused('Hide'),
      refused('Hide'),
      refused('Sweep the party room'),
      refused('Tune the xylophone'),
      refused('Tune the xylophone'),
    ])
    expect(await home.json('task', 'list', '--all', '--as', 'kim')).toEqual(before)
  })

  test('is who adds it, unless another one is named', async () => {
    const home = await kims()
    const words = ['task', 'add', 'Hide', ...essentials, 'x', '--private', '--as', 'sam']
    const add = async (...more: string[]) => {
      const argv = [...words, ...more, '--fields', 'owner,private']
      const { stdout } = await home.runIn(home.world(argv, { newUuid: randomUUID }))
      return JSON.parse(stdout)
    }
    expect([await add(), await add('--owner', 'alex')]).toEqual([
      { owner: 'Sam', private: true },
      { owner: 'Alex', private: true },
    ])
  })

  test.each([
    ['assign', ['task', 'assign', '5', 'sam']],
    ['edit', ['task', 'edit', '5', '--owner', 'sam']],
  ])('gives it away with %s: it is the other one’s alone', async (_, argv) => {
    const home = await kims()
    await home.json(...argv, '--as', 'kim')
    const gone = (who: string) =>
      failure(3, 'There is no task with the number 5.', `See: momentum ${who}task list --all`)
    expect([
      await home.json('task', 'show', '5', '--as', 'sam', '--fields', 'title,owner,private'),
      await home.run('task', 'show', '5', '--as', 'kim'),
      await home.run('task', 'show', '5'),
    ]).toEqual([
      { title: 'Plan the Zanzibar party', owner: 'Sam', private: true },
      gone('--as kim '),
      gone(''),
    ])
  })

  test('counts what others see of her when she is removed by another', async () => {
    const home = await kims()
    await home.json('task', 'assign', '2', 'kim')
    expect([
      await home.run('user', 'remove', 'kim', '--yes', '--as', 'sam'),
      await home.run('user', 'remove', 'kim', '--yes', '--as', 'kim'),
    ]).toEqual(
      [
        ['a task', 'tasks'],
        ['4 tasks and a routine', 'tasks and routines'],
      ].map(([owned, theirs]) =>
        failure(
          4,
          `Kim owns ${owned}.`,
          `Choose what happens to their ${theirs}: --tasks keep (unassigned), --tasks delete, or --tasks <user>`,
        ),
      ),
    )
  })

  test.each(['keep', 'alex'])(
    'takes it along when she goes and leaves her tasks: %s',
    async (tasks) => {
      const home = await kims()
      await home.json('task', 'assign', '2', 'kim')
      await home.json('user', 'remove', 'kim', '--tasks', tasks, '--yes', '--as', 'sam')
      const all = async (...who: string[]) =>
        (await home.run('task', 'list', '--all', '--quiet', ...who)).stdout
      expect([await all(), await all('--as', 'alex'), await all('--as', 'sam')]).toEqual(
        Array(3).fill('1\n2\n3\n4\n'),
      )
    },
  )
})
