import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changeFile } from '../support/database/database.ts'
import { sampleHousehold } from '../support/household/sample.ts'
import { terminal } from '../support/program/terminal.ts'

/** A bar that is not empty any more. */
const begun = '  █'

test('a large file shows how far its backup and its restore are', async () => {
  const home = await sampleHousehold()
  const room = 'create table extra (bytes); insert into extra values (randomblob(12000000))'
  changeFile(home.database, `${room}; drop table extra`)
  const backup = join(home.folder, 'large.db.gz')
  const saving = terminal(home, ['db', 'backup', backup])
  await saving.receives(`Backing up${begun}`)
  const codes = [await saving.ends()]
  const restoring = terminal(home, ['db', 'restore', backup])
  await restoring.receives(`Checking the backup${begun}`)
  await restoring.sees('(y/N)')
  const asked = restoring.screen()
  restoring.types('y\r')
  await restoring.receives(`Restoring${begun}`)
  codes.push(await restoring.ends())
  expect({
    codes,
    bars: [asked, saving.screen(), restoring.screen()].filter((text) => text.includes('█')),
  }).toEqual({ codes: [0, 0], bars: [] })
})
