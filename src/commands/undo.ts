import { reversalCommand } from './shared/reversal.ts'

export default reversalCommand('undo')
