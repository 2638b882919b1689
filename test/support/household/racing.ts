import { inject, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { newHouseholdFile, withoutNotices } from '../database/database.ts'
import { newHouseholdUrl, serverOf } from '../server/server.ts'

/** An empty household that several processes open at once, by its place. */
export async function racingHousehold() {
  const place =
    inject('dialect') === 'postgres' ? await newHouseholdUrl() : await newHouseholdFile()
  const explicit = true
  const location =
    inject('dialect') === 'postgres' ? { server: serverOf(place) } : { path: place, explicit }
  const db = await openDatabase(location, withoutNotices)
  onTestFinished(() => db.destroy())
  return { db, place }
}

/** What one who waited for the others for 10 seconds is told; nothing was changed. */
export const gaveUp = /^database is locked$|stayed locked for 10 seconds\.$/
