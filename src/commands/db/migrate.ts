import { defineCommand } from '../../command.ts'
import { changeSchema, createDatabase, openAnySchema } from '../../db/database.ts'
import { listDataLoss } from '../../db/migrate/data-loss.ts'
import { listSteps, type StepState, type Target } from '../../db/migrate/migrate.ts'
import { knownStep } from '../../db/migrate/version.ts'
import type { Db } from '../../db/schema.ts'
import { listed } from '../../domain/choice.ts'
import { usageError } from '../../errors.ts'
import { stepFields, stepJson } from '../../json/database.ts'
import { plural } from '../../terminal/words.ts'
import { flag, option, requireAtMostOne } from '../shared/options.ts'

type Input = { readonly target: Target | 'list' }

export default defineCommand<Input, readonly StepState[]>({
  fields: stepFields,
  input(args) {
    requireAtMostOne(args, 'to', 'down', 'list')
    const to = option(args, 'to')
    if (to !== undefined) return { target: { step: to } }
    if (flag(args, 'list')) return { target: 'list' }
    return { target: flag(args, 'down') ? 'down' : 'latest' }
  },
  saves: ({ target }) => target !== 'list',
  async run({ target }, context) {
    const location = context.settings.location()
    const confirm = target === 'down' ? context.consent() : undefined
    if ('path' in location && !location.explicit && target === 'latest')
      await createDatabase(location)
    const db = context.closing(await openAnySchema(location))
    const steps = await listSteps(db)
    if (target === 'list') return steps
    requireStep(target, steps)
    if (await isDowngrade(db, target)) {
      await context.actor.requireOwner('downgrade its schema', db)
      const ask = confirm ?? context.consent()
      const loss = await describeDataLoss(db, target)
      const backup = 'path' in location ? 'A backup is made first' : 'No backup is made'
      await ask(`A downgrade deletes ${loss} ${backup}. Downgrade?`)
    }
    await changeSchema(db, location, target, context)
    return listSteps(db)
  },
  human: (steps, { paint }) =>
    steps
      .map(({ name, applied }) =>
        applied ? `${paint.green('✓')} ${name}` : paint.dim(`· ${name} (pending)`),
      )
      .join('\n'),
  json: (steps) => steps.map(stepJson),
})

function requireStep(target: Target, steps: readonly StepState[]): void {
  if (typeof target === 'string' || steps.some(({ name }) => name === target.step)) return
  const names = steps.map(({ name }) => name).join(', ')
  throw usageError(`There is no step “${target.step}”.`, `Choose one of: ${names}`)
}

/** Whether the target is an earlier step, which deletes columns and tables. */
async function isDowngrade(db: Db, target: Target): Promise<boolean> {
  const applied = await knownStep(db)
  if (applied === undefined || target === 'latest') return false
  return target === 'down' || target.step < applied
}

/** Ends a sentence with what is deleted, and says what follows if that is not plain to see. */
async function describeDataLoss(db: Db, target: Target): Promise<string> {
  const dataLoss = await listDataLoss(db, target)
  if (dataLoss.length === 0) return 'nothing.'
  const parts = dataLoss.map(({ what, rows }) => `${what} (${plural(rows, 'row')})`)
  const forgets = dataLoss.some(({ what }) => what === 'import_keys')
  const imports = forgets ? ' Files that were imported will count as new.' : ''
  return `${listed(parts, 'and')}.${imports}`
}
