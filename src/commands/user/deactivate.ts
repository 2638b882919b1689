import { activeCommand } from './shared/active-command.ts'

export default activeCommand(false)
