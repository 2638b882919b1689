import type { Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db, Tx } from '../schema.ts'
import { addTask } from '../tasks/changes.ts'
import { type Writer, write } from '../transaction.ts'
import { addUser } from '../users/users.ts'

/** Whether a household has neither members nor tasks. */
export async function isEmpty(db: Db): Promise<boolean> {
  const user = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  const task = await db.selectFrom('tasks').select('id').limit(1).executeTakeFirst()
  return user === undefined && task === undefined
}

const seedUsers = [
  { name: 'Alex', role: 'cook', key: 'alex' },
  { name: 'Sam', role: 'repairs', key: 'sam' },
] as const

const seedTasks = [
  {
    uuid: '5eed0000-0000-4000-8000-000000000001',
    title: 'Descale the kettle',
    domain: 'CHORES',
    effort: 'TINY',
    definition_of_done: 'No white crust inside, rinsed twice.',
    materials_needed: 'Vinegar or citric acid',
    owner: 'alex',
  },
  {
    uuid: '5eed0000-0000-4000-8000-000000000002',
    title: 'Fix the dripping tap',
    domain: 'REPAIRS',
    effort: 'SMALL',
    definition_of_done: 'The tap is dry for an hour.',
    materials_needed: 'New washer, adjustable wrench',
    owner: 'sam',
  },
] as const

/** Adds two members and two tasks, unless they exist. */
export async function seed(writer: Writer, now: Instant): Promise<void> {
  await write(writer, async (tx) => {
    const owners = new Map<string, UserId>()
    for (const user of seedUsers) owners.set(user.key, await seedUser(tx, user, now))
    for (const { owner, ...task } of seedTasks) {
      const existing = await tx
        .selectFrom('tasks')
        .select('id')
        .where('uuid', '=', task.uuid)
        .executeTakeFirst()
      if (!existing) await addTask(tx, { ...task, owner_user_id: owners.get(owner) ?? null }, now)
    }
  })
}

async function seedUser(tx: Tx, user: (typeof seedUsers)[number], now: Instant): Promise<UserId> {
  const existing = await tx
    .selectFrom('users')
    .select('id')
    .where('name_key', '=', user.key)
    .executeTakeFirst()
  return existing?.id ?? (await addUser(tx, { name: user.name, role: user.role }, now)).id
}
