import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openSqlite, withDatabase } from '../../../src/db/sqlite/connection.ts'
import { shrinkFile } from '../../../src/db/sqlite/shrink.ts'
import {
  addMember,
  changeFile,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
} from '../../support/database/database.ts'

/** A household’s file with so many bytes that are not used any more. */
async function withUnused(bytes: number): Promise<string> {
  const path = await newHouseholdFile()
  await withDatabase(openSqlite(path), (db) => addMember(db, 'Alex'))
  const values = `insert into extra values (zeroblob(${bytes}))`
  changeFile(path, `create table extra (bytes); ${values}; drop table extra`)
  return path
}

test.each([
  [2_000_000, true],
  [500_000, false],
])('a file with %i unused bytes gets smaller: %j', async (bytes, isSmaller) => {
  const path = await withUnused(bytes)
  const before = statSync(path).size
  const freed = await withDatabase(openSqlite(path), shrinkFile)
  const raw = openAsOtherProgram(path)
  expect([
    freed >= bytes,
    before - statSync(path).size,
    raw.pragma('integrity_check'),
    queryRows(raw, 'select name from users'),
  ]).toEqual([isSmaller, freed, [{ integrity_check: 'ok' }], [{ name: 'Alex' }]])
})
