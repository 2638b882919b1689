import type { Context } from '../../../command.ts'
import type { SettingName, SettingValue } from '../../../domain/setting.ts'

/** A setting as it counts for the next command. */
export async function findSetting(name: SettingName, { settings }: Context): Promise<SettingValue> {
  const values = await settings.values()
  const none: SettingValue = { name, value: null, source: 'default', fault: null }
  return values.find((each) => each.name === name) ?? none
}
