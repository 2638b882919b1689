import { defineCommand } from '../../command.ts'
import { listAbsences } from '../../db/absences/absences.ts'
import { countRows } from '../../db/dialect.ts'
import type { Absence } from '../../domain/absence.ts'
import { absenceFields, absenceJson } from '../../json/absence.ts'
import { absenceTable } from '../../views/absence.ts'
import { withHints } from '../../views/answer.ts'
import { parsedCount } from '../shared/options.ts'

type Output = {
  readonly absences: readonly Absence[]
  /** How many earlier ones there are beyond the ones listed. */
  readonly more: number
}

export default defineCommand<number | undefined, Output>({
  fields: absenceFields,
  input: (args, { pageSize }) => parsedCount(args, 'limit', 1) ?? pageSize,
  async run(limit, context) {
    const db = await context.db()
    const absences = await listAbsences(db, limit)
    return { absences, more: (await countRows(db, 'absences')) - absences.length }
  },
  human({ absences, more }, style) {
    if (absences.length === 0) {
      const add = { lead: 'Add one', command: 'away add --everybody --from fri --until +10d' }
      return withHints('No absences.', [add], style)
    }
    const rest = more > 0 ? [style.paint.dim(`… and ${more} more (raise --limit)`)] : []
    return [absenceTable(absences, style), ...rest].join('\n')
  },
  json: ({ absences }) => absences.map(absenceJson),
})
