import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { tableNames } from '../../src/domain/journal.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { password, runWithInput } from '../support/household/members.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x']

/** Alex and Sam, and Alex’s task 1. */
const smallHousehold = copiesOf(async () => {
  const its = household()
  await its.ready()
  await its.json('user', 'add', 'Alex')
  await its.json('user', 'add', 'Sam')
  await its.json('task', 'add', 'Milk', ...essentials, '--owner', 'alex')
  return its
})

/** Alex, who has a password and has logged in. */
const loggedInAlex = copiesOf(async () => {
  const its = household()
  await its.ready()
  await its.json('db', 'init')
  await runWithInput(its, password, 'user', 'add', 'Alex', '--password-stdin')
  await runWithInput(its, password, 'login', 'alex', '--password-stdin')
  return its
})

/** All rows that people can see, without the times of their last change. */
async function state({ queryEach }: Household) {
  const tables = [...tableNames, 'task_counts']
  const rows = await queryEach(tables.map((table) => `select * from ${table} order by 1, 2`))
  return JSON.parse(JSON.stringify(rows), (key, value) =>
    key === 'updated_at' ? undefined : value,
  ).map((each: { tasks?: number }[]) => each.filter(({ tasks }) => tasks !== 0))
}

const bins = `routine add Bins ${essentials.join(' ')} --every tue --owner sam`

/** Commands that can be undone, and the commands that they need before them. */
const commands: [words: string, before?: readonly string[]][] = [
  ['user add Kim --role cook --email kim@example.org'],
  ['user edit alex --name Álex --email alex@example.org'],
  ['user deactivate sam'],
  ['user remove alex --tasks keep --yes'],
  ['user remove alex --tasks sam --yes', ['category add Own --user alex', 'win pick 1 --as alex']],
  [
    'user remove alex --tasks delete --yes',
    ['task edit 1 --category Own', 'task edit 1 --private --as alex'],
  ],
  ['category add Kitchen'],
  ['category edit own --name Kitchen --color red', ['task edit 1 --category own']],
  ['category remove own --yes', ['task edit 1 --category own']],
  [`task add Bread ${essentials.join(' ')} --private --owner sam --due today --as sam`],
  [bins],
  ['routine edit bins --title Rubbish --every fri --owner alex --lead 3', [bins]],
  ['routine pause bins --until +4w --note away', [bins]],
  ['routine resume bins', [bins, 'routine pause bins --note away']],
  ['routine end bins --note moved', [bins]],
  ['routine remove bins --yes', [bins]],
  ['away add sam --from today --until +1w --note lake'],
  ['away add --everybody --from today --until +4w', [bins, 'task done 2']],
  ['away remove 1 --yes', [bins, 'away add --everybody --from today --until +4w']],
  ['task edit 1 --title Éclair --description soon --due tomorrow --priority high --owner sam'],
  [
    'task edit 1 --materials none --description none',
    ['task edit 1 --description a --materials b'],
  ],
  ['task edit 1 --private --as alex'],
  ['task done 1 2', [`task add Bread ${essentials.join(' ')}`]],
  ['task block 1 --note why'],
  ['task reopen 1', ['task done 1']],
  ['task skip bins', [`routine add Bins ${essentials.join(' ')} --every tue`]],
  ['task take 1 --as sam'],
  ['task edit 1 --completed-on yesterday --completed-by sam', ['task done 1']],
  ['task assign 1 sam'],
  ['task remove 1 --yes'],
  ['task note 1 call first --as sam'],
  ['add Bread @sam due:fri +own --note fresh'],
  ['add Bread every tue @sam --note fresh'],
  ['win pick 2 -w Eaten', ['add Bread']],
  ['task note --remove 1 --yes', ['task note 1 call first --as sam']],
  ['task remove 1 --yes', ['task note 1 call first --as sam', 'task note 1 again']],
  ['user remove sam --tasks keep --yes', ['task note 1 call first --as sam']],
  ['win pick 1 --as sam'],
  ['win pick 2 --replace --note no', [`task add Bread ${essentials.join(' ')}`, 'win pick 1']],
  ['win pick 1', ['win pick 1 --date yesterday']],
  ['win done', ['win pick 1']],
  ['win pause --note later', ['win pick 1']],
  ['win resume', ['win pick 1', 'win block --note stuck']],
  ['win drop --note no', ['win pick 1']],
  ['rest add sunday --note church --as sam'],
  ['rest remove 1 --yes', ['rest add sunday']],
  ['rest remove 1 --yes', ['rest add yesterday..tomorrow']],
  ['task done 2', [bins]],
  ['win done', [bins, 'win pick 2']],
  ['task reopen 2', [bins, 'task done 2']],
  ['task remove 2 --yes', [bins, 'task done 2']],
  ['user remove sam --tasks keep --yes', [bins, 'task done 2 --as sam']],
  ['category remove own --yes', [`${bins} --category own`]],
  ['db seed'],
]

