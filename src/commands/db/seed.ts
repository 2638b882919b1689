import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { type DemoSize, seedDemo } from '../../db/household/demo.ts'
import { seed } from '../../db/household/set-up.ts'
import { placeOf } from '../../db/location.ts'
import type { Db } from '../../db/schema.ts'
import { type DatabaseStatus, getStatus } from '../../db/status.ts'
import { usageError } from '../../errors.ts'
import { statusFields, statusJson } from '../../json/database.ts'
import { plural } from '../../terminal/words.ts'
import { householdRows } from '../../views/answer.ts'
import { flag, parsedCount } from '../shared/options.ts'
import { withProgress } from '../shared/progress.ts'

export default defineCommand<DemoSize | undefined, DatabaseStatus>({
  fields: statusFields,
  isLongWork: true,
  input(args) {
    const tasks = parsedCount(args, 'tasks', 0)
    const routines = parsedCount(args, 'routines', 0)
    const days = parsedCount(args, 'days', 0)
    if (flag(args, 'demo')) {
      return { tasks: tasks ?? 60, routines: routines ?? 8, days: days ?? 90 }
    }
    if ([tasks, routines, days].every((count) => count === undefined)) return undefined
    throw usageError('--tasks, --routines and --days need --demo.', {
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
  human({ users, tasks, routines, daily_wins }) {
    const rows = householdRows({
      users: users ?? 0,
      tasks: plural(tasks ?? 0, 'task'),
      routines: routines ?? 0,
      daily_wins: daily_wins ?? 0,
    })
    return `The household has ${rows}.`
  },
  json: statusJson,
})

async function fill(db: Db, demo: DemoSize, context: Context): Promise<void> {
  await withProgress(context, 'Adding tasks', demo.tasks, (advance) =>
    seedDemo(db, { ...demo, zone: context.settings.zone() }, context.today, context.now, advance),
  )
}
