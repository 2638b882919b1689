import type { SettingValue } from '../domain/setting.ts'
import type { Style } from '../terminal/paint.ts'
import { table } from '../terminal/table.ts'

const sources = { environment: 'environment', file: 'settings file', default: 'default' } as const

/** The settings with their values, and what is wrong with them below. */
export function settingTable(values: readonly SettingValue[], style: Style): string {
  const rows = values.map(({ name, value, source }) => [
    name,
    value || { text: '–', paint: style.paint.dim },
    { text: value === null ? '' : sources[source], paint: style.paint.dim },
  ])
  const columns = [{ title: 'setting' }, { title: 'value', flexible: true }, { title: 'from' }]
  const faults = values.flatMap(({ fault }) => (fault === null ? [] : [`! ${fault}`]))
  return [table(columns, rows, style), ...faults].join('\n')
}
