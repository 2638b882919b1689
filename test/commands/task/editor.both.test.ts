import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runForeground } from '../../../src/terminal/foreground.ts'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, type Household, household, screen } from '../../support/household/household.ts'
import { failure } from '../../support/household/sample.ts'

const lived = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  await addTask(home, 'Fix the tap', '--description', 'Buy washers')
  await addTask(home, 'Sweep')
  return home
})

const edits = ['task', 'edit', '1', '--editor'] as const

/**
 * Runs a command at a terminal, with a script of sh as the editor: `$1` is the file, and `$HOME`
 * the household's folder.
 */
async function edit(home: Household, script: string, argv: readonly string[] = edits) {
  const editor = join(home.folder, 'editor')
  writeFileSync(editor, `#!/bin/sh\n${script}\n`)
  chmodSync(editor, 0o700)
  home.env.EDITOR ??= editor
  home.env.TMPDIR = join(home.folder, 'tmp')
  mkdirSync(home.env.TMPDIR, { recursive: true })
  const world = home.world(argv, {
    stdin: Object.assign(home.world([]).stdin, { isTTY: true }),
    stdout: screen(80),
    stderr: screen(200),
    runShell: (line, options) => {
      const env = { ...process.env, HOME: home.folder }
      return runForeground(line, { ...options, env, platform: 'linux' })
    },
  })
  return home.runIn(world)
}

/** What is left of the files that were edited. */
function kept({ folder }: Household): string[] {
  const tmp = join(folder, 'tmp')
  return readdirSync(tmp).flatMap((name) =>
    readdirSync(join(tmp, name)).map((file) => join(tmp, name, file)),
  )
}

const textsOf = (home: Household) =>
  home.json('task', 'show', '1', '--fields', 'description,definition_of_done,owner')

const before = { description: 'Buy washers', definition_of_done: 'It is done', owner: null }

test('saves what was changed, with the other options, and leaves no file', async () => {
  const home = await lived()
  const script = 'sed -i "s/Buy/Get/; s/^It is done/# It is\\ndry/" "$1"; touch "$1~"'
  const { code, stdout, stderr } = await edit(home, script, [...edits, '--owner', 'sam'])
  expect({ code, stderr, texts: await textsOf(home), kept: kept(home) }).toEqual({
    code: 0,
    stderr: '',
    texts: { description: 'Get washers', definition_of_done: '# It is\ndry', owner: 'Sam' },
    kept: [],
  })
  expect(stdout).toContain('Get washers')
})

test('the file is named after the task, and only its owner can read it', async () => {
  const home = await lived()
  await edit(home, 'stat -c "%a %n" "$1" "$(dirname "$1")" > "$HOME/modes"')
  const modes = readFileSync(join(home.folder, 'modes'), 'utf8')
  expect(modes.replaceAll(/(?<=tmp\/momentum-)\w+/g, 'x')).toBe(
    `600 ${home.folder}/tmp/momentum-x/task-1.txt\n700 ${home.folder}/tmp/momentum-x\n`,
  )
})

test('saved unchanged, nothing is changed', async () => {
  const home = await lived()
  const old = await home.json('task', 'show', '1')
  const { code, stderr } = await edit(home, 'cp "$1" x; cat x > "$1"; rm x')
  expect({ code, stderr, task: await home.json('task', 'show', '1'), kept: kept(home) }).toEqual({
    code: 0,
    stderr: 'Nothing was changed.\n',
    task: old,
    kept: [],
  })
})

test('the title that nobody has given a definition of done stays unreviewed', async () => {
  const home = await lived()
  await home.json('add', 'Water', 'plants')
  const reviewed = async () => home.json('task', 'show', '3', '--fields', 'reviewed')
  await edit(home, 'sed -i "s/^# -.* Description.*/&\\nDaily/" "$1"', ['edit', '3', '--editor'])
  const first = await reviewed()
  await edit(home, 'sed -i "s/As the title says/Moist/" "$1"', ['edit', '3', '--editor'])
  expect([first, await reviewed()]).toEqual([{ reviewed: false }, { reviewed: true }])
})