describe('undoes and redoes', () => {
  test.each(commands)('%s', async (words, before: readonly string[] = []) => {
    const its = await smallHousehold()
    await its.json('category', 'add', 'Own')
    for (const line of before) await its.json(...line.split(' '))
    const states = [await state(its)]
    // Only the owner can undo changes of a private task.
    const actor = words.split(' ').slice(words.split(' ').indexOf('--as'))
    const who = words.includes('--private') ? actor : []
    for (const command of [
      words.split(' '),
      ['undo', ...who],
      ['redo', ...who],
      ['undo', ...who],
    ]) {
      await its.json(...command)
      states.push(await state(its))
    }
    const [first, second] = states
    expect(second).not.toEqual(first)
    expect(states.slice(2)).toEqual([first, second, first])
  })

  test('every command, back to an empty household and forward again', async () => {
    const its = household()
    await its.ready()
    await its.json('db', 'init')
    const lines = [
      'user add Alex',
      `task add Bread ${essentials.join(' ')} --owner alex`,
      'win pick 1 --as alex',
      'win done',
      'task reopen 1',
      'task edit 1 --title Toast',
      'user remove alex --tasks keep --yes',
    ]
    const states = [await state(its)]
    for (const line of lines) {
      await its.json(...line.split(' '))
      states.push(await state(its))
    }
    await its.json('undo', String(lines.length))
    const back = await state(its)
    await its.json('redo', String(lines.length))
    expect([back, await state(its)]).toEqual([states[0], states.at(-1)])
  })
})

