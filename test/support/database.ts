import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import type { Db } from '../../src/db/schema.ts'
import type { Instant } from '../../src/domain/time.ts'

/** An instant so many seconds after noon on Sunday 22 November 2026, UTC. */
export function at(seconds: number): Instant {
  return new Date(Date.UTC(2026, 10, 22, 12, 0, seconds)).toISOString() as Instant
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'momentum-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new household's database, migrated and empty, which is closed when the test ends. */
export async function newDatabase(folder = temporaryFolder()): Promise<Db> {
  const location = { path: join(folder, 'momentum.db'), explicit: false }
  const db = await openDatabase(location, { now: new Date(at(0)), notice: () => {} })
  onTestFinished(() => db.destroy())
  return db
}
