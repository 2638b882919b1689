import type { Context } from '../command.ts'
import type { Ending, World } from '../world.ts'

/** What git gives its pagers, if nothing else is set; and the character set of every answer. */
const defaults = { LESS: 'FRX', LV: '-c', LESSCHARSET: 'utf-8' }

/** Shows a text in a pager, or prints it and says why if the pager does not work. */
export async function showInPager(
  text: string,
  pager: string,
  { stdout, runShell }: World,
  { notice }: Pick<Context, 'notice'>,
): Promise<void> {
  const ending = await runShell(pager, { text, defaults })
  if (isEnough(ending)) return
  stdout.write(text)
  notice(`The pager “${pager}” ${'isStarted' in ending ? 'could not be started' : 'failed'}.`, {
    lead: 'To print long lists without one',
    command: 'config set pager cat',
  })
}

/** Whether a person has seen as much as they wanted. */
function isEnough(ending: Ending): boolean {
  if ('isStarted' in ending) return false
  if ('signal' in ending) return ofPeople.includes(ending.signal)
  // `less` ends with 2 if it is set to end at Ctrl-C, but a shell does for a line it cannot read.
  return ending.code === 0 || ending.isInterrupted === true
}

/** The signals by which people end a program; others end one that crashed. */
const ofPeople = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP']
