import { defineGroup } from '../../command.ts'

export const config = defineGroup({
  noun: 'config',
  summary: 'The settings on this computer',
  verbs: () => [
    {
      usage: 'list',
      summary: 'List the settings, and where each value comes from',
      details:
        'A value comes from the environment, from the settings file, or is the default. The environment goes before the file, and the options --db and --as go before both.',
      examples: ['momentum config list'],
      load: () => import('./list.ts'),
    },
    {
      usage: 'get <setting>',
      summary: 'Print the value of a setting',
      details: 'A setting can be named without MOMENTUM_: tz means MOMENTUM_TZ.',
      examples: ['momentum config get tz'],
      load: () => import('./get.ts'),
    },
    {
      usage: 'set <setting> <value>',
      summary: 'Set a value in the settings file',
      examples: ['momentum config set user Alex', 'momentum config set day-start 03:00'],
      load: () => import('./set.ts'),
    },
    {
      usage: 'unset <setting>',
      summary: 'Take a setting out of the settings file',
      examples: ['momentum config unset user'],
      load: () => import('./unset.ts'),
    },
  ],
})
