import { expect, test } from 'vitest'
import { compareZones } from '../../../src/db/check/zones.ts'
import { addUser } from '../../../src/db/users/users.ts'
import { at, newDatabase } from '../../support/database/database.ts'
import { writer } from '../../support/household/values.ts'

/** What is said in Berlin after commands in these time zones, the last one last. */
async function judge(zones: readonly (string | undefined)[]) {
  const db = await newDatabase()
  for (const [index, zone] of zones.entries()) {
    const { author } = writer(db)
    const user = { name: `Member ${index}`, role: null, email: null }
    await addUser({ db, author: { ...author, zone } }, user, at(index))
  }
  return compareZones(db, 'Europe/Berlin')
}

const here = 'Europe/Berlin'

/** What is said with a hint to set a time zone. */
const moved = (detail: string, zone: string) => ({
  detail: `Europe/Berlin here, but ${detail}`,
  hint: {
    lead: 'Set one time zone on every computer, for example',
    command: `config set MOMENTUM_TZ '${zone}'`,
  },
})

test.each<[zones: readonly (string | undefined)[], said: unknown]>([
  [[], 'Europe/Berlin; the last changes have no recorded time zone'],
  [[undefined, undefined], 'Europe/Berlin; the last changes have no recorded time zone'],
  [[undefined, here], 'Europe/Berlin, as in the last changes'],
  [['europe/berlin'], 'Europe/Berlin, as in the last changes'],
  [['Asia/Tokyo'], moved('the last change came from Asia/Tokyo', 'Asia/Tokyo')],
  [['Asia/Tokyo', 'Asia/Tokyo'], moved('the last 2 changes came from Asia/Tokyo', 'Asia/Tokyo')],
  [
    [here, 'Asia/Tokyo', undefined, here],
    moved('1 of the last 3 changes came from Asia/Tokyo', here),
  ],
  [
    ['UTC', 'Asia/Kolkata', here, 'Etc/UTC', 'Asia/Calcutta', 'Asia/Kolkata'],
    moved('5 of the last 6 changes came from Asia/Kolkata and Etc/UTC', 'Asia/Kolkata'),
  ],
  [['Asia/Tokyo', ...Array<string>(20).fill(here)], 'Europe/Berlin, as in the last changes'],
  // An unknown name, written by another program, is quoted for a shell.
  [['$(reboot)'], moved('the last change came from $(reboot)', '$(reboot)')],
])('after changes in %j is said: %j', async (zones, said) => {
  expect(await judge(zones)).toEqual(said)
})