describe('nothing is changed, and no file is left, if the editor', () => {
  test.each<[what: string, script: string, editor: string | undefined, ...string[]]>([
    [
      'ends with an error',
      'touch "$1"; exit 3',
      undefined,
      'The editor “EDITOR” ended with an error. Nothing was changed.',
    ],
    [
      'is killed',
      'kill -9 $$',
      undefined,
      'The editor “EDITOR” ended with an error. Nothing was changed.',
    ],
    [
      'deletes the file',
      'rm "$1"',
      undefined,
      'The editor “EDITOR” left no text to read. Nothing was changed.',
    ],
    [
      'deletes the folder',
      'rm -r "$(dirname "$1")"',
      undefined,
      'The editor “EDITOR” left no text to read. Nothing was changed.',
    ],
    [
      'is below a file',
      '',
      '/etc/passwd/editor',
      'The editor “/etc/passwd/editor” could not be started.',
      'To choose one, such as nano: momentum config set editor nano',
    ],
    [
      'does not exist',
      '',
      'noeditor -x',
      'The editor “noeditor -x” could not be started.',
      'To choose one, such as nano: momentum config set editor nano',
    ],
    [
      'is not found by the shell',
      '',
      "noeditor '-x'",
      "The editor “noeditor '-x'” could not be started.",
      'To choose one, such as nano: momentum config set editor nano',
    ],
  ])('%s', async (_, script, editor, message = '', hint) => {
    const home = await lived()
    if (editor !== undefined) home.env.EDITOR = editor
    const answer = await edit(home, script)
    expect([answer, await textsOf(home), kept(home)]).toEqual([
      failure(1, message.replace('EDITOR', join(home.folder, 'editor')), hint),
      before,
      [],
    ])
  })

  test('is ended by Ctrl-C', async () => {
    const home = await lived()
    const answer = await edit(home, 'echo x >> "$1"; kill -INT $$')
    expect([answer, await textsOf(home), kept(home)]).toEqual([
      { code: 130, stdout: '', stderr: 'Cancelled.\n' },
      before,
      [],
    ])
  })
})

describe('what was written is kept', () => {
  test.each([
    ['ends with an error', 'echo x >> "$1"; exit 3', 'ended with an error', ['task-1.txt']],
    ['is killed', 'echo x >> "$1"; kill -9 $$', 'ended with an error', ['task-1.txt']],
    [
      'saves it beside the file',
      'touch "$1.save"; kill -9 $$',
      'ended with an error',
      ['task-1.txt', 'task-1.txt.save'],
    ],
    ['makes a folder of it', 'rm "$1"; mkdir "$1"', 'left no text to read', ['task-1.txt']],
    ['makes a pipe of it', 'rm "$1"; mkfifo "$1"', 'left no text to read', ['task-1.txt']],
  ])('if the editor %s', async (_, script, what, files) => {
    const home = await lived()
    const answer = await edit(home, script)
    const [file = ''] = kept(home)
    expect({
      answer,
      texts: await textsOf(home),
      files: kept(home).map((path) => basename(path)),
    }).toEqual({
      answer: failure(
        1,
        `The editor “${home.env.EDITOR}” ${what}. Nothing was changed.`,
        `To see the files that the editor left: ls -A '${dirname(file)}'`,
      ),
      texts: before,
      files,
    })
  })

  test.each([
    [
      'if a text is too long',
      'yes | head -1500 | tr -d "\\n" >> "$1"',
      2,
      /^momentum: The definition of done is 15\d\d characters long; the limit is 1000\.$/,
    ],
    ['if a heading is missing', 'echo x > "$1"', 2, /^momentum: The heading “.*” is missing\.$/],
  ])('%s', async (_, script, code, sentence) => {
    const home = await lived()
    const answer = await edit(home, script)
    const [file = ''] = kept(home)
    const [first, hint, error] = answer.stderr.split('\n')
    expect({ code: answer.code, first, hint, texts: await textsOf(home) }).toEqual({
      code,
      first: 'Your text is kept in a file.',
      hint: `  To see it: cat '${file}'`,
      texts: before,
    })
    expect(error).toMatch(sentence)
    expect(readFileSync(file, 'utf8')).toMatch(/x$|y{1500}$/m)
  })

  test.each([
    {
      meanwhile: ['task', 'edit', '1', '--description', 'Theirs'],
      error: 'momentum: The description of “Fix the tap” was changed while you edited it.',
      code: 4,
    },
    {
      meanwhile: ['task', 'remove', '1', '--yes'],
      error: 'momentum: There is no task with the number 1.',
      code: 3,
    },
  ])('if meanwhile somebody typed $meanwhile', async ({ meanwhile, error, code }) => {
    const home = await lived()
    home.env.TMPDIR = home.folder
    const world = home.world(edits, {
      stdin: Object.assign(home.world([]).stdin, { isTTY: true }),
      stdout: screen(80),
      stderr: screen(200),
      // Another program can write while the editor is open.
      runShell: async (_, { words: [file = ''] = [] }) => {
        writeFileSync(file, readFileSync(file, 'utf8').replace('Buy', 'Mine'))
        await home.json(...meanwhile)
        return { code: 0 }
      },
    })
    home.env.EDITOR = 'ed'
    const answer = await home.runIn(world)
    const [first, hint = '', sentence] = answer.stderr.split('\n')
    expect([answer.code, first, sentence]).toEqual([code, 'Your text is kept in a file.', error])
    expect(readFileSync(/'(.*)'/.exec(hint)?.[1] ?? '', 'utf8')).toContain('Mine washers')
  })

  test('but another text of the task may change', async () => {
    const home = await lived()
    home.env.EDITOR = 'ed'
    const world = home.world(edits, {
      stdin: Object.assign(home.world([]).stdin, { isTTY: true }),
      stdout: screen(80),
      stderr: screen(80),
      runShell: async (_, { words: [file = ''] = [] }) => {
        writeFileSync(file, readFileSync(file, 'utf8').replace('Buy', 'Mine'))
        await home.json('task', 'edit', '1', '--definition-of-done', 'Theirs', '--owner', 'sam')
        return { code: 0 }
      },
    })
    const { code } = await home.runIn(world)
    expect([code, await textsOf(home)]).toEqual([
      0,
      { description: 'Mine washers', definition_of_done: 'Theirs', owner: 'Sam' },
    ])
  })
})

