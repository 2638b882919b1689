import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOtherUser, otherUser } from '../support/faults/unprivileged.ts'
import { memory, temporaryFolder } from '../support/folder.ts'
import type { Answer } from '../support/household/household.ts'
import { bin, checkout, run } from '../support/program/program.ts'

// The code that V8 compiled when the program was built makes it faster. Whatever happens to that
// code, the program answers the same.

const version = `code-${process.version}-${process.platform}-${process.arch}`
const files = ['momentum.cjs', 'words.cjs', 'work.cjs']

/** The kinds of commands that have code of their own. */
const kinds = ['list', 'show', 'page', 'add', 'pick', 'reading', 'changing']

/** A program that a test may damage. */
const copy = mkdtempSync(join(memory, 'momentum-code-'))
const program = join(copy, 'bin/momentum.js')
const codeFolder = join(copy, 'dist', version)

const home = mkdtempSync(join(memory, 'momentum-home-'))
const witness = join(home, 'witness.cjs')

beforeAll(() => {
  cpSync(join(checkout, 'bin'), join(copy, 'bin'), { recursive: true })
  cpSync(join(checkout, 'package.json'), join(copy, 'package.json'))
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'))
  // Loaded before the program, it writes down which files used their code.
  writeFileSync(
    witness,
    `
    const vm = require('node:vm')
    const used = []
    vm.Script = class extends vm.Script {
      constructor(source, options) {
        super(source, options)
        const name = require('node:path').basename(options.filename)
        if (this.cachedDataRejected === false) used.push(name)
      }
    }
    process.on('exit', () => {
      require('node:fs').writeFileSync(process.env.USED, JSON.stringify(used))
    })`,
  )
  execFileSync(process.execPath, [bin, 'db', 'seed'], { env: { HOME: home }, stdio: 'ignore' })
})
beforeEach(() => {
  rmSync(join(copy, 'dist'), { recursive: true, force: true })
  cpSync(join(checkout, 'dist'), join(copy, 'dist'), { recursive: true })
})
afterAll(() => {
  for (const folder of [copy, home]) rmSync(folder, { recursive: true })
})

/** Runs a command with the copy. @returns its answer, and which files used their code */
async function play(argv: readonly string[], options = '') {
  const USED = join(home, 'used.json')
  const caches = temporaryFolder()
  const env = { NODE_OPTIONS: `--require=${witness} ${options}`, USED, XDG_CACHE_HOME: caches }
  const answer = await run({ home, program, env }, ...argv)
  return {
    answer,
    used: JSON.parse(readFileSync(USED, 'utf8')),
    usesCacheOfNode: existsSync(join(caches, 'momentum')),
  }
}

/** Changes each file of code, or the one of this name. */
function change(alter: (bytes: Buffer) => Buffer, only?: string): void {
  for (const file of filesOfCode(only)) writeFileSync(file, alter(readFileSync(file)))
}

/** The files of code, of each kind of commands. */
function filesOfCode(only?: string): string[] {
  return readdirSync(codeFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(only ?? '.cjs'))
    .map((path) => join(codeFolder, path))
}

