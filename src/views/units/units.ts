import type { UnitKind, WriteUnit } from '../../domain/unit.ts'
import { cronUnit } from './cron.ts'
import { launchdUnit } from './launchd.ts'
import { systemdUnit } from './systemd.ts'

/** How each kind of unit is written. */
export const units: Readonly<Record<UnitKind, WriteUnit>> = {
  systemd: systemdUnit,
  launchd: launchdUnit,
  cron: cronUnit,
}
