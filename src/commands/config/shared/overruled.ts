import type { Context } from '../../../command.ts'
import type { SavedSetting } from '../../../settings/setting-values.ts'

/** Says that the environment goes before what was changed in the file. */
export function noticeOverruled({ setting }: SavedSetting, { notice }: Context): void {
  if (setting.source !== 'environment') return
  notice(`The environment sets ${setting.name}, too, and goes before the file.`)
}
