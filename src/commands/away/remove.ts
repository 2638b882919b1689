import { defineCommand } from '../../command.ts'
import { getAbsence } from '../../db/absences/absences.ts'
import { type ChangedAbsence, removeAbsence } from '../../db/absences/changes.ts'
import { type AbsenceId, parseAbsenceId } from '../../domain/absence.ts'
import { changedAbsenceFields, changedAbsenceJson } from '../../json/absence.ts'
import { absenceText, deletedAbsence } from '../../views/absence.ts'
import { readerOf } from '../shared/actor.ts'

export default defineCommand<AbsenceId, ChangedAbsence>({
  fields: changedAbsenceFields,
  input: ({ operands: [id = ''] }) => parseAbsenceId(id),
  async run(id, context) {
    const confirm = context.consent()
    const absence = await getAbsence(await context.db(), id)
    await confirm(
      `Delete the absence “${absenceText(absence, context.today)}”? (You can undo this.)`,
    )
    const reader = await readerOf(context)
    return removeAbsence(await context.writer(), reader, id, context.instant)
  },
  human: deletedAbsence,
  json: changedAbsenceJson,
})