describe('undo', () => {
  test('answers with the undone commands', async () => {
    const its = await smallHousehold()
    await its.json('task', 'edit', '1', '--title', 'Oat milk', '--as', 'alex')
    expect([await its.run('undo'), await its.json('redo')]).toEqual([
      {
        code: 0,
        stdout: '↶ Undid task edit: “Oat milk”, title “Oat milk” → “Milk” (by Alex)\n',
        stderr: '',
      },
      [
        {
          id: 4,
          command: 'task edit',
          made_by_user_id: 1,
          made_by: 'Alex',
          created_at: '2026-11-22T12:00:03.000Z',
          reversible: true,
          changes: [
            {
              id: 4,
              command_id: 4,
              command: 'task edit',
              made_by_user_id: 1,
              made_by: 'Alex',
              created_at: '2026-11-22T12:00:03.000Z',
              table_name: 'tasks',
              row_id: 1,
              subject: 'Milk',
              operation: 'UPDATE',
              before: { title: 'Milk' },
              after: { title: 'Oat milk' },
            },
          ],
        },
      ],
    ])
  })

  test('undoes only the commands of the member who acts', async () => {
    const its = await smallHousehold()
    await its.json('task', 'edit', '1', '--priority', 'low', '--as', 'alex')
    await its.json('task', 'edit', '1', '--effort', 'small', '--as', 'sam')
    await its.json('undo', '--as', 'alex')
    expect(await its.json('task', 'show', '1', '--fields', 'priority,effort')).toEqual({
      priority: 'MEDIUM',
      effort: 'SMALL',
    })
  })

  test('F088 never overwrites a later change, and shows it', async () => {
    const its = await smallHousehold()
    await its.json('task', 'edit', '1', '--title', 'Oat milk', '--as', 'alex')
    await its.json('task', 'edit', '1', '--title', 'Soy milk', '--due', 'today', '--as', 'sam')
    const before = await state(its)
    const answer = await its.run('undo', '--as', 'alex')
    expect([answer, await state(its)]).toEqual([
      {
        code: 4,
        stdout: '',
        stderr: [
          'momentum: “Soy milk” was changed later by Sam (task edit: due date none → 2026-11-22, title “Oat milk” → “Soy milk”), so nothing was done.\n',
          '  See: momentum --as alex task history 1\n',
        ].join(''),
      },
      before,
    ])
  })

  test.each([
    ['a task that is somebody’s by now', ['user add Kim --as alex', 'task assign 1 kim --as sam']],
    [
      'a task that is a win by now',
      [`task add Bread ${essentials.join(' ')} --as alex`, 'win pick 2 --as sam'],
    ],
    [
      'a category that is in use by now',
      ['category add Kitchen --as alex', 'task edit 1 --category kitchen --as sam'],
    ],
    [
      'a name that is taken by now',
      ['user edit alex --name Kim --as alex', 'user add Alex --as sam'],
    ],
    ['a member who picked a win since', ['user add Kim --as alex', 'win pick 1 --as kim']],
    [
      'a task that is gone by now',
      ['task edit 1 --title x --as alex', 'task remove 1 --yes --as sam'],
    ],
    ['a day that has another win by now', ['win drop --note x --as alex', 'win pick 2 --as sam']],
    ['an active task that is the win by now', ['task start 1 --as alex', 'win pick 1 --as sam']],
    [
      'a private task that is a win by now',
      ['task edit 1 --no-private --as alex', 'win pick 1 --as sam'],
    ],
  ])('F088 is refused because of %s', async (title, lines) => {
    const its = await smallHousehold()
    if (title.startsWith('a private'))
      await its.json('task', 'edit', '1', '--private', '--as', 'alex')
    if (title.startsWith('a day')) {
      await its.json('win', 'pick', '1')
      await its.json('task', 'add', 'Bread', ...essentials)
    }
    for (const line of lines) await its.json(...line.split(' '))
    const before = await state(its)
    const name = title.startsWith('a name') ? 'Kim' : 'alex'
    const { code, stdout } = await its.run('undo', '--as', name)
    expect([code, stdout, await state(its)]).toEqual([4, '', before])
  })

  test.each([
    [
      'a member',
      ['user edit alex --role cook --as alex', 'user edit alex --role baker --as sam'],
      '“Alex” was changed later by Sam (user edit: role “cook” → “baker”), so nothing was done.',
      'undo --list',
    ],
    [
      'a category',
      ['category add Own --as alex', 'category edit own --name Kitchen --as sam'],
      '“Kitchen” was changed later by Sam (category edit: name “Own” → “Kitchen”), so nothing was done.',
      'undo --list',
    ],
    [
      'a win',
      ['win pick 1 --as alex', 'win pause --note rain --as sam'],
      '“2026-11-22” was changed later by Sam (win pause: status active → paused, note none → “rain”), so nothing was done.',
      'win history --changes',
    ],
  ])('F088 says where to see what became of %s', async (_, lines, message, see) => {
    const its = await smallHousehold()
    for (const line of lines) await its.json(...line.split(' '))
    expect(await its.run('undo', '--as', 'alex')).toEqual({
      code: 4,
      stdout: '',
      stderr: `momentum: ${message}\n  See: momentum --as alex ${see}\n`,
    })
  })

  test('reverses only what a password was given for', async () => {
    const its = await loggedInAlex()
    await its.json('task', 'add', 'Milk', ...essentials)
    await its.json('logout')
    await its.json('task', 'add', 'Bread', ...essentials)
    const person = terminal(its, ['undo', '2'])
    await person.sees('? Password for Alex:')
    // Meanwhile, at another computer.
    await runWithInput(its, password, 'login', 'alex', '--password-stdin')
    await its.json('undo')
    const before = await state(its)
    person.types(`${password}${keys.enter}`)
    expect([await person.ends(), person.screen().split('\n').slice(-2), await state(its)]).toEqual([
      4,
      [
        'momentum: Someone else made a change at the same time, so nothing was done.',
        '  Check the list, then try again: momentum undo --list',
      ],
      before,
    ])
  })

  test('undoes all the commands or none', async () => {
    const its = await smallHousehold()
    await its.json('task', 'edit', '1', '--title', 'A', '--as', 'alex')
    await its.json('task', 'edit', '1', '--title', 'B', '--as', 'sam')
    await its.json('task', 'edit', '1', '--effort', 'small', '--as', 'alex')
    const before = await state(its)
    expect([(await its.run('undo', '2', '--as', 'alex')).code, await state(its)]).toEqual([
      4,
      before,
    ])
  })

  test.each([
    [['undo'], 'Nothing to undo.', undefined],
    [['redo'], 'Nothing to redo.', undefined],
  ])('%j with nothing to reverse ends with 3', async (argv, message) => {
    const its = household()
    await its.ready()
    await its.json('db', 'init')
    expect(await its.run(...argv)).toEqual({
      code: 3,
      stdout: '',
      stderr: `momentum: ${message}\n`,
    })
  })

  test('says how many commands can be undone when that is fewer', async () => {
    const its = await smallHousehold()
    expect(await its.run('undo', '4')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'momentum: Only 3 commands can be undone.\n  See: momentum undo --list\n',
    })
  })

  test.each(['0', '-1', 'x', '1.5', ''])('of “%s” commands is a usage error', async (count) => {
    expect((await (await smallHousehold()).run('undo', '--', count)).code).toBe(2)
  })

  test('does not count a command that changed nothing', async () => {
    const its = await smallHousehold()
    await its.json('task', 'done', '1')
    await its.json('task', 'done', '1')
    await its.json('undo')
    expect(await its.json('task', 'show', '1', '--fields', 'status')).toEqual({ status: 'BACKLOG' })
  })

  test('does not count a change by another program, and does not overwrite it', async () => {
    const its = await smallHousehold()
    await its.query("update tasks set title = 'Cream' where id = 1")
    expect([
      await its.run('undo'),
      await its.json('task', 'history', '1', '--fields', 'command,made_by'),
    ]).toEqual([
      {
        code: 4,
        stdout: '',
        stderr: [
          'momentum: “Cream” was changed later (another program: title “Milk” → “Cream”), so nothing was done.\n',
          '  See: momentum task history 1\n',
        ].join(''),
      },
      [
        { command: null, made_by: null },
        { command: 'task add', made_by: null },
      ],
    ])
  })

  test('makes deleted tasks searchable again', async () => {
    const its = await smallHousehold()
    await its.json('task', 'edit', '1', '--title', 'Bread')
    await its.json('undo')
    const found = async (text: string) =>
      its.json('task', 'list', '--search', text, '--fields', 'id')
    expect([await found('milk'), await found('bread')]).toEqual([[{ id: 1 }], []])
  })
})

