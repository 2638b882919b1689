import { expect, inject, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { seedDemo } from '../../../src/db/household/demo.ts'
import type { Db } from '../../../src/db/schema.ts'
import { at, day, newDatabase, withoutNotices } from '../../support/database/database.ts'
import { contentsOf, faultsOf, importText, textOf } from '../../support/exchange/household.ts'
import { isLongRun, longPatience } from '../../support/long.ts'
import { newHouseholdUrl, serverOf } from '../../support/server/server.ts'

/** An empty household, as commands open it that work on all of it. */
async function newHousehold(): Promise<Db> {
  if (inject('dialect') === 'sqlite') return newDatabase()
  const server = serverOf(await newHouseholdUrl())
  const db = await openDatabase({ server }, { ...withoutNotices, isLongWork: true })
  onTestFinished(() => db.destroy())
  return db
}

const tasks = isLongRun ? 50_000 : 1200

test(
  `a household of ${tasks} tasks is imported, and imported again with changes`,
  async () => {
    const [from, to] = [await newHousehold(), await newHousehold()]
    await seedDemo(from, { tasks, routines: 0, days: 30 }, day(0), new Date(at(0)))
    const text = await textOf(from)
    let written = 0
    const advance = (rows: number) => {
      written += rows
    }
    const { added } = await importText(to, text, { advance })
    // Two tasks are private, so that nobody else exports them.
    expect([added.length, written]).toEqual([tasks - 2, text.split('\n').length - 2])
    const changed = text.replaceAll('"priority":"LOW"', '"priority":"HIGH"')
    const { updated } = await importText(to, changed)
    expect(updated.length).toBe(text.split('"priority":"LOW"').length - 1)
    // To compare as values takes minutes.
    const same =
      JSON.stringify(contentsOf(await textOf(to))) === JSON.stringify(contentsOf(changed))
    expect(same).toBe(true)
    expect(await faultsOf(to)).toEqual([])
  },
  longPatience,
)
