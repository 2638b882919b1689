import { isSeen, shellWord } from '../../domain/shell.ts'
import { lineOf, type WriteUnit } from '../../domain/unit.ts'

/** A line of a crontab. Cron mails what the command prints, and nothing if it prints nothing. */
export const cronUnit: WriteUnit = (command) => {
  const times = command.isOften ? '*/15 * * * *' : '0 8 * * *'
  return [
    {
      path: null,
      text: [
        '# Add this line to your crontab: crontab -e',
        `${times} ${lineOf(command, cronWord)}`,
      ].join('\n'),
    },
  ]
}

/**
 * A word of a crontab. A % there is the end of the command, unless a backslash is before it, which
 * cron takes away: crontab(5), and "crontab" in POSIX. Some crons also take away one of two
 * backslashes, and BusyBox takes away none. So a \% is outside the quotes, where the shell takes
 * away what cron has left, and two backslashes have quotes between them.
 */
function cronWord(word: string): string {
  if (/^[\w@+:,./-][\w@+=:,./-]*$/.test(word)) return word
  if (!isSeen(word)) return shellWord(word)
  return `'${word.replace(/\\(?=\\)|['%]/g, (sign) => (sign === '\\' ? "\\''" : `'\\${sign}'`))}'`
}
