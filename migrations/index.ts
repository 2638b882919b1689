import type { Migration } from 'kysely/migration'
import * as household from './0001_household.ts'
import * as accounts from './0002_accounts.ts'
import * as categories from './0003_categories.ts'
import * as taskFields from './0004_task_fields.ts'
import * as search from './0005_search.ts'
import * as openTasks from './0006_open_tasks.ts'
import * as journal from './0007_journal.ts'
import * as guardedTriggers from './0008_guarded_triggers.ts'
import * as identity from './0009_identity.ts'
import * as plainSearch from './0010_plain_search.ts'
import * as orders from './0011_orders.ts'
import * as routines from './0012_routines.ts'
import * as turns from './0013_turns.ts'
import * as notes from './0014_notes.ts'
import * as zones from './0015_zones.ts'
import * as importKeys from './0016_import.ts'
import * as turnLoad from './0017_turn_load.ts'

/**
 * Every step by its file's name, in the order in which they run. They are listed here, and not read
 * from the folder, so that they can be bundled. A test compares the list with the folder.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_household': household,
  '0002_accounts': accounts,
  '0003_categories': categories,
  '0004_task_fields': taskFields,
  '0005_search': search,
  '0006_open_tasks': openTasks,
  '0007_journal': journal,
  '0008_guarded_triggers': guardedTriggers,
  '0009_identity': identity,
  '0010_plain_search': plainSearch,
  '0011_orders': orders,
  '0012_routines': routines,
  '0013_turns': turns,
  '0014_notes': notes,
  '0015_zones': zones,
  '0016_import': importKeys,
  '0017_turn_load': turnLoad,
}
