import { isSeen, shellWord } from '../../domain/shell.ts'
import { lineOf, type WriteUnit } from '../../domain/unit.ts'

/** A line of a crontab. Cron emails what the command prints, if it prints anything. */
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
 * Quotes a word for a crontab. There, a % ends the command unless a backslash precedes it, and cron
 * removes that backslash: crontab(5), and "crontab" in POSIX. Some crons also remove one of two
 * backslashes, and BusyBox removes none. So a \% stands outside the quotes, where the shell removes
 * any backslash that cron left, and quotes separate two backslashes.
 */
function cronWord(word: string): string {
  if (/^[\w@+:,./-][\w@+=:,./-]*$/.test(word)) return word
  if (!isSeen(word)) return shellWord(word)
  return `'${word.replace(/\\(?=\\)|['%]/g, (sign) => (sign === '\\' ? "\\''" : `'\\${sign}'`))}'`
}
