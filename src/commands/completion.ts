import { defineCommand } from '../command.ts'
import { parseChoice } from '../domain/choice.ts'
import { scriptFields, scriptJson } from '../json/script.ts'
import { completionScripts, type Shell, shells } from '../views/completion/scripts.ts'

export default defineCommand<Shell, Shell>({
  fields: scriptFields,
  input: ({ operands: [shell = ''] }) => parseChoice('shell', shell, shells),
  run: async (shell) => shell,
  human: (shell) => completionScripts[shell].trimEnd(),
  isCopied: () => true,
  json: (shell) => scriptJson({ shell, script: completionScripts[shell] }),
})
