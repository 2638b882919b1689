import type { Args, Context } from '../../command.ts'
import { withoutPasswords } from '../../db/postgres/url.ts'
import { parseChoice } from '../../domain/choice.ts'
import type { SettingName } from '../../domain/setting.ts'
import { type Unit, type UnitCommand, type UnitKind, unitKinds } from '../../domain/unit.ts'
import { units } from '../../views/units/units.ts'
import { flag, option, parsed } from './options.ts'

/** Parses `--unit`, if it was typed. @throws MomentumError `usage` for an unknown kind */
export function parseUnitKind(args: Args): UnitKind | undefined {
  return parsed(args, 'unit', (text) => parseChoice('--unit', text, unitKinds))
}

/** Writes a unit that runs `remind` with the options that were typed. */
export async function writeUnit(unit: UnitKind, args: Args, context: Context): Promise<Unit> {
  const options = ['for', 'soon'].flatMap((name) => {
    const value = option(args, name)
    return value === undefined ? [] : [`--${name}`, value]
  })
  const isOften = flag(args, 'once')
  const command: UnitCommand = {
    variables: await variablesOf(args, context),
    words: [...context.program, 'remind', ...options, ...(isOften ? ['--once'] : [])],
    isOften,
  }
  return { unit, files: units[unit](command) }
}

/** The settings that come from the environment or from options, which a unit does not have. */
async function variablesOf(args: Args, context: Context): Promise<UnitCommand['variables']> {
  const { settings } = context
  const set = (await settings.values()).flatMap(({ name, value, source }) =>
    source === 'environment' && value !== null ? [[name, value] as const] : [],
  )
  const given = (name: SettingName, typed: unknown) =>
    typeof typed === 'string' ? typed : set.find(([each]) => each === name)?.[1]
  const variables = {
    MOMENTUM_DB: databaseOf(given('MOMENTUM_DB', args.globals.db), context),
    MOMENTUM_USER: given('MOMENTUM_USER', args.globals.as),
    MOMENTUM_TZ: given('MOMENTUM_TZ', undefined),
    MOMENTUM_DAY_START: given('MOMENTUM_DAY_START', undefined),
  }
  const known = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return [...settings.folderVariables(), ...known]
}

/** The path of a file; a server's URL without its password, unless the settings file has it. */
function databaseOf(given: string | undefined, { settings, notice }: Context): string | undefined {
  const location = settings.location()
  if ('path' in location) return location.path
  if (given !== undefined && location.server.password !== undefined) {
    notice('This configuration does not contain the server’s password.', {
      lead: 'To let it connect, save the whole URL in the settings file',
      command: 'config set db <url>',
    })
  }
  return given && withoutPasswords(given, [given])
}
