import { reversalCommand } from './shared/reversal-command.ts'

export default reversalCommand('undo')
