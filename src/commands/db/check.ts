import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { type CheckAfterRepair, checkDatabase } from '../../db/check/check.ts'
import { repairDerived } from '../../db/check/repair.ts'
import { openAnySchema } from '../../db/database.ts'
import type { Db } from '../../db/schema.ts'
import { databaseError } from '../../errors.ts'
import { checkFields, checkJson } from '../../json/database.ts'
import type { Style } from '../../terminal/paint.ts'
import { flag } from '../shared/options.ts'
import { withProgress } from '../shared/progress.ts'

type Input = { readonly repair: boolean }

export default defineCommand<Input, readonly CheckAfterRepair[]>({
  fields: checkFields,
  input: (args) => ({ repair: flag(args, 'repair') }),
  saves: ({ repair }) => repair,
  async run({ repair }, context) {
    const { location, days } = context.settings
    const db = context.closing(await openAnySchema(location(), days))
    const repaired = repair ? await repairHousehold(db, context) : new Map<string, string>()
    const checks = await withProgress(context, 'Checking', 1, (advance) =>
      checkDatabase(db, context.instant, { zone: context.settings.zone(), progress: advance }),
    )
    return checks.map((check) => ({
      ...check,
      hint: check.hint && context.completeHint(check.hint),
      repaired: repaired.get(check.name) ?? null,
    }))
  },
  human: (checks, style) => checks.map((check) => describeCheck(check, style)).join('\n'),
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

async function repairHousehold(db: Db, { actor }: Context): Promise<ReadonlyMap<string, string>> {
  await actor.requireOwner('repair the household', db)
  return repairDerived(db)
}

function describeCheck(check: CheckAfterRepair, { paint, hint: write }: Style): string {
  const { name, ok, detail, hint, repaired } = check
  const works = hint === null ? paint.green('✓') : paint.yellow('!')
  return [
    ok ? `${works} ${name}: ${detail}` : `${paint.red('✗')} ${name} failed: ${detail}`,
    ...(repaired === null ? [] : [`    Repaired. Before: ${repaired}`]),
    ...(hint === null ? [] : [`    ${write(hint)}`]),
  ].join('\n')
}
