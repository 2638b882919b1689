import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { type DemoSize, seedDemo } from '../../db/household/demo.ts'
import { seed } from '../../db/household/set-up.ts'
import { placeOf } from '../../db/location.ts'
import type { Db } from '../../db/schema.ts'
import { type DatabaseStatus, getStatus } from '../../db/status.ts'
import { usageError } from '../../errors.ts'
import { statusFields, statusJson } from '../../json.ts'
import { plural } from '../../terminal/words.ts'
import { flag, parsedCount } from '../shared/options.ts'
import { withProgress } from '../shared/progress.ts'

export default defineCommand<DemoSize | undefined, DatabaseStatus>({
  fields: statusFields,
  isLongWork: true,
  input(args) {
    const tasks = parsedCount(args, 'tasks', 0)
    const days = parsedCount(args, 'days', 0)
    if (flag(args, 'demo')) return { tasks: tasks ?? 60, days: days ?? 90 }
    if (tasks === undefined && days === undefined) return undefined
    throw usageError('--tasks and --days need --demo.', {
      lead: 'Type',
      command: 'db seed --demo --tasks 200',
    })
  },
  async run(demo, context) {
    const db = await context.db()
    if (demo) await fill(db, demo, context)
    else await seed(await context.writer(), context.instant)
    return getStatus(db, await context.actor.viewer(), placeOf(context.settings.location()))
  },
  human: ({ users, tasks, daily_wins }) =>
    `The household has ${plural(users ?? 0, 'member')}, ${plural(tasks ?? 0, 'task')} and ${plural(daily_wins ?? 0, 'win')}.`,
  json: statusJson,
})

async function fill(db: Db, demo: DemoSize, context: Context): Promise<void> {
  await withProgress(context, 'Adding tasks', demo.tasks, (advance) =>
    seedDemo(db, demo, context.today, context.now, advance),
  )
}
