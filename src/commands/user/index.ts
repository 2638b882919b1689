import type { Group } from '../../command.ts'

export const user: Group = {
  noun: 'user',
  summary: 'The members of the household',
  verbs: [
    {
      usage: 'add [name]',
      summary: 'Add a member',
      details: 'On a terminal, a missing name is asked.',
      examples: ['momentum user add Alex --role cook --email alex@example.org'],
      options: [
        ['--role <text>', 'what they do in the household'],
        ['--email <address>', 'where they can be reached'],
        ['--password-stdin', 'with the password on standard input'],
      ],
      load: () => import('./add.ts'),
    },
    {
      usage: 'list',
      summary: 'List the members',
      examples: ['momentum user list --all'],
      options: [['--all', 'the inactive ones, too']],
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
      summary: 'Change a name, a role or an e-mail address',
      details: 'The word none takes a role or an address away.',
      examples: ['momentum user edit alex --name Alexandra --role none'],
      options: [
        ['--name <name>', 'the new name'],
        ['--role <text>', 'the new role'],
        ['--email <address>', 'the new address'],
      ],
      load: () => import('./edit.ts'),
    },
    {
      usage: 'deactivate <user>',
      summary: 'Let a member rest',
      details: 'They cannot pick a Daily Win or be given a task; what they have done stays.',
      examples: ['momentum user deactivate sam'],
      load: () => import('./deactivate.ts'),
    },
    {
      usage: 'activate <user>',
      summary: 'Take a member back in',
      examples: ['momentum user activate sam'],
      load: () => import('./activate.ts'),
    },
    {
      usage: 'remove <user>',
      summary: 'Remove a member for good',
      details: 'Their private tasks go along. Their wins stay in the history, without a name.',
      examples: ['momentum user remove sam --tasks keep'],
      options: [['--tasks <fate>', 'what becomes of their tasks: keep, delete, or a user']],
      load: () => import('./remove.ts'),
    },
    {
      usage: 'password <user>',
      summary: 'Set, change or take away a password',
      details:
        'It stops somebody from acting as you in Momentum. It encrypts nothing: who can read the file can read every task. 8 characters to 72 bytes. Everybody who is logged in as the user is logged out.',
      examples: ['momentum user password alex'],
      options: [
        ['--password-stdin', 'take the new one from standard input'],
        ['--remove', 'take it away'],
        ['--reset', 'take it away without knowing it; for the owner of the file'],
      ],
      load: () => import('./password.ts'),
    },
  ],
}
