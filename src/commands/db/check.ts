import { defineCommand } from '../../command.ts'
import { type Check, checkDatabase } from '../../db/check/check.ts'
import { openAnySchema } from '../../db/database.ts'
import { databaseError } from '../../errors.ts'
import { checkFields, checkJson } from '../../json.ts'

export default defineCommand<undefined, readonly Check[]>({
  fields: checkFields,
  input: () => undefined,
  async run(_, context) {
    return checkDatabase(
      context.closing(await openAnySchema(context.settings.location())),
      context.instant,
    )
  },
  human: (checks, { paint, hint: write }) =>
    checks
      .map(({ name, ok, detail, hint }) => {
        const works = hint === null ? paint.green('✓') : paint.yellow('!')
        const line = ok
          ? `${works} ${name}: ${detail}`
          : `${paint.red('✗')} ${name} failed: ${detail}`
        return hint === null ? line : `${line}\n    ${write(hint)}`
      })
      .join('\n'),
  json: (checks) => checks.map(checkJson),
  failure(checks) {
    const failed = checks.filter((check) => !check.ok)
    if (failed.length === 0) return undefined
    return databaseError(
      `The database failed ${failed.length} of ${checks.length} checks.`,
      failed[0]?.hint ?? undefined,
    )
  },
})