describe('a task that is private now', () => {
  test.each([
    [
      'an undo of giving it to its owner',
      ['user add Ghost', 'task assign 1 ghost', 'user remove ghost --tasks alex --yes'],
      ['task edit 1 --private --description SECRET --as alex'],
      ['undo'],
    ],
    [
      'an undo that also changes another task',
      [`task add Bread ${essentials.join(' ')}`, 'task done 1 2 --as sam'],
      ['task edit 1 --private --as alex'],
      ['undo', '--as', 'sam'],
    ],
    [
      'an undo that would make it somebody else’s secret',
      ['task edit 1 --private --as alex', 'task edit 1 --no-private --as alex'],
      ['task assign 1 sam'],
      ['undo', '--as', 'alex'],
    ],
    [
      'a redo that would make it somebody else’s secret',
      ['task edit 1 --private --as alex', 'undo --as alex'],
      ['task assign 1 sam'],
      ['redo', '--as', 'alex'],
    ],
  ])('F184 is not changed by %s', async (_, before, since, argv) => {
    const its = await smallHousehold()
    for (const line of [...before, ...since]) await its.json(...line.split(' '))
    const found = await state(its)
    expect([(await its.run(...argv)).code, await state(its)]).toEqual([4, found])
  })

  test('F184 hides the notes of its former win', async () => {
    const its = await smallHousehold()
    await its.json('win', 'pick', '1')
    await its.json('win', 'block', '--note', 'waiting for the ring')
    await its.json('win', 'drop', '--note', 'x')
    await its.json('task', 'edit', '1', '--private', '--as', 'alex')
    const told = async () =>
      Promise.all(
        [
          ['win', 'history', '--changes'],
          ['undo', '--list'],
        ].map(async (words) =>
          (await its.run(...words, '--json', '--as', 'sam')).stdout.includes('ring'),
        ),
      )
    const whilePrivate = await told()
    await its.json('task', 'edit', '1', '--no-private', '--as', 'alex')
    expect([whilePrivate, await told()]).toEqual([
      [false, false],
      [true, false],
    ])
  })
})

test.each(['task pause 1', 'task done 1', 'task edit 1 --private --as alex'])(
  'a pick that changed no task is not redone after %s',
  async (words) => {
    const its = await smallHousehold()
    await its.json('task', 'start', '1')
    await its.json('win', 'pick', '1', '--as', 'alex')
    await its.json('undo', '--as', 'alex')
    await its.json(...words.split(' '))
    const before = await state(its)
    expect([await its.run('redo', '--as', 'alex'), await state(its)]).toEqual([
      {
        code: 4,
        stdout: '',
        stderr: [
          'momentum: Something related was changed later, so nothing was done.\n',
          '  See what comes next: momentum --as alex undo --list\n',
        ].join(''),
      },
      before,
    ])
  },
)

test('undo starts with the command that was redone last', async () => {
  const its = await smallHousehold()
  for (const title of ['A', 'B']) await its.json('task', 'add', title, ...essentials)
  await its.json('undo')
  await its.json('task', 'add', 'C', ...essentials)
  await its.json('redo')
  await its.json('undo')
  expect(await its.json('task', 'list', '--fields', 'title')).toEqual(
    ['Milk', 'A', 'C'].map((title) => ({ title })),
  )
})

