import { exitCodes } from '../../src/cli/report.ts'
import { answers } from './answers.ts'
import { documents } from './documents.ts'
import type { AnyDocument } from './kinds.ts'
import { oneLiners } from './one-liners.ts'

type ErrorWord = keyof typeof exitCodes

/** What each `error.code` means, and what a script can do about it. */
const meanings: Readonly<Record<ErrorWord, string>> = {
  fault: 'A bug in Momentum. Please report it, with the output of `--debug`.',
  failed: 'The editor that Momentum opened did not end well. Nothing was changed.',
  usage:
    'An unknown word, an invalid value or a missing one; also a missing `--yes`. The call is wrong.',
  not_found: 'Nothing has this name or number.',
  ambiguous: 'Several things have this name. The message lists them; use a number.',
  refused: 'A rule of the household forbids it.',
  conflict: 'Somebody else was first, or the name is in use.',
  database:
    'The database is missing, locked, damaged, outdated, too new, full, read-only or unreachable; a check failed; or the output could not be written. The message says whether changes were saved. Trying again later may help.',
  not_allowed: 'A password is missing or wrong. `momentum login` lets a script act as a member.',
  cancelled: 'Somebody answered no or pressed Ctrl-C. A script is never asked.',
}

/** docs/scripting.md. */
export function scriptingPage(): string {
  return `${[intro, promises, exitCodeSection(), errors, oneLinerSection(), answerSection(), kinds, ...documents.map(section)].join('\n\n')}\n`
}

/** The table of fields in the README: every document and its own fields. */
function fieldTable(): string {
  const rows = documents.map(({ name, base, fields }) => {
    const more = base === undefined ? '' : `those of ${base.name}; `
    const keys = Object.keys(fields).map((key) => `\`${key}\``)
    return `| ${name} | ${more}${keys.join(', ')} |`
  })
  return ['| document | fields |', '| --- | --- |', ...rows].join('\n')
}

/** A README with the present table of fields in the place of its own. */
export function withFieldTable(readme: string): string {
  return readme.replace(/^\| document \| fields \|\n(?:\|.*\n)*/m, () => `${fieldTable()}\n`)
}

const intro = `# Scripting

Every command answers people in words and programs in JSON. This page says what scripts can rely on, and explains
every exit code and every field. \`npm run scripting\` writes it from the contract in \`docs/scripting/\`. Tests compare
the contract with what every command prints, and run the one-liners.`

const promises = `## What a script can rely on

- **stdout is the answer.** Notices, progress and errors go to stderr. If a command fails, stdout is empty; only
  \`db check\` prints its checks first, and then ends with 5 if one failed.
- **\`--json\` prints one document**: an array for a list, \`[]\` for an empty list, an object for one thing, \`null\` for
  none. A command that changes something prints its new state. A command that names several tasks prints an
  array, even if they are the same task; a title without quotes counts as one.
- **Every key is always present**, and \`null\` if it has no value. Only in a [turn reason](#turn-reason) some keys
  may be absent. Later versions may add keys, but rename or remove none, nor give it another type. So name the
  keys that you need. \`--fields id,title\` selects keys, and implies \`--json\`.
- **\`--quiet\` prints only ids**, one per line, and nothing where there are none. With both, \`--json\` decides.
- **No questions.** With \`--json\`, with \`--no-input\`, with the variable \`CI\`, or without a terminal, nothing is
  asked: a missing value is an error, and what has to be confirmed needs \`--yes\`.
- **stdin is read only where you say so**: \`-\` reads tasks, one number, UUID or title per line, and
  \`--password-stdin\` reads a password. So \`momentum\` in a \`while read\` loop leaves the other lines alone. If
  nothing is piped into \`-\`, that is an error (2); \`xargs -r\` does nothing instead.
- **All or nothing.** A command that names several tasks changes all of them or none. Once a command has printed
  its answer or ended with 0, its changes are saved.
- **\`--dry-run\`** works with every command that changes the household, except most of \`db\`. It answers as the
  command would, and everything is rolled back; stderr says so.
  It neither creates nor upgrades a household (5).
- **What is printed can be typed.** Options and filters take values as JSON prints them: \`--status BACKLOG\`,
  \`--owner 2\`, \`--sort due_date\`. Upper and lower case do not matter in fixed words.
- **Numbers stay.** The \`id\` of a task is never used again, and its \`uuid\` is the same in every copy of the
  household.
- **Plain text.** JSON is UTF-8 without colors, and control characters are written as \`\\u001b\`. When the reader of
  a pipe stops early, as \`head\` does, the command ends with 0.
- **Use the full words** of commands and options: a later version may have another command that begins alike.

Who acts comes from \`--as\`, \`MOMENTUM_USER\` or \`momentum login\`; without any of them, a script sees no private
tasks. Dates follow \`MOMENTUM_TZ\`. Cron sets few variables: write the whole path of \`momentum\` if its folder is
not in cron's \`PATH\`.`

