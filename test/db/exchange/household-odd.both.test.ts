import { expect, inject, test } from 'vitest'
import { importHousehold } from '../../../src/db/exchange/household/import.ts'
import { type Db, schemaStep } from '../../../src/db/schema.ts'
import { write } from '../../../src/db/transaction.ts'
import { readHousehold } from '../../../src/exchange/jsonl/read.ts'
import { type RowType, rowFields } from '../../../src/exchange/jsonl/rows.ts'
import { at, newDatabase } from '../../support/database/database.ts'
import { family, familyFile, importText } from '../../support/exchange/household.ts'
import { today, uuid, writer } from '../../support/household/values.ts'
import { longPatience, sample } from '../../support/long.ts'

const oddValues: readonly unknown[] = [
  ...['', ' ', 'x', '0', 'none', '\u200b', 'a\nb', '\ud800', '\u0000', 'e\u0301', '\ufeffx'],
  ...['x'.repeat(200), 'x'.repeat(1000), '\u{1f5d1}'.repeat(200), '\u{1f5d1}'.repeat(1000)],
  ...['0001-01-01', '9999-12-31', '0000-01-01', '2026-11-22', '2026-11-24', '02-29', '12-31'],
  ...['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-11-22T12:00:00.123456Z'],
  ...['DONE', 'ACTIVE', 'PAUSED', 'ABANDONED', 'ENDED', 'FIXED', 'NONE', 'SKIPPED', 'AFTER'],
  ...['Sam', 'Alex', 'Garden', '#000000', 'day', '10 years', 'month on 31', 'MON'],
  ...[null, true, false, 0, 1, 2, 366, 1e15, 1.5, -1, 9_007_199_254_740_991, [], {}],
  ...[uuid(1), uuid(2), uuid(10), uuid(20), uuid(21), uuid(22), uuid(24), uuid(99)],
  ...[[uuid(1)], [uuid(2), uuid(1)], { name: 'Garden', owner_uuid: null }],
]

/** The family's file with each value of each row replaced by each odd one. */
const files = Object.entries(family).flatMap(([name, { type }]) =>
  Object.keys(rowFields[type as RowType]).flatMap((key) =>
    oddValues.map((value) => ({
      name,
      key,
      value,
      text: familyFile({ [name]: { [key]: value } }),
    })),
  ),
)

/** What is wrong with an import; the database complains about nothing. */
async function problemIn(db: Db, text: string): Promise<string | undefined> {
  const file = readHousehold(text, schemaStep)
  const reading = { today, now: at(60), dayOf: () => today }
  const options = { viewer: null, reading, overwrites: true, skipsBad: true }
  const undone = new Error('undone')
  try {
    await write(writer(db), async (tx) => {
      await importHousehold(tx, file, {
        ...options,
        newUuid: () => crypto.randomUUID(),
        advance: () => {},
      })
      throw undone
    })
  } catch (error) {
    return error === undone ? undefined : String(error)
  }
  return undefined
}

const every = inject('dialect') === 'sqlite' ? 293 : 1499

test.each(['an empty household', 'the same household'])(
  'no odd value gets as far as the database of %s',
  async (home) => {
    const db = await newDatabase()
    if (home !== 'an empty household') await importText(db, familyFile({ present: null }))
    const problems: unknown[] = []
    for (const { name, key, value, text } of sample(files, every)) {
      const problem = await problemIn(db, text)
      if (problem !== undefined) problems.push([name, key, value, problem])
    }
    expect(problems).toEqual([])
  },
  longPatience,
)
