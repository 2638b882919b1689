import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { UnitCommand, UnitKind } from '../../src/domain/unit.ts'
import { units } from '../../src/views/units/units.ts'
import { temporaryFolder } from '../support/folder.ts'

const plain: UnitCommand = {
  variables: [['MOMENTUM_DB', '/home/alex/home.db']],
  words: ['/opt/node', '/opt/momentum.js', 'remind'],
  isOften: false,
}

function textsOf(kind: UnitKind, command: UnitCommand): readonly string[] {
  return units[kind](command).map(({ text }) => text)
}

/** Words that mean something to a shell, or to what reads a unit. */
const words = [
  'a b',
  '100% sure %h %n',
  "it's",
  '"quoted"',
  'a & b && c',
  `$HOME \${HOME} $(id) $$`,
  '`id`',
  '<b>&amp;</b> ]]>',
  'back\\slash',
  'two\\\\slashes',
  "\\'",
  '\\%',
  'ends with \\',
  '-n',
  '~/x',
  '#no comment',
  'a;b|c>d',
  '!x',
  '*?[a]{b,c}',
  'José 🛁 風呂',
  'line\nbreak\ttab',
  '%',
  '=x',
]

/** Prints each variable and each word in brackets, and one that is for whoever shows it. */
const tricky: UnitCommand = {
  variables: [
    ['FIRST', words.join(' ')],
    ['SECOND', '50% "off" & $more \\'],
  ],
  words: ['/bin/sh', '-c', 'printf "[%s]" "$FIRST" "$SECOND" "$@"', 'sh', ...words],
  isOften: true,
}
const printed = [words.join(' '), '50% "off" & $more \\', ...words]
  .map((word) => `[${word}]`)
  .join('')

describe('cron', () => {
  test('has a line for each day, or for every quarter of an hour', () => {
    const line = 'MOMENTUM_DB=/home/alex/home.db /opt/node /opt/momentum.js remind'
    expect([textsOf('cron', plain), textsOf('cron', { ...plain, isOften: true })]).toEqual([
      [`# Add this line to your crontab: crontab -e\n0 8 * * * ${line}`],
      [`# Add this line to your crontab: crontab -e\n*/15 * * * * ${line}`],
    ])
  })

  test.each([
    // As Vixie's cron and its descendants; as cronie; and as BusyBox, which changes nothing.
    ['Vixie', (line: string) => line.replaceAll(/\\([%\\])/g, '$1')],
    ['cronie', (line: string) => line.replaceAll('\\%', '%')],
    ['BusyBox', (line: string) => line],
  ])('a line means the same to a shell once %s has read it', (_, read) => {
    const [, line = ''] = textsOf('cron', tricky)[0]?.split('\n*/15 * * * * ') ?? []
    expect(line).not.toMatch(/(?<!\\)%|\n/)
    expect(execFileSync('/bin/sh', ['-c', read(line)], { encoding: 'utf8' })).toEqual(printed)
  })
})

