import Database from 'better-sqlite3'

/**
 * Adds commands to the journal of a household, as if its members had edited its tasks for years. Of
 * ten commands the last one undoes the one before, or, in every third ten, redoes the undo in the
 * ten before. One command in a hundred edits the note of a win instead of a task.
 */
export function fillJournal(path: string, commands: number): void {
  const raw = new Database(path)
  const count = (table: string) =>
    raw.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0
  const sizes = { tasks: count('tasks'), members: count('users'), wins: count('daily_wins') }
  raw.transaction(() => {
    const { before } = raw.prepare('select max(id) as before from commands').get() as Before
    raw.prepare(addCommands).run({ commands, before, ...sizes })
    raw.prepare(addChanges).run({ before, ...sizes })
  })()
  raw.close()
}

type Before = { readonly before: number }

const addCommands = `
  with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < @commands)
  insert into commands (id, command, made_by_user_id, made_by, reverses, created_at)
  select
    @before + n,
    case when n % 30 = 0 then 'redo' when n % 10 = 0 then 'undo' else 'task edit' end,
    users.id,
    users.name,
    case when n % 30 = 0 then @before + n - 10 when n % 10 = 0 then @before + n - 1 end,
    strftime('%Y-%m-%dT%H:%M:%fZ')
  from numbers join users on users.id = 1 + n % @members
  order by n`

const addChanges = `
  insert into changes (command_id, table_name, row_id, operation, before, after, created_at)
  select
    id,
    iif(id % 100 = 0, 'daily_wins', 'tasks'),
    1 + id % iif(id % 100 = 0, @wins, @tasks),
    'UPDATE',
    iif(id % 100 = 0, '{"note":null}', '{"effort":"SMALL"}'),
    iif(id % 100 = 0, '{"note":"waiting for a spare part"}', '{"effort":"TINY"}'),
    created_at
  from commands where id > @before order by id`