describe('a command that cannot be undone', () => {
  const setPassword = (its: Household, ...actor: string[]) =>
    runWithInput(its, password, 'user', 'password', 'sam', '--password-stdin', ...actor)
  const titles = (its: Household) => its.json('task', 'list', '--fields', 'title')
  const [milk, bread] = ['Milk', 'Bread'].map((title) => ({ title }))

  /** The small household, whose last command gave Sam a password. */
  async function withPassword() {
    const its = await smallHousehold()
    expect((await setPassword(its)).code).toEqual(0)
    return its
  }

  test('stops undo, which skips it only when told to', async () => {
    const its = await withPassword()
    const stopped = await its.run('undo')
    expect([
      stopped,
      await titles(its),
      await its.run('undo', '--before'),
      await titles(its),
    ]).toEqual([
      {
        code: 4,
        stdout: '',
        stderr: [
          'momentum: The last command, user password (“Sam”), cannot be undone.\n',
          '  To skip it and undo what came before: momentum undo --before\n',
        ].join(''),
      },
      [milk],
      { code: 0, stdout: '↶ Undid task add: “Milk” deleted\n', stderr: '' },
      [],
    ])
  })

  test('stops undo between the commands to undo, and none of them is undone', async () => {
    const its = await withPassword()
    await its.json('task', 'add', 'Bread', ...essentials)
    const stopped = await its.run('undo', '2')
    expect([stopped, await titles(its), (await its.run('undo', '2', '--before')).code]).toEqual([
      {
        code: 4,
        stdout: '',
        stderr: [
          'momentum: Only the last command can be undone. The one before, user password (“Sam”), cannot.\n',
          '  To skip it and undo what came before: momentum undo 2 --before\n',
        ].join(''),
      },
      [milk, bread],
      0,
    ])
    expect(await titles(its)).toEqual([])
  })

  test('does not prevent an undo of what came after it', async () => {
    const its = await withPassword()
    await its.json('task', 'add', 'Bread', ...essentials)
    expect([(await its.run('undo')).code, await titles(its)]).toEqual([0, [milk]])
  })

  test('of another member does not stop a member who is known to act', async () => {
    const its = await smallHousehold()
    await its.json('task', 'add', 'Bread', ...essentials, '--as', 'alex')
    await setPassword(its, '--as', 'sam')
    expect([(await its.run('undo', '--as', 'alex')).code, await titles(its)]).toEqual([0, [milk]])
  })

  test('is not followed by a hint to skip it if nothing came before', async () => {
    const its = household()
    await its.ready()
    await its.json('db', 'seed', '--demo', '--tasks', '3', '--routines', '0', '--days', '0')
    expect([await its.run('undo'), await its.run('undo', '--before')]).toEqual([
      {
        code: 4,
        stdout: '',
        stderr:
          'momentum: The last command, db seed, cannot be undone.\n  See: momentum undo --list\n',
      },
      { code: 3, stdout: '', stderr: 'momentum: Nothing to undo.\n' },
    ])
  })

  test('is listed without a number', async () => {
    const its = await withPassword()
    await its.json('task', 'add', 'Bread', ...essentials)
    const listed = await its.json('undo', '--list', '--fields', 'command,reversible')
    expect([await its.run('undo', '--list'), listed]).toEqual([
      {
        code: 0,
        stdout: [
          'n  when         who  command        what',
          '4  today 12:00  –    user add       “Alex” added',
          '3  today 12:00  –    user add       “Sam” added',
          '2  today 12:00  –    task add       “Milk” added',
          '–  today 12:00  –    user password  “Sam”, password set (cannot be undone)',
          '1  today 12:00  –    task add       “Bread” added',
          '',
        ].join('\n'),
        stderr: '',
      },
      [
        { command: 'task add', reversible: true },
        { command: 'user password', reversible: false },
        { command: 'task add', reversible: true },
        { command: 'user add', reversible: true },
        { command: 'user add', reversible: true },
      ],
    ])
  })

  test('stops undo after a restore, for everyone, until older history is deleted', async () => {
    const its = await smallHousehold()
    await its.json('task', 'edit', '1', '--priority', 'low', '--as', 'alex')
    await its.json('db', 'backup', 'backup.db')
    await its.json('task', 'add', 'Bread', ...essentials)
    await its.json('db', 'restore', 'backup.db', '--yes')
    const stops = (sentence: string, hint: string) => ({
      code: 4,
      stdout: '',
      stderr: `momentum: ${sentence}\n  To skip it and undo what came before: ${hint}\n`,
    })
    const last = 'The last command, db restore, cannot be undone.'
    expect([await its.run('undo'), await its.run('undo', '--as', 'alex')]).toEqual([
      stops(last, 'momentum undo --before'),
      stops(last, 'momentum --as alex undo --before'),
    ])
    await its.json('db', 'forget', '--before', 'today', '--yes')
    expect(await its.json('undo', '--list', '--fields', 'command')).toMatchObject([
      { command: 'db restore' },
      { command: 'task edit' },
      ...[1, 2, 3].map(() => ({})),
    ])
    await its.json('task', 'add', 'Since', ...essentials)
    await its.json('undo')
    expect([await titles(its), (await its.run('undo', '--before', '--as', 'alex')).code]).toEqual([
      [milk],
      0,
    ])
    await its.json('db', 'forget', '--before', 'tomorrow', '--yes')
    expect(await its.json('undo', '--list')).toEqual([])
  })
})

