import type { Hint } from '../errors.ts'

/** For a damaged database. */
export const restoreHint: Hint = { lead: 'Choose a backup to restore', command: 'db backups' }

/** For a database that may be damaged. */
export const checkHint: Hint = { lead: 'See what is wrong', command: 'db check' }

/** For what the database can make again from the rest. */
export const repairHint: Hint = { lead: 'Repair it', command: 'db check --repair' }
