import type { Paint } from './paint.ts'

const dots = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** How questions look. Without it Inquirer would color them by the environment alone. */
export function promptTheme(paint: Paint) {
  return {
    keywords: { error: () => 'Answer yes or no.' },
    prefix: { idle: paint.blue('?'), done: paint.green('✓') },
    spinner: { frames: dots.map((dot) => paint.yellow(dot)) },
    style: {
      answer: paint.cyan,
      message: (text: string) => paint.bold(text),
      error: (text: string) => paint.red(`> ${text}`),
      defaultAnswer: (text: string) => paint.dim(`(${text})`),
      help: paint.dim,
      highlight: paint.cyan,
      description: paint.cyan,
      searchTerm: paint.cyan,
      keysHelpTip: (keys: readonly (readonly [string, string])[]) =>
        keys
          .map(([key, action]) => `${paint.bold(key)} ${paint.dim(action)}`)
          .join(paint.dim(' • ')),
    },
  }
}
