import { exitCodes } from '../../src/cli/report.ts'
import { answers } from './answers.ts'
import { documents } from './documents.ts'
import type { AnyDocument } from './kinds.ts'
import { oneLiners } from './one-liners.ts'

type ErrorWord = keyof typeof exitCodes

/** What each `error.code` means, and what to do about it. */
const meanings: Readonly<Record<ErrorWord, string>> = {
  fault: 'A bug in Momentum. Please report it, with the output of `--debug`.',
  failed: 'The editor could not be started, or it failed. Nothing was changed.',
  usage:
    'The command is wrong: an unknown word, an invalid or missing value, or a missing `--yes`.',
  not_found: 'Nothing has this name or number.',
  ambiguous: 'Several things have this name. The message lists them; use a number.',
  refused: 'A rule of the household forbids it.',
  conflict: 'Somebody else changed it first, or the name is already in use.',
  database:
    'The database is missing, locked, damaged, outdated, too new, full, read-only or unreachable; a check failed; or the output could not be written. The message says whether changes were saved. If the database was locked or unreachable, try again later.',
  not_allowed: 'A password is missing or wrong. `momentum login` lets a script act as a member.',
  cancelled: 'Somebody answered no, or pressed Ctrl-C.',
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

/** A README with its table of fields replaced by the current one. */
export function withFieldTable(readme: string): string {
  return readme.replace(/^\| document \| fields \|\n(?:\|.*\n)*/m, () => `${fieldTable()}\n`)
}

const intro = `# Scripting

Every command prints sentences for people and, with \`--json\`, JSON for programs. This page says what scripts can
rely on, and explains every exit code and every field. Tests compare it with what every command prints, and run the
one-liners. (\`npm run scripting\` writes this page from \`docs/scripting/\`.)`

const promises = `## What a script can rely on

- **stdout is the answer.** Notices, progress and errors go to stderr. If a command fails, stdout is empty. The only
  exception is \`db check\`: it prints all its checks, and ends with exit code 5 if one of them failed.
- **\`--json\` prints one document**: an array for a list, \`[]\` for an empty list, an object for one thing, \`null\` for
  nothing. A command that changes something prints the new state. A command that names several tasks prints an
  array, even if they are all the same task. Words without quotes that match one title name one task.
- **Every key is always present**; its value is \`null\` if there is none. Only a [turn reason](#turn-reason) may leave
  out some keys. Later versions may add keys, but never rename or remove one or change its type. So select the keys
  that you need by name. \`--fields id,title\` prints only these keys, and implies \`--json\`.
- **\`--quiet\` prints only ids**, one per line, or nothing if there are none. With both options, \`--json\` wins.
- **No questions.** With \`--json\` or \`--no-input\`, with the variable \`CI\`, or without a terminal, Momentum never asks.
  A missing value is an error, and what needs confirmation needs \`--yes\`.
- **stdin is read only if you ask for it.** \`-\` reads tasks: one number, UUID or title per line. \`--password-stdin\`
  reads a password. So \`momentum\` does not swallow the input of a \`while read\` loop. If \`-\` gets no lines, that is an
  error (exit code 2); with \`xargs -r\`, the command does not run at all.
- **All or nothing.** A command that names several tasks changes all of them or none. Once a command has printed
  its answer or ended with exit code 0, its changes are saved.
- **\`--dry-run\`** works with every command that changes the household, but of the \`db\` commands only with \`db forget\`.
  It prints the answer of the command and rolls everything back; a notice on stderr says so. A dry run neither creates
  nor upgrades a household: that is an error (exit code 5).
- **Output can be used as input.** Options and filters accept values as JSON prints them: \`--status BACKLOG\`,
  \`--owner 2\`, \`--sort due_date\`. Fixed words ignore case.
- **Numbers stay the same.** The \`id\` of a task is never reused, and its \`uuid\` is the same in every copy of the
  household.
- **Plain text.** JSON is UTF-8 without colors, and control characters are escaped, as in \`\\u001b\`. If the reader of a
  pipe stops early, as \`head\` does, the command ends with exit code 0.
- **Use the full words** of commands and options. In a later version, another command may begin with the same letters.

Who acts comes from \`--as\`, \`MOMENTUM_USER\` or \`momentum login\`. Without any of them, a script sees no private
tasks. \`MOMENTUM_TZ\` decides which day it is. Cron sets few variables: if \`momentum\` is not in cron's \`PATH\`, write its
whole path.`

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

Scripts should check the exit code or \`code\`. \`message\` and \`hint\` are for people, and their wording may change.
Only \`--debug\` prints a stack trace.`

function oneLinerSection(): string {
  const parts = oneLiners.map(({ purpose, line }) => `${purpose}\n\n\`\`\`sh\n${line}\n\`\`\``)
  return `## Ten one-liners

These need bash and [jq](https://jqlang.org).

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

An everyday word prints the same as the command that it stands for: \`momentum list\` is \`momentum task list\`.`
}

const kinds = `## The documents

Each table lists the fields in the order in which they are printed. The examples are JSON.

| type | what it is |
| --- | --- |
| whole number, number | a JSON number |
| text | a JSON string |
| boolean | \`true\` or \`false\` |
| date | a string, \`YYYY-MM-DD\`: a calendar day of the household |
| instant | a string, \`YYYY-MM-DDTHH:MM:SS.sssZ\`: a moment, in UTC |
| UUID | a string of 36 characters, in lower case |
| \`ONE\`, \`OTHER\` | a string, one of these |
| list | a JSON array, which may be empty |
| or \`null\` | \`null\` if there is no value |
| or absent | a key that may be missing |`

function section({ name, about, base, fields }: AnyDocument): string {
  const rows = Object.entries(fields).map(
    ([key, [{ says }, means, example]]) =>
      `| \`${key}\` | ${says} | ${shown(example, says)} | ${means} |`,
  )
  const more =
    base === undefined ? '' : ` It has all the fields of ${base.says}, followed by these:`
  return `### ${name[0]?.toUpperCase()}${name.slice(1)}

${about}${more}

| field | type | example | meaning |
| --- | --- | --- | --- |
${rows.join('\n')}`
}

/** An example as a cell of a table. */
function shown(example: unknown, says: string): string {
  return example === undefined ? `see ${says}` : `\`${JSON.stringify(example)}\``
}