describe('undo --list', () => {
  test('shows which commands can be undone, by whom and when, the next one last', async () => {
    const its = await smallHousehold()
    await its.json('win', 'pick', '1', '--as', 'sam')
    await its.json('win', 'done', '--as', 'sam')
    await its.json('undo')
    expect([await its.run('undo', '--list'), await its.run('redo', '--list')]).toEqual([
      {
        code: 0,
        stdout: [
          'n  when         who  command   what',
          '4  today 12:00  –    user add  “Alex” added',
          '3  today 12:00  –    user add  “Sam” added',
          '2  today 12:00  –    task add  “Milk” added',
          '1  today 12:00  Sam  win pick  “Milk” (win of 2026-11-22) picked, and 1 more change',
          '',
        ].join('\n'),
        stderr: '',
      },
      {
        code: 0,
        stdout: [
          'n  when         who  command   what',
          '1  today 12:00  Sam  win done  “Milk” (win of 2026-11-22), status active → done, and 1 more change',
          '',
        ].join('\n'),
        stderr: '',
      },
    ])
  })

  test('shows ten commands, and says how to list the earlier ones', async () => {
    const its = household()
    await its.ready()
    await its.json('db', 'init')
    const names = Array.from({ length: 11 }, (_, index) => `Group ${index}`)
    for (const name of names) await its.json('category', 'add', name)
    const rows = names
      .slice(1)
      .map(
        (name, index) =>
          `${String(10 - index).padStart(2)}  today 12:00  –    category add  “${name}” added`,
      )
    expect([
      await its.run('undo', '--list'),
      await its.json('undo', '--list', '--fields', 'id'),
    ]).toEqual([
      {
        code: 0,
        stdout: [
          'To list the earlier ones too, add --json.',
          ' n  when         who  command       what',
          ...rows,
          '',
        ].join('\n'),
        stderr: '',
      },
      names.map(() => ({ id: expect.any(Number) })),
    ])
  })

  test('prints a sentence, or [] as JSON, when there is nothing to undo', async () => {
    const its = await smallHousehold()
    expect([await its.run('redo', '--list'), await its.json('redo', '--list')]).toEqual([
      { code: 0, stdout: 'Nothing to redo.\n', stderr: '' },
      [],
    ])
  })
})

describe('history', () => {
  test('shows who changed what in a task, even after it was deleted', async () => {
    const its = await smallHousehold()
    await its.json('task', 'block', '1', '--note', 'No shop is open', '--as', 'sam')
    await its.json('task', 'remove', '1', '--yes', '--as', 'alex')
    expect(await its.run('task', 'history', '1')).toEqual({
      code: 0,
      stdout: [
        'Milk',
        '',
        'when         who   command      what',
        'today 12:00  Alex  task remove  deleted',
        'today 12:00  Sam   task block   status backlog → blocked, note none → “No shop is open”',
        'today 12:00  –     task add     added',
        '',
      ].join('\n'),
      stderr: '',
    })
  })

  test('ends with 3 for a task that never existed', async () => {
    expect(await (await smallHousehold()).run('task', 'history', '9')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'momentum: There is no task with the number 9.\n  See: momentum task list --all\n',
    })
  })

  test('says that there are no recorded changes after they were deleted', async () => {
    const its = await smallHousehold()
    await its.json('db', 'forget', '--before', 'tomorrow', '--yes')
    const recorded = (text: string) => ({ code: 0, stdout: `${text}\n`, stderr: '' })
    expect([
      await its.run('task', 'history', '1'),
      await its.run('win', 'history', '--changes'),
    ]).toEqual([recorded('No recorded changes.'), recorded('No recorded changes.')])
  })

  test('shows who changed which win, with the notes', async () => {
    const its = await smallHousehold()
    await its.json('win', 'pick', '1', '--as', 'alex')
    await its.json('win', 'pause', '--note', 'Visitors', '--as', 'sam')
    expect([
      await its.json(
        'win',
        'history',
        '--changes',
        '--fields',
        'made_by,command,subject,before,after',
      ),
      await its.run('win', 'history', '--changes'),
    ]).toEqual([
      [
        {
          made_by: 'Sam',
          command: 'win pause',
          subject: '2026-11-22',
          before: { note: null, status: 'ACTIVE' },
          after: { note: 'Visitors', status: 'PAUSED' },
        },
        {
          made_by: 'Alex',
          command: 'win pick',
          subject: '2026-11-22',
          before: null,
          after: {
            completed_at: null,
            completed_by_user_id: null,
            completed_by: null,
            created_at: '2026-11-22T12:00:03.000Z',
            date: '2026-11-22',
            note: null,
            selected_by_user_id: 1,
            selected_by: 'Alex',
            status: 'ACTIVE',
            task_id: 1,
            task: 'Milk',
            updated_at: '2026-11-22T12:00:03.000Z',
          },
        },
      ],
      {
        code: 0,
        stdout: [
          'when         who   command    what',
          'today 12:00  Sam   win pause  win of 2026-11-22, status active → paused, note none → “Visitors”',
          'today 12:00  Alex  win pick   win of 2026-11-22 picked',
          '',
        ].join('\n'),
        stderr: '',
      },
    ])
  })
})

