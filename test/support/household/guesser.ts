import { once } from 'node:events'
import { checkPassword } from '../../../src/access/password.ts'
import { openDatabase } from '../../../src/db/database.ts'
import { getUser } from '../../../src/db/users/users.ts'
import { readGuess } from '../../../src/domain/password.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { locationOf } from '../database/statements.ts'

// One of several processes that guess user 1's password at the same moment: node guesser.ts <place>
// <guess>. It says that it is there, begins when it is told to, and sends its answer.

const [place = '', guess = ''] = process.argv.slice(2)
const now = new Date('2026-11-22T12:00:00.000Z')
const db = await openDatabase(locationOf(place), { now, notice: () => {} })
const user = await getUser(db, { id: 1 as UserId })

process.send?.('ready')
await once(process, 'message')
const answer = await checkPassword(db, user, readGuess(guess), () => now).then(
  () => 'right',
  (error: Error) => error.message,
)
await db.destroy()
process.send?.(answer)
process.disconnect()
