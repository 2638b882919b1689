import { expect, test } from 'vitest'
import { seedDemo } from '../../../src/db/household/demo.ts'
import { at, day, newDatabase } from '../../support/database/database.ts'
import { contentsOf, faultsOf, importText, textOf } from '../../support/exchange/household.ts'
import { isLongRun, longPatience } from '../../support/long.ts'

const tasks = isLongRun ? 50_000 : 1200

test(
  `a household of ${tasks} tasks is imported, and imported again with changes`,
  async () => {
    const [from, to] = [await newDatabase(), await newDatabase()]
    await seedDemo(from, { tasks, routines: 0, days: 30 }, day(0), new Date(at(0)))
    const text = await textOf(from)
    let written = 0
    const advance = (rows: number) => {
      written += rows
    }
    const { added } = await importText(to, text, { advance })
    expect([added.length, written]).toEqual([tasks, text.split('\n').length - 2])
    const changed = text.replaceAll('"priority":"LOW"', '"priority":"HIGH"')
    const { updated } = await importText(to, changed)
    expect(updated.length).toBe(text.split('"priority":"LOW"').length - 1)
    expect(contentsOf(await textOf(to))).toEqual(contentsOf(changed))
    expect(await faultsOf(to)).toEqual([])
  },
  longPatience,
)
