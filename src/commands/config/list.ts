import { defineCommand } from '../../command.ts'
import type { SettingValue } from '../../domain/setting.ts'
import { settingFields, settingJson } from '../../json/setting.ts'
import { settingTable } from '../../views/setting.ts'

export default defineCommand<undefined, readonly SettingValue[]>({
  fields: settingFields,
  mendsSettings: true,
  input: () => undefined,
  run: (_, context) => context.settings.values(),
  human: settingTable,
  json: (values) => values.map(settingJson),
})
