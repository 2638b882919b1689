/** A line for bash, and what it does. A test runs all of them in the order of the page. */
export type OneLiner = { readonly purpose: string; readonly line: string }

export const oneLiners: readonly OneLiner[] = [
  {
    purpose: 'Show who has which overdue tasks:',
    line: `momentum task list --overdue --json | jq -r '.[] | "\\(.owner // "nobody"): \\(.title)"'`,
  },
  {
    purpose: 'Show whose turn comes next:',
    line: `momentum routine next --json | jq -r '.[] | select(.turn) | "\\(.date) \\(.title): \\(.turn)"'`,
  },
  {
    purpose: 'Postpone all overdue, unassigned tasks until tomorrow (all of them or none):',
    line: 'momentum task list --overdue --owner none --quiet | momentum task edit - --due tomorrow --quiet',
  },
  {
    purpose: 'Start the tasks that Sam has due today. If there are none, `xargs -r` runs nothing:',
    line: 'momentum task list --owner sam --due today --quiet | xargs -r momentum task start --quiet',
  },
  {
    purpose: 'Add a task for each line of a file:',
    line: `while IFS= read -r title; do momentum task add --domain food --effort tiny --definition-of-done "In the kitchen" --quiet -- "$title"; done < shopping.txt`,
  },
  {
    purpose: 'Add a task unless an open one contains these words:',
    line: 'momentum task list "Buy salt" --quiet | grep -q . || momentum add "Buy salt" +food --quiet',
  },
  {
    purpose:
      'In a crontab: send an email at eight in the morning, but only if no win has been picked:',
    line: `0 8 * * * momentum --json | jq -r 'select(.win == null) | "No Daily Win yet. Streak: \\(.current_streak)"'`,
  },
  {
    purpose: 'Pick the task that is due first, unless today already has a win:',
    line: `momentum win show --json | jq -e . > /dev/null || momentum win pick "$(momentum task list --status backlog --sort due --limit 1 --quiet)" --quiet`,
  },
  {
    purpose: 'Save all tasks for a spreadsheet:',
    line: `momentum task list --all --json | jq -r '["id", "title", "owner", "due"], (.[] | [.id, .title, .owner, .due_date]) | @csv' > tasks.csv`,
  },
  {
    purpose:
      'In a crontab: keep a backup for each day of the week, made at half past three. In a crontab, write `%` as `\\%`:',
    line: `30 3 * * * momentum db backup "$HOME/household-$(date +\\%u).db.gz" --force --quiet`,
  },
]
