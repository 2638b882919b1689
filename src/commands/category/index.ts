import type { Group } from '../../command.ts'

export const category: Group = {
  noun: 'category',
  summary: 'Groupings of tasks, with a color',
  verbs: [
    {
      usage: 'add <name>',
      summary: 'Add a category, the household’s or a user’s own',
      examples: ['momentum category add Garden --color green'],
      options: [
        ['--color <color>', '#rrggbb, or a name such as green'],
        ['--user <user>', 'whose it is; the household’s, unless told'],
      ],
      load: () => import('./add.ts'),
    },
    {
      usage: 'list',
      summary: 'List the categories',
      examples: ['momentum category list'],
      load: () => import('./list.ts'),
    },
    {
      usage: 'edit <category>',
      summary: 'Change a name or a color',
      examples: ['momentum category edit garden --name Outside --color "#4c9f70"'],
      options: [
        ['--name <name>', 'the new name'],
        ['--color <color>', 'the new color'],
      ],
      load: () => import('./edit.ts'),
    },
    {
      usage: 'remove <category>',
      summary: 'Remove a category',
      details: 'Its tasks go on without one.',
      examples: ['momentum category remove garden'],
      load: () => import('./remove.ts'),
    },
  ],
}