/** Flips a bit of the byte at a place between the beginning (0) and the end (1). */
const flipped = (place: number) => (bytes: Buffer) => {
  const at = Math.round((bytes.length - 1) * place)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

/** Changes the version of V8 in both copies of the code, as another Node would write them. */
function ofOtherV8(bytes: Buffer): Buffer {
  const start = 8 + bytes.readUInt32LE(0)
  for (const copied of [start, start + bytes.readUInt32LE(4)]) {
    const at = copied + 4
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  }
  return bytes
}

describe('code that cannot be used costs time, and never an answer', () => {
  const cases: readonly {
    what: string
    prepare: () => void
    options?: string
    used: readonly string[]
    usesCacheOfNode: boolean
  }[] = [
    { what: 'as it was built', prepare: () => {}, used: files, usesCacheOfNode: false },
    {
      what: 'missing',
      prepare: () => rmSync(codeFolder, { recursive: true }),
      used: [],
      usesCacheOfNode: true,
    },
    {
      what: 'of another Node alone',
      prepare: () => renameSync(codeFolder, join(copy, 'dist/code-v22.14.0-linux-x64')),
      used: [],
      usesCacheOfNode: true,
    },
    {
      what: 'of another Node, under the name of this one',
      prepare: () => change(ofOtherV8),
      used: [],
      usesCacheOfNode: true,
    },
    {
      what: 'made with other flags',
      prepare: () => {},
      options: '--jitless',
      used: [],
      usesCacheOfNode: true,
    },
    ...[0, 1, 100, 5000].map((length) => ({
      what: `cut off after ${length} bytes`,
      prepare: () => change((bytes) => bytes.subarray(0, length)),
      used: [],
      usesCacheOfNode: true,
    })),
    {
      what: 'cut off by a byte',
      prepare: () => change((bytes) => bytes.subarray(0, -1)),
      used: [],
      usesCacheOfNode: true,
    },
    ...[0, 0.1, 0.4, 0.5, 0.6, 0.9, 1].map((place) => ({
      what: `with a bit flipped at ${place}`,
      prepare: () => change(flipped(place)),
      used: [],
      usesCacheOfNode: true,
    })),
    // The lengths, and the function around the source.
    ...[3, 4, 7, 9].map((at) => ({
      what: `with a bit flipped in byte ${at}`,
      prepare: () => change((bytes) => flipped(at / (bytes.length - 1))(bytes)),
      used: [],
      usesCacheOfNode: true,
    })),
    {
      what: 'with a bit flipped in that of one file',
      prepare: () => change(flipped(0.7), 'work.cjs'),
      used: files.slice(0, -1),
      usesCacheOfNode: false,
    },
    {
      what: 'without that of one file',
      prepare: () => {
        for (const file of filesOfCode('words.cjs')) rmSync(file)
      },
      used: files.filter((name) => name !== 'words.cjs'),
      usesCacheOfNode: false,
    },
    {
      what: 'without that of everyday commands',
      prepare: () => rmSync(join(codeFolder, 'list'), { recursive: true }),
      used: files,
      usesCacheOfNode: false,
    },
    {
      what: 'with a bit flipped in that of everyday commands',
      prepare: () => change(flipped(0.7), 'list/momentum.cjs'),
      used: files,
      usesCacheOfNode: false,
    },
    {
      what: 'that of another file',
      prepare: () => {
        for (const file of filesOfCode('work.cjs')) cpSync(join(codeFolder, 'words.cjs'), file)
      },
      used: files.slice(0, -1),
      usesCacheOfNode: false,
    },
    {
      what: 'of another build',
      prepare: () => {
        for (const name of files) appendFileSync(join(copy, 'dist', name), '\n')
      },
      used: [],
      usesCacheOfNode: true,
    },
    {
      what: 'a folder',
      prepare: () => {
        for (const file of filesOfCode('momentum.cjs')) {
          rmSync(file)
          cpSync(join(copy, 'bin'), file, { recursive: true })
        }
      },
      used: [],
      usesCacheOfNode: true,
    },
  ]

  const argv = ['task', 'list', '--all']
  let answering: Promise<Answer> | undefined

  test.each(cases)('$what', async ({ prepare, options, used, usesCacheOfNode }) => {
    answering ??= run({ home }, ...argv)
    const answer = await answering
    expect(answer).toMatchObject({ code: 0, stderr: '' })
    prepare()
    const played = await play(argv, options)

    expect(played).toEqual({ answer, used, usesCacheOfNode })
  })
})

describe('code that can be used', () => {
  test.each([
    ['--version', files.slice(0, 1)],
    ['--help', files.slice(0, -1)],
    ['task lsit', files.slice(0, -1)],
    ['task list --debug', []],
    ['db status', [...files, 'rest.cjs', 'verbs.cjs', 'routines.cjs']],
    ['user list', [...files, 'verbs.cjs', 'routines.cjs']],
    ['undo --list', [...files, 'verbs.cjs', 'routines.cjs']],
  ])('is used by: %s', async (command, used) => {
    const argv = command.split(' ')
    const expected = await run({ home }, ...argv)

    expect(await play(argv)).toEqual({ answer: expected, used, usesCacheOfNode: used.length === 0 })
  })

  test('is used by the builders of tables, which ask for their file by its path', async () => {
    const path = join(temporaryFolder(), 'new.db')
    const { answer, used } = await play(['db', 'init', '--db', path])

    expect(answer).toMatchObject({ code: 0, stderr: '' })
    const tables = [
      'rest.cjs',
      'routines.cjs',
      'tables.cjs',
      'transformer.cjs',
      'verbs.cjs',
      'writers.cjs',
    ]
    expect(used.toSorted()).toEqual([...files, ...tables].toSorted())
  })

  test('is there for every file, with more functions for the commands of each kind', () => {
    const built = readdirSync(join(checkout, 'dist')).filter((name) => name.endsWith('.cjs'))
    const sizes = (kind: string) =>
      readdirSync(join(checkout, 'dist', version, kind)).map((name) => {
        const [all, ofKind] = ['', kind].map((folder) =>
          statSync(join(checkout, 'dist', version, folder, name)),
        )
        return {
          name,
          hasMore: ofKind !== undefined && all !== undefined && ofKind.size > all.size,
        }
      })

    expect(readdirSync(join(checkout, 'dist', version))).toEqual([...built, ...kinds].toSorted())
    const everyDay = ['colors.cjs', 'momentum.cjs', 'words.cjs', 'work.cjs']
    const others = [...everyDay, 'routines.cjs', 'verbs.cjs']
    const reading = [...others, 'completion.cjs']
    const used = {
      ...{ list: everyDay, show: everyDay, page: everyDay, reading },
      add: [...others, 'writers.cjs'],
      pick: [...everyDay, 'writers.cjs'],
      changing: [...others, 'writers.cjs'],
    }
    expect(Object.fromEntries(kinds.map((kind) => [kind, sizes(kind)]))).toEqual(
      Object.fromEntries(
        Object.entries(used).map(([kind, names]) => [
          kind,
          names.toSorted().map((name) => ({ name, hasMore: true })),
        ]),
      ),
    )
  })

  test('holds the functions that connect to a server', () => {
    const bytes = readFileSync(join(checkout, 'dist', version, 'server.cjs'))
    const [sourceLength, codeLength] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)]
    const script = new Script(bytes.toString('latin1', 8, 8 + sourceLength))

    expect(codeLength).toBeGreaterThan(script.createCachedData().length * 1.2)
  })

  test.each([
    ['task list', 'list'],
    ['--db home.db list --json', 'list'],
    ['task show 1', 'show'],
    ['win show', 'show'],
    ['', 'page'],
    ['--json', 'page'],
    ['--version', 'reading'],
    ['-h', 'reading'],
    ['task list --help', 'reading'],
    ['help task show', 'reading'],
    ['task opne', 'reading'],
    ['win stats', 'reading'],
    ['t l', 'reading'],
    ['complete -- list', 'reading'],
    ['task add', 'add'],
    ['add Soup', 'add'],
    ['win pick', 'pick'],
    ['done 1', 'changing'],
  ])('%j uses that of its kind: %s', async (command, kind) => {
    for (const each of kinds) if (each !== kind) rmSync(join(codeFolder, each), { recursive: true })
    rmSync(join(codeFolder, 'momentum.cjs'))
    const { used } = await play([...command.split(' ').filter(Boolean), '--as', 'nobody'])

    expect(used[0]).toEqual('momentum.cjs')
  })

  test('is only read', async () => {
    const stateOf = () =>
      readdirSync(join(copy, 'dist'), { recursive: true, encoding: 'utf8' }).map((name) => {
        const { size, mtimeMs } = statSync(join(copy, 'dist', name))
        return { name, size, mtimeMs }
      })
    const before = stateOf()
    change(flipped(0.5), 'work.cjs')
    const damaged = stateOf()
    await play(['task', 'list'])
    await play(['db', 'check'])

    expect(stateOf()).toEqual(damaged)
    expect(damaged.map(({ name }) => name)).toEqual(before.map(({ name }) => name))
  })

  test.skipIf(otherUser.missing || process.getuid?.() !== 0)(
    `is used by somebody else who may only read it${otherUser.why}`,
    () => {
      const [command = '', ...words] = [...asOtherUser, process.execPath]
      const env = { PATH: process.env.PATH, HOME: '/nonexistent' }
      const check = `
        const vm = require('node:vm')
        const used = []
        vm.Script = class extends vm.Script {
          constructor(source, options) {
            super(source, options)
            if (this.cachedDataRejected === false) used.push(options.filename)
          }
        }
        process.argv = ['node', 'momentum', '--version']
        process.on('exit', () => console.log(used.length))
        require('${bin}')`
      const { status, stdout } = spawnSync(command, [...words, '--eval', check], {
        env,
        encoding: 'utf8',
      })
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^momentum .*\n1\n$/)])
    },
  )
})
