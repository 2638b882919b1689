import type { Backup } from '../db/backup/folder.ts'
import type { CheckAfterRepair } from '../db/check/check.ts'
import type { CopiedTable } from '../db/copy/copy.ts'
import type { Restored } from '../db/copy/restore.ts'
import type { StepState } from '../db/migrate/migrate.ts'
import type { DatabaseStatus } from '../db/status.ts'
import { hintText } from '../errors.ts'
import { pick } from './pick.ts'

export const statusFields = [
  'database',
  'dialect',
  'schema_version',
  'latest_version',
  'pending',
  'size_bytes',
  'users',
  'tasks',
  'routines',
  'daily_wins',
] as const

export const stepFields = ['name', 'applied'] as const

export const checkFields = ['name', 'ok', 'detail', 'hint', 'repaired'] as const

export const copiedTableFields = ['table', 'rows', 'sha256'] as const

export const backupFields = ['backup', 'kind', 'created_at', 'size_bytes', 'complete'] as const

export const restoredFields = [
  'database',
  'restored_from',
  'kept',
  'users',
  'tasks',
  'routines',
  'daily_wins',
] as const

export const locationFields = ['database'] as const

export function statusJson(status: DatabaseStatus) {
  return pick(status, statusFields)
}

export function stepJson(step: StepState) {
  return pick(step, stepFields)
}

export function checkJson(check: CheckAfterRepair) {
  return { ...pick(check, checkFields), hint: check.hint && hintText(check.hint) }
}

export function copiedTableJson(copied: CopiedTable) {
  return pick(copied, copiedTableFields)
}

export function backupJson(backup: Backup) {
  return pick(backup, backupFields)
}

export function restoredJson(restored: Restored) {
  return pick(restored, restoredFields)
}

export function locationJson(location: { readonly database: string }) {
  return pick(location, locationFields)
}