describe('recorded changes', () => {
  test('F184 of a private task are visible to its owner only, also those made before and after', async () => {
    const its = await smallHousehold()
    await its.json('task', 'edit', '1', '--title', 'Secret milk', '--as', 'alex')
    await its.json('task', 'edit', '1', '--private', '--as', 'alex')
    const seen = async () => {
      const texts = []
      for (const who of [[], ['--as', 'sam']]) {
        for (const words of [
          ['undo', '--list'],
          ['redo', '--list'],
          ['task', 'history', '1'],
        ]) {
          texts.push((await its.run(...words, '--json', ...who)).stdout.includes('ilk'))
        }
      }
      return texts
    }
    const nothing = Array(6).fill(false)
    const whilePrivate = await seen()
    await its.json('task', 'remove', '1', '--yes', '--as', 'alex')
    const removed = await seen()
    const own = await its.json('task', 'history', '1', '--fields', 'command', '--as', 'alex')
    await its.json('undo', '--as', 'alex')
    expect([whilePrivate, removed, await seen(), own]).toEqual([
      nothing,
      nothing,
      nothing,
      ['task remove', 'task edit', 'task edit', 'task add'].map((command) => ({ command })),
    ])
  })

  test('F184 do not name a private task that was a win before', async () => {
    const its = await smallHousehold()
    await its.json('win', 'pick', '1', '--as', 'alex')
    await its.json('win', 'drop', '--note', 'no', '--as', 'alex')
    await its.json('task', 'edit', '1', '--title', 'Secret milk', '--private', '--as', 'alex')
    const named = async (...who: string[]) => {
      const changes = await its.json('win', 'history', '--changes', '--fields', 'after', ...who)
      return (changes as { after: { task: string } | null }[]).map(({ after }) => after?.task)
    }
    expect([await named(), await named('--as', 'alex')]).toEqual([[], [undefined, 'Secret milk']])
  })

  test('F108 can be more than a statement can bind', async () => {
    const its = await smallHousehold()
    await its.query(sql`
      with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 33000)
      insert into commands (command, created_at) select 'task edit', '2026-11-22T12:00:00.000Z' from numbers
    `)
    await its.query(sql`
      insert into changes (command_id, table_name, row_id, operation, before, after, created_at)
      select id, 'tasks', 1, 'UPDATE', '{"title":"a"}', '{"title":"b"}', '2026-11-22T12:00:00.000Z'
      from commands where id > 3
    `)
    expect(await its.json('undo', '--list')).toHaveLength(33_003)
  })

  test('F181 contain no password, but an undo brings a member back with the old one', async () => {
    const its = await loggedInAlex()
    await its.json('user', 'remove', 'alex', '--yes')
    const kept = JSON.stringify(await its.query('select before, after from changes'))
    await its.json('undo')
    expect([
      kept.includes('$2'),
      (await its.run('whoami', '--as', 'alex')).code,
      (await runWithInput(its, password, 'login', 'alex', '--password-stdin')).code,
      await its.query('select * from removed_passwords'),
    ]).toEqual([false, 6, 0, []])
  })

  test('keep the password of a deleted member as long as the deletion can be undone', async () => {
    const its = await loggedInAlex()
    await its.json('task', 'add', 'Milk', ...essentials)
    await its.json('user', 'remove', 'alex', '--yes')
    const kept = async (before: string) => {
      await its.json('db', 'forget', '--before', before, '--yes')
      return its.query('select id from removed_passwords')
    }
    const today = await kept('today')
    its.setClock('2026-11-23T12:00:00.000Z')
    // Something else was deleted under the same number.
    await its.json('task', 'remove', '1', '--yes')
    expect([today, await kept('today'), await its.query('select table_name from changes')]).toEqual(
      [[{ id: 1 }], [], [{ table_name: 'tasks' }]],
    )
  })

  test('need the password of a member whom the same undo brings back', async () => {
    const its = await loggedInAlex()
    await its.json('user', 'edit', 'alex', '--name', 'Alexandra')
    await its.json('user', 'remove', 'alexandra', '--yes')
    await its.json('logout')
    const before = await state(its)
    expect([await its.run('undo', '2'), await state(its)]).toEqual([
      {
        code: 6,
        stdout: '',
        stderr:
          'momentum: This needs Alexandra’s password.\n  Log in first: momentum login Alexandra\n',
      },
      before,
    ])
  })

  test('need the password of the first of two members whom the same undo brings back', async () => {
    const its = await loggedInAlex()
    await runWithInput(its, password, 'user', 'add', 'Sam', '--password-stdin')
    const person = terminal(its, ['user', 'edit', 'sam', '--role', 'cook'])
    await person.sees('? Password for Sam:')
    person.types(`${password}${keys.enter}`)
    await person.ends()
    await its.json('user', 'remove', 'alex', '--yes')
    await runWithInput(its, password, 'login', 'sam', '--password-stdin')
    await its.json('user', 'remove', 'sam', '--yes')
    const before = await state(its)
    expect([await its.run('undo', '3'), await state(its)]).toEqual([
      {
        code: 6,
        stdout: '',
        stderr: 'momentum: This needs Alex’s password.\n  Log in first: momentum login Alex\n',
      },
      before,
    ])
  })

  test('are deleted up to the beginning of the household’s day', async () => {
    const its = household()
    await its.ready()
    its.env.MOMENTUM_TZ = 'America/New_York'
    await its.json('db', 'init')
    // Eight in the evening in New York, which is the next day in UTC.
    its.setClock('2026-11-23T01:00:00.000Z')
    await its.json('user', 'add', 'Alex')
    expect([
      await its.json('db', 'forget', '--before', 'today', '--yes'),
      await its.json('db', 'forget', '--before', 'tomorrow', '--yes'),
    ]).toEqual([
      { commands: 0, changes: 0, freed_bytes: 0 },
      { commands: 1, changes: 1, freed_bytes: 0 },
    ])
  })

  test('of a member with a password can be undone by that member only', async () => {
    const its = await loggedInAlex()
    await its.json('task', 'add', 'Milk', ...essentials)
    await its.json('logout')
    expect([(await its.run('undo')).code, (await its.run('undo', '--as', 'alex')).code]).toEqual([
      6, 6,
    ])
  })

  test('are deleted permanently', async () => {
    const its = await smallHousehold()
    await its.json('task', 'remove', '1', '--yes')
    expect([
      await its.run('db', 'forget', '--before', 'tomorrow', '--yes'),
      await its.json('undo', '--list'),
      (await its.run('task', 'history', '1')).code,
      (await its.run('db', 'forget', '--before', 'tomorrow')).code,
      (await its.run('db', 'forget')).code,
    ]).toEqual([
      { code: 0, stdout: '✓ Deleted 4 commands and 4 changes from the history.\n', stderr: '' },
      [],
      3,
      2,
      2,
    ])
  })
})

test('a deleted member comes back, though a private task that they did was reopened since', async () => {
  const its = household()
  await its.json('db', 'init')
  await its.json('user', 'add', 'Alex')
  await its.json('user', 'add', 'Cleo')
  const add = ['task', 'add', 'Secret', ...essentials, '--owner', 'alex', '--private']
  const { id } = (await its.json(...add, '--as', 'alex')) as { id: number }
  await its.json('task', 'done', `${id}`, '--by', 'cleo', '--as', 'alex')
  await its.json('user', 'remove', 'cleo', '--yes')
  await its.json('task', 'reopen', `${id}`, '--as', 'alex')
  const before = await its.json('task', 'show', `${id}`, '--as', 'alex')
  await its.json('undo', '--yes')
  expect(await its.json('user', 'show', 'cleo', '--fields', 'name')).toEqual({ name: 'Cleo' })
  expect(await its.json('task', 'show', `${id}`, '--as', 'alex')).toEqual(before)
})
