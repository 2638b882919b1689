import { enumerate } from '../../domain/enumerate.ts'
import { shellWord } from '../../domain/shell.ts'
import { canonicalZone } from '../../domain/zone.ts'
import type { Db } from '../schema.ts'
import type { Found } from './proof.ts'

/** Enough for a few days, so that an old difference is no longer reported. */
const lastCommands = 20

/** Compares the time zones of the household's last changes with the current one. */
export async function compareZones(db: Db, zone: string): Promise<Found> {
  const commands = await db
    .selectFrom('commands')
    .select('zone')
    .orderBy('id', 'desc')
    .limit(lastCommands)
    .execute()
  const zones = commands.flatMap((command) => command.zone ?? [])
  const [here, groups] = [canonicalZone(zone), Map.groupBy(zones, canonicalZone)]
  const elsewhere = [...groups].flatMap(([key, names]) => (key === here ? [] : names.slice(0, 1)))
  if (zones.length === 0) return `${zone}; the last changes have no recorded time zone`
  if (elsewhere.length === 0) return `${zone}, as in the last changes`
  const some = zones.length - (groups.get(here)?.length ?? 0)
  const origin = `${share(some, zones.length)} came from ${enumerate(elsewhere.toSorted(), 'and')}`
  return {
    detail: `${zone} here, but ${origin}`,
    hint: {
      lead: 'Set one time zone on every computer, for example',
      command: `config set MOMENTUM_TZ ${shellWord(mostFrequent(groups) ?? zone)}`,
    },
  }
}

function share(some: number, all: number): string {
  if (all === 1) return 'the last change'
  return some === all ? `the last ${all} changes` : `${some} of the last ${all} changes`
}

function mostFrequent(groups: ReadonlyMap<string, readonly string[]>): string | undefined {
  return [...groups.values()].toSorted((first, second) => second.length - first.length)[0]?.[0]
}
