import type { AnyCommand, Args, Context } from '../command.ts'
import { listed } from '../domain/choice.ts'
import { didYouMean } from '../domain/near.ts'
import { usageError } from '../errors.ts'
import { parseSettings, type Settings } from '../settings/settings.ts'
import { escapeControls, escapeValue } from '../terminal/escapes.ts'
import { fitted, rowsOf } from '../terminal/layout.ts'
import { loadPaint, type Style } from '../terminal/paint.ts'
import type { World } from '../world.ts'
import { type Globals, readGlobals } from './globals.ts'
import { writeHint } from './hint.ts'
import { openContext } from './open-context.ts'
import { formatJson, formatJsonParts } from './print-json.ts'

/**
 * Calls a command's four functions in order and prints its answer. Closes the database first, so
 * that a person who reads the answer in a pager blocks nobody.
 */
export async function execute(command: AnyCommand, args: Args, world: World): Promise<void> {
  const isDryRun = args.options.dryRun === true
  const typed = readGlobals(args.globals, world)
  const { fields, isLongWork = false, isUnattended = false } = command
  // A question in a dry run would make others wait.
  const globals = { ...typed, interactive: typed.interactive && !isDryRun && !isUnattended }
  requireFields(globals.fields, typeof fields === 'function' ? fields(args) : fields)
  const settings = parseSettings(world, globals, command.mendsSettings)
  const context = openContext(world, globals, settings, {
    name: args.command,
    isLongWork: typeof isLongWork === 'function' ? isLongWork(args) : isLongWork,
    isDryRun,
    isUnattended,
  })
  // A time zone or color that cannot be used fails here, before anything is written.
  const style = await openStyle(globals, settings, context, world)
  let output: unknown
  let isPrinted = false
  try {
    const input = await command.input(args, context)
    output = await command.run(input, context)
    if (context.hasWriter() || (command.saves?.(input) && !isDryRun)) world.noteSaved()
    isPrinted =
      (await printParts(command, output, globals, world)) ||
      (await printRaw(command, output, globals, world))
  } finally {
    await context.close()
  }
  if (!isPrinted) {
    const text = render(command, output, globals, style)
    // The answer to a change must not wait for a key.
    const isPaged = globals.isPaged && !isDryRun && !context.hasWriter()
    await print(text, isPaged ? settings.pager : undefined, world, context)
  }
  if (world.isWritten()) context.tellPrinted()
  if (isDryRun) context.notice('Nothing was changed.')
  else await context.backUp()
  const failure = command.failure?.(output)
  if (failure) throw failure
}

/** Prints a list in parts, each when it arrives. @returns whether the answer was such a list */
async function printParts(
  command: AnyCommand,
  output: unknown,
  globals: Globals,
  { stdout }: World,
): Promise<boolean> {
  const { fields, json, quiet } = globals
  const parts = json || quiet ? command.json(output) : undefined
  if (!isParts(parts)) return false
  if (json) for await (const text of formatJsonParts(picked(parts, fields))) stdout.write(text)
  else for await (const items of parts) stdout.write(ids(items))
  return true
}

/** Prints text for other programs. @returns whether the answer was such text */
async function printRaw(
  command: AnyCommand,
  output: unknown,
  { json, quiet }: Globals,
  { stdout }: World,
): Promise<boolean> {
  const text = json || quiet ? undefined : command.raw?.(output)
  if (text === undefined) return false
  const write = (part: string) => stdout.write(stdout.isTTY ? escapeControls(part) : part)
  if (typeof text === 'string') write(text)
  else for await (const part of text) write(part)
  return true
}

function isParts(value: unknown): value is AsyncIterable<readonly unknown[]> {
  return isObject(value) && Symbol.asyncIterator in value
}

async function* picked(
  parts: AsyncIterable<readonly unknown[]>,
  fields: readonly string[] | undefined,
) {
  for await (const items of parts) yield items.map((item) => only(item, fields))
}

async function openStyle(
  globals: Globals,
  { today, days, zoneFault, warnings }: Settings,
  { notice }: Context,
  world: World,
): Promise<Style> {
  for (const { sentence, hint } of warnings) notice(sentence, { lead: hint })
  if (zoneFault !== undefined) notice(zoneFault.sentence, zoneFault.hint)
  return {
    // A window can get narrower while somebody answers questions.
    get columns() {
      return (world.stdout.isTTY && world.stdout.columns) || undefined
    },
    today,
    ...days,
    paint: await loadPaint(globals.colors),
    hint: (hint) => escapeControls(writeHint(hint, world)),
  }
}

function render(command: AnyCommand, output: unknown, globals: Globals, style: Style): string {
  if (globals.json) return formatJson(only(command.json(output), globals.fields))
  if (globals.quiet) return ids(command.json(output))
  const text = command.human(escapeValue(output), style)
  const columns = command.isCopied?.(output) ? undefined : style.columns
  return text === '' ? '' : `${fitted(text, columns)}\n`
}

/** Prints an answer, in the pager if it is longer than the terminal. */
async function print(
  text: string,
  findPager: Settings['pager'] | undefined,
  world: World,
  context: Context,
): Promise<void> {
  const { columns, rows } = findPager === undefined ? {} : world.stdout
  const isLong = columns && rows && rowsOf(text, columns) > rows
  const pager = isLong ? findPager?.() : undefined
  if (pager === undefined) return void world.stdout.write(text)
  const { showInPager } = await import('./pager.ts')
  await showInPager(text, pager, world, context)
}

function requireFields(asked: readonly string[] | undefined, known: readonly string[]): void {
  const choices = `choose from ${listed(known, 'and')}.`
  if (asked?.length === 0) throw usageError(`--fields needs at least one field: ${choices}`)
  const unknown = asked?.find((field) => !known.includes(field))
  if (unknown === undefined) return
  throw usageError(`There is no field “${unknown}” here: ${choices}`, didYouMean(unknown, known))
}

function only(document: unknown, fields: readonly string[] | undefined): unknown {
  if (fields === undefined) return document
  if (Array.isArray(document)) return document.map((item) => only(item, fields))
  if (!isObject(document)) return document
  return Object.fromEntries(fields.map((field) => [field, document[field]]))
}

/** Returns what `--quiet` prints: one id per line, or nothing for an answer without ids. */
function ids(document: unknown): string {
  return (Array.isArray(document) ? document : [document])
    .map((item) => (isObject(item) && 'id' in item ? `${item.id}\n` : ''))
    .join('')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
