import type { WriteUnit } from '../../domain/unit.ts'
import { showingScript } from './script.ts'

const path = '~/Library/LaunchAgents/momentum.remind.plist'

/** Shows a notification on macOS. The digest is an argument of the script, so none of it is run. */
const show = [
  "osascript -e 'on run argv'",
  "-e 'display notification (item 2 of argv) with title (item 1 of argv)'",
  '-e \'end run\' Momentum "$digest"',
].join(' ')

/** An agent for the user's own launchd, as launchd.plist(5) describes it. */
export const launchdUnit: WriteUnit = (command) => {
  const words = ['/bin/sh', '-c', showingScript(command, show)]
  const times = command.isOften
    ? ['  <key>StartInterval</key>', '  <integer>900</integer>']
    : [
        '  <key>StartCalendarInterval</key>',
        '  <dict>',
        '    <key>Hour</key>',
        '    <integer>8</integer>',
        '    <key>Minute</key>',
        '    <integer>0</integer>',
        '  </dict>',
      ]
  return [
    {
      path,
      text: [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
        `<!-- ${path}`,
        `     Then type: launchctl bootstrap gui/$(id -u) ${path} -->`,
        '<plist version="1.0">',
        '<dict>',
        '  <key>Label</key>',
        '  <string>momentum.remind</string>',
        '  <key>ProgramArguments</key>',
        '  <array>',
        ...words.map((word) => `    <string>${xmlText(word)}</string>`),
        '  </array>',
        ...times,
        '</dict>',
        '</plist>',
      ].join('\n'),
    },
  ]
}

/** Escapes a text between tags: XML 1.0, section 2.4, "Character Data and Markup". */
function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
