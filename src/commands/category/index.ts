import { defineGroup } from '../../command.ts'

export const category = defineGroup({
  noun: 'category',
  letter: 'c',
  summary: 'Categories of tasks, each with a color',
  verbs: () => [
    {
      usage: 'add <name>',
      summary: 'Add a category',
      examples: ['momentum category add Garden --color green'],
      options: [
        ['--color <color>', '#rrggbb or a name such as green (default: one not used yet)'],
        ['--user <user>', 'make it this member’s own (default: the household’s)'],
      ],
      writes: true,
      load: () => import('./add.ts'),
    },
    {
      usage: 'list',
      summary: 'List categories',
      examples: ['momentum category list'],
      load: () => import('./list.ts'),
    },
    {
      usage: 'edit <category>',
      summary: 'Change the name or the color of a category',
      examples: ['momentum category edit garden --name Outside --color "#4c9f70"'],
      options: [
        ['--name <name>', 'the new name'],
        ['--color <color>', 'the new color: #rrggbb or a name such as green'],
      ],
      writes: true,
      load: () => import('./edit.ts'),
    },
    {
      usage: 'remove <category>',
      summary: 'Delete a category',
      details: 'Its tasks stay, without a category.',
      examples: ['momentum category remove garden'],
      writes: true,
      load: () => import('./remove.ts'),
    },
  ],
})
