import type { WriteUnit } from '../../domain/unit.ts'
import { restOfDigest, showingScript, titleOfDigest } from './script.ts'

const folder = '~/.config/systemd/user'

/** The text of a notification is markup: Desktop Notifications Specification, "Markup". */
const text = `"$(${restOfDigest} | sed 's/&/\\&amp;/g; s/</\\&lt;/g')"`

/** Shows a notification on a Linux desktop. */
const show = `notify-send --app-name=Momentum -- ${titleOfDigest} ${text}`

/** A service for the user's own systemd, and a timer that also makes up for a missed run. */
export const systemdUnit: WriteUnit = (command) => {
  const service = `${folder}/momentum-remind.service`
  const timer = `${folder}/momentum-remind.timer`
  return [
    {
      path: service,
      text: [
        `# ${service}`,
        '[Unit]',
        'Description=Momentum reminders',
        '',
        '[Service]',
        'Type=oneshot',
        `ExecStart=/bin/sh -c ${systemdWord(showingScript(command, show))}`,
      ].join('\n'),
    },
    {
      path: timer,
      text: [
        `# ${timer}`,
        '# Then type: systemctl --user daemon-reload',
        '#            systemctl --user enable --now momentum-remind.timer',
        '[Unit]',
        'Description=Timer for Momentum reminders',
        '',
        '[Timer]',
        `OnCalendar=${command.isOften ? '*:0/15' : '08:00'}`,
        'Persistent=true',
        '',
        '[Install]',
        'WantedBy=timers.target',
      ].join('\n'),
    },
  ]
}

/**
 * Quotes a word of a command line. In double quotes, a backslash begins an escape, $$ means $, and
 * %% means %: systemd.service(5), "Command lines", and systemd.unit(5), "Specifiers".
 */
function systemdWord(word: string): string {
  return `"${word.replace(/["\\]/g, '\\$&').replaceAll('$', '$$$$').replaceAll('%', '%%')}"`
}
