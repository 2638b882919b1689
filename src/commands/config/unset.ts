import { defineCommand } from '../../command.ts'
import { parseSettingName, type SettingName } from '../../domain/setting.ts'
import { settingFields, settingJson } from '../../json/setting.ts'
import type { SavedSetting } from '../../settings/setting-values.ts'
import { success } from '../../views/answer.ts'
import { noticeOverruled } from './shared/overruled.ts'

export default defineCommand<SettingName, SavedSetting>({
  fields: settingFields,
  mendsSettings: true,
  input: ({ operands: [name = ''] }) => parseSettingName(name),
  async run(name, context) {
    const saved = await context.settings.save(name, undefined)
    noticeOverruled(saved, context)
    return saved
  },
  human({ setting: { name }, path, isChanged }, style) {
    if (!isChanged) return `“${path}” does not set ${name}.`
    return success(`“${path}” no longer sets ${name}.`, style)
  },
  json: ({ setting }) => settingJson(setting),
})
