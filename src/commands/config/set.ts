import { defineCommand } from '../../command.ts'
import { parseSettingName, type SettingName } from '../../domain/setting.ts'
import { settingFields, settingJson } from '../../json/setting.ts'
import type { SavedSetting } from '../../settings/setting-values.ts'
import { success } from '../../views/answer.ts'
import { noticeOverruled } from './shared/overruled.ts'

export default defineCommand<{ name: SettingName; value: string }, SavedSetting>({
  fields: settingFields,
  mendsSettings: true,
  input: ({ operands: [name = '', value = ''] }) => ({ name: parseSettingName(name), value }),
  async run({ name, value }, context) {
    const saved = await context.settings.save(name, value)
    noticeOverruled(saved, context)
    return saved
  },
  human: ({ setting: { name }, path }, style) => success(`Set ${name} in “${path}”.`, style),
  json: ({ setting }) => settingJson(setting),
})
