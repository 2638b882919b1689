import { activeCommand } from './active.ts'

export default activeCommand(false)
