import { defineCommand } from '../../command.ts'
import { parseSettingName, type SettingName, type SettingValue } from '../../domain/setting.ts'
import { notFoundError } from '../../errors.ts'
import { settingFields, settingJson } from '../../json/setting.ts'
import { findSetting } from './shared/find-setting.ts'

export default defineCommand<SettingName, SettingValue>({
  fields: settingFields,
  mendsSettings: true,
  input: ({ operands: [name = ''] }) => parseSettingName(name),
  async run(name, context) {
    const setting = await findSetting(name, context)
    if (setting.value !== null) return setting
    throw notFoundError(`${name} is not set.`, {
      lead: 'To set it',
      command: `config set ${name} <value>`,
    })
  },
  human: ({ value }) => value ?? '',
  json: settingJson,
})
