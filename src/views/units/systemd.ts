import type { WriteUnit } from '../../domain/unit.ts'
import { restOfDigest, showingScript, titleOfDigest } from './script.ts'

const folder = '~/.config/systemd/user'

/** The text of a notification is markup: Desktop Notifications Specification, "Markup". */
const text = `"$(${restOfDigest} | sed 's/&/\\&amp;/g; s/</\\&lt;/g')"`

/** Shows a notification on a Linux desktop. */
const show = `notify-send --app-name=Momentum -- ${titleOfDigest} ${text}`

/** A service of the person's own systemd, and a timer that starts it, also after a sleep. */
export const systemdUnit: WriteUnit = (command) => {
  const service = `${folder}/momentum-remind.service`
  const timer = `${folder}/momentum-remind.timer`
  return [
    {
      path: service,
      text: [
        `# ${service}`,
        '[Unit]',
        'Description=Momentum: what to think of today',
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
        '# Then: systemctl --user daemon-reload',
        '#       systemctl --user enable --now momentum-remind.timer',
        '[Unit]',
        'Description=Momentum: when to say what to think of today',
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
 * A word of a command line. Between double quotes, a backslash begins an escape: systemd.service(5),
 * "Command lines". There $$ is a $, and %% is a %: systemd.unit(5), "Specifiers".
 */
function systemdWord(word: string): string {
  return `"${word.replace(/["\\]/g, '\\$&').replaceAll('$', '$$$$').replaceAll('%', '%%')}"`
}
