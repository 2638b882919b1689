import { defineCommand } from '../../command.ts'
import { listRoutines } from '../../db/routines/routines.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import { routineFields, routineJson } from '../../json/routine.ts'
import { withHints } from '../../views/answer.ts'
import { routineTable } from '../../views/routine.ts'
import { readerOf } from '../shared/actor.ts'
import { flag } from '../shared/options.ts'

type Input = { readonly all: boolean }

type Output = { readonly routines: readonly Routine[]; readonly all: boolean }

export default defineCommand<Input, Output>({
  fields: routineFields,
  input: (args) => ({ all: flag(args, 'all') }),
  async run({ all }, context) {
    const reader = await readerOf(context)
    return { routines: await listRoutines(await context.db(), reader, { all }), all }
  },
  human({ routines, all }, style) {
    if (routines.length > 0) return routineTable(routines, style)
    const add = {
      lead: 'Add one',
      command: 'routine add "Take out the bins" --every tue',
    }
    const see = { lead: 'See those that ended', command: 'routine list --all' }
    return withHints('No routines.', all ? [add] : [add, see], style)
  },
  json: ({ routines }) => routines.map(routineJson),
})
