import type { Context } from '../command.ts'
import type { Ending, World } from '../world.ts'

/** Git's defaults for pagers, and the character set of every answer. */
const defaults = { LESS: 'FRX', LV: '-c', LESSCHARSET: 'utf-8' }

/** Shows a text in a pager. If the pager fails, prints the text and a notice. */
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
    lead: 'To print long answers without a pager',
    command: 'config set pager cat',
  })
}

/** Whether the pager ended well, or because a person ended it. */
function isEnough(ending: Ending): boolean {
  if ('isStarted' in ending) return false
  if ('signal' in ending) return ofPeople.includes(ending.signal)
  // `less` may end with 2 after Ctrl-C, but so does a shell after a line that it cannot parse.
  return ending.code === 0 || ending.isInterrupted === true
}

/** The signals with which people end a program; other signals mean that it crashed. */
const ofPeople = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP']