function exitCodeSection(): string {
  // Object.keys forgets the types of the keys.
  const words = Object.keys(exitCodes) as ErrorWord[]
  const rows = words.map((word) => `| ${exitCodes[word]} | \`${word}\` | ${meanings[word]} |`)
  return `## Exit codes

| exit code | \`error.code\` | meaning |
| --- | --- | --- |
| 0 | | Success. An empty list is not an error. |
${rows.join('\n')}`
}

const errors = `## Errors

An error is a sentence on stderr, usually followed by a line that says what to do next. With \`--json\`, it is one line
of JSON on stderr instead, an [error](#error):

\`\`\`json
{"error":{"code":"not_found","message":"There is no task with the number 99.","hint":"See: momentum task list --all"}}
\`\`\`

Scripts should look at the exit code or at \`code\`; \`message\` and \`hint\` are for people, and may be said better in a
later version. There is no stack trace, unless \`--debug\` asks for one.`

function oneLinerSection(): string {
  const parts = oneLiners.map(({ purpose, line }) => `${purpose}\n\n\`\`\`sh\n${line}\n\`\`\``)
  return `## Ten one-liners

They need bash and [jq](https://jqlang.org).

${parts.join('\n\n')}`
}

function answerSection(): string {
  const rows = Object.entries(answers).map(([command, { says }]) => {
    const typed = command === 'momentum' ? command : `momentum ${command}`
    return `| \`${typed}\` | ${says} |`
  })
  return `## What each command prints

| command | with \`--json\` |
| --- | --- |
${rows.join('\n')}

The everyday words print what they stand for: \`momentum list\` is \`momentum task list\`.`
}

const kinds = `## The documents

Each table has the fields in the order in which they are printed. Examples are as in JSON.

| type | what it is |
| --- | --- |
| whole number, number | a JSON number |
| text | a JSON string |
| boolean | \`true\` or \`false\` |
| date | a string, \`YYYY-MM-DD\`: a calendar day of the household |
| instant | a string, \`YYYY-MM-DDTHH:MM:SS.sssZ\`: a moment, in UTC |
| UUID | a string of 36 characters, in lower case |
| \`ONE\`, \`OTHER\` | a string, one of these |
| list | a JSON array, maybe empty |
| or \`null\` | \`null\` if there is no value |
| or absent | the only keys that may be missing |`

function section({ name, about, base, fields }: AnyDocument): string {
  const rows = Object.entries(fields).map(
    ([key, [{ says }, means, example]]) =>
      `| \`${key}\` | ${says} | ${shown(example, says)} | ${means} |`,
  )
  const more = base === undefined ? '' : ` It has all the fields of ${base.says}, and then these:`
  return `### ${name[0]?.toUpperCase()}${name.slice(1)}

${about}${more}

| field | type | example | meaning |
| --- | --- | --- | --- |
${rows.join('\n')}`
}

/** An example in a cell of a table. */
function shown(example: unknown, says: string): string {
  return example === undefined ? `see ${says}` : `\`${JSON.stringify(example)}\``
}
