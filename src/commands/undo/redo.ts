import { reversalCommand } from './reversal.ts'

export default reversalCommand('redo')
