import type { Context } from '../command.ts'
import type { World } from '../world.ts'

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
  const isMissing = 'isStarted' in ending
  if (!isMissing && !('code' in ending && !successes.includes(ending.code))) return
  stdout.write(text)
  notice(`The pager “${pager}” ${isMissing ? 'could not be started' : 'failed'}.`, {
    lead: 'To print long lists without one',
    command: 'config set pager cat',
  })
}

/** `less` ends with 2 if it is set to end at Ctrl-C. */
const successes = [0, 2]