describe('no editor is opened', () => {
  const elsewhere = 'Use --description and --definition-of-done instead.'

  test.each<[argv: readonly string[], code: number, message: string, hint?: string]>([
    [[...edits, '--description', 'x'], 2, 'Use --editor or --description, not both.'],
    [[...edits, '-w', 'x'], 2, 'Use --editor or --definition-of-done, not both.'],
    [
      [...edits, '--dry-run'],
      2,
      '--editor needs a terminal, and does not work with --json, --no-input or --dry-run.',
      elsewhere,
    ],
    [
      [...edits, '--no-input'],
      2,
      '--editor needs a terminal, and does not work with --json, --no-input or --dry-run.',
      elsewhere,
    ],
    [
      ['task', 'edit', '1', '2', '--editor'],
      2,
      '--editor opens one task at a time, but 2 are named.',
    ],
    [[...edits, '--due', 'nonsense'], 2, ''],
    [[...edits, '--owner', 'zoe'], 3, ''],
    [['task', 'edit', '9', '--editor'], 3, ''],
  ])('%j', async (argv, code, message, hint) => {
    const home = await lived()
    const answer = await edit(home, 'touch "$HOME/opened"', argv)
    if (message !== '') expect(answer).toEqual(failure(code, message, hint))
    expect([answer.code, readdirSync(home.folder).includes('opened')]).toEqual([code, false])
  })

  test('without a terminal', async () => {
    const home = await lived()
    expect(await home.run(...edits)).toEqual(
      failure(
        2,
        '--editor needs a terminal, and does not work with --json, --no-input or --dry-run.',
        elsewhere,
      ),
    )
  })

  test('if none is set', async () => {
    const home = await lived()
    home.env.EDITOR = ''
    expect(await edit(home, '')).toEqual(
      failure(
        2,
        'No editor is set.',
        'To choose one, such as nano: momentum config set editor nano',
      ),
    )
  })
})

test('the settings name an editor with options, which goes before VISUAL and EDITOR', async () => {
  const home = await lived()
  await home.json('config', 'set', 'editor', 'f() { sed -i "s/$1/$2/" "$3"; }; f Buy Get')
  Object.assign(home.env, { VISUAL: 'false', EDITOR: 'false' })
  const { code } = await edit(home, '')
  expect([code, await textsOf(home)]).toEqual([0, { ...before, description: 'Get washers' }])
})
