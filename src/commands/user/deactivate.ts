import { activeCommand } from './shared/active.ts'

export default activeCommand(false)