/** Runs a line of shell where a program of this name keeps the words that it is given. */
function wordsGivenTo(name: string, script: string): readonly string[] {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'bin'))
  const file = join(folder, 'bin', name)
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\0' "$@" > '${folder}/words'\n`)
  chmodSync(file, 0o755)
  const { status, stderr } = spawnSync('/bin/sh', ['-c', script], {
    encoding: 'utf8',
    env: { PATH: `${folder}/bin:${process.env.PATH}` },
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return readFileSync(join(folder, 'words'), 'utf8').split('\0').slice(0, -1)
}

/** A command that prints a digest. */
const saying = (text: string): UnitCommand => ({
  ...plain,
  words: ['/bin/sh', '-c', 'printf "%s\\n" "$1"', 'sh', text],
})

const digest = 'Sam: 1 overdue\n\nOverdue\n  #1 50% <off> & $more "x" \\'

describe('systemd', () => {
  const scriptOf = (command: UnitCommand) => {
    const [, word = ''] =
      /^ExecStart=\/bin\/sh -c "(.*)"$/m.exec(textsOf('systemd', command)[0] ?? '') ?? []
    // systemd.service(5): quotes and escapes first, then specifiers and variables.
    return word
      .replace(/\\(["\\])/g, '$1')
      .replaceAll('%%', '%')
      .replaceAll('$$', '$')
  }

  test('has a service and a timer', () => {
    const [service, timer] = textsOf('systemd', plain)
    expect([service?.split('ExecStart')[0], timer]).toEqual([
      [
        '# ~/.config/systemd/user/momentum-remind.service',
        '[Unit]',
        'Description=Momentum reminders',
        '',
        '[Service]',
        'Type=oneshot',
        '',
      ].join('\n'),
      [
        '# ~/.config/systemd/user/momentum-remind.timer',
        '# Then type: systemctl --user daemon-reload',
        '#            systemctl --user enable --now momentum-remind.timer',
        '[Unit]',
        'Description=Timer for Momentum reminders',
        '',
        '[Timer]',
        'OnCalendar=08:00',
        'Persistent=true',
        '',
        '[Install]',
        'WantedBy=timers.target',
      ].join('\n'),
    ])
  })

  test('shows the first line as the title, and the rest as text without markup', () => {
    expect(wordsGivenTo('notify-send', scriptOf(saying(digest)))).toEqual([
      '--app-name=Momentum',
      '--',
      'Sam: 1 overdue',
      'Overdue\n  #1 50% &lt;off> &amp; $more "x" \\',
    ])
  })

  test('passes on every word as it is', () => {
    const [, , title, text] = wordsGivenTo('notify-send', scriptOf(tricky))
    const [first, ...rest] = printed.split('\n')
    const shown = rest.slice(1).join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    expect([title, text]).toEqual([first, shown])
  })

  test('shows nothing for nothing, and ends with the code of a failure', () => {
    const run = (line: string) =>
      spawnSync('/bin/sh', ['-c', scriptOf({ ...plain, words: ['/bin/sh', '-c', line] })]).status
    expect([run('true'), run('exit 5')]).toEqual([0, 5])
  })

  const hasAnalyzer = spawnSync('systemd-analyze', ['--version']).status === 0
  test.skipIf(!hasAnalyzer).each([
    ['every day', { ...plain, words: ['/bin/true'] }],
    ['often', tricky],
  ])('systemd takes both files: %s', (_, command) => {
    const folder = temporaryFolder()
    const paths = units.systemd(command).map(({ path, text }) => {
      const file = join(folder, path?.split('/').at(-1) ?? '')
      writeFileSync(file, text)
      return file
    })
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], {
      encoding: 'utf8',
    })
    expect(stderr.split('\n').filter((line) => line.includes('momentum'))).toEqual([])
  })
})

describe('launchd', () => {
  const stringsOf = (command: UnitCommand) =>
    [...(textsOf('launchd', command)[0] ?? '').matchAll(/<string>(.*?)<\/string>/g)].map(
      ([, text = '']) =>
        text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
    )

  test('has an agent for each day, or for every quarter of an hour', () => {
    const text = (isOften: boolean) => textsOf('launchd', { ...plain, isOften })[0] ?? ''
    expect([
      text(false).split('\n').slice(0, 11),
      text(false).split('\n').slice(13),
      text(true).split('\n').slice(13),
    ]).toEqual([
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
        '<!-- ~/Library/LaunchAgents/momentum.remind.plist',
        '     Then type: launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/momentum.remind.plist -->',
        '<plist version="1.0">',
        '<dict>',
        '  <key>Label</key>',
        '  <string>momentum.remind</string>',
        '  <key>ProgramArguments</key>',
        '  <array>',
        '    <string>/bin/sh</string>',
      ],
      [
        '  </array>',
        '  <key>StartCalendarInterval</key>',
        '  <dict>',
        '    <key>Hour</key>',
        '    <integer>8</integer>',
        '    <key>Minute</key>',
        '    <integer>0</integer>',
        '  </dict>',
        '</dict>',
        '</plist>',
      ],
      [
        '  </array>',
        '  <key>StartInterval</key>',
        '  <integer>900</integer>',
        '</dict>',
        '</plist>',
      ],
    ])
  })

  test('gives every word as it is to what shows it', () => {
    const given = (command: UnitCommand) =>
      wordsGivenTo('osascript', stringsOf(command).at(-1) ?? '')
    expect([given(saying(digest)).slice(-2), given(tricky).slice(-2)]).toEqual([
      ['Momentum', digest],
      ['Momentum', printed],
    ])
  })

  test('is well-formed XML', () => {
    const [text = ''] = textsOf('launchd', tricky)
    const inside = text.replaceAll(/<!--.*?-->/gs, '').replaceAll(/<[^<>]*>/g, '')
    expect(inside).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/)
    expect(text).not.toMatch(/<!--[^>]*--(?!>)/)
  })
})
