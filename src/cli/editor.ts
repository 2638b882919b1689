import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { EditedFile } from '../command.ts'
import { createTemporaryFolder } from '../db/sqlite/create.ts'
import { writePrivateText } from '../db/sqlite/private-text.ts'
import { shellWord } from '../domain/shell.ts'
import {
  cancelledError,
  failedError,
  type Hint,
  type MomentumError,
  usageError,
} from '../errors.ts'
import { temporaryFolder } from '../settings/folders.ts'
import type { Settings } from '../settings/settings.ts'
import { readRegularFile } from '../settings/settings-file.ts'
import type { Ending, World } from '../world.ts'

/**
 * Lets a person edit a text in a file that only they can read.
 *
 * @param name the name of the file
 * @throws MomentumError `usage` if no editor is set; `failed` if it ends with an error or leaves no
 * text; `cancelled` after Ctrl-C
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
  } catch (error) {
    discard()
    throw error
  }
  const ending = await world.runShell(editor, { words: [path] })
  const edited = findText(path)
  if (isWell(ending) && edited !== undefined) return { path, text: edited, discard }
  if (!isCancelled(ending) && hasWork(folder, name, edited === text)) {
    throw endingError(editor, ending, {
      lead: 'To see the files that the editor left',
      otherCommand: `ls -A ${shellWord(folder)}`,
    })
  }
  discard()
  throw endingError(editor, ending)
}

/** The text of a file; undefined if there is no readable text file. */
function findText(path: string): string | undefined {
  try {
    return readRegularFile(path)
  } catch {
    return undefined
  }
}

/** Whether a folder has files worth keeping, such as what an editor saved when it was killed. */
function hasWork(folder: string, name: string, isUnchanged: boolean): boolean {
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.some((file) => file !== name || !isUnchanged)
}

function endingError(editor: string, ending: Ending, hint?: Hint): MomentumError {
  if ('isStarted' in ending) {
    return failedError(`The editor “${editor}” could not be started.`, anotherEditor)
  }
  if (isCancelled(ending)) return cancelledError('Cancelled.')
  const what = isWell(ending) ? 'left no text to read' : 'ended with an error'
  return failedError(`The editor “${editor}” ${what}. Nothing was changed.`, hint)
}

function isWell(ending: Ending): boolean {
  return 'code' in ending && ending.code === 0
}

function isCancelled(ending: Ending): boolean {
  if ('isStarted' in ending) return false
  return 'code' in ending ? ending.code === 130 : ending.signal === 'SIGINT'
}

const anotherEditor = { lead: 'To choose one, such as nano', command: 'config set editor nano' }
