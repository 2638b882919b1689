import type { Sheet, SheetDay, SheetFormat, SheetItem, SheetMember } from '../domain/sheet.ts'
import { absenceJson } from './absence.ts'
import { pick } from './pick.ts'
import { winJson } from './win.ts'

export const sheetFields = [
  'from',
  'until',
  'week',
  'user_id',
  'user',
  'current_streak',
  'members',
  'days',
] as const satisfies readonly (keyof Sheet)[]

const memberFields = ['user_id', 'user'] as const satisfies readonly (keyof SheetMember)[]

const dayFields = [
  'date',
  'rest_day',
  'away',
  'win',
  'streak',
  'items',
] as const satisfies readonly (keyof SheetDay)[]

const itemFields = [
  'user_id',
  'user',
  'task_id',
  'routine_id',
  'title',
  'definition_of_done',
  'status',
  'priority',
  'due_date',
  'private',
] as const satisfies readonly (keyof SheetItem)[]

export const sheetFileFields = ['file', 'format', 'from', 'until', 'items'] as const

export function sheetJson(sheet: Sheet) {
  return {
    ...pick(sheet, sheetFields),
    members: sheet.members.map((member) => pick(member, memberFields)),
    days: sheet.days.map((day) => ({
      ...pick(day, dayFields),
      away: day.away.map(absenceJson),
      win: day.win && winJson(day.win),
      items: day.items.map((item) => pick(item, itemFields)),
    })),
  }
}

/** What was written to a file. */
export function sheetFileJson(sheet: Sheet, file: string, format: SheetFormat) {
  const items = sheet.days.reduce((sum, day) => sum + day.items.length, 0)
  return pick({ ...sheet, file, format, items }, sheetFileFields)
}
