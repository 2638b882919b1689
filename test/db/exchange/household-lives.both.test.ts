import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import type { Db } from '../../../src/db/schema.ts'
import { withDatabase } from '../../../src/db/sqlite/connection.ts'
import {
  anyAwayLife,
  anyLife,
  anyRotaLife,
  anyRoutineLife,
  type Step,
} from '../../model/commands.ts'
import { Model } from '../../model/household.ts'
import { newDatabase, withoutNotices } from '../../support/database/database.ts'
import {
  contentsOf,
  faultsOf,
  importText,
  rowsOf,
  textOf,
  undo,
} from '../../support/exchange/household.ts'
import { type Household, household, noon } from '../../support/household/household.ts'
import { isLongRun, longPatience } from '../../support/long.ts'
import { serverOf } from '../../support/server/server.ts'

// Households in which random commands ran, and which are exported and imported meanwhile.

const runs = isLongRun ? 50 : 1
const length = 60

/** A household in which commands run, and some of them in another one instead. */
class Life {
  readonly home = household()
  readonly #model = new Model()
  #clock = Date.parse(noon)

  async run(steps: readonly Step[], other?: Household): Promise<void> {
    for (const [index, step] of steps.entries()) {
      const argv = [...step.argv(this.#model), '--json']
      if (step.as !== undefined) argv.push('--as', step.as)
      this.#clock += step.wait * 86_400_000 + 1000
      const now = new Date(this.#clock).toISOString()
      if (other !== undefined && index % 3 === 0) {
        other.setClock(now)
        await other.run(...argv)
        continue
      }
      this.home.setClock(now)
      const world = this.home.world(argv)
      await this.home.runIn({ ...world, newUuid: () => crypto.randomUUID() })
      this.#model.nextUuid = () => crypto.randomUUID()
      this.#model.run(step, now)
    }
  }
}

/** Works with the database of a household between its commands. */
async function within<Result>(home: Household, work: (db: Db) => Promise<Result>): Promise<Result> {
  const location =
    inject('dialect') === 'postgres'
      ? { server: serverOf(home.env.MOMENTUM_DB ?? '') }
      : { path: home.database, explicit: true }
  return withDatabase(await openDatabase(location, withoutNotices), work)
}

async function newLife(): Promise<Life> {
  const life = new Life()
  await life.home.ready()
  await life.home.run('db', 'init')
  return life
}

const anyHousehold = fc.oneof(
  anyLife(length),
  anyRoutineLife(length),
  anyAwayLife(length),
  anyRotaLife(length),
)

const checkAll = { numRuns: runs, seed: 20_261_126 }

test(
  'whatever happened, a household comes out of an empty one byte by byte',
  async () => {
    const comesOut = fc.asyncProperty(anyHousehold, async (steps) => {
      const life = await newLife()
      await life.run(steps)
      for (const viewer of [null, 1, 2]) {
        const text = await within(life.home, (db) => textOf(db, viewer))
        const members = rowsOf(text).filter(({ type }) => type === 'user')
        const users = await within(life.home, (db) =>
          db.selectFrom('users').select(['id', 'uuid']).execute(),
        )
        const own = users.find(({ id }) => id === viewer)?.uuid
        const empty = await newDatabase()
        await importText(empty, text)
        // Numbers of members who were deleted are given to others there.
        const number = members.findIndex(({ uuid }) => uuid === own) + 1
        expect(await textOf(empty, number === 0 ? null : number)).toBe(text)
        expect(await faultsOf(empty)).toEqual([])
      }
    })
    await fc.assert(comesOut, checkAll)
  },
  longPatience,
)

test(
  'two copies of a household that went on come together, and one undo parts them',
  async () => {
    const comeTogether = fc.asyncProperty(anyHousehold, fc.boolean(), async (steps, overwrites) => {
      const [life, { home: other }] = [await newLife(), await newLife()]
      await life.run(steps.slice(0, length / 2))
      const early = await within(life.home, textOf)
      await within(other, (db) => importText(db, early))
      await life.run(steps.slice(length / 2), other)
      const late = await within(life.home, textOf)
      await within(other, async (db) => {
        const before = await textOf(db)
        await importText(db, late, { overwrites })
        expect(await faultsOf(db)).toEqual([])
        const after = await textOf(db)
        const { added, updated } = await importText(db, late, { overwrites })
        expect([added, updated, await textOf(db)]).toEqual([[], [], after])
        if (after === before) return
        await undo(db)
        expect(contentsOf(await textOf(db))).toEqual(contentsOf(before))
      })
    })
    await fc.assert(comeTogether, checkAll)
  },
  longPatience,
)
