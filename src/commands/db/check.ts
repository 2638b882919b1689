import { defineCommand } from '../../command.ts'
import { type Check, checkDatabase } from '../../db/check.ts'
import { openAsItIs } from '../../db/database.ts'
import { MomentumError } from '../../errors.ts'
import { checkFields, checkJson } from '../../json.ts'

export default defineCommand<undefined, readonly Check[]>({
  fields: checkFields,
  input: () => undefined,
  async run(_, context) {
    return checkDatabase(context.closing(await openAsItIs(context.location())), context.instant)
  },
  human: (checks, { paint }) =>
    checks
      .map(({ name, ok, detail }) => {
        const sign = ok ? paint.green('✓') : paint.red('✗')
        return `${sign} ${name}${ok ? '' : ' failed'}: ${detail}`
      })
      .join('\n'),
  json: (checks) => checks.map(checkJson),
  failure(checks) {
    const failed = checks.filter((check) => !check.ok)
    if (failed.length === 0) return undefined
    return new MomentumError(
      'database',
      `The database failed ${failed.length} of ${checks.length} checks.`,
      failed.find((check) => check.hint)?.hint ??
        'Keep a copy of the file as it is, and put the last good backup in its place.',
    )
  },
})
