import type { Derived } from './derived.ts'

/** The UUID of the household, by which logins know it. */
export const identity: Derived = {
  detail: 'the household has a UUID',
  async findFault(db) {
    const found = await db.selectFrom('household').select('id').executeTakeFirst()
    return found ? undefined : 'the household has no UUID, so nobody can log in'
  },
  async mend(tx) {
    await tx.insertInto('household').values({ id: 1 }).execute()
  },
}
