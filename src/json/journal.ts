import type { Forgotten } from '../db/history/forget.ts'
import type { Change, RecordedCommand } from '../domain/journal.ts'
import { pick } from './pick.ts'

export const changeFields = [
  'id',
  'command_id',
  'command',
  'made_by_user_id',
  'made_by',
  'created_at',
  'table_name',
  'row_id',
  'subject',
  'operation',
  'before',
  'after',
] as const

export const recordedCommandFields = [
  'id',
  'command',
  'made_by_user_id',
  'made_by',
  'created_at',
  'reversible',
  'changes',
] as const

export const forgottenFields = ['commands', 'changes', 'freed_bytes'] as const

export function changeJson(change: Change) {
  return pick(change, changeFields)
}

export function recordedCommandJson(command: RecordedCommand) {
  return { ...pick(command, recordedCommandFields), changes: command.changes.map(changeJson) }
}

export function forgottenJson(forgotten: Forgotten & { readonly freed_bytes: number }) {
  return pick(forgotten, forgottenFields)
}
