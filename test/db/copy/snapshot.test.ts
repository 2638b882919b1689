import { expect, onTestFinished, test } from 'vitest'
import { copyHousehold } from '../../../src/db/copy/copy.ts'
import { takeSnapshot } from '../../../src/db/copy/place.ts'
import type { Db } from '../../../src/db/schema.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import { listUsers } from '../../../src/db/users/users.ts'
import { addMember, newHouseholdFile, openAsOtherProgram } from '../../support/database/database.ts'
import { temporaryFolder } from '../../support/folder.ts'

test('F162 others change a file while its household is copied as it was', async () => {
  const path = await newHouseholdFile()
  const [source, target] = [openSqlite(path), openSqlite(await newHouseholdFile(temporaryFolder()))]
  await addMember(source, 'Alex')
  const snapshot = takeSnapshot({ path, explicit: true })
  for (const db of [source, target, snapshot]) onTestFinished(() => db?.destroy())
  const other = openAsOtherProgram(path, { timeout: 0 })
  let writes = 0
  await copyHousehold(snapshot ?? source, target, () => {
    writes += other.prepare("update users set role = 'cook'").run().changes
  })
  const roles = async (db: Db) => (await listUsers(db, { all: true })).map(({ role }) => role)
  // Members, the command that added Alex, and its change: one batch each.
  expect([writes, await roles(source), await roles(target)]).toEqual([3, ['cook'], [null]])
})
