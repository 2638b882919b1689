import { type Paint, spinner } from './paint.ts'

/** How questions look. Without it Inquirer would color them by the environment alone. */
export function promptTheme(paint: Paint) {
  return {
    keywords: { error: () => 'Answer yes or no.' },
    prefix: { idle: paint.cyan('?'), done: paint.green('✓') },
    spinner: { frames: spinner.map((dot) => paint.yellow(dot)) },
    style: {
      answer: (text: string) => text,
      message: (text: string) => paint.bold(text),
      error: (text: string) => `${paint.red('>')} ${text}`,
      defaultAnswer: (text: string) => paint.dim(`(${text})`),
      help: paint.dim,
      highlight: paint.bold,
      description: paint.dim,
      searchTerm: paint.bold,
      keysHelpTip: (keys: readonly (readonly [string, string])[]) =>
        keys
          .map(([key, action]) => `${paint.bold(key)} ${paint.dim(action)}`)
          .join(paint.dim(' • ')),
    },
  }
}
