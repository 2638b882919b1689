import type { SettingValue } from '../domain/setting.ts'
import { pick } from './pick.ts'

export const settingFields = [
  'name',
  'value',
  'source',
  'fault',
] as const satisfies readonly (keyof SettingValue)[]

export function settingJson(setting: SettingValue) {
  return pick(setting, settingFields)
}
