import { defineGroup } from '../../command.ts'

export const user = defineGroup({
  noun: 'user',
  letter: 'u',
  summary: 'The members of the household',
  verbs: () => [
    {
      usage: 'add [name]',
      summary: 'Add a member',
      details:
        'On a terminal, you are asked for the name if it is missing. A name cannot be a number or one of the reserved words none, keep, delete and everybody. If a member already has such a name, rename them or use their number.',
      examples: ['momentum user add Alex --role cook --email alex@example.org'],
      options: [
        ['--role <text>', 'what they do in the household (default none)'],
        ['--email <address>', 'their email address (default none)'],
        ['--password-stdin', 'read their password from standard input'],
      ],
      writes: true,
      load: () => import('./add.ts'),
    },
    {
      usage: 'list',
      summary: 'List members, active ones by default',
      examples: ['momentum user list', 'momentum user list --all'],
      options: [['--all', 'include inactive members']],
      load: () => import('./list.ts'),
    },
    {
      usage: 'show <user>',
      summary: 'Show a member, by name or number',
      examples: ['momentum user show alex'],
      load: () => import('./show.ts'),
    },
    {
      usage: 'edit <user>',
      summary: 'Change the name, role or email of a member',
      details: 'The word none clears a role or an email.',
      examples: ['momentum user edit alex --name Alexandra --role none'],
      options: [
        ['--name <name>', 'the new name'],
        ['--role <text>', 'the new role'],
        ['--email <address>', 'the new email address'],
      ],
      writes: true,
      load: () => import('./edit.ts'),
    },
    {
      usage: 'deactivate <user>',
      summary: 'Deactivate a member',
      details:
        'An inactive member cannot pick a Daily Win or be assigned a task. Their history stays.',
      examples: ['momentum user deactivate sam'],
      writes: true,
      load: () => import('./deactivate.ts'),
    },
    {
      usage: 'activate <user>',
      summary: 'Activate a member again',
      examples: ['momentum user activate sam'],
      writes: true,
      load: () => import('./activate.ts'),
    },
    {
      usage: 'remove <user>',
      summary: 'Delete a member',
      details:
        'Their private tasks and routines are deleted too; members who delete themselves need --tasks delete for that. Their wins stay in the history, without a name.',
      examples: ['momentum user remove sam --tasks keep', 'momentum user remove sam --tasks alex'],
      options: [['--tasks <action>', 'keep (unassigned), delete, or the member to assign them to']],
      writes: true,
      load: () => import('./remove.ts'),
    },
    {
      usage: 'password <user>',
      summary: 'Set, change or remove a password',
      details:
        'A password only stops others from acting as you in Momentum. It encrypts nothing: anyone who can read the file can read every task. A password has at least 8 characters and at most 72 bytes. Changing it logs the member out on every computer.',
      examples: ['momentum user password alex'],
      options: [
        ['--password-stdin', 'read the new password from standard input'],
        ['--remove', 'remove the password'],
        ['--reset', 'remove it without knowing it (database owner only)'],
      ],
      writes: true,
      load: () => import('./password.ts'),
    },
  ],
})
