import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { errorCode } from '../../errors.ts'
import { createPrivateFile } from '../sqlite/create.ts'
import { stateOfDraft } from '../sqlite/draft.ts'
import { isOwnMaker, type MakerState, newMaker, stateOfMaker } from '../sqlite/maker.ts'
import { isOfAnother } from './label.ts'

// The claim to make today's backup is a file that says which program makes it. That program deletes
// it when it is done. One that is interrupted leaves it, and so does one that fails where nobody
// sees it: so others know.

/**
 * Has this program make today's backup, unless another one makes it.
 *
 * @returns whether the claim is new, or was given to this program or left by another one
 */
export function takeClaim(claim: string, now: Date): 'new' | 'taken' | undefined {
  const state = stateOfClaim(claim, now)
  if (state === 'held') return isOwnMaker(readClaim(claim) ?? '') ? 'taken' : undefined
  if (state === 'left') rmSync(claim, { force: true })
  if (!createClaim(claim)) return undefined
  return state === 'left' ? 'taken' : 'new'
}

/** @returns whether this program claimed the day first */
export function createClaim(claim: string): boolean {
  try {
    createPrivateFile(claim)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  try {
    writeFileSync(claim, newMaker(), { flag: 'r+' })
    return true
  } catch (error) {
    rmSync(claim, { force: true })
    throw error
  }
}

/** Gives the claim to the process with this number, unless that has finished already. */
export function giveClaim(claim: string, id: number): void {
  try {
    writeFileSync(claim, newMaker(id), { flag: 'r+' })
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

/** Whether a claim is held, or was left by a program that ended; undefined without a claim. */
export function stateOfClaim(claim: string, now: Date): 'held' | 'left' | undefined {
  if (readClaim(claim) === undefined) return undefined
  return isLeft(claim, now) ? 'left' : 'held'
}

/** As {@link stateOfMaker}, for the program that has a claim, or that writes a draft. */
export function stateOfUnfinished(path: string): MakerState {
  return stateOfDraft(basename(path)) ?? stateOfMaker(readClaim(path) ?? '')
}

/** Reads who makes the backup. That of another account says nothing. */
function readClaim(claim: string): string | undefined {
  try {
    return readFileSync(claim, 'latin1')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    if (isOfAnother(error)) return ''
    throw error
  }
}

/** How long, in milliseconds, a backup may take whose maker is unknown. */
const timeLimit = 3_600_000

/** Whether a draft or a claim was left by a program that was interrupted. */
export function isLeft(path: string, now: Date): boolean {
  const maker = stateOfUnfinished(path)
  if (maker !== 'unknown') return maker === 'ended'
  const file = statSync(path, { throwIfNoEntry: false })
  return file !== undefined && now.getTime() - file.mtimeMs > timeLimit
}
