import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { EditedFile } from '../command.ts'
import { createTemporaryFolder } from '../db/sqlite/create.ts'
import { writePrivateText } from '../db/sqlite/private-text.ts'
import { cancelledError, failedError, type MomentumError, usageError } from '../errors.ts'
import { temporaryFolder } from '../settings/folders.ts'
import type { Settings } from '../settings/settings.ts'
import type { Ending, World } from '../world.ts'

/**
 * Has a person edit a text, in a file that only they can read.
 *
 * @param name the name of the file
 * @throws MomentumError `usage` without an editor; `failed` if it does not end well, and `cancelled`
 * after Ctrl-C
 */
export async function openEditor(
  name: string,
  text: string,
  { editor: findEditor }: Pick<Settings, 'editor'>,
  world: World,
): Promise<EditedFile> {
  const editor = findEditor()
  if (editor === undefined) throw usageError('No editor is set.', anotherEditor)
  const folder = createTemporaryFolder(temporaryFolder(world))
  const path = join(folder, name)
  const discard = () => rmSync(folder, { recursive: true, force: true })
  try {
    writePrivateText(path, text)
    const ending = await world.runShell(editor, { words: [path] })
    const file = { path, text: readFileSync(path, 'utf8'), discard }
    if ('code' in ending && ending.code === 0) return file
    throw endingError(editor, ending)
  } catch (error) {
    discard()
    throw error
  }
}

function endingError(editor: string, ending: Ending): MomentumError {
  if ('isStarted' in ending) {
    return failedError(`The editor “${editor}” could not be started.`, anotherEditor)
  }
  const isCancelled = 'code' in ending ? ending.code === 130 : ending.signal === 'SIGINT'
  if (isCancelled) return cancelledError('Cancelled.')
  return failedError(`The editor “${editor}” ended with an error. Nothing was changed.`)
}

const anotherEditor = { lead: 'To choose one, such as nano', command: 'config set editor nano' }
